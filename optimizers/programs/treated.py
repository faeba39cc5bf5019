"""How a program clips its gradients and adds L2, as optimizers/treatment.py does on the page."""

from collections.abc import Mapping

from optimizers.experiment import Run
from optimizers.programs.dialects import JAX, NUMPY, TENSORFLOW, TORCH, Dialect
from optimizers.programs.printer import real

CLIPS: Mapping[str, str] = {
    NUMPY.functions: "np.clip(g, -{0}, {0})",
    JAX.functions: "jnp.clip(g, -{0}, {0})",
    TORCH.functions: "torch.clip(g, -{0}, {0})",
    TENSORFLOW.functions: "tf.clip_by_value(g, -{0}, {0})",
}
# Of two coordinates: without overflow on the way, as on the page. A larger vector's is given.
SIZES: Mapping[str, str] = {
    NUMPY.functions: "np.hypot(*g)",
    JAX.functions: "jnp.hypot(*g)",
    TORCH.functions: "torch.hypot(*g)",
    TENSORFLOW.functions: "np.hypot(*g)",
}
TORCH_SLACK = 1e-6  # what clip_grad_norm_ adds to the norm that it divides by
TORCH_WHY = "PyTorch's clip_grad_norm_ adds 1e-6 to the norm."
# Of torch.optim: those whose `weight_decay` is L2, added to the gradient.
TORCH_L2 = ("SGD", "Adam", "RMSprop", "Adagrad", "Adadelta", "NAdam", "Adamax", "RAdam")


def function(run: Run, dialect: Dialect, size: str = "", cost: str = "cost(*w, *examples)") -> list[str]:
    """`def met(g, w)`, what the rule meets of a gradient g at w; nothing where that is g itself.

    With L2, and a line search, also `def height(w)`, the cost that it meets.
    """
    if not run.treatment:
        return []
    body, most = [], "jnp.maximum" if dialect is JAX else "max"
    if run.clip_value is not None:
        body.append(f"g = {CLIPS[dialect.functions].format(real(run.clip_value))}  # each coordinate")
    if run.clip_norm is not None:
        c = real(run.clip_norm)
        body.append(f"g = g * ({c} / {most}({size or SIZES[dialect.functions]}, {c}))  # the norm")
    if run.l2:
        body.append(f"g = g + {real(run.l2)} * w  # L2")
    lines = ["def met(g, w):  # what the rule meets of a gradient", *(f"    {line}" for line in body), "    return g"]
    if not run.l2 or run.rule.settled(run.conventions).get("line_search", "off") == "off":
        return lines
    height = f"    return {cost} + {real(run.l2 / 2)} * (w**2).sum()"
    return [*lines, "", "", "def height(w, *examples):  # the cost that L2 belongs to", height]


def met(run: Run, gradient_at: str) -> str:
    """The pattern by which a program asks for a gradient at a place, with what `function` makes of it."""
    return f"met({gradient_at.replace('{}', '{0}')}, {{0}})" if run.treatment else gradient_at


def cost_met(run: Run, cost_at: str) -> str:
    """The same for the cost."""
    return cost_at.replace("cost(*({})", "height({}").replace("cost({}", "height({}") if run.l2 else cost_at


def bent(run: Run) -> list[str]:
    """What L2 adds to the second derivatives h11 and h22."""
    return [f"h11, h22 = h11 + {real(run.l2)}, h22 + {real(run.l2)}  # L2"] if run.l2 else []


def chained(run: Run, made: str) -> str:
    """An optimizer of optax's behind its own transformations that clip and add L2."""
    parts = {
        "clip_value": "optax.clip({})",
        "clip_norm": "optax.clip_by_global_norm({})",
        "l2": "optax.add_decayed_weights({})",
    }
    before = [f"    {parts[key].format(real(value))}," for key, value in run.treatment.items()]
    if not before:
        return made
    indented = made.replace("\n", "\n    ")
    return "\n".join(["optax.chain(", *before, f"    {indented},", ")"])


def torch_clips(run: Run, of: str) -> list[str]:
    """PyTorch's own functions that clip the gradients of the parameters `of`."""
    named = {"clip_value": "clip_grad_value_", "clip_norm": "clip_grad_norm_"}
    set_here = {key: value for key, value in run.treatment.items() if key in named}
    return [f"torch.nn.utils.{named[key]}({of}, {real(value)})" for key, value in set_here.items()]


def torch_decays(run: Run, made: str) -> str | None:
    """The call of a torch.optim optimizer with the L2 of `run`; None for one whose `weight_decay` is no L2."""
    if not run.l2:
        return made
    return f"{made[:-1]}, weight_decay={real(run.l2)})" if made.partition("(")[0] in TORCH_L2 else None


def keras_clips(run: Run, norm: str = "clipnorm") -> str | None:
    """The arguments by which a Keras optimizer clips, behind others; None where it cannot do the treatment of `run`.

    It takes one clip at most, and has no L2: added to what it is given, that would come before the clip.
    """
    if len(run.treatment) > 1 or run.l2:
        return None
    named = {"clip_value": "clipvalue", "clip_norm": norm}
    return "".join(f", {named[key]}={real(value)}" for key, value in run.treatment.items())


def keras_lines(run: Run) -> list[str]:
    """The treatment in TensorFlow's own functions, of the gradient g."""
    parts = {
        "clip_value": "g = tf.clip_by_value(g, -{0}, {0})",
        "clip_norm": "g = tf.clip_by_norm(g, {0})",
        "l2": "g = g + {0} * w  # L2",
    }
    return [parts[key].format(real(value)) for key, value in run.treatment.items()]
