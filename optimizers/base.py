"""What an optimizer is: an update rule together with the facts a reader or a test may ask of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, Protocol

import jax
import optax
from jax import numpy as jnp

from landscapes.base import Frozen, Parameter
from optimizers.working import Line

# The groups of the catalogue in its order, each with the title of its menu.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "lecture": "The lecture's",
        "classics": "Classics",
        "recent": "Recent",
        "second_order": "Second order",
        "signs": "Signs only",
    }
)

# What a rule may ask for beside the gradient. None of it is computed for the rules that do not ask.
NEEDS: Mapping[str, str] = MappingProxyType(
    {
        "hessian": "the second derivatives of J at W, as nested pairs: where there are mini-batches, of the step's own",
        "slope": "the function (w1, w2) -> the gradient there: of this step's mini-batch and with its error, if any",
        "cost": "the function (w1, w2) -> J there: of this step's mini-batch",
        "learning_rate": "α_n",
    }
)


@dataclass(frozen=True)
class Choice:
    """One way to settle a convention. `rewrites` (old, new) turn the LaTeX, in order, into the equation that runs."""

    key: str
    title: str
    rewrites: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Convention:
    """A point on which the field's texts differ, as a named switch; the first choice is the default."""

    key: str
    title: str
    choices: tuple[Choice, ...]

    def choose(self, key: str | None = None) -> Choice:
        """The choice named `key`, the default for None; ValueError names the choices there are."""
        for choice in self.choices:
            if key in (None, choice.key):
                return choice
        known = ", ".join(choice.key for choice in self.choices)
        raise ValueError(f"{self.key} = {str(key)[:40]!r} is not known; choose one of {known}")


class Memory(NamedTuple):
    """A term in which a rule keeps the past."""

    term: str  # of `terms`
    weight: str | None = None  # the β by which it fades, so that it is about 1/(1−β) steps long; None: otherwise


class Rated(Protocol):
    """A landscape, or a data set for a network: what names good learning rates, by optimizer key."""

    @property
    def rates(self) -> Mapping[str, float]: ...


@dataclass(frozen=True, eq=False)
class Optimizer:
    """An update rule and its facts.

    `rule(**hyperparameters, **conventions)` gives the direction d of the step W ← W − α_n d as an
    `optax.GradientTransformation` on the pair (w1, w2): no step size and no sign inside.
    `needs` names what else of the moment the rule's `update` takes, each by its keyword: a key of `NEEDS`.
    `terms(state, gradient, **moment)` names the quantities inside that step, each a pair, from the state after it. The
    moment is the state `before` it, `w` where it sets out, and all hyperparameters, conventions and `needs`.
    """

    key: str
    title: str
    group: str  # a key of GROUPS
    formula: str  # LaTeX, under the default conventions
    source: str
    lesson: str
    rule: Callable[..., optax.GradientTransformation]
    terms: Callable[..., Mapping[str, tuple]]
    working: Callable[..., tuple[Line, ...]]  # of its conventions: the step as it is written down, see working.py
    # Where a landscape names no rate for this rule: another rule's and the factor from it; None: the factor alone.
    like: tuple[str | None, float] = (None, 1.0)
    hyperparameters: tuple[Parameter, ...] = ()
    conventions: tuple[Convention, ...] = ()
    average: Memory | None = None  # of gradients: a vector like g
    squares: Memory | None = None  # of squared gradients, or of what stands for them: its root is the scale of a step
    aliases: tuple[str, ...] = ()  # other usual names
    note: str = ""  # what a reader coming from a library should know
    needs: tuple[str, ...] = ()  # keys of NEEDS
    rests: bool = True  # at a minimum of J: where the gradient is 0, so is the direction

    def suits(self, landscape: Rated) -> float:
        """A good learning rate on this landscape: its own where it names one, else a relative's by a factor."""
        if self.key in landscape.rates:
            return landscape.rates[self.key]
        relative, factor = self.like
        rate = factor if relative is None else factor * landscape.rates[relative]
        return float(f"{rate:.6g}")  # 0.3 × 0.1 is to read 0.03

    def hyper(self, chosen: Mapping[str, float] = {}) -> dict[str, float]:
        """Every hyperparameter's value, `chosen` over the defaults; ValueError for a bad name or value."""
        self._refuse_unknown("hyperparameter", chosen, [p.key for p in self.hyperparameters])
        return {p.key: p.check(chosen.get(p.key, p.default)) for p in self.hyperparameters}

    def settled(self, chosen: Mapping[str, str] = {}) -> dict[str, str]:
        """Every convention's choice, `chosen` over the defaults; ValueError for a bad name or choice."""
        self._refuse_unknown("convention", chosen, [c.key for c in self.conventions])
        return {c.key: c.choose(chosen.get(c.key)).key for c in self.conventions}

    def equation(self, chosen: Mapping[str, str] = {}) -> str:
        """The LaTeX of the update under these conventions: the equation that runs."""
        settled = self.settled(chosen)
        equation = self.formula
        for convention in self.conventions:
            for rewrite in convention.choose(settled[convention.key]).rewrites:
                equation = equation.replace(*rewrite)
        return equation

    def gradient_evaluations(self, chosen: Mapping[str, str] = {}) -> int:
        """How many gradients one step costs under these conventions, whatever else the page draws: 1 for most rules.

        One for the gradient at W where the rule uses it, one for every call of `slope`, two for the Hessian: in two
        dimensions differences of the gradient along either axis give it. Read off the rule's own update, not stated.
        """
        return _gradient_evaluations(self, Frozen(self.settled(chosen)))

    def acting(self, memory: Memory | None, chosen: Mapping[str, str] = {}) -> str | None:
        """The term of this memory that makes the step: under a bias correction, `v_hat` and not `v`."""
        if memory is None:
            return None
        lines = dict(self.working(**self.settled(chosen)))
        return corrected if (corrected := f"{memory.term}_hat") in lines else memory.term

    def _refuse_unknown(self, kind: str, chosen: Mapping, accepted: list[str]) -> None:
        if unknown := set(chosen) - set(accepted):
            names = ", ".join(accepted) or "none"
            raise ValueError(f"{self.title} has no {kind} {min(map(str, unknown))[:40]!r}; it has: {names}")


@lru_cache(maxsize=256)
def _gradient_evaluations(optimizer: Optimizer, conventions: Frozen) -> int:
    rule = optax.with_extra_args_support(optimizer.rule(**optimizer.hyper(), **conventions))
    one, calls = jnp.ones(()), []
    w = (one, one)

    def slope(*w):
        calls.append(w)
        return w

    def update(g, hessian):
        known = {"slope": slope, "hessian": hessian, "cost": lambda *w: one, "learning_rate": one}
        return rule.update(g, rule.init(w), w, **{name: known[name] for name in optimizer.needs})

    # Followed with abstract numbers, as a compiler does: nothing is computed, and what is not used is seen.
    program = jax.make_jaxpr(update)(w, (w, w)).jaxpr
    used = {id(x) for x in program.outvars}.union(id(x) for line in program.eqns for x in line.invars)
    met, bent = ({id(x) for x in part} for part in (program.invars[:2], program.invars[2:]))
    return len(calls) + bool(met & used) + 2 * bool(bent & used)
