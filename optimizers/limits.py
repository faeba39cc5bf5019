"""Limits of stability: how large α λ may be before a rule's steps on a quadratic grow instead of dying down.

On J = λ x² / 2 each of these rules is a linear recursion in x. Its steps die down where the roots z of its
characteristic polynomial lie within the unit circle (Jury's conditions); at every limit below a root leaves it through
z = −1, so beyond it the steps point against each other and grow. With c the weight of the gradient, 1 − β or 1:

    gradient descent   z − (1 − αλ)                                   αλ = 2
    momentum           z² − (1 + β − cαλ) z + β                       cαλ = 2 (1 + β)
    Nesterov           z² − (1 − cαλ) (1 + β) z + (1 − cαλ) β         cαλ = 2 (1 + β) / (1 + 2β)

Heavy ball is momentum with c = 1, and both forms of Nesterov's are the same walk. B. O'Donoghue & E. Candès, Found.
Comput. Math. 15 (2015), section 2, have the momentum of both kinds as such a recursion.
"""

from typing import NamedTuple

from optimizers.experiment import Run


class Limit(NamedTuple):
    """Above this α λ the steps along an axis of curvature λ overshoot ever further, at a constant rate."""

    value: float
    formula: str  # as it stands behind "α λmax > "; "" where it is a plain number


def limit(run: Run) -> Limit | None:
    """The limit of this run's rule; None for a rule that is no linear recursion in the gradients of J.

    Nor is one whose gradients are clipped, and with L2 it is one in those of another cost.
    """
    if run.treatment:
        return None
    key, beta = run.optimizer, run.rule.hyper(run.hyper).get("beta", 0.0)
    averaged = run.rule.settled(run.conventions).get("gradient_weight") == "one_minus_beta"
    weight = 1 - beta if averaged else 1.0
    if key == "gradient_descent":
        return Limit(2.0, "")
    if key in ("momentum", "heavy_ball"):
        return Limit(2 * (1 + beta) / weight, "2(1+β)/(1−β)" if averaged else "2(1+β)")
    if key == "nesterov":
        below = "(1+2β)(1−β)" if averaged else "(1+2β)"
        return Limit(2 * (1 + beta) / ((1 + 2 * beta) * weight), f"2(1+β)/({below})" if averaged else f"2(1+β)/{below}")
    return None
