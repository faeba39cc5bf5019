"""What every optimizer of the catalogue must satisfy: its equation, its terms, and what it refuses."""

from itertools import product

import numpy as np
import pytest
from jax import numpy as jnp

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, GROUPS
from optimizers.base import NEEDS

OPTIMIZERS = [pytest.param(optimizer, id=key) for key, optimizer in CATALOGUE.items()]
CHOICES = [
    pytest.param(optimizer, convention, choice, id=f"{key}-{choice.key}")
    for key, optimizer in CATALOGUE.items()
    for convention in optimizer.conventions
    for choice in convention.choices
]
# (optimizer, choices other than the default): what the last line then reads, and whether anything is corrected.
LAST_LINES = {
    ("gradient_descent",): r"W - \alpha_n\, g",
    ("momentum",): r"W - \alpha_n\, v",
    ("rmsprop",): r"\frac{g}{\sqrt{s} + \varepsilon}",
    ("rmsprop", "inside_root"): r"\frac{g}{\sqrt{s + \varepsilon}}",
    ("adagrad",): r"\frac{g}{\sqrt{s} + \varepsilon}",
    ("adagrad", "inside_root"): r"\frac{g}{\sqrt{s + \varepsilon}}",
    ("adadelta",): r"W - \alpha_n\, d",
    ("nesterov",): r"W - \alpha_n \left( \beta v + (1-\beta)\, g \right)",
    ("nesterov", "one"): r"W - \alpha_n \left( \beta v + g \right)",
    ("nesterov", "look_ahead"): r"W - \alpha_n \, v",
    ("heavy_ball",): "W - v",
    ("heavy_ball", "on_sum"): r"W - \alpha_n\, v",
    ("amsgrad", "off"): r"\frac{v}{\sqrt{m} + \varepsilon}",
    ("newton",): r"(H + \lambda I)^{-1} g",
    ("newton", "absolute"): r"(|H| + \lambda I)^{-1} g",
    ("sign_descent",): r"\operatorname{sign}(g)",
    ("adam",): r"\frac{\hat v}{\sqrt{\hat s} + \varepsilon}",
    ("adam", "inside_root"): r"\frac{\hat v}{\sqrt{\hat s + \varepsilon}}",
    ("adam", "off"): r"\frac{v}{\sqrt{s} + \varepsilon}",
    ("adam", "inside_root", "off"): r"\frac{v}{\sqrt{s + \varepsilon}}",
}
GRADIENTS = [(3.0, -0.5), (-1.0, 0.25), (2.0, 0.0), (0.5, 4.0)]


def settings(optimizer, *chosen):
    return {c.key: choice.key for c in optimizer.conventions for choice in c.choices if choice.key in chosen}


def after(optimizer, conventions):
    """The rule's last direction and terms over the four gradients."""
    facts = {**optimizer.hyper(), **optimizer.settled(conventions)}
    rule, w = optimizer.rule(**facts), (jnp.asarray(0.0), jnp.asarray(0.0))
    state, before, direction = rule.init(w), None, ()
    for gradient in GRADIENTS:
        g, before = tuple(map(jnp.asarray, gradient)), state
        direction, state = rule.update(g, before, None, **moment(optimizer, gradient))
    asked = moment(optimizer, GRADIENTS[-1])
    return direction, optimizer.terms(state, GRADIENTS[-1], before=before, w=w, **facts, **asked)


def moment(optimizer, gradient):
    """What the rule asks for, on a plane with this slope at the rate 0.5."""
    known = {"hessian": ((1.0, 0.0), (0.0, 1.0)), "slope": lambda w1, w2: gradient, "learning_rate": jnp.asarray(0.5)}
    known["cost"] = lambda w1, w2: gradient[0] * w1 + gradient[1] * w2
    return {name: known[name] for name in optimizer.needs}


def averages(beta, values, weight):
    total = np.zeros(2)
    for value in values:
        total = beta * total + weight * value
    return total


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_default_equation_is_the_formula(optimizer):
    assert optimizer.equation() == optimizer.formula
    assert optimizer.equation(optimizer.settled()) == optimizer.formula


@pytest.mark.parametrize(("optimizer", "convention", "choice"), CHOICES)
def test_every_choice_but_the_default_rewrites_something_that_is_there(optimizer, convention, choice):
    equation = optimizer.equation({convention.key: choice.key})
    assert (equation == optimizer.formula) == (choice is convention.choices[0]) == (not choice.rewrites)
    assert all(old in optimizer.formula for old, _ in choice.rewrites)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_no_two_combinations_of_choices_share_an_equation(optimizer):
    combinations = [dict(c) for c in product(*([(c.key, k.key) for k in c.choices] for c in optimizer.conventions))]
    equations = {optimizer.equation(combination) for combination in combinations}
    assert len(equations) == len(combinations)
    for equation in equations:
        assert equation.count("{") == equation.count("}")


@pytest.mark.parametrize(("chosen", "line"), LAST_LINES.items(), ids=["-".join(chosen) for chosen in LAST_LINES])
def test_the_last_line_is_the_step_that_runs(chosen, line):
    optimizer = CATALOGUE[chosen[0]]
    assert optimizer.equation(settings(optimizer, *chosen[1:])).split(r"\\")[-1].count(line) == 1


def test_momentum_as_a_sum_has_no_weight_on_the_gradient():
    equation = CATALOGUE["momentum"].equation({"gradient_weight": "one"})
    assert r"v &\leftarrow \beta v + g " in equation


