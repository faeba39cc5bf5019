"""The data sets a network is trained on: two classes each, one from medicine and some drawn in the plane.

scikit-learn brings or draws them. It is slow to import, and no page but the one that trains a network needs it: it is
imported where the first examples are loaded.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from landscapes.base import Frozen

DRAWN = 400  # examples of a set that is drawn


class Examples(NamedTuple):
    """n examples, read-only: they are shared by all who ask."""

    x: np.ndarray  # (n, features) float64
    y: np.ndarray  # (n,) float64, 0 or 1


@dataclass(frozen=True)
class Dataset:
    """A data set and its facts, all of them known before it is loaded."""

    key: str
    title: str
    count: int  # n
    features: tuple[str, ...]
    classes: tuple[str, str]  # the names of y = 0 and y = 1
    source: str
    lesson: str
    rates: Mapping[str, float]  # a good learning rate for a network of two layers of eight, by optimizer key
    load: Callable[[], tuple[Any, Any]]  # x and y as they come; `examples` keeps what it makes of them


def _breast_cancer():
    from sklearn.datasets import load_breast_cancer

    found: Any = load_breast_cancer()
    return found.data, found.target


def _moons():
    from sklearn.datasets import make_moons

    return make_moons(DRAWN, noise=0.2, random_state=0)


def _circles():
    from sklearn.datasets import make_circles

    return make_circles(DRAWN, noise=0.1, factor=0.5, random_state=0)


def _blobs():
    from sklearn.datasets import make_blobs

    return make_blobs(DRAWN, centers=[[-1.0, -1.0], [1.0, 1.0]], cluster_std=0.7, random_state=0)[:2]


def _xor():
    x = np.random.RandomState(0).randn(DRAWN, 2)
    return x, np.logical_xor(x[:, 0] > 0, x[:, 1] > 0)


def _spirals():
    random = np.random.RandomState(0)
    y = np.arange(DRAWN) % 2
    # Evenly many points on each piece of an arm; the second arm is the first, turned by half a turn.
    angle = 3 * np.pi * np.sqrt(random.rand(DRAWN))
    along = np.stack((np.cos(angle), np.sin(angle)), axis=1) * (angle / np.pi)[:, None]
    return np.where(y[:, None] == 1, -along, along) + 0.1 * random.randn(DRAWN, 2), y


def _rates(by_slope: float, by_root: float) -> Mapping[str, float]:
    """The rates of rules whose steps are in proportion to the gradient, and of those that divide by its size."""
    return Frozen(
        {"gradient_descent": by_slope, "momentum": by_slope, "rmsprop": by_root, "adam": by_root},
    )


_PLANE = ("x1", "x2")
_BREAST_CANCER = tuple(
    kind.format(quantity)
    for kind in ("mean {}", "{} error", "worst {}")
    for quantity in (
        *("radius", "texture", "perimeter", "area", "smoothness"),
        *("compactness", "concavity", "concave points", "symmetry", "fractal dimension"),
    )
)

DATASETS: Mapping[str, Dataset] = MappingProxyType(
    {
        dataset.key: dataset
        for dataset in (
            Dataset(
                "breast_cancer",
                "Breast cancer",
                569,
                _BREAST_CANCER,
                ("malignant", "benign"),  # in this order in scikit-learn: y = 1 is benign
                "W. H. Wolberg, O. L. Mangasarian & W. N. Street, Breast Cancer Wisconsin (Diagnostic), UCI Machine "
                "Learning Repository, 1995; W. N. Street, W. H. Wolberg & O. L. Mangasarian, SPIE 1905 (1993) 861–870",
                "Thirty measures of the cell nuclei in a sample of tissue: a line separates most of the tumours "
                "already, and a network soon knows its training part by heart.",
                _rates(0.1, 0.001),
                _breast_cancer,
            ),
            Dataset(
                "moons",
                "Two moons",
                DRAWN,
                _PLANE,
                ("upper moon", "lower moon"),
                "scikit-learn: make_moons(400, noise=0.2, random_state=0)",
                "Two half circles that reach into one another: no line separates them, a bent one does.",
                _rates(0.1, 0.003),
                _moons,
            ),
            Dataset(
                "circles",
                "Two circles",
                DRAWN,
                _PLANE,
                ("outer circle", "inner circle"),
                "scikit-learn: make_circles(400, noise=0.1, factor=0.5, random_state=0)",
                "One class lies within the other: the boundary must close, for which three units are the fewest.",
                _rates(0.1, 0.003),
                _circles,
            ),
            Dataset(
                "xor",
                "Exclusive or",
                DRAWN,
                _PLANE,
                ("signs alike", "signs unlike"),
                "M. Minsky & S. Papert, Perceptrons, MIT Press 1969; drawn as in scikit-learn's example of a "
                "non-linear SVM: RandomState(0).randn(400, 2)",
                "Each input alone tells nothing, the two together all: what no single unit can learn.",
                _rates(0.1, 0.003),
                _xor,
            ),
            Dataset(
                "spirals",
                "Two spirals",
                DRAWN,
                _PLANE,
                ("first arm", "second arm"),
                "K. J. Lang & M. J. Witbrock, Proc. 1988 Connectionist Models Summer School, 52–59: their problem, "
                "with arms and noise of our own",
                "Two arms wound about one another: a hard set for a small network, on which optimizers differ most.",
                _rates(0.3, 0.01),
                _spirals,
            ),
            Dataset(
                "blobs",
                "Two blobs",
                DRAWN,
                _PLANE,
                ("lower left", "upper right"),
                "scikit-learn: make_blobs(400, centers=[[-1, -1], [1, 1]], cluster_std=0.7, random_state=0)",
                "A straight line is all it takes: whatever more a network does here is of its own making.",
                _rates(0.1, 0.003),
                _blobs,
            ),
        )
    }
)


@lru_cache(maxsize=len(DATASETS))
def examples(key: str) -> Examples:
    """The examples of the data set `key`, the same for everyone; KeyError for a key that is not in `DATASETS`."""
    x, y = (np.ascontiguousarray(part, float) for part in DATASETS[key].load())
    x.flags.writeable = y.flags.writeable = False
    return Examples(x, y)
