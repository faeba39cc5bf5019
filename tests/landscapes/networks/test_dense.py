"""A network's cost: by hand for one example, its gradient against differences, and what no logarithm may see."""

import jax
import numpy as np
import pytest
from jax import numpy as jnp

from landscapes.networks import ACTIVATIONS, Network, cross_entropy


def test_a_small_network_by_hand():
    network = Network((2, 2, 1), "relu")
    # W1 = [[1, 2], [3, −4]], b1 = [0.5, −1], W2 = [[2, −1]], b2 = 0.25
    w = jnp.array([1.0, 2, 3, -4, 0.5, -1, 2, -1, 0.25])
    # At x = (1, 1): h = relu(3.5, −2) = (3.5, 0), z = 7.25. At (2, 0): h = relu(2.5, 5) = (2.5, 5), z = 0.25.
    np.testing.assert_allclose(network.logits(w, jnp.array([[1.0, 1], [2, 0]])), [7.25, 0.25])
    assert network.parameters == 9
    cost = network.cost(w, jnp.array([[1.0, 1], [2, 0]]), jnp.array([1.0, 0]))
    np.testing.assert_allclose(cost, (np.log1p(np.exp(-7.25)) + np.log1p(np.exp(0.25))) / 2, rtol=1e-14)


def test_the_weights_of_a_batch_weigh_its_losses():
    network = Network((1, 1, 1), "tanh")
    w, x, y = jnp.array([0.3, -0.2, 0.7, 0.1]), jnp.array([[1.0], [2], [-1]]), jnp.array([1.0, 0, 1])
    weighed = network.cost(w, x, y, jnp.array([0.5, 0.5, 0.0]))
    np.testing.assert_allclose(weighed, network.cost(w, x[:2], y[:2]), rtol=1e-14)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sizes", [(3, 4, 1), (2, 5, 3, 2, 1)])
def test_the_gradient_is_the_limit_of_differences(sizes, activation):
    network, random = Network(sizes, activation), np.random.default_rng(1)
    w = random.normal(size=network.parameters)
    x, y = random.normal(size=(9, sizes[0])), random.integers(0, 2, 9).astype(float)
    gradient, h = jax.grad(network.cost)(w, x, y), 1e-6
    for i, each in enumerate(np.eye(len(w)) * h):
        difference = (network.cost(w + each, x, y) - network.cost(w - each, x, y)) / (2 * h)
        assert abs(gradient[i] - difference) < 1e-8


def test_the_slope_of_relu_at_0_is_0():
    network = Network((1, 1, 1), "relu")
    assert not jax.grad(network.cost)(jnp.array([1.0, 0, 1, 0]), jnp.array([[0.0]]), jnp.array([1.0]))[:2].any()


def test_a_sure_error_costs_its_logit_and_nothing_is_infinite():
    np.testing.assert_allclose(cross_entropy(jnp.array([800.0, -800, 800]), jnp.array([0.0, 1, 1])), [800, 800, 0])
    np.testing.assert_allclose(cross_entropy(jnp.array(0.0), jnp.array(1.0)), np.log(2))


def test_the_layers_of_a_vector_are_its_own_numbers_in_order():
    network = Network((2, 3, 1), "relu")
    layers = network.layers(np.arange(network.parameters))
    assert [(w.shape, b.shape) for w, b in layers] == [((3, 2), (3,)), ((1, 3), (1,))]
    np.testing.assert_array_equal(np.concatenate([part.ravel() for layer in layers for part in layer]), np.arange(13))
