"""What an experiment refuses: always a ValueError that says what it got and what it accepts, in a few words."""

import numpy as np
import pytest

from optimizers import CATALOGUE, SCHEDULES, Experiment, Run

NAN, INF, HUGE, LONG = float("nan"), float("inf"), 10**400, "x" * 10_000

# The field, the refused value, and words its message must hold.
RUNS = [
    ("optimizer", "adm", ["optimizer", "adm", "adam"]),
    ("schedule", "cosin", ["schedule", "cosin", *SCHEDULES]),
    ("learning_rate", -0.1, ["learning rate", "-0.1", "0 to 1e+06"]),
    ("learning_rate", 2e6, ["learning rate", "2e+06", "0 to 1e+06"]),
    ("learning_rate", NAN, ["learning rate", "nan", "0 to 1e+06"]),
    ("learning_rate", -HUGE, ["learning rate", "-inf", "0 to 1e+06"]),
    ("learning_rate", "0.1", ["learning rate", "'0.1'", "not a number"]),
    ("decay", -1.0, ["decay", "-1", "at least 0"]),
    ("decay", INF, ["decay", "inf", "at least 0"]),
    ("decay", "fast", ["decay", "fast", "not a number"]),
    ("hyper", {"rho": 0.9}, ["Adam", "hyperparameter", "rho", "beta1", "beta2", "epsilon"]),
    ("hyper", {"beta1": 1.0}, ["beta1 = 1", "at least 0", "below 1"]),
    ("hyper", {"beta2": -0.1}, ["beta2 = -0.1", "at least 0", "below 1"]),
    ("hyper", {"epsilon": -1e-9}, ["epsilon = -1e-09", "at least 0", "at most 1000"]),
    ("hyper", {"beta1": NAN}, ["beta1 = nan", "below 1"]),
    ("hyper", {"beta1": "0.9"}, ["beta1", "'0.9'", "not a number"]),
    ("hyper", {LONG: 0.9}, ["Adam", "hyperparameter", "xxx", "beta1"]),
    ("conventions", {"nesterov": "on"}, ["Adam", "convention", "nesterov", "epsilon_position", "bias_correction"]),
    ("conventions", {"bias_correction": "maybe"}, ["bias_correction", "maybe", "on", "off"]),
    ("conventions", {"bias_correction": LONG}, ["bias_correction", "xxx", "on", "off"]),
    ("conventions", {LONG: "on"}, ["Adam", "convention", "xxx"]),
    ("schedule_parameters", {"interval": 5}, ["inverse time schedule", "interval", "none"]),
    ("schedule_parameters", {LONG: 5}, ["inverse time schedule", "xxx"]),
    ("warmup", -1, ["warmup = -1", "whole numbers from 0 to 5000"]),
    ("warmup", 5001, ["warmup = 5001", "whole numbers from 0 to 5000"]),
    ("warmup", 0.5, ["warmup = 0.5", "whole numbers from 0 to 5000"]),
    ("warmup", "10", ["warmup", "'10'", "not a number"]),
    ("warmup_from", "below", ["warmup_from", "below", "above_zero", "zero", "one_over_k"]),
    ("warmup_from", LONG, ["warmup_from", "xxx"]),
    ("l2", -0.1, ["l2 = -0.1", "0 to 1e+06"]),
    ("l2", NAN, ["l2 = nan", "0 to 1e+06"]),
    ("l2", "0.1", ["l2", "'0.1'", "not a number"]),
    ("clip_value", 0, ["clip_value = 0", "above 0", "no clipping"]),
    ("clip_value", 2e6, ["clip_value = 2e+06", "0 to 1e+06"]),
    ("clip_norm", -1, ["clip_norm = -1", "0 to 1e+06"]),
    ("clip_norm", INF, ["clip_norm = inf", "0 to 1e+06"]),
    ("clip_norm", "1", ["clip_norm", "'1'", "not a number"]),
]
EXPERIMENTS = [
    ("landscape", "himmelblow", ["landscape", "himmelblow", "himmelblau"]),
    ("theta", {"mu": 1.0}, ["Ravine", "mu", "kappa"]),
    ("theta", {"kappa": 0.5}, ["kappa = 0.5", "at least 1", "at most 1000"]),
    ("theta", {"kappa": INF}, ["kappa = inf", "at least 1"]),
    ("theta", {"kappa": "steep"}, ["kappa", "steep", "not a number"]),
    ("theta", {LONG: 1.0}, ["Ravine", "xxx", "kappa"]),
    ("steps", 0, ["steps = 0", "whole numbers from 1 to 5000"]),
    ("steps", -1, ["steps = -1", "whole numbers from 1 to 5000"]),
    ("steps", 5001, ["steps = 5001", "whole numbers from 1 to 5000"]),
    ("steps", 10**9, ["steps = 1e+09", "whole numbers from 1 to 5000"]),
    ("steps", 2.5, ["steps = 2.5", "whole numbers from 1 to 5000"]),
    ("steps", NAN, ["steps = nan", "whole numbers"]),
    ("steps", True, ["steps", "True", "not a number"]),
    ("steps", "500", ["steps", "'500'", "not a number"]),
    ("seed", -1, ["seed = -1", "0 to 4294967295"]),
    ("seed", 2**32, ["seed", "0 to 4294967295"]),
    ("noise", -0.1, ["noise = -0.1", "0 to 1e+06"]),
    ("noise", NAN, ["noise = nan", "0 to 1e+06"]),
    ("start", (1.0,), ["start = (1.0,)", "two finite numbers"]),
    ("start", (1.0, 2.0, 3.0), ["start = (1.0, 2.0, 3.0)", "two finite numbers"]),
    ("start", (1.0, NAN), ["start = (1.0, nan)", "two finite numbers"]),
    ("start", (INF, 0.0), ["start = (inf, 0.0)", "two finite numbers"]),
    ("start", (0.0, HUGE), ["start", "two finite numbers"]),
    ("start", ("left", 0.0), ["start", "left", "not a number"]),
    ("start", [0.0] * 10_000, ["start", "two finite numbers"]),
    ("domain", ((1.0, -1.0), (0.0, 1.0)), ["domain from 1 to -1", "rise"]),
    ("domain", ((0.0, 1.0), (2.0, 2.0)), ["domain from 2 to 2", "rise"]),
    ("domain", ((-1.5e308, 1.5e308), (0.0, 1.0)), ["domain", "finite width"]),
    ("domain", ((0.0, INF), (0.0, 1.0)), ["domain", "(0.0, inf)", "two finite numbers"]),
    ("domain", ((0.0, 1.0),), ["domain", "two intervals"]),
    ("domain", ((0.0, 1.0, 2.0), (0.0, 1.0)), ["domain", "(0.0, 1.0, 2.0)", "two finite numbers"]),
    ("batch_size", 32, ["batch size 32", "Ravine", "not a mean over examples"]),
    ("counts", "epoch", ["counts", "epoch", "epochs, steps"]),
    ("runs", Run("adam", 0.1), ["runs", "sequence of Run"]),
    ("runs", ("adam",), ["runs", "adam", "a Run"]),
]
WRONG_KINDS = [None, "x", LONG, b"1", [], {}, 1j, object(), True, HUGE, -HUGE, NAN, INF, np.zeros(3)]
ALLOWED = {  # by repr: what a field's own type or its default lets through
    "decay": {"None"},
    "hyper": {"{}"},
    "conventions": {"{}"},
    "schedule_parameters": {"{}"},
    "theta": {"{}"},
    "domain": {"None"},
    "start": {"None"},
    "batch_size": {"None"},
    "clip_value": {"None"},
    "clip_norm": {"None"},
    "runs": {"[]", "{}"},
}
RUN_FIELDS = (
    "optimizer",
    "learning_rate",
    "schedule",
    "decay",
    "hyper",
    "conventions",
    "schedule_parameters",
    "warmup",
    "warmup_from",
    "clip_value",
    "clip_norm",
    "l2",
)
EXPERIMENT_FIELDS = ("landscape", "theta", "domain", "start", "steps", "seed", "noise", "batch_size", "counts", "runs")


