"""The verdict on one run, with what is told of it beside its kind."""

from dataclasses import dataclass, replace

import numpy as np

from landscapes.base import Frozen
from landscapes.calculus import hessians
from optimizers.experiment import Experiment, Run
from optimizers.limits import limit
from optimizers.overshoot import overshoots_from, principal
from optimizers.treatment import stages
from optimizers.verdicts.crossings import Crossing, crossing
from optimizers.verdicts.ends import Ends, edges, ends_of, kinds
from optimizers.verdicts.points import Point, point_at, range_of
from optimizers.verdicts.rows import HERE, Map, map_of, short, tidy

FADED = 1e-3  # of the largest: a rate below this has decayed
LEVEL = 0.1  # of what J has to fall: where a slope such as here is worth less across the map, it is a plateau
LASTING = 0.8  # of the fall in the first half of a stretch, at least, in its second: then no bound is in sight
TURNING = 0.3  # of the steps of the last quarter turn back: then a run oscillates


@dataclass(frozen=True)
class Verdict:
    """What one run did."""

    kind: str  # one of KINDS
    step: int  # the row from which it holds to the end; T for "moving"
    point: Point | None = None  # of a converged run
    reason: str = (
        ""  # of a stalled run: "l2" | "plateau" | "rate" | "short steps"; of an undefined one: "start" | "left"
    )
    edge: tuple[float, float] | None = None  # where an undefined run left J's domain, or where it starts
    # Of a moving run: "falls without bound" | "falls" | "falls unevenly" | "climbs" | "oscillates" | "wanders" (with
    # noise or batches); "level" where it moves and J stays, "rests" where it does not move, but not for long yet.
    motion: str = ""
    band: tuple[float, float] | None = None  # between which J was in the last quarter of a moving run
    overshoots: int | None = None  # of a diverged run: the step from which on it overshoots, where it does
    # Of a diverged or a moving run: the step from which on J fell at every step, with no lower bound in sight.
    falls_from: int | None = None
    crossed: Crossing | None = None  # the first pole, jump or gap of J that one of its steps leapt over


def judge(experiment: Experiment, run: Run, rows: np.ndarray, rates: np.ndarray) -> Verdict:
    """The verdict on a run of `experiment` with these rows (5, T+1) and learning rates (T,)."""
    ends = ends_of(map_of(experiment.map_domain), rows)
    (what,), (step,) = kinds(experiment, ends)
    verdict = Verdict(str(what), int(step), crossed=crossing(experiment, rows))
    with np.errstate(all="ignore"):  # of rows far away
        if verdict.kind == "converged":
            w1, w2 = float(rows[0, -1]), float(rows[1, -1])
            point = point_at(experiment.surface, Frozen(experiment.theta), experiment.map_domain, w1, w2)
            return replace(verdict, point=point)
        if verdict.kind == "stalled":
            return replace(verdict, reason=_why_stalled(experiment, run, rows, rates))
        if verdict.kind == "undefined":
            return _undefined(experiment, verdict, ends)
        if verdict.kind == "moving":
            return _moving(experiment, run, verdict, rows)
        rows = rows[:, : verdict.step + 1]
        overshoots = _overshoots(experiment, run, rows, rates)
        return replace(verdict, overshoots=overshoots, falls_from=_falls_from(rows[2]))


def _overshoots(experiment: Experiment, run: Run, rows: np.ndarray, rates: np.ndarray) -> int | None:
    """From which step on a run overshoots that is lost in the last of these rows."""
    most = limit(run)
    if most is None:
        return None
    moves = np.diff(rows[:2]).T
    lengths = np.hypot(*moves.T)
    bends = hessians(experiment.surface, rows[0], rows[1], experiment.theta)
    eigenvalues, axes, _ = principal(bends, moves, lengths)
    return overshoots_from(most, rates[: len(moves)], rows[2], moves, lengths, eigenvalues, axes)


