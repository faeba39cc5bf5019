"""Lévy's function: long corrugated ridges across w1, with one lowest furrow."""

from jax.numpy import pi, sin

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    a = 1 + (w1 - 1) / 4
    b = 1 + (w2 - 1) / 4
    return sin(pi * a) ** 2 + (a - 1) ** 2 * (1 + 10 * sin(pi * a + 1) ** 2) + (b - 1) ** 2 * (1 + sin(2 * pi * b) ** 2)


LEVY = Landscape(
    key="levy",
    title="Lévy",
    group="minima",
    # With a and b put in: a − 1 = (w1 − 1)/4 and b − 1 = (w2 − 1)/4.
    formula=(
        r"\begin{aligned}&\sin^2\!\left(\pi\left[1 + \tfrac{w_1 - 1}{4}\right]\right)"
        r" + \left(\tfrac{w_1 - 1}{4}\right)^2"
        r"\left(1 + 10\sin^2\!\left(\pi\left[1 + \tfrac{w_1 - 1}{4}\right] + 1\right)\right)\\"
        r"&+ \left(\tfrac{w_2 - 1}{4}\right)^2"
        r"\left(1 + \sin^2\!\left(2\pi\left[1 + \tfrac{w_2 - 1}{4}\right]\right)\right)\end{aligned}"
    ),
    cost=cost,
    domain=(Interval(-10, 10), Interval(-10, 10)),
    start=(-4.5, 7.0),
    minima=(Minimum(1, 1, 0),),  # the global one of many
    known=(
        Known(5, 1, 8.0807341827),  # a = 2: 0 + 1 · (1 + 10 sin² 1)
        Known(1, 5, 1),  # b = 2: 1 · (1 + 0)
        Known(3, 1, 1.9798164543),  # a = 3/2: 1 + (1 + 10 cos² 1) / 4
        Known(-3, -3, 9.0807341827),  # a = b = 0: 0 + 1 · (1 + 10 sin² 1) + 1
        Known(1, 0, 0.125),  # b = 3/4: (1/16) · (1 + 1)
    ),
    source="A. V. Levy & A. Montalvo, SIAM J. Sci. Stat. Comput. 6 (1985) 15–29; printed by Surjanovic & Bingham",
    lesson="Ridges all across the way: only long steps, speed, or luck with the start reach the lowest furrow.",
    rates={"gradient_descent": 0.03, "momentum": 3.0, "rmsprop": 0.002, "adam": 2.0},
)