def refusal(make, accepted: dict, field: str, value) -> str:
    with pytest.raises(ValueError) as refused:  # noqa: PT011, the words are read by the caller
        make(**{**accepted, field: value})
    message = str(refused.value)
    assert len(message) <= 400
    return message


@pytest.mark.parametrize("size", [0, -1, 11, 2.5, True, "4", NAN, HUGE, [4]], ids=str)
def test_a_batch_holds_one_example_to_all(size):
    message = refusal(Experiment, {"landscape": "two_crowds"}, "batch_size", size)
    assert message.startswith("batch size = ")
    assert "not a number" in message or "whole numbers from 1 to 10" in message


def named(cases):
    return [pytest.param(*case, id=f"{case[0]}-{index}") for index, case in enumerate(cases)]


def wrong(names):
    return [
        pytest.param(name, value, id=f"{name}-{type(value).__name__}-{index}")
        for name in names
        for index, value in enumerate(WRONG_KINDS)
        if repr(value) not in ALLOWED.get(name, ())
    ]


@pytest.mark.parametrize(("field", "value", "words"), named(RUNS))
def test_a_run_says_what_it_got_and_what_it_accepts(field, value, words):
    message = refusal(Run, {"optimizer": "adam", "learning_rate": 0.1}, field, value)
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(("field", "value", "words"), named(EXPERIMENTS))
def test_an_experiment_says_what_it_got_and_what_it_accepts(field, value, words):
    message = refusal(Experiment, {"landscape": "ravine"}, field, value)
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(("field", "value"), wrong(RUN_FIELDS))
def test_whatever_a_run_is_given_it_refuses_in_few_words(field, value):
    assert refusal(Run, {"optimizer": "adam", "learning_rate": 0.1}, field, value)


