"""Styblinski–Tang: four separate wells of different depth, one of them the deepest."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return (w1**4 - 16 * w1**2 + 5 * w1 + w2**4 - 16 * w2**2 + 5 * w2) / 2


STYBLINSKI_TANG = Landscape(
    key="styblinski_tang",
    title="Styblinski–Tang",
    group="minima",
    formula=r"\tfrac{1}{2}\,(w_1^4 - 16 w_1^2 + 5 w_1 + w_2^4 - 16 w_2^2 + 5 w_2)",
    cost=cost,
    domain=(Interval(-5, 5), Interval(-5, 5)),
    start=(0.5, 1.0),
    minima=(
        Minimum(-2.903534027771177, -2.903534027771177, -78.33233140754283),
        Minimum(-2.903534027771177, 2.746802770990837, -64.19561235905536),
        Minimum(2.746802770990837, -2.903534027771177, -64.19561235905536),
        Minimum(2.746802770990837, 2.746802770990837, -50.05889331056789),
    ),
    known=(
        Known(-2.903534, -2.903534, -78.33233, within=5e-6),  # 2 · (−39.16617), as printed
        Known(1, 1, -10),  # 2 · (1 − 16 + 5) / 2
        Known(1, 2, -24),  # (−10 + 16 − 64 + 10) / 2
    ),
    source="M. A. Styblinski & T.-S. Tang, Neural Networks 3 (1990) 467–483",
    lesson="One of four wells is the deepest; a method that only goes downhill stays in the well where it starts.",
    rates={"gradient_descent": 0.01, "momentum": 0.01, "rmsprop": 0.03, "adam": 0.1},
)
