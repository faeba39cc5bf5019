"""The binary answer of a map: what it is, as JSON, and then its arrays. Little-endian.

uint32: the sequence number and the length of the head in bytes; the head, JSON in UTF-8; zeros up to a multiple of
eight bytes; and then the arrays one after the other, each from such a multiple on, row by row. The head's "arrays"
lists them: [{"name", "shape", "type"}, …], the type "i4", "f4" or "f8". What is not finite is kept in an array, and is
null in a head.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple

import numpy as np

from optimizers.verdicts import KINDS

TYPES = ("i4", "f4", "f8")


class Answer(NamedTuple):
    """What was found for one map."""

    head: Mapping[str, Any]  # what is told of it beside its arrays
    arrays: Mapping[str, np.ndarray]  # of TYPES
    table: Callable[[], Iterable[Sequence]]  # the same for a spreadsheet: the row of headings, then the others


def map_frame(sequence: int, head: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """One answer: `head` with the list of `arrays`, and they themselves. ValueError for an array of another type."""
    listed = [{"name": name, "shape": rows.shape, "type": _type(name, rows)} for name, rows in arrays.items()]
    told = json.dumps({**head, "arrays": listed}, ensure_ascii=False, allow_nan=False).encode()
    parts = [np.array([sequence, len(told)], "<u4").tobytes() + told]
    parts += [rows.astype(rows.dtype.newbyteorder("<"), copy=False).tobytes() for rows in arrays.values()]
    return b"".join(part + bytes(-len(part) % 8) for part in parts)


def _type(name: str, rows: np.ndarray) -> str:
    kind = f"{rows.dtype.kind}{rows.dtype.itemsize}"
    if kind not in TYPES:
        raise ValueError(f"{name} is of type {kind}; it must be one of {', '.join(TYPES)}")
    return kind


def finite(value: float) -> float | None:
    """The number, or None where JSON has none for it."""
    return float(value) if isfinite(value) else None


def codes(outcome: np.ndarray) -> np.ndarray:
    """The outcomes as their places among the verdicts' KINDS, int32."""
    return np.argmax([outcome == name for name in KINDS], axis=0).astype(np.int32)
