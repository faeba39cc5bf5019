"""The training once more, in plain NumPy with backpropagation by hand: what the engine is compared with."""

from itertools import pairwise

import numpy as np


def stream(seed, k):
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(k,)))


def split(x, y, seed):
    """(x, y, held x, held y): the first 80 % of a permutation, standardised by themselves, and the others."""
    order = stream(seed, 0).permutation(len(y))
    m = len(y) * 4 // 5
    mean, deviation = np.mean(x[order[:m]], axis=0), np.std(x[order[:m]], axis=0)
    x = (x - mean) / deviation
    return x[order[:m]], y[order[:m]], x[order[m:]], y[order[m:]]


def glorot(sizes, seed):
    """[(W, b), …] with W of shape (out, in)."""
    random = stream(seed, 1)
    limits = [(into, out, (6 / (into + out)) ** 0.5) for into, out in pairwise(sizes)]
    return [(random.uniform(-limit, limit, (out, into)), np.zeros(out)) for into, out, limit in limits]


def forward(layers, x, activation):
    """The inputs of every layer and last the logits."""
    seen = [x]
    for i, (w, b) in enumerate(layers):
        z = np.array([w @ row + b for row in seen[-1]])
        last = i == len(layers) - 1
        seen.append(z if last else np.tanh(z) if activation == "tanh" else np.where(z > 0, z, 0.0))
    return seen


def cross_entropy(z, y):
    """The mean of −y log p − (1 − y) log(1 − p), by log(1 + e⁻ᶻ) = max(−z, 0) + log(1 + e^−|z|)."""
    return float(np.mean(np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))))


def backward(layers, x, y, activation):
    """The gradient of the mean cross-entropy, as [(dW, db), …]."""
    *seen, z = forward(layers, x, activation)
    delta = ((1 / (1 + np.exp(-z[:, 0])) - y) / len(y))[:, None]
    found = []
    for i in reversed(range(len(layers))):
        found.append((delta.T @ seen[i], delta.sum(axis=0)))
        back = delta @ layers[i][0]
        delta = back * (1 - seen[i] ** 2) if activation == "tanh" else back * (seen[i] > 0)
    return found[::-1]


def flat(layers):
    return np.concatenate([part.ravel() for layer in layers for part in layer])


def unflat(w, sizes):
    layers, at = [], 0
    for into, out in pairwise(sizes):
        layers.append((w[at : at + into * out].reshape(out, into), w[at + into * out : at + (into + 1) * out]))
        at += (into + 1) * out
    return layers


def train(x, y, sizes, activation, direction, rates, size, seed):
    """The weights after each epoch, (E+1, P); `direction(n, g, w)` may keep state and n counts steps."""
    w, order, n = flat(glorot(sizes, seed)), stream(seed, 2), 0
    rows = [w]
    for rate in rates:
        places = order.permutation(len(y))
        for at in range(0, len(y), size):
            taken, n = places[at : at + size], n + 1
            w = w - rate * direction(n, flat(backward(unflat(w, sizes), x[taken], y[taken], activation)), w)
        rows.append(w)
    return np.array(rows)


def adam(beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Kingma & Ba's algorithm 1, without the rate."""
    v = s = 0.0

    def direction(n, g, w):
        nonlocal v, s
        v, s = beta1 * v + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        return v / (1 - beta1**n) / (np.sqrt(s / (1 - beta2**n)) + epsilon)

    return direction


def gradient(n, g, w):
    """Plain gradient descent."""
    return g
