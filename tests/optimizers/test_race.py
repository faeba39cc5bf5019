"""The fair race: the order that theory gives on the ravine, equal terms, and racers that run again as they ran."""

from dataclasses import replace

import jax
import numpy as np
import optax
import pytest
from jax import numpy as jnp

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.achievement import lowest_cost, stays_from, steps_to_tolerance
from optimizers.catalogue import LECTURE
from optimizers.sweep import TERMS, everywhere, race, tune
from optimizers.sweep.race import TRIED

KAPPA = 20.0
# Polyak's best β on a quadratic of condition κ is ((√κ − 1) / (√κ + 1))².
BETA = ((KAPPA**0.5 - 1) / (KAPPA**0.5 + 1)) ** 2
RAVINE = Experiment(
    "ravine",
    theta={"kappa": KAPPA},
    start=(8.0, 2.0),
    steps=300,
    runs=(Run("gradient_descent", 0.05), Run("heavy_ball", 0.01, hyper={"beta": BETA}), Run("newton", 0.3)),
)


def four(landscape, **settings):
    runs = tuple(Run(rule.key, rule.suits(LANDSCAPES[landscape])) for rule in LECTURE[:4])
    return Experiment(landscape, runs=runs, **settings)


@pytest.mark.long
def test_at_its_own_rate_newton_beats_the_heavy_ball_and_that_beats_descent():
    descent, ball, newton = race(RAVINE, "own")
    assert (newton.rank, ball.rank, descent.rank) == (1, 2, 3)
    assert newton.run.learning_rate == 1.0
    assert (newton.steps_to_tolerance, newton.evaluations_to_tolerance) == (1, 3)
    # Descent's J shrinks by at best ((κ − 1) / (κ + 1))² a step, about 0.82: 34 steps to a thousandth.
    assert descent.run.learning_rate == pytest.approx(2 / (1 + KAPPA), rel=0.15)
    assert 17 < descent.evaluations_to_tolerance < 40
    # The heavy ball's shrinks by about β, 0.4: 8 steps, and a few for the factor n that stands before βⁿ.
    assert ball.evaluations_to_tolerance < 20


def test_at_the_same_rate_the_gradients_of_newton_s_hessian_count():
    descent, _, newton = race(RAVINE, "same")
    # Along w1 both keep 1 − α of their way; n steps leave 0.95²ⁿ of J to Newton: 0.001 after 67.3.
    assert newton.steps_to_tolerance == 68
    assert newton.evaluations_to_tolerance == 3 * 68
    assert descent.evaluations_to_tolerance == descent.steps_to_tolerance <= 68
    assert descent.rank < newton.rank


@pytest.mark.long
@pytest.mark.parametrize("landscape", ["himmelblau", "rosenbrock"])
@pytest.mark.parametrize("terms", TERMS)
def test_the_rate_that_is_told_is_the_rate_that_ran(terms, landscape):
    experiment = four(landscape, steps=120)
    racers = race(experiment, terms)
    assert [racer.run.optimizer for racer in racers] == [run.optimizer for run in experiment.runs]
    for racer in racers:
        told = replace(racer.run, learning_rate=float(f"{racer.run.learning_rate:.3g}"))
        assert told == racer.run
        (again,) = perform(replace(experiment, steps=racer.steps, runs=(told,)))
        assert racer.cost == again.cost[-1]
        assert racer.outcome == again.outcome
        assert racer.steps_to_tolerance == steps_to_tolerance(again, lowest_cost(experiment.surface, [again]))


def test_only_the_rates_are_changed():
    run = Run("adam", 0.1, "exponential", 0.9, {"beta1": 0.5}, {"bias_correction": "off"}, warmup=3)
    for terms in TERMS:
        (racer,) = race(Experiment("himmelblau", steps=60, runs=(run,)), terms)
        assert replace(racer.run, learning_rate=0.1) == run


@pytest.mark.long
def test_the_terms_are_equal():
    experiment = replace(RAVINE, runs=(*RAVINE.runs, Run("nesterov", 0.2)))
    assert {racer.run.learning_rate for racer in race(experiment, "same")} == {0.05}
    paid = race(experiment, "evaluations")
    assert [racer.run for racer in paid] == list(experiment.runs)
    assert [racer.steps for racer in paid] == [300, 300, 100, 300]
    assert {racer.evaluations for racer in paid} == {300}
    for terms in ("own", "landscape"):
        assert {racer.steps for racer in race(experiment, terms)} == {300}
        assert all(racer.run.learning_rate in TRIED for racer in race(experiment, terms))


@pytest.mark.long
def test_its_own_rate_is_the_one_that_tune_finds():
    experiment = four("himmelblau")
    for run, racer in zip(experiment.runs, race(experiment, "own"), strict=True):
        best = tune(experiment, run)
        # The rates that are tried have three digits, and neighbours may be as good as each other.
        assert racer.stays_from == pytest.approx(best.stays_from, abs=2)
        assert racer.run.learning_rate == pytest.approx(best.learning_rate, rel=0.3)


