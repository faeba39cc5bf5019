"""A primitive that is not written out by name, as what JAX itself makes of it: StableHLO's elementary operations.

Each release of JAX may add primitives. Its own rules lower every one of them to the few operations of StableHLO, whose
set is fixed by a specification (https://openxla.org/stablehlo/spec), so a new primitive is broken down, not refused.
"""

from collections.abc import Callable, Sequence
from typing import Any

import jax
import numpy as np

# StableHLO's names (and CHLO's, its extension) of what is called otherwise among JAX's primitives.
_NAMES = {
    "subtract": "sub",
    "multiply": "mul",
    "divide": "div",
    "negate": "neg",
    "power": "pow",
    "maximum": "max",
    "minimum": "min",
    "exponential": "exp",
    "exponential_minus_one": "expm1",
    "log_plus_one": "log1p",
    "sine": "sin",
    "cosine": "cos",
}
_KINDS = ("tensor<f64>", "tensor<f32>", "tensor<i1>")  # of a number and of a truth; not of an array or a whole number


def lowered(
    line: Any, inputs: Sequence[Any], constant: Callable[[Any], Any], operation: Callable[[str, Sequence], Any]
) -> list[Any]:
    """What one equation of a jaxpr on scalars returns, by `operation(name, parts)` with the names of JAX's primitives.

    A choice is "where" of condition, yes and no; a comparison "eq", "lt" … `constant` makes a part of a NumPy scalar.
    NotImplementedError where JAX has no such rule, or where it makes arrays or counts in whole numbers on the way.
    """

    def bound(*values):
        return line.primitive.bind(*values, **line.params)

    given = [jax.ShapeDtypeStruct((), variable.aval.dtype) for variable in line.invars]
    module: Any = jax.jit(bound).lower(*given).compiler_ir("stablehlo")
    functions = {function.name.value: function for function in module.body.operations}
    return _run(functions, "main", inputs, constant, operation)


def _run(functions: dict[str, Any], name: str, inputs: Sequence[Any], constant: Callable, operation: Callable):
    block = functions[name].regions[0].blocks[0]
    known: dict[Any, Any] = dict(zip(block.arguments, inputs, strict=True))
    for line in block.operations:
        parts = [known[value] for value in line.operands]
        kind = str(line.operation.name).partition(".")[2]
        if kind != "constant" and any(str(result.type) not in _KINDS for result in line.results):
            raise NotImplementedError(f"{kind} makes {line.results[0].type}")
        match kind:
            case "return":
                return parts
            case "convert":
                truth = "i1" in str(line.operands[0].type) and "i1" not in str(line.results[0].type)
                results = [operation("where", [*parts, *map(constant, (1.0, 0.0))]) if truth else parts[0]]
            case "constant":
                results = [constant(np.array(line.attributes["value"]))]
            case "call":
                results = _run(functions, line.attributes["callee"].value, parts, constant, operation)
            case "compare":
                direction = str(line.attributes["comparison_direction"])  # "#stablehlo<comparison_direction LT>"
                results = [operation(direction.rstrip(">").split()[-1].lower(), parts)]
            case "select":
                results = [operation("where", parts)]
            case _:
                results = [operation(_NAMES.get(kind, kind), parts)]
        known.update(zip(line.results, results, strict=True))
    raise ValueError(f"{name} returns nothing")
