"""Letters of a typed formula are its parameters, and the functions that other notations have."""

from math import atan2, cbrt, hypot, isclose, log2, sin

import numpy as np
import pytest

from components.share_link import decode, encode
from landscapes import FormulaError, parse
from landscapes.calculus import hessian, value_and_gradient
from landscapes.kinks import kinks
from optimizers import Experiment, Run, perform

POINTS = [(1.0, 2.0), (-1.0, 0.5), (-1.5, -2.0), (0.0, 2.0), (0.0, -2.0), (2.0, 0.0), (0.005, -0.002), (3.0, -0.1)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("log2(x^2 + 3)", lambda x, y: log2(x * x + 3)),
        ("cbrt(x) + cbrt(y)", lambda x, y: cbrt(x) + cbrt(y)),
        ("hypot(x, y)", lambda x, y: hypot(x, y)),
        ("atan2(y, x)", lambda x, y: atan2(y, x)),
        ("np.arctan2(w2, w1)", lambda x, y: atan2(y, x)),
        ("sinc(x)", lambda x, y: sin(x) / x if x else 1.0),
        (r"\\sqrt[3]{x} + \\log_2(y^2+1)".replace("\\\\", "\\"), lambda x, y: cbrt(x) + log2(y * y + 1)),
    ],
)
def test_a_function_has_the_value_that_python_gives_it_and_slopes_that_belong_to_it(text, value):
    surface, step = parse(text), 1e-6
    for x, y in POINTS:
        assert isclose(float(surface.cost(x, y)), value(x, y), rel_tol=1e-14, abs_tol=1e-15)
        if x and y:
            _, slopes = value_and_gradient(surface)(x, y)
            across = (value(x + step, y) - value(x - step, y)) / (2 * step)
            up = (value(x, y + step) - value(x, y - step)) / (2 * step)
            assert slopes == pytest.approx((across, up), rel=1e-6, abs=1e-8)


def test_sinc_is_smooth_through_nought_and_where_its_series_ends():
    bend = hessian(parse("sinc(x) + y"))
    assert float(bend(0.0, 0.0)[0][0]) == pytest.approx(-1 / 3, rel=1e-12)
    low, high = (float(bend(x, 0.0)[0][0]) for x in (0.01 - 1e-12, 0.01 + 1e-12))
    assert low == pytest.approx(high, rel=1e-9)
    assert float(bend(1e-6, 0.0)[0][0]) == pytest.approx(-1 / 3, rel=1e-9)


def test_where_there_is_no_slope_the_slope_taken_is_nought_and_told():
    for text in ("atan2(y, x)", "hypot(x, y)", "cbrt(x) + cbrt(y)"):
        surface = parse(text)
        assert [float(part) for part in value_and_gradient(surface)(0.0, 0.0)[1]] == [0.0, 0.0]
        assert any(map(bool, kinks(surface.cost)(0.0, 0.0).values()))


def test_the_jump_of_the_angle_is_told_on_its_cut_alone_with_the_slope_of_either_side():
    surface = parse("atan2(y, x)")
    met = {w: [name for name, there in kinks(surface.cost)(*w).items() if there] for w in [*POINTS, (-2.0, 0.0)]}
    assert [w for w, names in met.items() if any("jump" in name for name in names)] == [(-2.0, 0.0)]
    for y in (0.0, 1e-9, -1e-9):
        assert value_and_gradient(surface)(-2.0, y)[1] == pytest.approx((0.0, -0.5), abs=1e-9)


def test_letters_are_parameters_of_the_landscape_with_one_program_for_all_their_values():
    surface = parse("a*x^2 + b*y^2 + a")
    assert surface.key == "formula:a*w1^2+b*w2^2+a"
    assert surface.formula == "a w_1^2 + b w_2^2 + a"
    assert [(p.key, p.default) for p in surface.parameters] == [("a", 1.0), ("b", 1.0)]
    assert float(surface.cost(2.0, 3.0, a=0.5, b=-1.0)) == 0.5 * 4 - 9 + 0.5
    assert surface == parse("a x² + b y² + a")


def test_a_run_on_a_letter_s_value_is_the_run_on_the_number():
    run = Run("adam", 0.1)
    (lettered,) = perform(Experiment(parse("k*x^2 + y^2"), theta={"k": 3.0}, runs=(run,)))
    (numbered,) = perform(Experiment(parse("3*x^2 + y^2"), runs=(run,)))
    np.testing.assert_allclose(lettered.rows, numbered.rows, rtol=1e-9, atol=1e-12)


def test_a_letter_s_value_stands_in_the_link():
    view, problems = decode("landscape=formula:a*w1^2%2Bw2^2&theta=a~2.5&run=adam~0.1")
    assert problems == ()
    assert view.experiment.theta == {"a": 2.5}
    assert decode(encode(view)) == (view, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a*x + b*y + c + d + k", "at most 4"),
        ("ab*x", "not a name"),
        ("foo(x)", "not a name"),
        ("atan2(x)", "two arguments"),
        ("hypot(x, y, 1)", "two arguments"),
        ("np.sinc(x)", "sinc(pi*x)"),
    ],
)
def test_what_is_no_letter_and_what_means_two_things_is_refused(text, words):
    with pytest.raises(FormulaError, match=words.replace("(", r"\(").replace(")", r"\)").replace("*", r"\*")):
        parse(text)


def test_a_plus_that_is_lost_beside_a_letter_is_not_read_as_a_product():
    with pytest.raises(FormulaError, match="missing"):
        parse("a*w1^2 w2^2", implicit=False)
    with pytest.raises(FormulaError, match="missing"):
        parse("a w1^2", implicit=False)
