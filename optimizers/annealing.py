"""Schedules of more than one number: rates that fall by steps, along a curve, in cycles, or rise before they fall.

Each takes α0, the schedule's main number k, and n as a float64 array, and gives α_n; `steps` is the run's own length.
"""

import numpy as np


def step(alpha0: float, k: float, n: np.ndarray, interval: float) -> np.ndarray:
    """One factor k after every `interval` steps."""
    return alpha0 * k ** np.floor((n - 1) / interval)


def polynomial(alpha0: float, k: float, n: np.ndarray, steps: int, end: float) -> np.ndarray:
    """To the share `end` of α0 one step after the last, as the k-th power of the part that remains."""
    return alpha0 * (end + (1 - end) * (1 - (n - 1) / steps) ** k)


def cosine(alpha0: float, k: float, n: np.ndarray, steps: int) -> np.ndarray:
    """To the share k of α0 one step after the last, along half a cosine (Loshchilov & Hutter 2017)."""
    return alpha0 * _fall(1, k, (n - 1) / steps)


def cosine_restarts(alpha0: float, k: float, n: np.ndarray, interval: float, growth: float) -> np.ndarray:
    """The same in cycles, each `growth` times as long as the last (Loshchilov & Hutter 2017, SGDR)."""
    begins, lengths = [0.0], [interval]
    while begins[-1] + lengths[-1] < len(n):
        begins.append(begins[-1] + lengths[-1])
        lengths.append(lengths[-1] * growth)
    cycle = np.searchsorted(begins, n - 1, side="right") - 1
    return alpha0 * _fall(1, k, (n - 1 - np.array(begins)[cycle]) / np.array(lengths)[cycle])


def one_cycle(alpha0: float, k: float, n: np.ndarray, steps: int, start: float, end: float) -> np.ndarray:
    """Up in the first k of the run and down to its last step, along half cosines (Smith & Topin 2018)."""
    top = max(k * steps - 1, 0)  # the steps before the highest rate, as PyTorch counts them; no whole number, perhaps
    rise = _fall(start, 1, (n - 1) / max(top, 1e-9))
    fall = _fall(1, end, (n - 1 - top) / max(steps - 1 - top, 1e-9))
    return alpha0 * np.where(n - 1 < top, rise, fall)


def _fall(high: float, low: float, part: np.ndarray) -> np.ndarray:
    """From `high` at part 0 to `low` at part 1, along half a cosine."""
    return low + (high - low) * (1 + np.cos(np.pi * part)) / 2
