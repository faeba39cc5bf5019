"""A softplus plateau: a high plain that breaks off into a basin, with a small hollow in it as a trap."""

from jax.numpy import exp, logaddexp

from landscapes.base import Interval, Known, Landscape, Minimum


def softplus(x):
    return logaddexp(0, x)  # log(1 + eˣ), without overflow where x is large


def cost(w1, w2):
    edge = softplus(2 - w1) - softplus(-2 - w1)
    wall = softplus(w1 - 5)
    trap = exp(-((w1 + 4) ** 2) - (w2 - 1) ** 2)
    return edge + wall + 0.1 * w2**2 - trap


SOFTPLUS_PLATEAU = Landscape(
    key="softplus_plateau",
    title="Softplus plateau",
    group="saddles",
    formula=(
        r"\begin{aligned}&\log(1 + \exp(2 - w_1)) - \log(1 + \exp(-2 - w_1)) + \log(1 + \exp(w_1 - 5))\\"
        r"&+ 0.1\, w_2^2 - \exp\!\left(-(w_1 + 4)^2 - (w_2 - 1)^2\right)\end{aligned}"
    ),
    cost=cost,
    domain=(Interval(-8, 8), Interval(-4, 4)),
    start=(-4.6, 3.0),
    minima=(  # the roots of the gradient, by Newton's method at 30 digits
        Minimum(3.4861659883261957, 0, 0.39871996037386376),
        Minimum(-3.9376646224094984, 0.9080661185655344, 2.962920389295753),
    ),
    known=(  # log(1 + eˣ) is 0.6931471806 at 0, 0.0485873516 at −3, 2.1269280110 at 2 and 6.0024756851 at 6
        Known(2, 1, 0.8235846042),  # 0.6931471806 − 0.0181499279 + 0.0485873516 + 0.1
        Known(5, -2, 1.1408230657),  # 0.0485873516 − 0.0009114665 + 0.6931471806 + 0.4
        Known(-4, 1, 2.9756710763),  # 6.0024756851 − 2.1269280110 + 0.0001234022 + 0.1 − 1, the middle of the trap
        Known(0, 0, 2.0067153071),  # 2.1269280110 − 0.1269280110 + 0.0067153485 − e^(−17)
    ),
    source="Optiscape's own: a clamp made of softplus functions, with a Gaussian hollow",
    lesson="On the plain only the trap has a slope to speak of: a run must roll or leap past it.",
    rates={"gradient_descent": 0.5, "momentum": 2.0, "rmsprop": 0.005, "adam": 2.0},
)
