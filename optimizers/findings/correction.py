"""Bias correction matters only at the start: but a start decides which valley a run goes down."""

from dataclasses import replace

import numpy as np

from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import deepest, everywhere, quickest, strip
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
    verdict="In a bowl, yes; where there are several valleys the first steps decide, and for good.",
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
            "left out.",
            twice("himmelblau", 0.1),
            "basins",
            ends,
            lambda n: n["apart"] > 0.1,
        ),
        Evidence(
            False,
            "On the six-hump camel the long first steps even help: without the correction {off:.0%} of {starts:,} "
            "starts end at one of the deepest minima, with it {on:.0%}.",
            twice("six_hump_camel", 0.1),
            "basins",
            ends,
            lambda n: n["off"] > n["on"] + 0.1,
        ),
    ),
)
