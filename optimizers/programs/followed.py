"""Whether a program walks the page's own path: followed for just this run, with what its library does in each step."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import jax
import numpy as np

from landscapes.base import Landscape
from landscapes.calculus import value_and_gradient
from optimizers.batches import batch_weights
from optimizers.experiment import Experiment
from optimizers.kinks import met, said
from optimizers.noise import gradient_errors
from optimizers.programs import parts
from optimizers.programs.derivative import Derivatives
from optimizers.programs.dialects import JAX, NUMPY, TENSORFLOW, TORCH, Dialect
from optimizers.programs.libraries import met as treated
from optimizers.programs.named import Own
from optimizers.programs.turns import Turn, of_gradient, of_lbfgs, of_newton, of_rule
from optimizers.rounding import decided_from
from optimizers.trajectory import Trajectory, perform

SAME = 1e-9  # a difference of W up to here, or to this part of W where that is large, is rounding
TITLES = {NUMPY: "NumPy", JAX: "JAX", TORCH: "PyTorch", TENSORFLOW: "TensorFlow"}
# Near a minimum the costs are equal but for those digits: PyTorch ended 1e-5 from what was followed.
UNFOLLOWED = "Not followed: the line search compares costs, and {}'s own last digits decide how often it halves a step."

Slope = Callable[[np.ndarray, np.ndarray | None], np.ndarray]  # (w, weights of a batch or None) -> ∂J/∂W


class Followed(NamedTuple):
    """What following a program showed, in words and as a kind.

    "same": to `SAME` in every step; "decided": rounding decides from `step` on where the run ends; "rounding": every
    slope and update is the page's and yet the paths part at `step`; "another": the program leaves the path at `step`;
    "unfollowed": what the library does cannot be worked out here.
    """

    note: str
    kind: str
    step: int | None = None


@dataclass(frozen=True)
class Way:
    """How a program walks: `start` gives its turn, with no memories yet."""

    start: Callable[[], Turn]
    slope: Slope
    factors: np.ndarray | float = 1.0  # what the rates are multiplied by
    why: str = ""  # what the library does otherwise, if anything: told where the paths part
    slack: float = 0.0  # what it adds to a norm that it divides by to clip


def own(experiment: Experiment, row: int, how: Own, dialect: Dialect, slack: float = 0.0) -> Followed:
    """How a program with the optimizer of PyTorch or Keras goes beside the page's run of that row; see `Way`."""
    run = experiment.runs[row]
    hyper = {**run.rule.hyper(run.hyper), "learning_rate": run.learning_rate}
    factors = np.array([how.factor(hyper, n) for n in range(1, experiment.steps + 1)])
    slope = Derivatives(experiment, dialect).gradient
    return judged(experiment, row, Way(lambda: of_gradient(how.step(hyper)), slope, factors, how.why, slack), dialect)


def ruled(experiment: Experiment, row: int, dialect: Dialect, apart: bool = False) -> Followed:
    """How a program with the rule written out goes beside the page's run of that row; `apart` as for `of_rule`."""
    run, j, weights = experiment.runs[row], Derivatives(experiment, dialect), batches(experiment, row)
    if dialect is not NUMPY and run.rule.settled(run.conventions).get("line_search", "off") != "off":
        return Followed(UNFOLLOWED.format(TITLES[dialect]), "unfollowed")

    def start() -> Turn:
        if run.optimizer == "newton":
            return of_newton(run, lambda n, w: j.hessian(w, weights(n)))
        if run.optimizer == "lbfgs":
            return of_lbfgs(run, lambda n, w: j.cost(w, weights(n)))
        return of_rule(run, parts.stands(experiment, run), apart)

    return judged(experiment, row, Way(start, j.gradient), dialect)


def judged(experiment: Experiment, row: int, way: Way, dialect: Dialect) -> Followed:
    """How a program goes beside the page's run of that row; `dialect` is its library's."""
    alone = replace(experiment, runs=experiment.runs[row : row + 1])
    (run,) = perform(alone)
    true = np.stack((run.w1, run.w2), axis=1)
    walked = path(alone, way)
    away, together = beside(walked, true)
    kink = " ".join(filter(None, (said(alone, run), _other_slope(alone, run, way.slope, dialect))))

    def told(*sentences: str) -> str:
        return " ".join(filter(None, sentences))

    if together.all():
        (decided,) = decided_from(alone)
        same = f"The same as the page's run to {SAME:g} in all {experiment.steps} steps."
        if decided is None:
            return Followed(told(same, kink), "same")
        elsewhere = f"{_decides(decided)}: on another machine it may end elsewhere."
        return Followed(told(same, kink, elsewhere), "decided", decided)
    first = int(np.argmin(together))
    leaves = f"It leaves the page's run at step {first}"
    if np.isfinite(away).all():
        leaves += f" (by {away[first]:.1g}), and is never further off than {away.max():.2g}."
    else:
        leaves += ", and one of the two does not stay finite."
    if not (_same_slopes(alone, run, way.slope) and _same_updates(alone, way, true)):
        return Followed(told(way.why, kink, leaves), "another", first)
    same = f"Each slope and each update is the page's to {SAME:g}: only rounding parts the two."
    ends = f"The two end {away[-1]:.2g} apart." if np.isfinite(away[-1]) else ""
    (decided,) = decided_from(alone)
    if decided is None:
        return Followed(told(same, kink, leaves, ends), "rounding", first)
    return Followed(told(same, kink, leaves, ends, f"{_decides(decided)}."), "decided", decided)


