"""Bias correction matters only at the start: but a start may decide which valley a run goes down."""

from dataclasses import replace

import numpy as np

from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import LADDER, deepest, everywhere, quickest, strip, surest
from optimizers.trajectory import perform


def ends(experiment: Experiment) -> Numbers:
    """From which share of the starts the two runs end apart, and at the deepest minimum; in how many steps."""
    found = [everywhere(experiment, run) for run in experiment.runs]
    return {
        "starts": found[0].label.size,
        "apart": float((found[0].label != found[1].label).mean()),
        "on": deepest(found[0]),
        "off": deepest(found[1]),
        "on_steps": float(np.median(found[0].steps)),
        "off_steps": float(np.median(found[1].steps)),
    }


def same_ends(experiment: Experiment) -> Numbers:
    """The ends, and the rate of LADDER at which the second run's ends differ least from the first's."""
    first, second = experiment.runs
    found = everywhere(experiment, first).label

    def apart(rate: float) -> float:
        return float((everywhere(experiment, replace(second, learning_rate=rate)).label != found).mean())

    least, rate = min((apart(rate), rate) for rate in LADDER)
    return {**ends(experiment), "rate": first.learning_rate, "tried": len(LADDER), "least": least, "at": rate}


def surest_rates(experiment: Experiment) -> Numbers:
    """The ends, and those of either run at the best of LADDER for it."""
    rates = [surest(experiment, run) for run in experiment.runs]
    tuned = [replace(run, learning_rate=rate) for run, rate in zip(experiment.runs, rates, strict=True)]
    on, off = (deepest(everywhere(experiment, run)) for run in tuned)
    rate = experiment.runs[0].learning_rate
    return {**ends(experiment), "rate": rate, "on_rate": rates[0], "off_rate": rates[1], "on_best": on, "off_best": off}


def best_rates(experiment: Experiment) -> Numbers:
    """What the two runs do at the rates that serve them best, and how much longer the second one's first step is."""
    one = perform(replace(experiment, steps=1))
    first = [float(np.hypot(t.w1[1] - t.w1[0], t.w2[1] - t.w2[0])) for t in one]
    found = strip(experiment)
    (on_rate, on), (off_rate, off) = (quickest(found, row) for row in (0, 1))
    return {"on": on, "off": off, "on_rate": on_rate, "off_rate": off_rate, "longer": first[1] / first[0]}


def twice(landscape: str, rate: float) -> Experiment:
    """Adam with the correction and without."""
    return Experiment(landscape, runs=(Run("adam", rate), Run("adam", rate, conventions={"bias_correction": "off"})))


CORRECTION = Finding(
    key="correction",
    claim="Bias correction matters only in the first steps",
    said="The habit of waiting the first steps out; its reason is in D. P. Kingma & J. Ba, ICLR 2015, section 3",
    verdict="In a bowl, yes. Where there are several valleys the long first steps may lead to another one: what they "
    "change, another learning rate mostly undoes.",
    evidence=(
        Evidence(
            True,
            "In a ravine Adam comes to the minimum from {on:.0%} of {starts:,} starts with the correction and from "
            "{off:.0%} without, in {on_steps:g} and {off_steps:g} steps (the medians).",
            twice("ravine", 0.3),
            "basins",
            ends,
            lambda n: n["on"] == n["off"] == 1 and abs(n["on_steps"] - n["off_steps"]) < 0.1 * n["on_steps"],
        ),
        Evidence(
            True,
            "Without it the first step is {longer:.1f} times as long. Once each has its best rate, they are about as "
            "quick in the ravine: {on:g} steps with the correction at α = {on_rate:.2g}, {off:g} without it at "
            "{off_rate:.2g}.",
            twice("ravine", 0.3),
            "rates",
            best_rates,
            lambda n: 0 < n["on"] < n["off"] < 2 * n["on"] and n["off_rate"] < n["on_rate"] / n["longer"],
        ),
        Evidence(
            False,
            "On Himmelblau's function {apart:.0%} of {starts:,} starts lead to another minimum when the correction is "
            "left out at α = {rate:g}. It is the length of the first steps that does it: of {tried:g} rates without "
            "the correction the best match, α = {at:g}, leads elsewhere from {least:.2%}.",
            twice("himmelblau", 0.1),
            "basins",
            same_ends,
            lambda n: n["apart"] > 0.1 > 50 * n["least"] and n["at"] < n["rate"],
        ),
        Evidence(
            False,
            "On the six-hump camel, at α = {rate:g}, {off:.0%} of {starts:,} starts end at one of the deepest minima "
            "without the correction and {on:.0%} with it. Each at its best rate it is the other way round: "
            "{on_best:.0%} with the correction (α = {on_rate:g}), {off_best:.0%} without it (α = {off_rate:g}).",
            twice("six_hump_camel", 0.1),
            "basins",
            surest_rates,
            lambda n: n["off"] > n["on"] + 0.1 and n["on_best"] > n["off_best"] + 0.05,
        ),
    ),
)
