"""The Hölder table: a quilted top whose four lowest points are at its corners."""

from jax.numpy import cos, exp, pi, sin

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.kinks import absolute, root


def cost(w1, w2):
    distance = root(w1**2 + w2**2)
    return -absolute(sin(w1) * cos(w2) * exp(absolute(1 - distance / pi)))


HOLDER_TABLE = Landscape(
    key="holder_table",
    title="Hölder table",
    group="kinks",
    formula=(
        r"-\left\lvert \sin(w_1) \cos(w_2)"
        r" \exp\!\left(\left\lvert 1 - \tfrac{\sqrt{w_1^2 + w_2^2}}{\pi}\right\rvert\right)\right\rvert"
    ),
    cost=cost,
    domain=(Interval(-10, 10), Interval(-10, 10)),
    start=(4.0, 5.5),
    minima=(  # the four global ones; there is another in every cell of the quilt
        Minimum(8.055023475736563, 9.664590019241272, -19.208502567886732),
        Minimum(-8.055023475736563, 9.664590019241272, -19.208502567886732),
        Minimum(8.055023475736563, -9.664590019241272, -19.208502567886732),
        Minimum(-8.055023475736563, -9.664590019241272, -19.208502567886732),
    ),
    smooth=False,  # seams wherever the sine or the cosine is nought
    known=(
        Known(8.05502, 9.66459, -19.2085, within=5e-5),  # as printed
        Known(1.5707963267948966, 0, -1.6487212707),  # (π/2, 0): −e^(1 − 1/2)
        Known(3, 4, -0.1666618788),  # −0.1411200081 · 0.6536436209 · e^(5/π − 1)
        Known(-1, 6, -2.0605131920),  # −0.8414709848 · 0.9601702867 · e^(√37/π − 1)
    ),
    source="S. K. Mishra, MPRA paper 2718, 2006; S. Surjanovic & D. Bingham, Virtual Library of Simulation Experiments",
    lesson="Each patch has its own hollow, deeper towards the corners, and a seam one cannot roll across.",
    rates={"gradient_descent": 0.2, "momentum": 0.01, "rmsprop": 0.003, "adam": 0.02},
)
