"""How the doctor speaks: names, numbers and directions in its sentences, and that it compiles nothing to say them."""

from dataclasses import replace

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes.calculus import curvature, hessians
from optimizers import Experiment, Run, perform
from optimizers.diagnosis import diagnose
from optimizers.words import along, beside, number, rounded_down


def test_it_compiles_nothing_once_the_surface_is_known(compilations):
    runs = tuple(Run(key, rate) for key in ("gradient_descent", "momentum", "adam") for rate in (1e-4, 0.1, 10.0))
    experiment = Experiment("himmelblau", runs=runs)
    diagnose(experiment)
    compilations.clear()
    diagnose(replace(experiment, start=(0.5, -2.0), steps=400))
    assert compilations == []


def test_the_names_given_are_those_in_the_sentences():
    experiment = Experiment("ravine", runs=(Run("gradient_descent", 0.3), Run("gradient_descent", 0.2)))
    first, second = diagnose(experiment, perform(experiment), ("Gradient descent", "Gradient descent 2"))
    assert first.sentence.startswith("Gradient descent diverged")
    assert second.sentence.startswith("Gradient descent 2 diverged")


def test_hessians_of_many_points_are_those_of_each():
    w1, w2 = np.random.default_rng(0).uniform(-5, 5, (2, 1500))
    many = hessians(LANDSCAPES["himmelblau"], w1, w2)
    assert many.shape == (1500, 2, 2)
    for i in (0, 700, 1499):
        assert many[i] == pytest.approx(curvature(LANDSCAPES["himmelblau"], w1[i], w2[i]).hessian)


def test_numbers_read_as_people_write_them():
    spelled = [number(x) for x in (2.6, 0.0031, -0.5, 5222, 123456.0, 1e-7, -3.2e12, 0.0, 999.9, np.inf, np.nan)]
    expected = ["2.6", "0.0031", "−0.5", "5200", "120000", "1 × 10⁻⁷", "−3.2 × 10¹²", "0", "1000", "∞", "not a number"]
    assert spelled == expected
    assert (beside(2.004, 2.0), beside(2.6, 2.0), beside(1.9999, 2.0)) == ("2.004", "2.6", "1.9999")
    assert [rounded_down(x) for x in (0.00317, 0.1, 19.99, 3.0)] == [0.0031, 0.1, 19.0, 3.0]
    assert along(np.array([0.001, -1.0])) == "along w2"
    assert along(np.array([-0.7071, -0.7071])) == "along (0.71, 0.71)"
