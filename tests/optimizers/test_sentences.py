"""What scenes, notes and lessons say that no run can show: worked out again, or held against their sources."""

from math import sqrt

import numpy as np
import pytest

from landscapes import parse
from optimizers import CATALOGUE, SCHEDULES, Experiment, Run, perform
from optimizers.scenes import SCENES

SAID = {
    **{f"scene {key}": " ".join((s.title, s.question, s.bad.told(), s.good.told())) for key, s in SCENES.items()},
    **{f"rule {key}": f"{rule.lesson} {rule.note}" for key, rule in CATALOGUE.items()},
}


def test_the_lectures_three_decays_are_told_with_the_epoch_number_that_runs():
    kinds = SCENES["kinds_of_decay"]
    assert "epoch_num is n − 1, so that the first rate is α0, but n under the root" in kinds.question
    for formula in ("1/(1 + k (n − 1))", "kⁿ⁻¹ with k = 0.95", "k/√n"):
        assert formula in kinds.good.told()


def test_that_rules_take_each_weight_by_itself_is_said_with_its_exceptions():
    assert "all rules here but Newton and L-BFGS take each weight by itself" in SAID["scene cost"]


@pytest.mark.sampled(5)
@pytest.mark.parametrize("optimizer", sorted(set(CATALOGUE) - {"newton", "lbfgs"}))
def test_every_other_rule_takes_each_weight_by_itself(optimizer):
    surface, run = parse("x^2+y^4"), Run(optimizer, 0.01)
    one, other = (perform(Experiment(surface, runs=(run,), start=(2.0, w2), steps=20))[0] for w2 in (0.5, -1.5))
    np.testing.assert_array_equal(one.w1, other.w1)
    assert one.w2[-1] != other.w2[-1]


@pytest.mark.parametrize("scene", ["cost", "saddle"])
def test_that_saddles_are_common_in_many_dimensions_is_a_conjecture_with_its_source(scene):
    assert "saddles are thought to be" in SAID[f"scene {scene}"]
    assert "Dauphin et al., NeurIPS 2014" in SAID[f"scene {scene}"]


def test_the_average_of_squares_after_one_step_is_told_with_its_root():
    root = f"{sqrt(1 - 0.999):.4f}"
    assert root == "0.0316"
    assert f"√(1 − β2) = {root}" in SCENES["bias_correction"].question
    assert f"0.1 is divided by {root}" in SCENES["bias_correction"].bad.told()


def test_radam_begins_with_an_average_of_gradients_and_says_from_which_rho_the_root_enters():
    assert "α times an average of gradients" in SAID["rule radam"]
    assert "ρ ≥ 5, as in optax, not ρ > 4" in SAID["rule radam"]


def test_adadelta_names_the_rho_of_zeiler_and_keras_and_its_own():
    own = next(each for each in CATALOGUE["adadelta"].hyperparameters if each.key == "rho").default
    assert "with ρ = 0.95, as in Keras" in SAID["rule adadelta"]
    assert f"ρ = {own:g}, as here" in SAID["rule adadelta"]


def test_a_thousandth_is_called_adams_usual_rate():
    assert "α = 0.001, which is Adam's usual rate" in SAID["scene too_small"]


def test_lbfgs_says_which_pairs_it_leaves_out_in_its_note_and_its_equation():
    rule = CATALOGUE["lbfgs"]
    assert "sᵀy ≤ 1e-10 are left out, as in PyTorch" in SAID["rule lbfgs"]
    assert "where J bends up" in rule.lesson
    assert r"s^\top y > 10^{-10}" in rule.formula


def test_a_cycle_of_the_cosine_would_reach_its_share_one_step_after_its_last():
    schedule = SCHEDULES["cosine_restarts"]
    assert schedule.decay.meaning.endswith("one step after its last")
    rates = schedule.rates(1.0, 0.25, np.arange(1, 21), 10.0, 1.0)
    assert rates[0] == rates[10] == 1
    assert np.all((rates > 0.25) & (rates <= 1))
    assert rates[9] == pytest.approx(0.25 + 0.375 * (1 - 0.9510565162951535), rel=1e-12)  # cos 162°


@pytest.mark.parametrize("slip", ["half a swing", "rates add up", "divided by 0.03,", "as long as the gradient"])
def test_nothing_says_again_what_was_not_so(slip):
    assert [where for where, text in SAID.items() if slip in text] == []