def path(experiment: Experiment, way: Way, slope: Slope | None = None, along: np.ndarray | None = None) -> np.ndarray:
    """W of a program, (steps + 1, 2) float64, on the errors and batches of the experiment's one run.

    With another `slope` than its own; and where `along` gives a path, each step sets out from there.
    """
    (run,) = experiment.runs
    errors = gradient_errors(experiment.steps, experiment.noise, experiment.seed)
    rates = run.rates(experiment.steps, experiment.counted(run)) * way.factors
    weights, turn, slope = batches(experiment, 0), way.start(), slope or way.slope
    walked = np.full((experiment.steps + 1, 2), np.nan)
    walked[0] = experiment.origin
    begins = walked if along is None else along
    with np.errstate(all="ignore"):  # of a run that is lost
        for n, rate in enumerate(rates.tolist(), start=1):

            def gradient(w, n=n):
                return treated(slope(w, weights(n)) + errors[n - 1], w, run.treatment, way.slack)

            walked[n] = turn(n, begins[n - 1].copy(), gradient, rate)
            if not np.isfinite(walked[n]).all():
                break
    return walked


def beside(walked: np.ndarray, true: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far two paths are apart in each row, and whether they are the same there; rows that both have lost are."""
    with np.errstate(all="ignore"):
        lost = ~np.isfinite(walked).all(axis=1) & ~np.isfinite(true).all(axis=1)
        away = np.where(lost, 0.0, np.linalg.norm(walked - true, axis=1))
        near = away <= SAME * np.maximum(1, np.linalg.norm(true, axis=1))
    return np.where(np.isnan(away), np.inf, away), lost | near


def batches(experiment: Experiment, row: int) -> Callable[[int], np.ndarray | None]:
    """The function n -> the weights of the examples that step n of that row's run meets; None for J itself."""
    data, size = experiment.surface.data, experiment.batch_of(experiment.runs[row])
    if data is None or size is None:
        return lambda n: None
    drawn = batch_weights(data.count, size, experiment.steps, experiment.seed)
    return lambda n: drawn[n - 1]


def _same_slopes(experiment: Experiment, run: Trajectory, slope: Slope) -> bool:
    """Whether the program's slopes at the page's own places are the page's, as parts of the largest so far."""
    pages = np.stack(run.gradient, axis=1)[:-1]
    rows = np.isfinite(pages).all(axis=1)
    with np.errstate(all="ignore"):
        programs = np.array([slope(w, None) for w in np.stack((run.w1, run.w2), axis=1)[:-1][rows]])
    largest = np.maximum.accumulate(np.linalg.norm(pages[rows], axis=1))
    return bool((abs(programs - pages[rows]) <= SAME * largest[:, None]).all())


def _same_updates(experiment: Experiment, way: Way, true: np.ndarray) -> bool:
    """Whether the program's rule, given the page's own places and slopes, makes the page's own steps."""
    compiled = _page(experiment.surface.computed)
    arguments = experiment.surface.arguments(experiment.theta)
    walked = path(experiment, way, lambda w, weights: np.array(compiled(*w, arguments, weights)), true)
    return bool(beside(walked, true)[1].all())


@lru_cache(maxsize=16)
def _page(surface: Landscape):
    """The page's own gradient, compiled: (w1, w2, arguments of J, weights of a batch or None) -> (∂J/∂w1, ∂J/∂w2)."""

    def slope(w1, w2, arguments, weights):
        met = surface if weights is None else surface.of_batch(weights)
        return value_and_gradient(met)(w1, w2, **arguments)[1]

    return jax.jit(slope)


def _other_slope(experiment: Experiment, run: Trajectory, slope: Slope, dialect: Dialect) -> str:
    """The sentence that at a kink of the run a program takes another slope than the page; "" where it does not."""
    for n in sorted(set(met(experiment, run.w1[:-1], run.w2[:-1]).values())):
        page = np.array([part[n] for part in run.gradient])
        with np.errstate(all="ignore"):
            its = slope(np.array((run.w1[n], run.w2[n])), None)
        if not np.allclose(page, its, rtol=SAME, atol=0, equal_nan=True):
            pair = "({:.3g}, {:.3g})"
            words = f"At step {n} the gradient is {pair.format(*page)} on the page and {pair.format(*its)}"
            return f"{words} in {TITLES[dialect]}: there the paths part."
    return ""


def _decides(step: int) -> str:
    return f"From step {step} on rounding decides where this run goes"
