"""Where a run stands exactly on a kink, a tie or an infinite slope of J: a gradient there is a choice, not a fact."""

from collections.abc import Mapping
from functools import lru_cache

import jax
import numpy as np

from landscapes.base import Landscape
from landscapes.kinks import kinks
from optimizers.experiment import Experiment
from optimizers.trajectory import Trajectory


def met(experiment: Experiment, w1: np.ndarray, w2: np.ndarray) -> Mapping[str, int]:
    """What of this kind is met exactly at some of n places, (n,) each: its name, as of `kinks`, and the first place."""
    surface = experiment.surface
    arguments = surface.arguments(experiment.theta)
    shapes = tuple((name, np.shape(argument)) for name, argument in arguments.items())
    if not np.size(w1) or not _has_kinks(surface.computed, shapes):
        return {}
    # A run's length changes with every choice of the steps: padded, few programs serve them all.
    pad = (0, (1 << (len(w1) - 1).bit_length()) - len(w1))
    places = [np.pad(np.asarray(w, float), pad, constant_values=np.nan) for w in (w1, w2)]
    found = _look(surface.computed)(*places, arguments)
    return {name: int(np.argmax(there)) for name, there in found.items() if np.any(there)}


def said(experiment: Experiment, trajectory: Trajectory) -> str:
    """The sentence that a run's rows meet such a point, the first of each kind, and the slope taken; "" for none."""
    found = met(experiment, trajectory.w1[:-1], trajectory.w2[:-1])  # no step sets out from the last row
    if not found:
        return ""
    parts = [f"at step {step} {name}" for name, step in sorted(found.items(), key=lambda item: item[1])]
    return f"The run is exactly on a kink of J, where a slope is a choice: {'; '.join(parts)}."


@lru_cache(maxsize=64)
def _has_kinks(surface: Landscape, shapes: tuple[tuple[str, tuple[int, ...]], ...]) -> bool:
    arguments = {name: jax.ShapeDtypeStruct(shape, np.float64) for name, shape in shapes}
    return bool(jax.eval_shape(kinks(surface.cost), 0.0, 0.0, **arguments))


@lru_cache(maxsize=32)
def _look(surface: Landscape):
    """The compiled look at n places: (w1, w2, what the cost takes) -> by name whether it is met, (n,) each."""

    def look(w1, w2, arguments):
        return {name: there.any() for name, there in kinks(surface.cost)(w1, w2, **arguments).items()}

    return jax.jit(jax.vmap(look, in_axes=(0, 0, None)))
