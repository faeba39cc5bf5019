"""What a formula's tree is worth, in NumPy and in float64: what a program computes where it prints that tree."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np

from optimizers.programs.tree import COMPARISONS, Node

# As the programs in NumPy alone call them, see dialects.py.
NUMPY: Mapping[str, Callable] = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": lambda x, y: x / y,
    "neg": lambda x: -x,
    "pow": lambda x, y: x**y,
    "max": np.maximum,
    "min": np.minimum,
    **COMPARISONS,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    **{name: getattr(np, f"arc{name[1:]}") for name in ("asinh", "acosh", "atanh")},
    "where": np.where,
    "softplus": lambda x: np.logaddexp(0, x),
    "tensor": np.float64,
    **{name: getattr(np, name) for name in ("abs", "sign", "sqrt", "floor", "ceil", "exp", "expm1", "log", "log1p")},
    **{name: getattr(np, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
}


def evaluated(nodes: Sequence[Node], names: Mapping[str, Any], functions: Mapping[str, Callable] = NUMPY) -> list[Any]:
    """What each of the nodes is worth where the names have these values; a part that they share is computed once.

    Numbers are float64 of NumPy, so that nothing is raised where a division by 0 or an overflow is met.
    """
    known: dict[int, Any] = {}
    return [_value(node, names, functions, known) for node in nodes]


def _value(node: Node, names: Mapping[str, Any], functions: Mapping[str, Callable], known: dict[int, Any]) -> Any:
    if id(node) not in known:
        if node.kind == "number":
            known[id(node)] = node.value if isinstance(node.value, bool) else np.float64(node.value)
        elif node.kind == "name":
            known[id(node)] = names[node.name]
        else:
            parts = [_value(part, names, functions, known) for part in node.parts]
            function = functions[node.kind]
            known[id(node)] = reduce(function, parts) if node.kind in ("max", "min") else function(*parts)
    return known[id(node)]
