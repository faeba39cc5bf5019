"""What PyTorch's and Keras's optimizers do in a step, in NumPy: to say where their programs leave the page's path.

After torch/optim/*.py of PyTorch 2.13 (the functions _single_tensor_…) and keras/src/optimizers/*.py of Keras 3.15 (the
methods update_step). Each maker takes hyperparameters and gives a step: (n, w, g, rate) -> the new w, for n = 1, 2, …;
w and g are float64 of shape (2,). Where the two agree they share one.

Some of Keras's numbers pass through `ops.cast`, which on TensorFlow rounds an ordinary number to float32 first.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Step = Callable[[int, np.ndarray, np.ndarray, float], np.ndarray]
Memory = np.ndarray | float


def cast(number: float) -> float:
    """What Keras's `ops.cast` makes of an ordinary number."""
    return float(np.float32(number))


def met(g: np.ndarray, w: np.ndarray, treatment: Mapping[str, float], slack: float) -> np.ndarray:
    """A gradient clipped and with L2, by the keys of optimizers/treatment.py: their order is the libraries' own.

    clip_grad_norm_ of PyTorch adds a `slack` to the norm that it divides by, Keras's `clipnorm` does not.
    """
    if "clip_value" in treatment:
        g = np.clip(g, -treatment["clip_value"], treatment["clip_value"])
    if "clip_norm" in treatment:
        size = np.sqrt(np.sum(g**2)) + slack
        g = g * (treatment["clip_norm"] / np.maximum(size, treatment["clip_norm"]))
    return g + treatment["l2"] * w if "l2" in treatment else g


def torch_sgd(beta: float = 0.0, nesterov: bool = False) -> Step:
    """torch.optim.SGD: the rate multiplies the sum of the gradients."""
    v: Memory = 0.0

    def step(n, w, g, rate):
        nonlocal v
        v = beta * v + g
        return w - rate * (g + beta * v if nesterov else v)

    return step


def keras_sgd(beta: float = 0.0, nesterov: bool = False) -> Step:
    """keras.optimizers.SGD: the rate multiplies each gradient as it enters the sum."""
    beta = cast(beta)
    m: Memory = 0.0

    def step(n, w, g, rate):
        nonlocal m
        m = beta * m - rate * g
        return w + (beta * m - rate * g if nesterov else m)

    return step


def rmsprop(beta: float, epsilon: float, inside: bool) -> Step:
    """RMSprop, with ε inside the root as keras.optimizers.RMSprop or outside as torch.optim.RMSprop."""
    s: Memory = 0.0

    def step(n, w, g, rate):
        nonlocal s
        s = beta * s + (1 - beta) * g**2
        return w - rate * g / _root(s, epsilon, inside)

    return step


def adagrad(epsilon: float, inside: bool) -> Step:
    """Adagrad, with ε inside the root as keras.optimizers.Adagrad or outside as torch.optim.Adagrad; the sum from 0."""
    s: Memory = 0.0

    def step(n, w, g, rate):
        nonlocal s
        s = s + g**2
        return w - rate * g / _root(s, epsilon, inside)

    return step


def adadelta(rho: float, epsilon: float) -> Step:
    """Adadelta of either library."""
    s: Memory = 0.0
    u: Memory = 0.0

    def step(n, w, g, rate):
        nonlocal s, u
        s = rho * s + (1 - rho) * g**2
        d = np.sqrt(u + epsilon) / np.sqrt(s + epsilon) * g
        u = rho * u + (1 - rho) * d**2
        return w - rate * d

    return step