def _why_stalled(experiment: Experiment, run: Run, rows: np.ndarray, rates: np.ndarray) -> str:
    if run.l2 and _balanced(run, rows[:, -1]):
        return "l2"
    sides, moves = map_of(experiment.map_domain), np.diff(rows[:2])
    going = np.flatnonzero(rates * moves.any(axis=0))  # a step of 0 does not tell how long it would be at another rate
    if going.size and rates[-1] < FADED * rates.max():
        step = going[-1]
        if not short(sides, *(rates.max() / rates[step] * moves[:, step])):
            return "rate"
    low, _ = range_of(experiment.surface, Frozen(experiment.theta), experiment.map_domain)
    low = min(low, float(rows[2].min()))
    across = abs(rows[3, -1]) * sides.width1 + abs(rows[4, -1]) * sides.width2
    level = not rows[3:, -1].any() or across < LEVEL * (rows[2, -1] - low)
    return "plateau" if level else "short steps"


def _balanced(run: Run, last: np.ndarray) -> bool:
    """Whether λ W of L2 cancels the slope of J at this row, to less than a tenth: the rule then meets no gradient."""
    pull, met = run.l2 * last[:2], stages(tuple(last[3:]), tuple(last[:2]), run.treatment)["g"]
    return bool(np.hypot(*pull) > 0 and np.hypot(*met) < LEVEL * np.hypot(*pull))


def _undefined(experiment: Experiment, verdict: Verdict, ends: Ends) -> Verdict:
    if verdict.step == 0:
        w1, w2 = ends.there[:, 0].tolist()
        return replace(verdict, reason="start", edge=(w1, w2))
    (w1,), (w2,) = edges(experiment, ends.there, ends.before)[0].tolist()
    return replace(verdict, reason="left", edge=tidy(map_of(experiment.map_domain), w1, w2))


def _falls_from(cost: np.ndarray) -> int | None:
    """From which step on J fell at every step to the last of these, to its lowest, and did not slow down."""
    cost = cost[: np.argmin(np.append(np.isfinite(cost), False))]  # what overflows tells nothing more
    rises = np.flatnonzero(~(np.diff(cost) < 0))
    first = int(rises[-1]) + 2 if len(rises) else 1
    stretch = cost[first - 1 :]
    half = len(stretch) // 2
    if first >= len(cost) or cost[-1] > cost.min():
        return None
    return first if stretch[half] - stretch[-1] >= LASTING * (stretch[0] - stretch[half]) else None


def _bottomless(experiment: Experiment, cost: np.ndarray) -> int | None:
    """The same of a run that is still moving: where J has fallen below all of the map by as much as it spans there."""
    if not cost[-1] < cost[0]:
        return None
    low, high = range_of(experiment.surface, Frozen(experiment.theta), experiment.map_domain)
    return _falls_from(cost) if cost[-1] < low - (high - low) else None


def _moving(experiment: Experiment, run: Run, verdict: Verdict, rows: np.ndarray) -> Verdict:
    """With what the run does in its last quarter."""
    bottomless = _bottomless(experiment, rows[2])
    quarter = max(2, experiment.steps // 4)
    rows = rows[:, -quarter - 1 :]
    fall = -np.diff(rows[2])
    band = float(rows[2].min()), float(rows[2].max())
    shaken = bool(experiment.noise) or experiment.batch_of(run) is not None
    if bottomless is not None:
        motion = "falls without bound"
    elif oscillates(map_of(experiment.map_domain), rows):
        motion = "wanders" if shaken else "oscillates"
    elif (fall >= 0).all() and fall.any():
        motion = "falls"
    elif not fall.any():
        motion = "rests" if not np.diff(rows[:2]).any() else "level"
    elif shaken:
        motion = "wanders"
    else:
        motion = "falls unevenly" if rows[2, -1] < rows[2, 0] else "climbs"
    return replace(verdict, motion=motion, band=band, falls_from=bottomless)


def oscillates(sides: Map, rows: np.ndarray) -> bool:
    """Whether these last rows swing: over 10⁻³ widths along their main axis, with 30 % of the steps turning back."""
    w = (rows[:2] - [[sides.centre1], [sides.centre2]]) / [[sides.width1], [sides.width2]]
    moves = np.diff(w)
    turns = (moves[:, 1:] * moves[:, :-1]).sum(axis=0) < 0
    if not turns.size or turns.mean() < TURNING:
        return False
    w = w - w.mean(axis=1, keepdims=True)
    axis = np.linalg.eigh(w @ w.T)[1][:, 1]
    return bool(np.ptp(axis @ w) > HERE)
