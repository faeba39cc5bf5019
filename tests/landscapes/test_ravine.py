"""The ravine's one dial, its condition number κ."""

import numpy as np
import pytest

from landscapes import CATALOGUE
from landscapes.calculus import hessian

RAVINE = CATALOGUE["ravine"]


def test_its_only_parameter_is_kappa():
    assert [p.key for p in RAVINE.parameters] == ["kappa"]


@pytest.mark.parametrize("kappa", [1, 20, 1000])
def test_kappa_may_be_anything_from_1_to_1000(kappa):
    assert RAVINE.theta({"kappa": kappa}) == {"kappa": kappa}


@pytest.mark.parametrize(("kappa", "spelled"), [(0.999, "0.999"), (0, "0"), (-20, "-20"), (1000.5, "1000.5")])
def test_any_other_kappa_is_refused_and_the_bounds_are_named(kappa, spelled):
    wanted = rf"^kappa = {spelled} is out of range: it must be at least 1 and at most 1000$"
    with pytest.raises(ValueError, match=wanted):
        RAVINE.theta({"kappa": kappa})


@pytest.mark.parametrize("kappa", [1.0, 20.0, 1000.0])
def test_kappa_is_the_condition_number_of_the_curvature(kappa):
    assert np.linalg.cond(np.array(hessian(RAVINE)(0.3, -0.2, kappa=kappa))) == pytest.approx(kappa)


def test_its_rate_for_gradient_descent_is_stable():
    # On a quadratic, gradient descent shrinks every direction only for α below 2 over the largest curvature.
    assert RAVINE.rates["gradient_descent"] < 2 / RAVINE.theta()["kappa"]
