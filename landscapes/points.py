"""A bowl of the reader's own: the mean squared error of the line y = b + w x through points that may be moved.

All landscapes of m points are one family: they share their programs, and moving a point compiles nothing.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from math import floor, fsum, isfinite, log10, sqrt

from landscapes.base import Interval, Landscape, Minimum
from landscapes.data import Data

PREFIX = "points:"  # before the numbers, in the key
COUNT = Interval(2, 40)
NEAREST = 1e-6  # of the first x to the last: below it their bowl would be steeper than any rate is fine
LARGEST = 1e3
DIGITS = 6  # significant ones that a number keeps

Points = tuple[tuple[float, float], ...]

# The eleven of landscapes/linear_regression.py, with x measured from its mean 9: a mild bowl in place of a ravine, in
# which the noise of small batches is seen.
EXAMPLE: Points = (
    *((1, 8.04), (-1, 6.95), (4, 7.58), (0, 8.81), (2, 8.33), (5, 9.96)),
    *((-3, 7.24), (-5, 4.26), (3, 10.84), (-2, 4.82), (-4, 5.68)),
)


class PointsError(ValueError):
    """What is wrong with some points, in words."""


def loss(w1, w2, x, y):
    return (w1 + w2 * x - y) ** 2


def cost(w1, w2, x, y):
    return loss(w1, w2, x, y).mean()


def own_points(points: Sequence[Sequence[float]]) -> Landscape:
    """The landscape of 2 to 40 points (x, y), numbers of at most 1000 in size, each to six significant digits.

    w1 is the line's b and w2 its w. The minimum is that of the normal equations; where all x are equal it is one of a
    valley of lowest points, that with the smallest w. PointsError, in words, for other points.
    """
    if len(points) not in COUNT:
        raise PointsError(f"it takes {COUNT.low} to {COUNT.high} points, not {len(points)}")
    kept = tuple(_kept(i, point) for i, point in enumerate(points, start=1))
    apart = max(x for x, _ in kept) - min(x for x, _ in kept)
    if 0 < apart < NEAREST:
        raise PointsError(f"all x lie within {apart:g}: a line through them takes {NEAREST:g} at least, or one same x")
    return _landscape(kept)


def points_of(landscape: Landscape) -> Points:
    """Its examples as pairs (x, y); () where it has none."""
    return () if landscape.data is None else tuple(zip(landscape.data.x, landscape.data.y, strict=True))


def key_of(points: Points) -> str:
    """`points:10~8.04~8~6.95`, the shortest digits that give the numbers back."""
    return PREFIX + "~".join(f"{number:.{DIGITS}g}" for point in points for number in point)


def _kept(place: int, point: Sequence[float]) -> tuple[float, float]:
    if len(point) != 2:
        raise PointsError(f"point {place} has {len(point)} numbers: it takes two, x and y")
    for name, number in zip("xy", point, strict=True):
        if not isfinite(number) or abs(number) > LARGEST:
            raise PointsError(f"point {place}: {name} = {number:g} is out of range: −{LARGEST:g} to {LARGEST:g}")
    x, y = (float(f"{number:.{DIGITS}g}") + 0.0 for number in point)  # + 0: no −0, which has another spelling
    return x, y


@lru_cache(maxsize=256)  # a drag spells the same points for several requests
def _landscape(points: Points) -> Landscape:
    xs, ys = (tuple(column) for column in zip(*points, strict=True))
    m = len(points)
    x, y = fsum(xs) / m, fsum(ys) / m
    spread = fsum((each - x) ** 2 for each in xs) / m
    # The normal equations about the means, which lose no digits to them: w = Σ(x−x̄)(y−ȳ) / Σ(x−x̄)², b = ȳ − w x̄.
    w = fsum((a - x) * (b - y) for a, b in points) / m / spread if spread else 0.0
    b = y - w * x
    lowest = fsum((b + w * a - c) ** 2 for a, c in points) / m
    domain = _domain(b, w, x, spread, sqrt(fsum((c - y) ** 2 for c in ys) / m), max(map(abs, ys)))
    across, up = domain
    return Landscape(
        key=key_of(points),
        title="Your own points",
        formula=rf"\frac{{1}}{{{m}}} \sum_{{i=1}}^{{{m}}} (w_1 + w_2 x_i - y_i)^2",
        cost=cost,
        data=Data(xs, ys, loss, line=True),
        domain=domain,
        # Up the steep side: along the valley w falls as b rises where x̄ > 0.
        start=(_short(across.centre + 0.3 * across.width), _short(up.centre + (0.3 if x >= 0 else -0.3) * up.width)),
        minima=(Minimum(b, w, lowest),),
        known=(),
        source="Points of the reader's own; the minimum by the normal equations",
        lesson=_lesson(spread, x),
        rates=_rates(x, spread, sqrt(across.width * up.width)),
        family=_family(m),
    )


@cache  # at most 39 of them
def _family(m: int) -> Landscape:
    """The landscape whose programs serve every m points: its own are never looked at."""
    nowhere = Interval(-1, 1)
    return Landscape(
        key=f"{PREFIX}{m}",
        title="Your own points",
        formula="",
        cost=cost,
        data=Data((0.0,) * m, (0.0,) * m, loss, line=True),
        domain=(nowhere, nowhere),
        start=(0.0, 0.0),
        minima=(),
        known=(),
        source="",
        lesson="",
        rates={},
    )


def _domain(b: float, w: float, x: float, spread: float, height: float, top: float) -> tuple[Interval, Interval]:
    """A map about the minimum on which both sides of the bowl rise alike, with round numbers as its ends.

    As wide in w as lines that rise a few times the height of the points over their width, and in b as the same J asks.
    """
    height = max(height, 0.1 * top) or 1.0
    size = sqrt(spread + x * x) or 1.0  # by this factor J rises faster along w than along b
    wide = 3 * height / max(sqrt(spread), 0.1 * size)
    return _round(b, wide * size), _round(w, wide)


def _round(centre: float, width: float) -> Interval:
    """About `centre`, about as wide as `width`: its ends are whole multiples of a tenth of its width."""
    power = 10.0 ** floor(log10(width))
    tenth = power * next(step for step in (0.1, 0.2, 0.5, 1.0) if 10 * step * power >= width * (1 - 1e-9))
    middle = round(centre / tenth)
    return Interval(_short((middle - 5) * tenth), _short((middle + 5) * tenth))


def _short(value: float) -> float:
    return float(f"{value:.9g}")  # 0.3 and not 0.30000000000000004


def _eigenvalues(x: float, spread: float) -> tuple[float, float]:
    """The smaller and the larger eigenvalue of J's Hessian, 2 [[1, x̄], [x̄, x̄² + spread]]."""
    half = (1 + x * x + spread) / 2
    root = sqrt(max(half * half - spread, 0.0))
    return 2 * spread / (half + root), 2 * (half + root)


def _rates(x: float, spread: float, width: float) -> dict[str, float]:
    """Rates below 2/λmax, above which gradient descent overshoots, by a margin that small batches take up.

    Where a step is about α long, it is a small part of the map's `width`.
    """
    descent = 0.8 / _eigenvalues(x, spread)[1]
    rates = {"gradient_descent": descent, "momentum": descent, "rmsprop": 0.003 * width, "adam": 0.03 * width}
    return {key: float(f"{rate:.1g}") for key, rate in rates.items()}


def _lesson(spread: float, x: float) -> str:
    words = "w1 is the bias b and w2 the weight w: drag a point, and the bowl, its minimum and every path follow. "
    if not spread:
        return words + "All x are equal: infinitely many lines fit alike, and the bowl is a valley without an end."
    low, high = _eigenvalues(x, spread)
    how = "the mean of x is far from 0, and the bowl a ravine" if x * x > 4 * spread else "the bowl is a mild one"
    return words + f"κ = {high / low:.3g}: {how}."
