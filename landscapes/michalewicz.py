"""Michalewicz's function: flat country crossed by two narrow ditches, deepest where they meet."""

from jax.numpy import pi, sin

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return -sin(w1) * sin(w1**2 / pi) ** 20 - sin(w2) * sin(2 * w2**2 / pi) ** 20


MICHALEWICZ = Landscape(
    key="michalewicz",
    title="Michalewicz",
    group="minima",
    formula=(
        r"-\sin(w_1) \sin^{20}\!\left(\tfrac{w_1^2}{\pi}\right)"
        r" - \sin(w_2) \sin^{20}\!\left(\tfrac{2 w_2^2}{\pi}\right)"
    ),
    cost=cost,
    domain=(Interval(0, 3.141592653589793), Interval(0, 3.141592653589793)),
    start=(1.7, 2.1),
    minima=(
        Minimum(2.2029055201726093, 1.5707963267948966, -1.8013034100985525),
        Minimum(2.2029055201726093, 2.7115714838430143, -1.2140595156208163),
    ),
    known=(
        Known(2.202906, 1.570796, -1.8013, within=5e-5),  # as printed
        Known(1.5707963267948966, 1.5707963267948966, -1.0009765625),  # sin²⁰(π/2 · 1/2) = 2⁻¹⁰, and −1
        Known(2, 1, -0.3701685191),  # −0.9092974268 · 0.4070647671 − 0.8414709848 · 0.0000303918
        Known(2.5, 2.8, -0.2507834139),  # −0.5984721441 · 0.1642576141 − 0.3349881502 · 0.4551797051
    ),
    source="Z. Michalewicz, Genetic Algorithms + Data Structures = Evolution Programs, Springer 1992",
    lesson="Between the ditches the gradient is almost nought: rules that rescale it arrive from far more starts.",
    rates={"gradient_descent": 0.03, "momentum": 0.01, "rmsprop": 0.003, "adam": 0.2},
)
