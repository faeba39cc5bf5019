"""Gradients that are clipped or have L2 added, and warm-ups from each beginning: walked by hand in plain NumPy."""

from dataclasses import replace
from itertools import product

import numpy as np
import optax
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import Frozen
from landscapes.networks import Network
from optimizers import CATALOGUE, SCHEDULES, Experiment, Run, perform
from optimizers.anatomy import anatomy, columns
from optimizers.batches import batch_weights
from optimizers.diagnosis import diagnose
from optimizers.limits import limit
from optimizers.noise import gradient_errors
from optimizers.rounding import decided_from
from optimizers.stability import limit_curve
from optimizers.sweep import Axis, basins, ensemble, everywhere, plane, race, rates
from optimizers.training import Training, train
from optimizers.training.draws import first_weights, orders, parts
from optimizers.trajectory import program
from optimizers.treatment import lines
from optimizers.working import SYMBOLS
from tests.optimizers.written import evaluated, names

# J = (w1 + 2 w2 − 7)² + (2 w1 + w2 − 5)², whose gradient and Hessian are written out here.
H = np.array([[10.0, 8.0], [8.0, 10.0]])
TREATMENTS = {
    "l2": {"l2": 0.7},
    "value": {"clip_value": 3.0},
    "norm": {"clip_norm": 2.0},
    "value and norm": {"clip_value": 3.0, "clip_norm": 3.5},
    "all": {"clip_value": 3.0, "clip_norm": 3.5, "l2": 0.7},
}
each = pytest.mark.parametrize("treatment", TREATMENTS.values(), ids=list(TREATMENTS))
ALL = TREATMENTS["all"]
STEPS = 60


def slope(w):
    return H @ w - [34.0, 38.0]


def treated(g, w, clip_value=None, clip_norm=None, l2=0.0):
    """As PyTorch's clip_grad_value_ and clip_grad_norm_ (without its 1e-6), and then weight_decay."""
    if clip_value is not None:
        g = np.minimum(np.maximum(g, -clip_value), clip_value)
    if clip_norm is not None and (size := np.sqrt(np.sum(g**2))) > clip_norm:
        g = g * clip_norm / size
    return g + l2 * w


def descent(w, alphas, met):
    for n, alpha in enumerate(alphas, start=1):
        w = w - alpha * met(n, w)
        yield w


