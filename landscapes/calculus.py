"""Derivatives of J, taken by JAX from the landscape's own formula."""

from collections.abc import Callable

import jax
from jax import Array

from landscapes.base import Landscape


def value_and_gradient(landscape: Landscape) -> Callable[..., tuple[Array, tuple[Array, Array]]]:
    """The function (w1, w2, **theta) -> (J, (∂J/∂w1, ∂J/∂w2)) on scalars; traceable by JAX."""
    return jax.value_and_grad(landscape.cost, argnums=(0, 1))


def hessian(landscape: Landscape) -> Callable[..., tuple[tuple[Array, Array], tuple[Array, Array]]]:
    """The function (w1, w2, **theta) -> the 2 × 2 second derivatives of J as nested pairs; traceable by JAX."""
    return jax.hessian(landscape.cost, argnums=(0, 1))
