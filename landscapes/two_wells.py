"""Two Gaussian wells of unequal depth on a plain: a shallow well near the start, the deep one beyond it."""

from jax.numpy import exp

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    shallow = exp(-((w1 + 1.5) ** 2 + w2**2) / 2)
    deep = exp(-((w1 - 1.5) ** 2 + w2**2) / 2)
    return -shallow - 2 * deep


TWO_WELLS = Landscape(
    key="two_wells",
    title="Two wells",
    group="minima",
    formula=(
        r"-\exp\!\left(-\tfrac{1}{2}\left[(w_1 + 1.5)^2 + w_2^2\right]\right)"
        r" - 2\exp\!\left(-\tfrac{1}{2}\left[(w_1 - 1.5)^2 + w_2^2\right]\right)"
    ),
    cost=cost,
    domain=(Interval(-4, 4), Interval(-3, 3)),
    start=(-2.2, 1.2),
    minima=(  # the roots of ∂J/∂w1 on w2 = 0, by Newton's method at 30 digits; the other well pulls each inward
        Minimum(1.482542731292276, 0, -2.011399782480986),
        Minimum(-1.416827526880501, 0, -1.024963391427224),
    ),
    known=(
        # With e^(−9/8) = 0.3246524674, e^(−9/2) = 0.0111089965, e^(−2) = 0.1353352832, e^(−13/2) = 0.0015034392.
        Known(0, 0, -0.9739574021, within=5e-10),  # −3 e^(−9/8), half-way between the wells
        Known(-1.5, 0, -1.0222179931, within=5e-10),  # −1 − 2 e^(−9/2), the middle of the shallow well
        Known(1.5, 2, -0.2721740057, within=5e-10),  # −e^(−13/2) − 2 e^(−2)
        Known(2.5, 0, -1.2133967820, within=5e-10),  # −e⁻⁸ − 2 e^(−1/2)
        Known(-1.5, 2, -0.1383421616, within=5e-10),  # −e^(−2) − 2 e^(−13/2)
    ),
    source="Optiscape's own: the sum of two Gaussians, after the radial basis functions of Broomhead & Lowe 1988",
    lesson="The nearest well is not the deepest; on the plain around them the gradient fades and plain descent stalls.",
    rates={"gradient_descent": 0.1, "momentum": 0.1, "rmsprop": 0.02, "adam": 0.1},
)
