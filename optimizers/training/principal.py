"""The first two principal components of many long rows, without all the others."""

from math import nan

import numpy as np

KEPT = 10  # directions followed, so that the first two settle soon
TURNS = 300  # at most
SETTLED = 1e-13


def components(rows: np.ndarray) -> tuple[np.ndarray, tuple[float, float]]:
    """The first two right singular vectors of `rows` (n, P), as (2, P), and the shares of Σ rows² along them.

    Each has its largest entry positive. Shares of no variance at all are NaN. By subspace iteration: G. H. Golub &
    C. F. Van Loan, Matrix Computations, section 8.2.4, from a fixed start.
    """
    size = np.abs(rows).max(initial=0)
    if not size:
        return np.eye(2, rows.shape[1]), (nan, nan)
    rows = rows / size  # squares of what a run that diverges goes through are not finite otherwise
    q = np.random.default_rng(0).standard_normal((rows.shape[1], min(KEPT, rows.shape[1])))
    for _ in range(TURNS):
        q, _ = np.linalg.qr(q)
        image = rows @ q
        _, lengths, turn = np.linalg.svd(image, full_matrices=False)
        q, onward = q @ turn.T, rows.T @ (image @ turn.T)
        away = onward[:, :2] - q[:, :2] * lengths[:2] ** 2
        if np.abs(away).max() <= SETTLED * lengths[0] ** 2:
            break
        q = onward
    else:
        q, _ = np.linalg.qr(q)
    axes = q[:, :2].T
    axes = axes * np.sign(axes[[0, 1], np.abs(axes).argmax(axis=1)])[:, None]
    shares = ((rows @ axes.T) ** 2).sum(axis=0) / (rows**2).sum()
    return axes, (float(shares[0]), float(shares[1]))
