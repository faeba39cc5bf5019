"""The whole landscape: what every run of an experiment does at each of many learning rates from a typical start."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from landscapes.base import Interval
from optimizers.experiment import Experiment, Run
from optimizers.sweep.arrival import NEVER
from optimizers.sweep.lanes import Lanes, meeting
from optimizers.sweep.outcomes import Noted, Outcomes, in_parts, outcomes
from optimizers.sweep.rates import check_rates
from optimizers.verdicts import LOST

SIDES = Interval(1, 16)


class Everywhere(NamedTuple):
    """Row r, column c belongs to the experiment's run r at learning_rates[c]: medians over the starts."""

    learning_rates: np.ndarray  # (R,) float64
    steps: np.ndarray  # (runs, R) float64: until each start stays within its tolerance; infinity where half never do
    cost: np.ndarray  # (runs, R) float64: J of the last row; infinity where half diverge

    def best(self, row: int) -> int:
        """The column of the rate that serves run `row` best: the fewest steps, the lower J where they are equal.

        Where half the starts never arrive at any rate, all steps are infinite and J alone decides.
        """
        return int(np.lexsort((self.cost[row], self.steps[row]))[0])


def everywhere(experiment: Experiment, learning_rates: Sequence[float] | np.ndarray, side: int = 8) -> Everywhere:
    """What a typical start makes of each run at each of at most 1024 rates in place of its own. float64.

    The starts are the centres of side × side equal parts of the map, 1 to 16 a side; the experiment's own is not
    used. A run has arrived where it stays within tolerance, whatever it passed on its way. J* is the landscape's lowest
    known minimum, else the lowest cost that any of these runs sees. ValueError for rates or a side out of range.
    """
    alphas = check_rates(learning_rates)
    if side not in SIDES or side != int(side):
        raise ValueError(f"side = {side!r} is out of range: whole numbers from {SIDES.low} to {SIDES.high}")
    w1, w2 = (each.low + each.width * (np.arange(side) + 0.5) / side for each in experiment.map_domain)
    starts = np.tile(w1, side), np.repeat(w2, side)

    def ends(told: tuple) -> list[Noted]:
        return [_ends(experiment, run, starts, alphas, told) for run in experiment.runs]

    medians = [_median(each, len(alphas)) for each in outcomes(experiment, ends)]
    steps, cost = np.array(medians).reshape(-1, 2, len(alphas)).transpose(1, 0, 2)
    return Everywhere(alphas, steps, cost)


def _ends(experiment: Experiment, run: Run, starts: tuple, alphas: np.ndarray, told: tuple) -> Noted:
    (w1, w2), n, met = starts, len(alphas), meeting(experiment, run)
    rates = run.rates(experiment.steps, experiment.counted(run), alphas[:, None]).T

    def lanes(part: np.ndarray) -> Lanes:
        start, rate = part // n, part % n
        return Lanes(w1[start], w2[start], rates[:, rate], *met)

    return in_parts(experiment, run, len(w1) * n, lanes, told)


def _median(found: Outcomes, rates: int) -> tuple[np.ndarray, np.ndarray]:
    lost = np.isin(found.outcome, LOST)
    steps = np.where(lost | (found.stays_from == NEVER), np.inf, found.stays_from)
    cost = np.where(lost, np.inf, found.cost)
    steps, cost = (np.median(each.reshape(-1, rates), axis=0) for each in (steps, cost))
    return steps, cost
