"""How the arithmetic of a rule is written down: line by line, as a student would on a blackboard.

A line is a name and a template, in the order in which they are computed: ("v", "{beta}·{v-} + (1 − {beta})·{g}").
Put the symbols in place of the {names} and it reads as a formula, put one step's numbers there and it is that step's
sum: nothing else has to be known of the rule. The last two lines are always the step and the new w.

A name is a hyperparameter's, `alpha` (the rate), `n` (the step, from 1), or a quantity of the rule, of the coordinate
that the line is worked out for: the gradient `g` it met, one of its `terms`, the direction `d`, `step` and `w`. `{v-}`
is what v was before this step and `{w--}` what w was two steps ago. `{g.2}` is the second coordinate's whichever is
worked out, and a line may be named so too. Beside · / + − ( ) there are x², x^y, √x, |x|, max(x, y), min(x, y),
sign(x), and “x if y > 0, else z”.
"""

from collections.abc import Mapping
from types import MappingProxyType

Line = tuple[str, str]

MOVE: Line = ("w", "{w-} + {step}")  # every rule ends so

# How each name is shown. What is not here looks as its plain name does: an earlier value, for it stands on the right of
# the arrow, and a coordinate's, with a subscript.
SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "n": "n",
        "alpha": "α",
        "w": "w",
        "g": "g",
        "d": "d",
        "step": "Δw",
        # Hyperparameters
        "beta": "β",
        "beta1": "β₁",
        "beta2": "β₂",
        "beta3": "β₃",
        "rho": "ρ",
        "epsilon": "ε",
        "weight_decay": "λ",
        "damping": "λ",
        "eta_minus": "η₋",
        "eta_plus": "η₊",
        # The gradient before it is met, see treatment.py
        "drawn": "∇J",
        "cut": "∇J′",
        "size": "N",
        "share": "q",
        "clip_value": "gₘₐₓ",
        "clip_norm": "Nₘₐₓ",
        "l2": "λ₂",
        # Averages and what is made of them
        "v": "v",
        "s": "s",
        "m": "m",
        "u": "u",
        "v_hat": "v̂",
        "s_hat": "ŝ",
        "m_hat": "m̂",
        "c": "c",
        "limit": "cₘₐₓ",
        "change": "Δg",
        "g-": "gₙ₋₁",
        "w--": "wₙ₋₂",
        "rho_max": "ρ∞",
        "r": "r",
        # Where Nesterov looks, and what Rprop remembers
        "ahead": "w′",
        "g_ahead": "g′",
        "turn": "t",
        "factor": "f",
        "delta": "δ",
        "kept": "g̃",
        "sign": "σ",
        # Second derivatives: of what the step met, and the matrix A that is inverted
        "hessian1.1": "h₁₁",
        "hessian1.2": "h₁₂",
        "hessian2.2": "h₂₂",
        "det_h": "det H",
        "scale": "k",
        "row1.1": "a₁₁",
        "row1.2": "a₁₂",
        "row2.2": "a₂₂",
        "det": "det A",
        "y": "y",
        "sy": "sᵀy",
        "yy": "yᵀy",
        "gamma": "γ",
    }
)
