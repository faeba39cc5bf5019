"""Hills: two Gaussian hills and a hollow on a shallow bowl, with a high pass between two places to rest."""

from jax.numpy import exp

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    bowl = 0.1 * (w1**2 + w2**2)
    hills = 2 * exp(-((w1 + 1) ** 2) - (w2 - 1) ** 2) + 3 * exp(-((w1 - 1.5) ** 2) - w2**2)
    hollow = 2 * exp(-((w1 + 2) ** 2 + (w2 + 1) ** 2) / 2)
    return bowl + hills - hollow


HILLS = Landscape(
    key="hills",
    title="Hills",
    group="minima",
    formula=(
        r"\begin{aligned}&0.1\,(w_1^2 + w_2^2) + 2\exp\!\left(-(w_1 + 1)^2 - (w_2 - 1)^2\right)\\"
        r"&+ 3\exp\!\left(-(w_1 - 1.5)^2 - w_2^2\right)"
        r" - 2\exp\!\left(-\tfrac{1}{2}\left[(w_1 + 2)^2 + (w_2 + 1)^2\right]\right)\end{aligned}"
    ),
    cost=cost,
    domain=(Interval(-4, 4), Interval(-4, 4)),
    start=(2.6, 0.1),
    minima=(  # the roots of the gradient, by Newton's method at 30 digits
        Minimum(0.6473237881437415, 1.746588242672046, 0.490138327132158),
        Minimum(-1.8329389055182121, -0.9481699641297814, -1.5212893546584303),
    ),
    known=(
        Known(-1, 1, 2.0379605259),  # 0.2 + 2 + 3 e^(−7.25) − 2 e^(−2.5), the top of the lower hill
        Known(1.5, 0, 3.2237667879),  # 0.225 + 2 e^(−7.25) + 3 − 2 e^(−6.625), the top of the higher one
        Known(-2, -1, -1.4865188250),  # 0.5 + 2 e⁻⁵ + 3 e^(−13.25) − 2, the middle of the hollow
        Known(0, 0, 0.4226982429),  # 2 e⁻² + 3 e^(−2.25) − 2 e^(−2.5) = 0.2706705665 + 0.3161976737 − 0.1641699972
        Known(-1, -1, -0.9742995185),  # 0.2 + 2 e⁻⁴ + 3 e^(−7.25) − 2 e^(−0.5)
    ),
    source="Optiscape's own: a sum of Gaussians on a bowl",
    lesson="A hill has two ways round it: drag the dot across its middle and every path ends somewhere else.",
    rates={"gradient_descent": 0.1, "momentum": 0.3, "rmsprop": 0.01, "adam": 0.1},
)
