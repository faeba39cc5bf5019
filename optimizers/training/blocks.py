"""A compiled function over however many rows, in blocks of one size, so that it is compiled once."""

from collections.abc import Callable

import numpy as np


def padded(rows: np.ndarray, length: int) -> np.ndarray:
    """`rows`, and then zeros up to `length` of them."""
    whole = np.zeros((length, *rows.shape[1:]), rows.dtype)
    whole[: len(rows)] = rows
    return whole


def in_blocks(program: Callable, rows: np.ndarray, size: int) -> np.ndarray:
    """What `program` gives for each of `rows`, taking `size` of them at a time: (n, …) for at least one row."""
    blocks = [program(padded(rows[i : i + size], size)) for i in range(0, len(rows), size)]
    return np.concatenate([np.asarray(block) for block in blocks])[: len(rows)]
