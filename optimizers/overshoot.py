"""Overshooting: from which step on a rule's steps are too long for the way J bends, so that they turn round and grow.

It is another fact than divergence: a run overshoots from one step on, and by a later one it is beyond all bounds.
"""

import numpy as np

from optimizers.limits import Limit

ALONG = 0.5**0.5  # of a step's length, at least, lies along the axis that it is said to be thrown along
ALIKE = 1e-9  # eigenvalues this close, beside their size, are one: rounding alone picks their axes


def principal(bends: np.ndarray, moves: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How J bends at the rows of a run with Hessians `bends` (T+1, 2, 2): eigenvalues, axes, and where they are one.

    The eigenvalues (T+1, 2), the smaller first, NaN where the Hessian is not finite. The unit vectors (T+1, 2) along
    which J bends by the larger; where the two are one every direction is such an axis, and the step's own is given.
    `moves` (T, 2) and `lengths` (T,) are those of the steps, step n at index n − 1.
    """
    with np.errstate(all="ignore"):  # of rows that are lost
        whole = np.isfinite(bends.sum(axis=(1, 2)))
        eigenvalues, columns = np.linalg.eigh(np.where(whole[:, None, None], bends, 0.0))
        eigenvalues[~whole] = np.nan
        alike = np.diff(eigenvalues)[:, 0] <= ALIKE * np.abs(eigenvalues[:, 1])
        axes = columns[:, :, 1]
        axes[:-1] = np.where((alike[:-1] & (lengths > 0))[:, None], moves / lengths[:, None], axes[:-1])
    return eigenvalues, axes, alike


def overshoots_from(
    most: Limit | None,
    rates: np.ndarray,
    cost: np.ndarray,
    moves: np.ndarray,
    lengths: np.ndarray,
    eigenvalues: np.ndarray,
    axes: np.ndarray,
) -> int | None:
    """The first step from which on, to the last of these, α λmax is above the rule's limit `most` and J rises.

    At each of them the steps turn round and grow along the axis of λmax. None where that never begins or the rule has
    no limit. The arrays are those of the steps up to where the run is lost, (n,), and of their rows, (n + 1,).
    """
    if most is None or not len(rates):
        return None
    with np.errstate(all="ignore"):  # the last rows may be infinite or NaN
        this = (moves * axes[:-1]).sum(axis=1)
        following = np.append((moves[1:] * axes[:-2]).sum(axis=1), np.nan)
        # Where no finite step follows none can turn: of the last one the condition is asked, and that it is along it.
        turns = ~np.isfinite(following) | ((this * following < 0) & (np.abs(following) > np.abs(this)))
        overflowed = ~np.isfinite(eigenvalues[:-1, 1])
        holds = overflowed | ((rates * eigenvalues[:-1, 1] > most.value) & turns)
        holds[-1] &= overflowed[-1] or abs(this[-1]) > ALONG * lengths[-1]
    broken = np.flatnonzero(~holds)
    first = int(broken[-1]) + 2 if len(broken) else 1
    # The last cost may be infinite or NaN, which is no fall.
    if first > len(rates) or overflowed[first - 1] or cost[-1] <= cost[first - 1]:
        return None
    return first
