"""McCormick's function: a sine laid along a tilted trough, with two minima, the lower one down the slope."""

from jax.numpy import sin

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return sin(w1 + w2) + (w1 - w2) ** 2 - 1.5 * w1 + 2.5 * w2 + 1


MCCORMICK = Landscape(
    key="mccormick",
    title="McCormick",
    group="minima",
    formula=r"\sin(w_1 + w_2) + (w_1 - w_2)^2 - 1.5 w_1 + 2.5 w_2 + 1",
    cost=cost,
    domain=(Interval(-1.5, 4), Interval(-3, 4)),
    start=(0.5, 3.5),
    minima=(  # w1 = 1/2 − π/3 and w2 = w1 − 1, J = −√3/2 + 2 − π/3; the next is π further along each axis
        Minimum(-0.5471975511965977, -1.5471975511965979, -1.9132229549810364),
        Minimum(2.5943951023931957, 1.5943951023931955, 1.2283696986087569),
    ),
    known=(
        Known(-0.54719, -1.54719, -1.9133, within=1e-4),  # as printed, its last digit rounded up from −1.91322
        Known(2, -2, 9),  # sin 0 + 4² − 3 − 5 + 1
        Known(0.7853981633974483, 0.7853981633974483, 2.7853981634),  # (π/4, π/4): 1 + 0 + π/4 + 1
        Known(3, 1, 2.2431975047),  # sin 4 + 2² − 4.5 + 2.5 + 1 = 3 − 0.7568024953
    ),
    source="G. P. McCormick, Mathematical Programming 10 (1976) 147–175",
    lesson="A trough that slopes: a run that starts too high up comes to rest one wave short of the lowest point.",
    rates={"gradient_descent": 0.2, "momentum": 0.01, "rmsprop": 0.01, "adam": 0.05},
)
