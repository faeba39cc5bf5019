"""Where a rule is stable: the largest learning rate at which its steps on a quadratic still die down, for every β.

Along an axis of curvature λ each of these rules maps one pair of numbers linearly to the next, and its steps die down
where both eigenvalues of that 2 × 2 matrix lie within the unit circle. For momentum, c the weight of the gradient:

    v' = β v + c λ x,   x' = x − α v'        so    (v', x') = [[β, cλ], [−αβ, 1 − αcλ]] (v, x)

Its determinant is β and its trace 1 + β − αcλ. Jury's conditions for roots within the unit circle, |det| < 1 and
|trace| < 1 + det, then read β < 1 and 0 < αcλ < 2 (1 + β). The bound falls as λ grows, so that on a quadratic the
largest curvature alone decides. For Polyak's form, c = 1, it is the one that G. Goh, "Why momentum really works",
Distill (2017), draws; B. T. Polyak, USSR Comp. Math. and Math. Phys. 4 (1964) 1–17, has it as condition of
convergence. Gradient descent is its case β = 0. The bounds themselves, with Nesterov's, are in limits.py.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan

import numpy as np

from optimizers.experiment import Run
from optimizers.limits import limit


def limit_curve(run: Run, lambda_max: float, betas: Sequence[float] | np.ndarray) -> np.ndarray | None:
    """The rate above which the run's steps grow, at each β in place of its own: float64 (n,) for n values of β.

    At a constant rate, on a quadratic whose largest curvature is `lambda_max`, and near a minimum with such a Hessian.
    Infinity where `lambda_max` is 0 or less: nothing bends up, so that no rate overshoots. A rule without β has one
    bound for all. None for a rule whose bound is not known. ValueError for a β out of range or a curvature of NaN.
    """
    if isnan(lambda_max):
        raise ValueError("lambda_max is NaN: it must be a number, the largest second derivative of J in any direction")
    has_beta = any(p.key == "beta" for p in run.rule.hyperparameters)
    runs = [replace(run, hyper={**run.hyper, "beta": float(beta)}) if has_beta else run for beta in betas]
    if limit(run) is None:
        return None
    bounds = np.array([found.value for found in map(limit, runs) if found])
    return bounds / lambda_max if lambda_max > 0 else np.full(len(runs), np.inf)