@pytest.mark.parametrize(("field", "value"), wrong(EXPERIMENT_FIELDS))
def test_whatever_an_experiment_is_given_it_refuses_in_few_words(field, value):
    assert refusal(Experiment, {"landscape": "ravine"}, field, value)


@pytest.mark.parametrize("value", WRONG_KINDS, ids=lambda value: type(value).__name__)
def test_so_it_does_inside_a_pair_or_a_mapping(value):
    for field, inside in (
        ("start", (value, 0.0)),
        ("domain", ((0.0, value), (0.0, 1.0))),
        ("domain", (value, (0.0, 1.0))),
        ("theta", {"kappa": value}),
        ("runs", (value,)),
    ):
        assert refusal(Experiment, {"landscape": "ravine"}, field, inside)
    for field, inside in (("hyper", {"beta1": value}), ("hyper", {7: value})):
        assert refusal(Run, {"optimizer": "adam", "learning_rate": 0.1}, field, inside)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_parameter_of_a_schedule_refuses_what_lies_just_outside_its_range(schedule):
    accepted = {"optimizer": "adam", "learning_rate": 0.1, "schedule": schedule}
    for parameter in SCHEDULES[schedule].parameters:
        for value in (np.nextafter(parameter.low, -np.inf), np.nextafter(parameter.high, np.inf)):
            assert parameter.key in refusal(Run, accepted, "schedule_parameters", {parameter.key: value})
    assert "interval_" in refusal(Run, accepted, "schedule_parameters", {"interval_": 5})


@pytest.mark.parametrize("optimizer", CATALOGUE)
def test_every_hyperparameter_refuses_what_lies_just_outside_its_range(optimizer):
    for parameter in CATALOGUE[optimizer].hyperparameters:
        above = parameter.high if parameter.below else np.nextafter(parameter.high, np.inf)
        for value in (np.nextafter(parameter.low, -np.inf), above):
            message = refusal(Run, {"optimizer": optimizer, "learning_rate": 0.1}, "hyper", {parameter.key: value})
            assert parameter.key in message
