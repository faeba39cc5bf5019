"""Newton's method: step to where the parabola that fits J here has its stationary point."""

from typing import NamedTuple

import optax
from jax.numpy import sqrt, where, zeros_like

from landscapes.base import Parameter
from optimizers.base import Choice, Convention, Optimizer
from optimizers.working import MOVE


class State(NamedTuple):
    row1: tuple  # of the matrix that was inverted, H + λI
    row2: tuple


def absolute(a, b, c):
    """|H| of the symmetric H = ((a, b), (b, c)), the root of H²: the eigenvalues' sizes on the same axes."""
    p, q, r = a * a + b * b, b * (a + c), b * b + c * c  # H²
    det = abs(a * c - b * b)
    scale = sqrt(p + r + 2 * det)
    scale = where(scale > 0, scale, 1)  # H = 0 has the root 0
    return (p + det) / scale, q / scale, (r + det) / scale


def rule(damping=0.0, curvature="signed") -> optax.GradientTransformationExtraArgs:
    def init(params):
        zero = (zeros_like(params[0]), zeros_like(params[1]))
        return State(row1=zero, row2=zero)

    def update(updates, state, params=None, **moment):
        g1, g2 = updates
        (a, b), (_, c) = moment["hessian"]
        if curvature == "absolute":
            a, b, c = absolute(a, b, c)
        a, c = a + damping, c + damping
        det = a * c - b * b
        d = ((c * g1 - b * g2) / det, (a * g2 - b * g1) / det)
        return d, State(row1=(a, b), row2=(b, c))

    return optax.GradientTransformationExtraArgs(init, update)


def terms(state, g, hessian, curvature, **moment):
    (a, b), (_, c) = state.row1, state.row2
    (h11, h12), (_, h22) = hessian
    det, det_h = a * c - b * b, h11 * h22 - h12 * h12
    scale = sqrt(h11 * h11 + 2 * h12 * h12 + h22 * h22 + 2 * abs(det_h))
    met = {"hessian1": (h11, h12), "hessian2": (h12, h22)}
    absolute = {"det_h": (det_h, det_h), "scale": (scale, scale)} if curvature == "absolute" else {}
    return {**met, **absolute, "row1": state.row1, "row2": state.row2, "det": (det, det)}


def working(curvature="signed"):
    signed = (
        ("row1.1", "{hessian1.1} + {damping}"),
        ("row1.2", "{hessian1.2}"),
        ("row2.2", "{hessian2.2} + {damping}"),
    )
    absolute = (
        ("det_h", "{hessian1.1}·{hessian2.2} − {hessian1.2}²"),
        ("scale", "√({hessian1.1}² + 2·{hessian1.2}² + {hessian2.2}² + 2·|{det_h}|)"),
        ("row1.1", "({hessian1.1}² + {hessian1.2}² + |{det_h}|) / {scale} + {damping}"),
        ("row1.2", "{hessian1.2}·({hessian1.1} + {hessian2.2}) / {scale}"),
        ("row2.2", "({hessian1.2}² + {hessian2.2}² + |{det_h}|) / {scale} + {damping}"),
    )
    return (
        *(absolute if curvature == "absolute" else signed),
        ("det", "{row1.1}·{row2.2} − {row1.2}²"),
        ("d.1", "({row2.2}·{g.1} − {row1.2}·{g.2}) / {det}"),
        ("d.2", "({row1.1}·{g.2} − {row1.2}·{g.1}) / {det}"),
        ("step", "−{alpha}·{d}"),
        MOVE,
    )


NEWTON = Optimizer(
    key="newton",
    title="Newton",
    aliases=("newtons_method", "newton_raphson"),
    group="second_order",
    formula=r"W \leftarrow W - \alpha_n\, (H + \lambda I)^{-1} g, \quad H = \nabla^2 J(W)",
    source="J. Nocedal & S. J. Wright, Numerical Optimization, 2nd ed. 2006, sections 2.2 and 3.4",
    lesson="On a quadratic it lands in one step; elsewhere it is as happy to climb to a saddle or a top.",
    rule=rule,
    terms=terms,
    working=working,
    like=(None, 1.0),
    hyperparameters=(
        Parameter("damping", r"\lambda", 0.0, 0.0, 1e6, "added to both curvatures; a large one turns it into descent"),
    ),
    conventions=(
        Convention(
            "curvature",
            "Negative curvature",
            (
                Choice("signed", "as it is: drawn to saddles and tops"),
                Choice(
                    "absolute",
                    "its size alone: saddle-free (Dauphin et al. 2014)",
                    rewrites=((r"(H + \lambda I)", r"(|H| + \lambda I)"),),
                ),
            ),
        ),
    ),
    note="α = 1 is Newton's own step. Where H has no inverse the step is not finite, and the run ends there.",
    needs=("hessian",),
)
