"""What the program in NumPy has for a network's cost and gradient: the lines of numpy_program.py, to run."""

import numpy as np

from landscapes.networks import Network
from optimizers.programs.networks.followed import Slope

BENDS = {"relu": lambda z: np.maximum(0, z), "tanh": np.tanh}
SLOPES = {"relu": lambda a: a > 0, "tanh": lambda a: 1 - a**2}


def forward(network: Network, w: np.ndarray, x: np.ndarray) -> tuple[list[tuple], list[np.ndarray], np.ndarray]:
    """The layers as pairs (W, b) of the vector w, what each is given, and the logits."""
    layers, at = [], 0
    for inside, outside in zip(network.sizes, network.sizes[1:], strict=False):
        end = at + inside * outside
        layers.append((w[at:end].reshape(outside, inside), w[end : end + outside]))
        at = end + outside
    given, (*hidden, (last, c)) = [x], layers
    for W, b in hidden:
        given.append(BENDS[network.activation](given[-1] @ W.T + b))
    return layers, given, (given[-1] @ last.T + c)[:, 0]


def cost(network: Network, w: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    """The mean binary cross-entropy."""
    z = forward(network, w, x)[2]
    return float(np.mean(np.logaddexp(0, z) - y * z))


def slope(network: Network) -> Slope:
    """The gradient of the cost by backpropagation."""

    def gradient(w, x, y):
        layers, given, z = forward(network, w, x)
        delta = ((np.exp(z - np.logaddexp(0, z)) - y) / len(y))[:, None]
        found: list[np.ndarray] = []
        for (W, _), a in zip(reversed(layers), reversed(given), strict=True):
            found = [(delta.T @ a).ravel(), delta.sum(axis=0), *found]
            delta = delta @ W * SLOPES[network.activation](a)
        return np.concatenate(found)

    return gradient
