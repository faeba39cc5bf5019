"""A plane through the weights of a training: two directions in which its cost, of hundreds of weights, can be seen.

    J(w1, w2) = J(o + w1 d1 + w2 d2)

`pca`: o is the mean of all recorded weights of all runs and d1, d2 are the first two principal components: the plane
nearest to them all, d1 and d2 of length 1 and at right angles. `random`: o is where a run ended, and d1, d2 are drawn
at random and filter-normalised as H. Li et al. do (“Visualizing the Loss Landscape of Neural Nets”, NeurIPS 2018,
arXiv:1712.09913, section 4): the weights that lead into a unit get the length of that unit's own in o, and biases do
not move. As there, the two are not made orthogonal.
"""

from functools import lru_cache
from math import isfinite
from typing import NamedTuple

import jax
import numpy as np
from jax import numpy as jnp

from landscapes.base import Interval, Landscape
from landscapes.networks import Network
from optimizers.training.blocks import in_blocks
from optimizers.training.draws import first_weights, parts, stream
from optimizers.training.keeping import Trained, trained
from optimizers.training.principal import components
from optimizers.training.spec import Training

DIRECTIONS = ("pca", "random")
BLOCK = 2048  # points of the plane in one call
TOGETHER = 128  # of them at a time: more do not stay in the processor's memory
GRID = 17  # points along a side over which its largest curvature is looked for
MARGIN = 1.3  # how much wider than the shadows the domain is: 15 % on either side


class Plane(NamedTuple):
    """The points o + w1 d1 + w2 d2, and what a training's weights look like from there."""

    directions: str  # of DIRECTIONS
    origin: np.ndarray  # o, (P,)
    axes: np.ndarray  # d1 and d2, (2, P)
    explained: tuple[float, float] | None  # the shares of the variance of all finite weights about their mean; pca
    through: int | None  # the run in whose last weights o lies; random
    domain: tuple[Interval, Interval]

    def shadow(self, weights: np.ndarray) -> np.ndarray:
        """(w1, w2) of the plane's nearest points to `weights` of shape (…, P): (…, 2)."""
        return _shadow(self.origin, self.axes, weights)

    def point(self, shadow: np.ndarray) -> np.ndarray:
        """The weights at (w1, w2) of shape (…, 2): (…, P)."""
        return self.origin + shadow @ self.axes


def plane(training: Training, directions: str) -> Plane:
    """The plane through a training's weights. Where the training is not kept, it is trained.

    ValueError where `directions` is not known, as `trained` does, or where there are no last weights that are finite.
    """
    if directions not in DIRECTIONS:
        raise ValueError(f"directions “{directions[:40]}” are not known; choose one of {', '.join(DIRECTIONS)}")
    return _plane(training, directions)


@lru_cache(maxsize=16)
def _plane(training: Training, directions: str) -> Plane:
    found = trained(training)
    return _principal(found) if directions == "pca" else _random(found)


def _principal(found: Trained) -> Plane:
    rows = found.weights.reshape(-1, found.weights.shape[-1])
    rows = rows[np.isfinite(rows).all(axis=1)].astype(float)
    origin = rows[0] + (rows - rows[0]).mean(axis=0)  # exactly where they are, if they are all in one place
    axes, explained = components(rows - origin)
    return Plane("pca", origin, axes, explained, None, _domain(origin, axes, found.weights))


def _random(found: Trained) -> Plane:
    ends = found.weights[:, -1].astype(float)
    finite = np.isfinite(ends).all(axis=1)
    if not finite.any():
        raise ValueError("every run diverged: there are no last weights to lay a plane through")
    through = int(np.argmax(finite))
    origin, random = ends[through], stream(found.training.seed, 3)
    network = found.training.network
    axes = np.array([filter_normalised(network, random.standard_normal(len(origin)), origin) for _ in range(2)])
    return Plane("random", origin, axes, None, through, _domain(origin, axes, found.weights))


