"""How the libraries call the same functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Where they are not called as JAX's primitives are.
_NUMPY = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    **{f"a{name}": f"arc{name}" for name in ("sinh", "cosh", "tanh")},
    "max": "maximum",
    "min": "minimum",
    "and": "logical_and",
    "or": "logical_or",
    "not": "logical_not",
}
_TENSORS = {name: _NUMPY[name] for name in ("max", "min", "and", "or", "not")}


@dataclass(frozen=True, eq=False)
class Dialect:
    """A library's spelling of functions and choices."""

    functions: str  # the module of functions of arrays or tensors
    where: str
    plain: str  # the module of functions of plain numbers, of π and of e
    names: Mapping[str, str]
    softplus: str  # log(1 + eˣ) of {0}
    traced: bool = False  # plain numbers too are traced: there is no Python `if`
    clamps: bool = False  # a maximum of a tensor and a number is not called so, but a clamp
    tensor: str = ""  # what makes one of a plain number
    both: str = "{0}"  # how a number is written where a choice is between two of them

    def call(self, kind: str, plain: bool) -> str:
        """The full name of a function of plain numbers, or of the library's own."""
        if plain and self.plain == "math":
            return kind if kind in ("max", "min", "abs") else f"math.{kind}"
        return f"{self.functions}.{self.names.get(kind, kind)}"


NUMPY = Dialect("np", "np.where", "np", MappingProxyType(_NUMPY), "np.logaddexp(0, {0})")
JAX = Dialect("jnp", "jnp.where", "jnp", MappingProxyType(_NUMPY), "jax.nn.softplus({0})", traced=True)
TORCH = Dialect(
    "torch",
    "torch.where",
    "math",
    MappingProxyType(_TENSORS),
    "torch.nn.functional.softplus({0}, threshold=40)",  # at the usual 20 it is cut off by 2e-9
    clamps=True,
    tensor="torch.tensor",
)
TENSORFLOW = Dialect(
    "tf.math",
    "tf.where",
    "math",
    MappingProxyType(_TENSORS),
    "tf.math.softplus({0})",
    both="tf.constant({0}, tf.float64)",
)
DIALECTS = (NUMPY, JAX, TORCH, TENSORFLOW)
