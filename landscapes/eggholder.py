"""The eggholder: deep, crooked hollows all over, and the deepest on the very edge of the map."""

from jax.numpy import sin

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.kinks import absolute, root


def cost(w1, w2):
    return -(w2 + 47) * sin(root(absolute(w1 / 2 + w2 + 47))) - w1 * sin(root(absolute(w1 - (w2 + 47))))


EGGHOLDER = Landscape(
    key="eggholder",
    title="Eggholder",
    group="kinks",
    formula=(
        r"-(w_2 + 47) \sin\!\left(\sqrt{\left\lvert \tfrac{w_1}{2} + w_2 + 47\right\rvert}\right)"
        r" - w_1 \sin\!\left(\sqrt{\lvert w_1 - (w_2 + 47)\rvert}\right)"
    ),
    cost=cost,
    domain=(Interval(-512, 512), Interval(-512, 512)),
    start=(260.0, 120.0),
    # The lowest point of the domain, where J still falls across the edge; there are very many local minima inside.
    minima=(Minimum(512, 404.2318051137578, -959.6406627208509),),
    smooth=False,  # a seam along w2 + 47 = −w1/2, and one along w2 + 47 = w1
    known=(
        Known(512, 404.2319, -959.6407, within=5e-5),  # as printed
        Known(0, 0, -25.4603371853),  # −47 sin √47 = −47 · 0.5417093018
        Known(100, 0, -64.6408668434),  # −47 sin √97 − 100 sin √53
        Known(-200, 300, -194.1132274186),  # −347 sin √247 + 200 sin √547
    ),
    source="M. Jamil & X.-S. Yang, Int. J. Mathematical Modelling and Numerical Optimisation 4 (2013) 150–194",
    lesson="The lowest point of the domain is on its edge, and downhill leads out: a minimum is one of a domain.",
    rates={"gradient_descent": 0.5, "momentum": 1.0, "rmsprop": 0.5, "adam": 5.0},
)
