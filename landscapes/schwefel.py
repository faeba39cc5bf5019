"""Schwefel's function: swelling hills whose deepest valley lies far out, in a corner."""

from jax.numpy import sin

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.kinks import absolute, root


def cost(w1, w2):
    return 2 * 418.9829 - w1 * sin(root(absolute(w1))) - w2 * sin(root(absolute(w2)))


SCHWEFEL = Landscape(
    key="schwefel",
    title="Schwefel",
    group="minima",
    formula=(
        r"2 \cdot 418.9829 - w_1 \sin\!\left(\sqrt{\lvert w_1\rvert}\right)"
        r" - w_2 \sin\!\left(\sqrt{\lvert w_2\rvert}\right)"
    ),
    cost=cost,
    domain=(Interval(-500, 500), Interval(-500, 500)),
    start=(150.0, -80.0),
    # The global one; there is another in every valley. The constant is printed to four places, so J* is not quite 0.
    minima=(Minimum(420.96874635998205, 420.96874635998205, 2.5455132587450428e-05),),
    known=(
        Known(420.9687, 420.9687, 0, within=1e-4),  # as printed
        Known(0, 0, 837.9658),  # 2 · 418.9829
        Known(2.4674011002723395, 2.4674011002723395, 833.0309977995),  # π²/4: √ = π/2, so 837.9658 − π²/2
        Known(-2.4674011002723395, 0, 840.4332011003),  # 837.9658 + π²/4
    ),
    source="H.-P. Schwefel, Numerical Optimization of Computer Models, Wiley 1981",
    lesson="The second-best valley lies far from the best: going down from most starts leads away from it.",
    rates={"gradient_descent": 2.0, "momentum": 0.3, "rmsprop": 0.3, "adam": 2.0},
)