@pytest.mark.parametrize("side", ["outside_root", "inside_root"])
def test_adam_without_correction_corrects_nowhere(side):
    equation = CATALOGUE["adam"].equation({"bias_correction": "off", "epsilon_position": side})
    assert not any(sign in equation for sign in (r"\hat", "^n", r"\quad"))


@pytest.mark.parametrize("weight", ["one_minus_beta", "one"])
def test_the_v_of_momentum_is_the_average_or_the_sum(weight):
    direction, terms = after(CATALOGUE["momentum"], {"gradient_weight": weight})
    v = averages(0.9, np.array(GRADIENTS), 0.1 if weight == "one_minus_beta" else 1.0)
    assert list(terms) == ["v"]
    np.testing.assert_allclose(terms["v"], v, rtol=1e-14)
    np.testing.assert_allclose(direction, v, rtol=1e-14)


def test_the_s_of_rmsprop_averages_the_squares():
    direction, terms = after(CATALOGUE["rmsprop"], {})
    s = averages(0.9, np.array(GRADIENTS) ** 2, 0.1)
    assert list(terms) == ["s"]
    np.testing.assert_allclose(terms["s"], s, rtol=1e-14)
    np.testing.assert_allclose(direction, GRADIENTS[-1] / (np.sqrt(s) + 1e-8), rtol=1e-14)


def test_the_terms_of_adam_are_those_of_the_paper():
    direction, terms = after(CATALOGUE["adam"], {})
    v, s = averages(0.9, np.array(GRADIENTS), 0.1), averages(0.999, np.array(GRADIENTS) ** 2, 0.001)
    expected = {"v": v, "s": s, "v_hat": v / (1 - 0.9**4), "s_hat": s / (1 - 0.999**4)}
    assert list(terms) == list(expected)
    for name, value in expected.items():
        np.testing.assert_allclose(terms[name], value, rtol=1e-12)
    np.testing.assert_allclose(direction, expected["v_hat"] / (np.sqrt(expected["s_hat"]) + 1e-8), rtol=1e-12)


def test_gradient_descent_keeps_nothing_and_points_along_the_gradient():
    direction, terms = after(CATALOGUE["gradient_descent"], {})
    assert terms == {}
    np.testing.assert_array_equal(direction, GRADIENTS[-1])


def test_nesterov_looking_ahead_takes_the_gradient_there():
    optimizer = CATALOGUE["nesterov"]
    equation = optimizer.equation({"form": "look_ahead", "gradient_weight": "one"})
    assert r"v &\leftarrow \beta v + \nabla J(W - \alpha_n \beta v) " in equation


@pytest.mark.parametrize("key", ["adagrad", "adadelta", "nesterov", "heavy_ball", "newton", "sign_descent", "rprop"])
def test_the_terms_of_a_taught_rule_are_pairs_of_numbers(key):
    direction, terms = after(CATALOGUE[key], {})
    assert terms
    for pair in (direction, *terms.values()):
        assert np.shape(pair) == (2,)
        assert np.isfinite(pair).all()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_chosen_hyperparameters_stand_over_the_defaults(optimizer):
    defaults = {p.key: p.default for p in optimizer.hyperparameters}
    assert optimizer.hyper() == defaults
    for parameter in optimizer.hyperparameters:
        assert optimizer.hyper({parameter.key: parameter.low}) == {**defaults, parameter.key: parameter.low}


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_an_unknown_hyperparameter_or_convention_is_refused_with_those_there_are(optimizer):
    for ask, accepted in ((optimizer.hyper, optimizer.hyperparameters), (optimizer.settled, optimizer.conventions)):
        with pytest.raises(ValueError, match=optimizer.title) as refusal:
            ask({"gamma": 0.5, 7: 1.0})
        assert all(thing.key in str(refusal.value) for thing in accepted)


@pytest.mark.parametrize(("optimizer", "convention", "choice"), CHOICES)
def test_an_unknown_choice_is_refused_with_those_there_are(optimizer, convention, choice):
    with pytest.raises(ValueError, match=f"{convention.key} = 'both' .*{choice.key}"):
        optimizer.settled({convention.key: "both"})


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_tells_its_facts(optimizer):
    assert CATALOGUE[optimizer.key] is optimizer
    assert all((optimizer.title, optimizer.formula, optimizer.source, optimizer.lesson))
    assert optimizer.group in GROUPS
    assert set(optimizer.needs) <= set(NEEDS)
    for parameter in optimizer.hyperparameters:
        assert parameter.check(parameter.default) == parameter.default


def test_the_catalogue_stands_in_the_order_of_the_groups():
    groups = [optimizer.group for optimizer in CATALOGUE.values()]
    assert list(dict.fromkeys(groups)) == [group for group in GROUPS if group in groups]
    assert groups == sorted(groups, key=list(GROUPS).index)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_rate_that_suits_is_the_landscapes_own_or_a_relatives(optimizer):
    relative, factor = optimizer.like
    for landscape in LANDSCAPES.values():
        expected = landscape.rates.get(optimizer.key, factor * (landscape.rates[relative] if relative else 1))
        assert optimizer.suits(landscape) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_weight_of_a_past_goes_from_0_to_just_below_1(optimizer):
    for parameter in optimizer.hyperparameters:
        if parameter.key.startswith(("beta", "rho")):
            assert parameter.check(0.0) == 0.0
            assert parameter.check(np.nextafter(1.0, 0.0)) < 1
            for value in (-1e-9, 1.0):
                with pytest.raises(ValueError, match=parameter.key):
                    parameter.check(value)