def test_on_the_landscape_a_rate_serves_the_median_start():
    experiment = replace(four("himmelblau"), steps=100)
    (descent, *_), found = race(experiment, "landscape"), everywhere(experiment, TRIED)

    def median(alpha):
        runs = (replace(experiment.runs[0], learning_rate=alpha),)
        centres = (np.arange(8) + 0.5) / 8
        arrivals = []
        for x, y in np.stack(np.meshgrid(centres, centres), -1).reshape(-1, 2):
            across, up = experiment.map_domain
            start = (across.low + x * across.width, up.low + y * up.width)
            (trajectory,) = perform(replace(experiment, start=start, runs=runs))
            steps = stays_from(trajectory, 0.0)
            arrivals.append(np.inf if steps is None else steps)
        return np.median(arrivals)

    own = TRIED.index(descent.run.learning_rate)
    assert found.steps[0, own] == found.steps[0].min() == median(TRIED[own])
    for other in (own - 3, own + 3):
        assert found.steps[0, other] == median(TRIED[other]) >= median(TRIED[own])


@pytest.mark.long
def test_where_most_starts_never_arrive_the_median_cost_decides():
    experiment = four("rosenbrock", steps=5)
    found = everywhere(experiment, TRIED)
    assert np.isinf(found.steps).all()
    racers = race(experiment, "landscape")
    for row, racer in enumerate(racers):
        assert found.cost[row, TRIED.index(racer.run.learning_rate)] == found.cost[row].min()


def test_equal_runs_share_a_rank_and_those_that_did_not_stay_have_none():
    runs = (
        Run("gradient_descent", 0.2),
        Run("gradient_descent", 0.05),
        Run("adam", 0.01),
        Run("gradient_descent", 0.05),
    )
    lost, first, slow, equal = race(replace(RAVINE, runs=(*runs[:3], runs[1])), "evaluations")
    assert (first.rank, equal.rank, slow.rank, lost.rank) == (1, 1, None, None)
    assert lost.outcome == "diverged"
    assert slow.steps_to_tolerance is slow.evaluations_to_tolerance is slow.stays_from is None


def test_those_that_never_arrive_have_no_rank():
    racers = race(four("rosenbrock", steps=3), "evaluations")
    assert {racer.steps_to_tolerance for racer in racers} == {None}
    assert {racer.rank for racer in racers} == {None}


@pytest.mark.parametrize("terms", TERMS)
def test_a_race_without_runs_has_no_racers(terms):
    assert race(Experiment("himmelblau"), terms) == ()


@pytest.mark.parametrize("terms", ["fair", None])
def test_unknown_terms_are_refused_in_words(terms):
    with pytest.raises(ValueError, match=r"terms .* is not known; .*same"):
        race(RAVINE, terms)


@pytest.mark.parametrize("side", [0, 17, 2.5])
def test_a_side_out_of_range_is_refused_in_words(side):
    with pytest.raises(ValueError, match=r"side = .* is out of range: whole numbers from 1 to 16"):
        everywhere(RAVINE, [0.1], side)


def evaluated(optimizer, conventions):
    """The gradients of one step, counted as they are asked for: at W, at other points, and two for the Hessian."""
    rule = optax.with_extra_args_support(optimizer.rule(**optimizer.hyper(), **conventions))
    calls = []

    def slope(*w):
        calls.append(w)
        return pair(0.3, -0.7)

    known = {"slope": slope, "hessian": (pair(3.0, 0.5), pair(0.5, 2.0)), "learning_rate": jnp.asarray(0.1)}
    known["cost"] = lambda w1, w2: w1 * w1 + w2 * w2
    w, asked = pair(1.0, 2.0), {name: known[name] for name in optimizer.needs}
    one, other = (jax.tree.leaves(rule.update(g, rule.init(w), w, **asked)) for g in (pair(0.4, 0.5), pair(-0.9, 0.1)))
    met = any(not np.array_equal(x, y) for x, y in zip(one, other, strict=True))
    return len(calls) // 2 + met + 2 * ("hessian" in asked)


def pair(first, second):
    return jnp.asarray(first), jnp.asarray(second)


def choices(optimizer):
    for convention in optimizer.conventions or [None]:
        for choice in convention.choices if convention else [None]:
            yield optimizer.settled({convention.key: choice.key} if convention else {})


@pytest.mark.sampled(4)
@pytest.mark.parametrize("key", CATALOGUE)
def test_the_gradients_of_a_step_are_those_it_asks_for(key):
    optimizer = CATALOGUE[key]
    for conventions in choices(optimizer):
        expected = 3 if key == "newton" else 1  # Nesterov's looks ahead instead of where it is, not besides
        assert optimizer.gradient_evaluations(conventions) == evaluated(optimizer, conventions) == expected


@pytest.mark.parametrize("times", [0, 1, 2])
def test_every_call_of_the_slope_is_one_more(times):
    def rule():
        def update(g, state, w=None, **moment):
            for _ in range(times):
                g = tuple(x + y for x, y in zip(g, moment["slope"](*g), strict=True))
            return g, state

        return optax.GradientTransformationExtraArgs(lambda w: (), update)

    looking = replace(CATALOGUE["gradient_descent"], rule=rule, needs=("slope",))
    assert looking.gradient_evaluations() == evaluated(looking, {}) == 1 + times


def test_conventions_that_are_not_known_are_refused():
    with pytest.raises(ValueError, match="has no convention"):
        CATALOGUE["adam"].gradient_evaluations({"form": "look_ahead"})
