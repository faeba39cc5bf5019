"""A program is followed for just this run: its badge says what was computed, and what happens when it is run."""

from dataclasses import replace

import numpy as np
import pytest

from components.pages.programs import badge
from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.programs import LIBRARIES, program, program_of_training
from optimizers.programs.followed import SAME, beside
from optimizers.rounding import decided_from
from optimizers.training.spec import Training

# Where what rounding loses grows, for a while or until the end.
SENSITIVE = [
    Experiment("matyas", runs=(Run("rmsprop", 0.05),)),
    Experiment("bohachevsky", runs=(Run("adagrad", CATALOGUE["adagrad"].suits(LANDSCAPES["bohachevsky"])),)),
    Experiment("ackley", runs=(Run("nesterov", 0.5),)),
    Experiment("ackley", runs=(Run("adagrad", 10.0),)),
]
CALM = [
    Experiment("himmelblau", runs=(Run("adam", 0.05),)),
    Experiment("ravine", runs=(Run("momentum", 0.01),)),
    Experiment("booth", runs=(Run("adagrad", 0.5, schedule="cosine"),)),
]


def name(experiment):
    return f"{experiment.surface.key}-{experiment.runs[0].optimizer}"


@pytest.mark.long
@pytest.mark.parametrize("library", ["numpy", "optax"])
@pytest.mark.parametrize("experiment", [*SENSITIVE, *CALM], ids=name)
def test_no_badge_says_the_same_path_of_a_program_that_walks_another_when_it_is_run(ran, experiment, library):
    made = program(experiment, 0, library)
    walked = ran({"it": made.text})["it"]
    (run,) = perform(experiment)
    away, together = beside(walked, np.stack((run.w1, run.w2), axis=1))
    print(f"{library}: {made.kind} {made.step}; run, it is off by {away.max():.2g}")
    if made.kind == "same":
        assert together.all()
    if not together.all():
        assert made.kind in ("rounding", "decided")
        if library == "numpy":  # it is followed to the last bit
            assert f"It leaves the page's run at step {np.argmin(together)} (by " in made.note


@pytest.mark.parametrize("library", ["numpy", "optax", "torch"])
@pytest.mark.parametrize("experiment", SENSITIVE, ids=name)
def test_where_only_rounding_parts_the_two_the_badge_says_so_and_from_which_step(experiment, library):
    made = program(experiment, 0, library)
    (decided,) = decided_from(experiment)
    if decided is not None:
        assert (made.kind, made.step) == ("decided", decided)
        assert badge(made, "step") == f":gray-badge[Decided by rounding from step {decided} on]"
    else:
        assert made.kind == "rounding"
        assert badge(made, "step") == f":gray-badge[Parted by rounding from step {made.step} on]"
        assert f"at step {made.step} (by " in made.note
    assert "only rounding parts the two." in made.note


def test_a_difference_of_the_rule_is_no_rounding():
    made = program(SENSITIVE[3], 0, "keras")  # ε is elsewhere, and rounding decides the end too
    assert made.kind == "another"
    assert badge(made, "step") == ":orange-badge[Another path from step 1 on]"


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_program_whose_gradient_is_another_is_not_called_the_same(library, monkeypatch):
    experiment = Experiment("himmelblau", steps=20, runs=(Run("gradient_descent", 0.01),))
    assert program(experiment, 0, library).exact
    monkeypatch.setattr(
        "optimizers.programs.derivative.Derivatives.gradient", lambda self, w, weights=None: np.array((1.0, 2.0))
    )
    made = program(experiment, 0, library)
    assert (made.kind, made.step) == ("another", 1)


@pytest.mark.parametrize("library", ["numpy", "optax"])
def test_a_rule_that_is_another_is_not_called_the_same(library, monkeypatch):
    experiment = Experiment("himmelblau", steps=20, runs=(Run("adadelta", 1.0),))
    assert program(experiment, 0, library).exact
    other = {"numpy": "numpy_program.followed.of_rule", "optax": "optax_program.of_optax"}[library]
    monkeypatch.setattr(f"optimizers.programs.{other}", lambda *_, **__: lambda n, w, g, rate: w - 1e-3 * g(w))
    assert program(experiment, 0, library).kind == "another"


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_run_that_starts_at_the_tip_of_absolute_values_rests_there(library):
    run = Run("gradient_descent", 0.1, schedule="constant")
    experiment = Experiment(parse("|x|+|y|"), start=(0, 0), steps=12, runs=(run,))
    (walked,) = perform(experiment)
    assert set(walked.w1) == set(walked.w2) == {0.0}
    assert program(experiment, 0, library).exact


@pytest.mark.parametrize("library", ["optax", "keras", "torch"])
def test_a_line_search_of_another_library_is_not_followed_and_says_so(library):
    run = Run("lbfgs", 0.1, conventions={"line_search": "backtracking"})
    experiment = Experiment("booth", steps=20, runs=(run,))
    made = program(experiment, 0, library)
    assert "Not followed: " in made.note
    assert badge(made, "step") == ":gray-badge[Not followed]"
    assert not made.exact
    assert program(experiment, 0, "numpy").kind != "unfollowed"


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_note_of_a_training_is_of_its_own_first_epochs(library):
    small = Training("moons", (3,), "tanh", epochs=3, batch_size=80, runs=(Run("adam", 0.01),))
    made = program_of_training(small, 0, library)
    if library == "keras":
        assert made.kind == "another"
        assert (
            "It leaves the page's training in epoch 1; in the first 3 epochs no weight is further off than "
            in made.note
        )
    else:
        assert made.kind == "same"
        assert made.note.startswith(f"The same as the page's training to {SAME:g} in the first 3 epochs")


def test_a_trainings_program_that_goes_elsewhere_is_not_called_the_same(monkeypatch):
    small = Training("moons", (3,), "tanh", epochs=2, batch_size=80, runs=(Run("adam", 0.01),))
    monkeypatch.setattr("optimizers.programs.networks.by_hand.SLOPES", {"tanh": lambda a: 1 - a})
    made = program_of_training(replace(small, seed=5), 0, "numpy")
    assert (made.kind, made.step) == ("another", 1)
