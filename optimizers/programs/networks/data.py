"""The part that all these programs share: the data, its split, the first weights, and the order of the examples."""

import re
import textwrap
from collections.abc import Mapping
from types import MappingProxyType

from optimizers.programs.parts import COMMENT
from optimizers.programs.trace import CannotPrintError
from optimizers.training.spec import Training

# As landscapes/networks/datasets.py loads or draws each.
LOADED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "breast_cancer": ("inputs, labels = datasets.load_breast_cancer(return_X_y=True)",),
        "moons": ("inputs, labels = datasets.make_moons(400, noise=0.2, random_state=0)",),
        "circles": ("inputs, labels = datasets.make_circles(400, noise=0.1, factor=0.5, random_state=0)",),
        "blobs": (
            "inputs, labels = datasets.make_blobs(",
            "    400, centers=[[-1.0, -1.0], [1.0, 1.0]], cluster_std=0.7, random_state=0",
            ")",
        ),
        "xor": (
            "inputs = np.random.RandomState(0).randn(400, 2)",
            "labels = np.logical_xor(inputs[:, 0] > 0, inputs[:, 1] > 0)",
        ),
        "spirals": (
            "random = np.random.RandomState(0)",
            "labels = np.arange(400) % 2",
            "angle = 3 * np.pi * np.sqrt(random.rand(400))",
            "along = np.stack((np.cos(angle), np.sin(angle)), axis=1) * (angle / np.pi)[:, None]",
            "inputs = np.where(labels[:, None] == 1, -along, along) + 0.1 * random.randn(400, 2)",
        ),
    }
)
STREAM = [
    "def stream(k):  # of random numbers: 0 for the split, 1 for the first weights, 2 for the batches",
    "    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(k,)))",
]


def heading(training: Training, row: int, library: str, note: str) -> list[str]:
    """Comments: what it reproduces, its sources, and what is to be known of it."""
    rule, data = training.runs[row].rule, training.dataset
    widths = " and ".join(map(str, training.layers))
    what = f"{rule.title} trains a network with {widths} hidden units ({training.activation}) on “{data.title}”"
    lines = [f"{what}: {training.epochs} epochs, in {library}, as Optiscape runs it."]
    lines += [f"Data: {data.source}", f"Rule: {rule.source}", note]
    return [f"# {part}" for line in lines for part in textwrap.wrap(line, COMMENT)]


def imports(training: Training, *libraries: str) -> list[str]:
    """NumPy, the library's own lines, and scikit-learn where it has the data."""
    sklearn = any("datasets." in line for line in LOADED.get(training.data, ()))
    return ["import numpy as np", *libraries, *(["from sklearn import datasets"] if sklearn else [])]


def data(training: Training) -> list[list[str]]:
    """The settings and the examples: x, y of the training part and held_x, held_y of the other, standardised.

    CannotPrintError for a data set that is not written out.
    """
    if training.data not in LOADED:
        raise CannotPrintError(f"the data set {training.dataset.title} is not among those that are written out")
    settings = [
        f"seed, epochs, size = {training.seed}, {training.epochs}, {training.batch_size}  # size: of a mini-batch",
        f"sizes = {training.network.sizes}  # of the layers",
    ]
    split = [
        *LOADED[training.data],
        "order = stream(0).permutation(len(inputs))",
        "inputs, labels = inputs[order], labels[order].astype(float)",
        f"count = {training.count}  # of the examples that are trained on",
        "x, y, held_x, held_y = inputs[:count], labels[:count], inputs[count:], labels[count:]",
        "mean, deviation = x.mean(axis=0), x.std(axis=0)",
        "x, held_x = (x - mean) / deviation, (held_x - mean) / deviation",
    ]
    first = [
        "random = stream(1)",
        "first = []  # W of shape (out, in) and b of each layer: Glorot's uniform weights",
        "for inside, outside in zip(sizes, sizes[1:]):",
        "    limit = np.sqrt(6 / (inside + outside))",
        "    first.append((random.uniform(-limit, limit, (outside, inside)), np.zeros(outside)))",
    ]
    return [settings, STREAM, split, first]


def loop(step: list[str], weights: str, each_epoch: tuple[str, ...] = ()) -> list[str]:
    """The epochs, with the path of the weights after each: `step` is what is done with x[batch] and y[batch]."""
    counts = re.search(r"\bn\b", "\n".join(step)) is not None
    inside = [*(["n += 1"] if counts else []), "batch = order[i : i + size]", *step]
    epoch = [
        "order = random.permutation(count)",
        *each_epoch,
        "for i in range(0, count, size):",
        *(f"    {line}" for line in inside),
        f"path.append({weights})",
    ]
    start = ["random = stream(2)", f"path = [{weights}]", *(["n = 0"] if counts else [])]
    return [*start, "for epoch in range(1, epochs + 1):", *(f"    {line}" for line in epoch)]