def adam(
    beta1: float,
    beta2: float,
    epsilon: float,
    weight_decay: float = 0.0,
    hat: bool = False,
    largest: bool = False,
) -> Step:
    """Adam, AdamW and AMSGrad: ε beside the corrected root, as PyTorch, or with `hat` beside the uncorrected, as Keras.

    With `largest` the root is that of the largest s so far, before its correction, as both have it.
    """
    v: Memory = 0.0
    s: Memory = 0.0
    top: Memory = 0.0
    base1, base2, pull = map(cast, (beta1, beta2, weight_decay)) if hat else (beta1, beta2, weight_decay)

    def step(n, w, g, rate):
        nonlocal v, s, top
        w = w * (1 - rate * pull)
        v = beta1 * v + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        top = np.maximum(top, s) if largest else s
        share = np.sqrt(1 - base2**n)
        root = (np.sqrt(top) + epsilon) / share if hat else np.sqrt(top) / share + epsilon
        return w - rate / (1 - base1**n) * v / root

    return step


def adamax(beta1: float, beta2: float, epsilon: float, late: bool) -> Step:
    """Adamax, with ε at the division as keras.optimizers.Adamax (`late`), or beside |g| as torch.optim.Adamax."""
    v: Memory = 0.0
    u: Memory = 0.0
    base1 = cast(beta1) if late else beta1

    def step(n, w, g, rate):
        nonlocal v, u
        v = beta1 * v + (1 - beta1) * g
        u = np.maximum(beta2 * u, abs(g) + (0 if late else epsilon))
        return w - rate / (1 - base1**n) * v / (u + (epsilon if late else 0))

    return step


def nadam(beta1: float, beta2: float, epsilon: float, momentum_decay: float, base: float = 0.96) -> Step:
    """Nadam whose β1 grows by Dozat's schedule: `momentum_decay` is 0.004 in PyTorch, and 1 in what Keras has fixed.

    There the power of 0.96 is n itself. So large a `momentum_decay` that the power is 0 leaves β1 as it is.
    """
    v: Memory = 0.0
    s: Memory = 0.0
    product = 1.0

    def step(n, w, g, rate):
        nonlocal v, s, product
        now, after = (beta1 * (1 - 0.5 * base ** (at * momentum_decay)) for at in (n, n + 1))
        product *= now
        v = beta1 * v + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        v_hat = (1 - now) * g / (1 - product) + after * v / (1 - product * after)
        return w - rate * v_hat / (np.sqrt(s / (1 - beta2**n)) + epsilon)

    return step


def radam(beta1: float, beta2: float, epsilon: float) -> Step:
    """torch.optim.RAdam: ε beside the uncorrected root, which enters where ρ > 5."""
    v: Memory = 0.0
    s: Memory = 0.0

    def step(n, w, g, rate):
        nonlocal v, s
        v = beta1 * v + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        most, share = 2 / (1 - beta2) - 1, 1 - beta2**n
        rho = most - 2 * n * beta2**n / share
        d = v / (1 - beta1**n)
        if rho > 5:
            r = np.sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho))
            d = d * r * np.sqrt(share) / (np.sqrt(s) + epsilon)
        return w - rate * d

    return step


def lion(beta1: float, beta2: float) -> Step:
    """keras.optimizers.Lion."""
    beta1, beta2 = cast(beta1), cast(beta2)
    v: Memory = 0.0

    def step(n, w, g, rate):
        nonlocal v
        w = w - rate * np.sign(beta1 * v + (1 - beta1) * g)
        v = beta2 * v + (1 - beta2) * g
        return w

    return step


def rprop(eta_minus: float, eta_plus: float, smallest: float, largest: float) -> Step:
    """torch.optim.Rprop: the rate is only the length of the first step, whatever a schedule makes of it later."""
    delta: Any = None
    before: Memory = 0.0

    def step(n, w, g, rate):
        nonlocal delta, before
        delta = np.full_like(w, rate) if delta is None else delta
        turn = np.sign(g * before)
        factor = np.where(turn > 0, eta_plus, np.where(turn < 0, eta_minus, 1.0))
        delta = np.clip(delta * factor, smallest, largest)
        before = np.where(turn < 0, 0.0, g)
        return w - np.sign(before) * delta

    return step


def _root(s: Memory, epsilon: float, inside: bool) -> Memory:
    return np.sqrt(s + epsilon) if inside else np.sqrt(s) + epsilon