def filter_normalised(network: Network, direction: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """`direction` (P,) with every unit's weights scaled to the length they have in `weights`, and no biases."""
    scaled = []
    for (d, bias), (w, _) in zip(network.layers(direction), network.layers(weights), strict=True):
        lengths = np.linalg.norm(w, axis=1, keepdims=True) / np.linalg.norm(d, axis=1, keepdims=True)
        scaled += [(d * lengths).ravel(), np.zeros_like(bias)]
    return np.concatenate(scaled)


def _shadow(origin: np.ndarray, axes: np.ndarray, weights: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):  # what is not finite has no shadow that is
        return (weights - origin) @ np.linalg.pinv(axes)


def _domain(origin: np.ndarray, axes: np.ndarray, weights: np.ndarray) -> tuple[Interval, Interval]:
    """Where the shadows lie, with a margin. A side along which none moves is as wide as the other."""
    points = _shadow(origin, axes, weights).reshape(-1, 2)
    points = points[np.isfinite(points).all(axis=1)]
    across, up = (Interval(float(low), float(high)) for low, high in zip(points.min(0), points.max(0), strict=True))
    least = 1e-6 * max(across.width, up.width)  # narrower is rounding
    sides = [side if side.width > least else _about(side, max(across.width, up.width) or 1.0) for side in (across, up)]
    return sides[0].widened(MARGIN), sides[1].widened(MARGIN)


def _about(side: Interval, width: float) -> Interval:
    return Interval(side.centre - width / 2, side.centre + width / 2)


def costs(training: Training, found: Plane, points: np.ndarray) -> np.ndarray:
    """J of the whole training part at the plane's `points` (w1, w2) of shape (…, 2): (…) float64."""
    split = parts(training.data, training.seed)
    program = _costing(training.network, training.data)
    found_at = in_blocks(lambda p: program(found.origin, found.axes, p, split.x, split.y), points.reshape(-1, 2), BLOCK)
    return found_at.reshape(points.shape[:-1])


@lru_cache(maxsize=16)
def _costing(network: Network, data: str):
    """The compiled costs of BLOCK points, of its own for each data set: dropping it frees what it compiled."""

    def over(origin, axes, points, x, y):
        return jax.lax.map(lambda p: network.cost(origin + p @ axes, x, y), points, batch_size=TOGETHER)

    return jax.jit(over)


@lru_cache(maxsize=16)
def landscape(training: Training, directions: str, key: str = "network") -> Landscape:
    """The plane as a landscape: its J(w1, w2) is the network's own, of the whole training part, at full batch.

    It starts at the shadow of the first weights, to four digits. `key` is what it is called in a link.
    ValueError as for `plane`.
    """
    found, split, network = plane(training, directions), parts(training.data, training.seed), training.network
    origin, axes, x, y = map(jnp.asarray, (found.origin, found.axes, split.x, split.y))

    def cost(w1, w2):
        return network.cost(origin + w1 * axes[0] + w2 * axes[1], x, y)

    # To four digits, as a reader types a start: it stands in a field and in every link.
    start = tuple(float(f"{weight:.4g}") for weight in found.shadow(first_weights(network, training.seed)))
    return Landscape(
        key=key,
        title=f"Plane through a network: {training.dataset.title}",
        formula=r"\frac{1}{m} \sum_{i=1}^{m} \mathcal{L}\left(f(x_i;\, o + w_1 d_1 + w_2 d_2),\; y_i\right)",
        cost=cost,
        domain=found.domain,
        start=(start[0], start[1]),
        minima=(),
        known=(),
        source="H. Li et al., NeurIPS 2018, arXiv:1712.09913",
        lesson=_lesson(found, training),
        rates=_rates(training, found),
        floor=0.0,
        smooth=training.activation != "relu",
        dear=True,
    )


def _lesson(found: Plane, training: Training) -> str:
    seen = f"A slice of a cost of {training.network.parameters:,} weights: "
    if found.explained is None:
        return seen + "in random directions it looks as Li et al. draw it, and a run can leave it in all the others."
    share = sum(found.explained)
    told = f"the plane nearest to all that the runs went through holds {share:.0%} of their variance" * isfinite(share)
    return seen + (told or "no run moved") + "; a run inside it is not the run that was trained."


def _rates(training: Training, found: Plane) -> dict[str, float]:
    """Rates for the plane itself, which is bent otherwise than the space that was trained in, and crossed otherwise.

    The largest curvature λ over a grid of it gives descent and momentum α = 1/λ, half the most that the bend allows;
    RMSprop and Adam, whose early steps are about α long, are to cross its shorter side in 200 and 100 of them.
    """
    across, up = (np.linspace(side.low, side.high, GRID) for side in found.domain)
    cost = costs(training, found, np.stack(np.meshgrid(across, up), axis=-1))
    by_w2, by_w1 = np.gradient(cost, up, across)
    (b, a), c = np.gradient(by_w1, up, across), np.gradient(by_w2, up, axis=0)
    bend = float(np.max((a + c) / 2 + np.hypot((a - c) / 2, b)))
    width = min(side.width for side in found.domain)
    calm = 1 / bend if bend > 0 and isfinite(bend) else training.dataset.rates["gradient_descent"]
    suited = {"gradient_descent": calm, "momentum": calm, "rmsprop": width / 200, "adam": width / 100}
    return {**training.dataset.rates, **{key: float(f"{rate:.2g}") for key, rate in suited.items()}}