def adam(w, alphas, met, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = s = np.zeros_like(w)
    for n, alpha in enumerate(alphas, start=1):
        g = met(n, w)
        v, s = beta1 * v + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        w = w - alpha * (v / (1 - beta1**n)) / (np.sqrt(s / (1 - beta2**n)) + epsilon)
        yield w


def look_ahead(w, alphas, met, beta=0.9):
    v = np.zeros_like(w)
    for n, alpha in enumerate(alphas, start=1):
        v = beta * v + (1 - beta) * met(n, w - alpha * beta * v)
        w = w - alpha * v
        yield w


def walk(run):
    (found,) = perform(Experiment("booth", start=(-4.0, 6.0), steps=STEPS, runs=(run,)))
    return np.stack((found.w1, found.w2), axis=1)


def by_hand(rule, alphas, met):
    start = np.array([-4.0, 6.0])
    return np.array([start, *rule(start, alphas, met)])


RULES = {
    "gradient_descent": (descent, 0.02, {}),
    "adam": (adam, 0.2, {}),
    "nesterov": (look_ahead, 0.02, {"form": "look_ahead"}),
}


@each
@pytest.mark.parametrize("key", RULES)
def test_a_rule_meets_the_gradient_cut_and_then_pulled(key, treatment):
    rule, alpha, conventions = RULES[key]
    expected = by_hand(rule, [alpha] * STEPS, lambda n, w: treated(slope(w), w, **treatment))
    found = walk(Run(key, alpha, conventions=conventions, **treatment))
    np.testing.assert_allclose(found, expected, rtol=1e-11, atol=1e-11)
    plain = walk(Run(key, alpha, conventions=conventions))
    assert np.abs(found - plain).max() > 0.01


def test_l2_is_not_weight_decay_beside_the_rule():
    pulled, decayed = Run("adam", 0.2, l2=0.7), Run("adamw", 0.2, hyper={"weight_decay": 0.7})
    assert np.abs(walk(pulled) - walk(decayed)).max() > 0.1


def test_newton_and_the_line_search_know_the_cost_that_l2_belongs_to():
    level = np.linalg.solve(H + 0.7 * np.eye(2), [34.0, 38.0])
    np.testing.assert_allclose(walk(Run("newton", 1.0, l2=0.7))[1], level, rtol=1e-12)
    found = walk(Run("lbfgs", 1.0, conventions={"line_search": "backtracking"}, l2=0.7))
    np.testing.assert_allclose(found[-1], level, rtol=1e-9)

    def cost(w):
        return (w[0] + 2 * w[1] - 7) ** 2 + (2 * w[0] + w[1] - 5) ** 2 + 0.7 / 2 * (w @ w)

    costs = [cost(w) for w in found[:8]]
    assert all(np.diff(costs)[: np.argmin(costs)] < 0)


@pytest.mark.parametrize(
    ("warmup_from", "begin", "parts"), [("above_zero", 1, 6), ("zero", 0, 5), ("one_over_k", 1, 5)]
)
@pytest.mark.parametrize("key", RULES)
def test_a_warm_up_begins_where_it_is_told(key, warmup_from, begin, parts):
    rule, alpha, conventions = RULES[key]
    rising = [alpha * (begin + n) / parts for n in range(5)]
    alphas = rising + [alpha / (1 + 0.1 * n) for n in range(STEPS - 5)]
    run = Run(key, alpha, decay=0.1, conventions=conventions, warmup=5, warmup_from=warmup_from)
    np.testing.assert_allclose(run.rates(STEPS), alphas, rtol=1e-14)
    expected = by_hand(rule, alphas, lambda n, w: slope(w))
    np.testing.assert_allclose(walk(run), expected, rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_warm_up_is_the_one_its_note_names_in_each_library(schedule):
    k, first = 8, SCHEDULES[schedule].alpha(0.3, None, 92)[0]

    def linear_lr(start_factor, total_iters):  # torch.optim.lr_scheduler.LinearLR, in closed form
        return [first * (start_factor + (1 - start_factor) * min(n, total_iters) / total_iters) for n in range(k)]

    def rising(warmup_from):
        return SCHEDULES[schedule].alpha(0.3, None, 100, warmup=k, warmup_from=warmup_from)[:k]

    def linear_schedule(start, over):  # optax's, and the warm-up of Keras's CosineDecay, run in optax
        return [float(optax.linear_schedule(start * first, first, over)(n)) for n in range(k)]

    np.testing.assert_allclose(rising("above_zero"), linear_schedule(1 / (k + 1), k), rtol=1e-6)
    np.testing.assert_allclose(rising("one_over_k"), linear_schedule(1 / k, k - 1), rtol=1e-6)
    np.testing.assert_allclose(rising("zero"), linear_schedule(0, k), rtol=1e-6)
    np.testing.assert_allclose(rising("above_zero"), linear_lr(1 / (k + 1), k), rtol=1e-13)
    np.testing.assert_allclose(rising("one_over_k"), linear_lr(1 / k, k - 1), rtol=1e-13)
    np.testing.assert_allclose(rising("zero"), [first * n / k for n in range(k)], rtol=1e-13)


def test_the_step_s_error_and_batch_come_before_the_cut():
    surface, steps, rate = LANDSCAPES["linear_regression"], 40, 0.05
    run = Run("gradient_descent", rate, **{**ALL, "clip_value": 1.0, "clip_norm": 1.2})
    e = Experiment(surface, start=(-1.0, 2.0), steps=steps, noise=0.3, seed=4, batch_size=3, runs=(run,))
    errors, weights = gradient_errors(steps, 0.3, 4), batch_weights(surface.data.count, 3, steps, 4)
    inside = anatomy(e, 0)
    drawn, met = (np.stack(rows).T for rows in (inside.terms["drawn"], inside.gradient))
    for n in range(1, steps + 1):
        w = inside.w[:, n - 1]
        np.testing.assert_allclose(met[n - 1], treated(drawn[n], w, **run.treatment), rtol=1e-12)
    twin = anatomy(replace(e, runs=(Run("gradient_descent", rate),)), 0)
    np.testing.assert_allclose(drawn[1], twin.gradient[:, 0], rtol=1e-12)
    assert weights.shape[0] == errors.shape[0] == steps
    clean = anatomy(replace(e, noise=0.0), 0)
    np.testing.assert_allclose(drawn[1] - np.stack(clean.terms["drawn"])[:, 1], errors[0], rtol=1e-9)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("key", CATALOGUE)
def test_every_rule_runs_treated_and_the_rows_stay_those_of_j(key):
    run = Run(key, CATALOGUE[key].suits(LANDSCAPES["himmelblau"]) / 4, **ALL)
    (found,) = perform(Experiment("himmelblau", steps=40, runs=(run,)))
    w1, w2 = found.w1, found.w2
    np.testing.assert_allclose(found.cost, (w1**2 + w2 - 11) ** 2 + (w1 + w2**2 - 7) ** 2, rtol=1e-9, atol=1e-9)
    inside = anatomy(found.experiment, 0)
    for n in range(40):
        g, w = found.rows[3:, n], inside.w[:, n]
        np.testing.assert_allclose(inside.gradient[:, n], treated(g, w, **ALL), rtol=1e-9, atol=1e-12)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("key", CATALOGUE)
def test_what_is_not_set_is_no_part_of_the_program(key):
    run = Run(key, 0.01)
    assert run.treatment == {}
    assert run.numbers == run.rule.hyper()
    assert run == Run(key, 0.01, l2=0, clip_value=None, clip_norm=None, warmup_from="above_zero")
    # One that never acts is computed, and changes nothing.
    rate = run.rule.suits(LANDSCAPES["beale"]) / 4
    bare, idle = (
        perform(Experiment("beale", steps=30, runs=(Run(key, rate, **more),)))[0].rows
        for more in ({}, {"clip_value": 1e6, "clip_norm": 1e6})
    )
    np.testing.assert_allclose(idle, bare, rtol=1e-6, atol=1e-9)


def test_moving_a_number_of_the_treatment_compiles_nothing(compilations):
    def run(**treatment):
        return perform(Experiment("booth", steps=50, runs=(Run("adam", 0.1, **treatment),)))

    run(**ALL)
    compilations.clear()
    misses = program.cache_info().misses
    run(clip_value=0.5, clip_norm=40.0, l2=1e-5)
    assert (len(compilations), program.cache_info().misses) == (0, misses)


@pytest.mark.sampled(3)
@each
def test_a_sweep_s_lanes_are_the_runs_themselves(treatment):
    run = Run("adam", 0.1, **treatment, warmup=4, warmup_from="one_over_k")
    e = Experiment("himmelblau", steps=80, runs=(run,))
    alphas = np.array([0.02, 0.1, 0.4])
    found = rates(e, alphas)
    for column, alpha in enumerate(alphas):
        (alone,) = perform(replace(e, runs=(replace(run, learning_rate=float(alpha)),)))
        assert found.cost[0, column] == pytest.approx(alone.cost[-1], rel=1e-9)
        assert found.outcome[0, column] == alone.outcome
    cells = plane(e, run, Axis("beta1", [0.5, 0.9]), Axis("learning_rate", [0.05, 0.1]))
    for (j, alpha), (i, beta1) in product(enumerate((0.05, 0.1)), enumerate((0.5, 0.9))):
        (alone,) = perform(replace(e, runs=(replace(run, learning_rate=alpha, hyper={"beta1": beta1}),)))
        assert cells.cost[j, i] == pytest.approx(alone.cost[-1], rel=1e-9)


def test_basins_ensembles_and_races_treat_their_gradients_too():
    run = Run("gradient_descent", 0.01, clip_norm=5.0, l2=2.0)
    e = Experiment("himmelblau", steps=60, runs=(run, replace(run, l2=0.0)), noise=0.1, seed=2)
    map_of = basins(e, run, 4)
    for j, i in product(range(4), repeat=2):
        (alone,) = perform(replace(e, start=(float(map_of.w1[i]), float(map_of.w2[j])), runs=(run,)))
        assert map_of.cost[j, i] == pytest.approx(alone.cost[-1], rel=1e-3, abs=1e-3)
    spread = ensemble(e, run, [2, 3])
    assert spread.cost[0] == pytest.approx(perform(e)[0].cost[-1], rel=1e-3)
    for racer, alone in zip(race(e, "same"), perform(e), strict=True):
        assert racer.cost == alone.cost[-1]
    typical = everywhere(replace(e, noise=0.0), [0.01], 2)
    assert typical.cost[0, 0] > typical.cost[1, 0] + 1  # L2 keeps it off the minima


def test_the_lines_of_a_treatment_come_to_what_the_rule_met():
    assert lines({}) == ()
    for treatment in TREATMENTS.values():
        run = Run("momentum", 0.01, **treatment)
        found = columns(anatomy(Experiment("booth", start=(-4.0, 6.0), steps=12, runs=(run,)), 0))
        written = lines(run.treatment)
        assert written[-1][0] == "g"
        for (line, template), n, k in product(written, (1, 2, 7, 12), (1, 2)):

            def known(name, coordinate, ago, n=n, k=k, run=run, found=found):
                return run.numbers.get(name, found.get(f"{name}.{coordinate or k}", [np.nan] * 20)[n - ago])

            assert np.isclose(evaluated(template, known), found[f"{line}.{k}"][n], rtol=1e-12)
        used = {name.split(".")[0] for _, template in written for name, _ in names(template)}
        assert used | {name for name, _ in written} <= set(SYMBOLS)


def test_rounding_reads_the_treated_run():
    e = Experiment("booth", steps=40, runs=(Run("adam", 0.1, **ALL),))
    assert decided_from(e) == (None,)


@each
def test_a_treated_run_has_no_limit_of_stability(treatment):
    run = Run("gradient_descent", 0.01, **treatment)
    assert limit(run) is None
    assert limit_curve(run, 3.0, [0.0]) is None
    assert limit(Run("gradient_descent", 0.01)) is not None


def test_a_run_that_l2_holds_off_the_minimum_is_told_so():
    e = Experiment("booth", steps=400, runs=(Run("gradient_descent", 0.02, l2=1.0),))
    found = perform(e)
    assert (found[0].outcome, found[0].verdict.reason) == ("stalled", "l2")
    (told,) = diagnose(e, found)
    assert told.cause == "l2"
    assert "λ = 1" in told.sentence
    assert told.remedy.run.l2 < 1
    (better,) = perform(replace(e, runs=(told.remedy.run,)))
    assert better.cost[-1] < found[0].cost[-1]
    # One that is merely slow is not.
    short = perform(Experiment("booth", steps=400, runs=(Run("gradient_descent", 1e-9, l2=1e-3),)))
    assert short[0].verdict.reason != "l2"


@pytest.mark.long
@each
@pytest.mark.parametrize("key", ["gradient_descent", "adam"])
def test_a_network_s_training_treats_its_gradients(key, treatment):
    treatment = {name: value / 20 for name, value in treatment.items()}
    rule, alpha = {"gradient_descent": (descent, 0.1), "adam": (adam, 0.02)}[key]
    run = Run(key, alpha, **treatment)
    training = Training("breast_cancer", (3,), epochs=2, batch_size=64, runs=(run,))
    *_, last = train(training)
    data, network = parts(training.data, training.seed), training.network
    order = orders(training.count, 2, training.seed)
    batches = [row[i : i + 64] for row in order for i in range(0, training.count, 64)]

    def met(n, w):
        batch = batches[n - 1]
        return treated(backpropagated(network, w, data.x[batch], data.y[batch]), w, **treatment)

    *_, end = rule(first_weights(network, training.seed), [alpha] * len(batches), met)
    np.testing.assert_allclose(last.weights[0, -1], end, rtol=1e-9, atol=1e-11)


def backpropagated(network: Network, w, x, y):
    """The gradient of a network of one hidden layer of rectifiers, in NumPy."""
    (a, b, _), count = network.sizes, len(x)
    inner, c = w[: a * b].reshape(b, a), w[a * b : a * b + b]
    outer, e = w[a * b + b : a * b + 2 * b], w[-1]
    h = np.maximum(x @ inner.T + c, 0)
    delta = (1 / (1 + np.exp(-(h @ outer + e))) - y) / count
    back = np.outer(delta, outer) * (h > 0)
    return np.concatenate(((back.T @ x).ravel(), back.sum(axis=0), h.T @ delta, [delta.sum()]))


def test_equal_treatments_are_equal_runs_and_hash_alike():
    one, other = Run("adam", 0.1, l2=1, clip_norm=2), Run("adam", 0.1, l2=1.0, clip_norm=2.0)
    assert one == other
    assert hash(one) == hash(other) == hash(Run("adam", 0.1))
    assert one != replace(one, l2=0.5)
    assert Frozen(one.treatment) == Frozen({"clip_norm": 2.0, "l2": 1.0})
