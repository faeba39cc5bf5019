"""Cross-in-tray: four equal hollows in a tray, kept apart by a raised cross with edges like knives."""

from jax.numpy import exp, pi, sin

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.kinks import absolute, root


def cost(w1, w2):
    distance = root(w1**2 + w2**2)
    return -0.0001 * (absolute(sin(w1) * sin(w2) * exp(absolute(100 - distance / pi))) + 1) ** 0.1


CROSS_IN_TRAY = Landscape(
    key="cross_in_tray",
    title="Cross-in-tray",
    group="kinks",
    formula=(
        r"-0.0001\left(\left\lvert \sin(w_1) \sin(w_2)"
        r" \exp\!\left(\left\lvert 100 - \tfrac{\sqrt{w_1^2 + w_2^2}}{\pi}\right\rvert\right)\right\rvert"
        r" + 1\right)^{0.1}"
    ),
    cost=cost,
    domain=(Interval(-10, 10), Interval(-10, 10)),
    start=(-4.2, 5.6),
    minima=(  # the four global ones; there is another in every cell of the tray
        Minimum(1.3494066171539107, 1.3494066171539107, -2.062611870822737),
        Minimum(-1.3494066171539107, 1.3494066171539107, -2.062611870822737),
        Minimum(1.3494066171539107, -1.3494066171539107, -2.062611870822737),
        Minimum(-1.3494066171539107, -1.3494066171539107, -2.062611870822737),
    ),
    smooth=False,  # edges wherever a sine is nought
    known=(
        Known(1.3491, -1.3491, -2.06261, within=5e-6),  # as printed
        Known(0, 0, -0.0001),  # −0.0001 · (0 + 1)^0.1
        Known(1.5707963267948966, 1.5707963267948966, -2.0522750328),  # −0.0001 · (e^(100 − 1/√2) + 1)^0.1
        Known(1, 2, -1.9971370808),  # sin 1 · sin 2 = 0.7651474012, distance √5
        Known(3, 4, -1.5020411136),  # sin 3 · sin 4 = −0.1067999742, distance 5
    ),
    source="S. K. Mishra, MPRA paper 2718, 2006; S. Surjanovic & D. Bingham, Virtual Library of Simulation Experiments",
    lesson="The walls between the hollows are edges: the gradient jumps there, and a step across it starts anew.",
    rates={"gradient_descent": 3.0, "momentum": 0.3, "rmsprop": 0.005, "adam": 0.03},
)
