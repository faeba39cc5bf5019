"""Seeded errors of the gradient: the same for every optimizer of an experiment, so that a comparison is fair."""

import numpy as np


def gradient_errors(steps: int, sigma: float, seed: int) -> np.ndarray:
    """Independent normal errors of standard deviation `sigma`, float64 of shape (steps, 2); zeros for sigma = 0.

    Row n − 1 belongs to update n. A longer run begins with the errors of a shorter one.
    """
    if sigma == 0:
        return np.zeros((steps, 2))
    return sigma * np.random.default_rng(seed).standard_normal((steps, 2))
