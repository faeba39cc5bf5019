"""What rows are judged by, in map widths: of arrays of NumPy, of scalars that JAX traces, or of numbers."""

from math import ceil, inf
from typing import Any, NamedTuple

from landscapes.base import Interval

REST = 1e-6  # map widths: a step shorter than this
LEAST, SHARE = 10, 0.02  # steps at rest, and of all steps: as many as are asked
HERE = 1e-3  # map widths, along either axis: as close, two places are one
NOUGHT = 1e-12  # map widths
FAR = 1e6  # map widths from the map's centre: further away counts as diverged


class Map(NamedTuple):
    """A map's centre and widths: floats, or scalars that JAX traces."""

    centre1: Any
    width1: Any
    centre2: Any
    width2: Any


def map_of(domain: tuple[Interval, Interval]) -> Map:
    """The numbers that rows are judged by on this map."""
    across, up = domain
    return Map(across.centre, across.width, up.centre, up.width)


def finite(w1, w2, cost, g1, g2):
    """Whether a row has only finite numbers."""
    return (abs(w1) < inf) & (abs(w2) < inf) & (abs(cost) < inf) & (abs(g1) < inf) & (abs(g2) < inf)


def near(sides: Map, w1, w2):
    """Whether a place is no more than a million widths away."""
    return (abs(w1 - sides.centre1) <= FAR * sides.width1) & (abs(w2 - sides.centre2) <= FAR * sides.width2)


def short(sides: Map, moved1, moved2):
    """Whether a step is so short that a run making only such is at rest."""
    return (abs(moved1) < REST * sides.width1) & (abs(moved2) < REST * sides.width2)


def at(sides: Map, w1, w2, there1, there2):
    """Whether two places are one."""
    return (abs(w1 - there1) <= HERE * sides.width1) & (abs(w2 - there2) <= HERE * sides.width2)


def tidy(sides: Map, w1: float, w2: float) -> tuple[float, float]:
    """A place that was closed in on, with a coordinate that is no more than rounding beside the map as 0."""
    return (w1 if abs(w1) > NOUGHT * sides.width1 else 0.0, w2 if abs(w2) > NOUGHT * sides.width2 else 0.0)


def asked(steps: int) -> int:
    """How many of the last of so many steps must be short in a run at rest."""
    return min(steps, max(LEAST, ceil(SHARE * steps)))
