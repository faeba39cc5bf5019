"""The examples behind a cost that is a mean: J(w1, w2) = (1/m) Σ loss(w1, w2, x_i, y_i)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from jax import Array
from jax import numpy as jnp


@dataclass(frozen=True)
class Data:
    """m examples (x_i, y_i) and `loss(w1, w2, x, y, **theta)`, the loss of one of them.

    The loss works element by element and is traceable by JAX: arrays of x and y give each example its loss.
    ValueError where there is no example, or not as many y as x.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    loss: Callable[..., Array]
    line: bool = False  # whether the loss is about the line y = w1 + w2 x

    def __post_init__(self) -> None:
        if not 0 < len(self.x) == len(self.y):
            raise ValueError(f"{len(self.x)} inputs and {len(self.y)} targets: examples are pairs, at least one")

    @property
    def count(self) -> int:
        """m."""
        return len(self.x)

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """The examples as `cost` takes them in place of its own: x and y, (m,) each."""
        return {"x": np.array(self.x, float), "y": np.array(self.y, float)}

    def losses(self, w1, w2, x: Any = None, y: Any = None, **theta) -> Array:
        """The loss of each example, of shape (m,), for two scalars w1 and w2; of `x` and `y` where these are given."""
        kind = jnp.result_type(float, w1, w2)  # in float32 where W is
        x, y = (self.x if x is None else x), (self.y if y is None else y)
        return self.loss(w1, w2, jnp.asarray(x, kind), jnp.asarray(y, kind), **theta)

    def cost(self, w1, w2, weights: Array | None = None, **theta) -> Array:
        """The scalar Σ weights_i loss_i; without weights, of shape (m,), the plain mean."""
        losses = self.losses(w1, w2, **theta)
        return losses.mean() if weights is None else weights @ losses
