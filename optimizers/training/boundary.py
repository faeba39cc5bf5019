"""What a trained network makes of its inputs: p over a plane of them, where p = 1/2 is the boundary it has drawn."""

from functools import lru_cache, partial
from typing import NamedTuple

import jax
import numpy as np

from landscapes.base import Interval
from landscapes.networks import Network
from optimizers.training.blocks import in_blocks
from optimizers.training.draws import parts
from optimizers.training.keeping import trained
from optimizers.training.principal import components
from optimizers.training.spec import Training

BLOCK = 4096  # inputs in one call
MARGIN = 1.3  # how much wider than the examples the box is: 15 % on either side


class Inputs(NamedTuple):
    """A plane of inputs, in standardised features: all of them where there are two, else a slice through their mean."""

    axes: np.ndarray  # (2, features), at right angles and of length 1
    names: tuple[str, str]
    explained: float | None  # the share of the training inputs' variance that lies in the plane; None: it is all there
    points: np.ndarray  # (n, 2): the nearest points to all examples, those trained on first
    box: tuple[Interval, Interval]


def boundary(training: Training, run: int, epoch: int, side: int) -> tuple[Inputs, np.ndarray]:
    """The plane, and p over its box as (side, side) float64, rows from the lowest: of one run after an epoch.

    Where the training is not kept, it is trained; NaN where the run has diverged. ValueError as for `trained`.
    """
    w = trained(training).weights[run, epoch].astype(float)
    seen = inputs(training.data, training.seed)
    across, up = (np.linspace(*side_, side) for side_ in seen.box)
    grid = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    program = _probability(training.network)
    return seen, in_blocks(lambda x: program(w, x), grid @ seen.axes, BLOCK).reshape(side, side)


@lru_cache(maxsize=16)
def inputs(data: str, seed: int) -> Inputs:
    """The plane of inputs of a data set as `seed` splits it.

    Of more than two features it is that of the first two principal components of the standardised training inputs.
    """
    split = parts(data, seed)
    axes, names, explained = np.eye(2), ("x1, standardised", "x2, standardised"), None
    if split.x.shape[1] > 2:
        axes, shares = components(split.x)  # their mean is 0
        names, explained = ("first principal component", "second principal component"), sum(shares)
    points = np.concatenate((split.x, split.held_x)) @ axes.T
    lows, highs = points.min(axis=0), points.max(axis=0)
    across, up = (Interval(float(a), float(b)).widened(MARGIN) for a, b in zip(lows, highs, strict=True))
    return Inputs(axes, names, explained, points, (across, up))


@lru_cache(maxsize=16)
def _probability(network: Network):
    return jax.jit(partial(_sigmoid_of, network))


def _sigmoid_of(network: Network, w, x):
    return jax.nn.sigmoid(network.logits(w, x))
