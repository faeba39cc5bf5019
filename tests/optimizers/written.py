"""A small reader of the lines of working.py: what a template comes to with one step's numbers. Only sums are read."""

import ast
import operator
import re
from math import inf, isnan, nan, sqrt

_NAME = re.compile(r"\{([a-z_0-9]+)(\.[12])?(-*)\}")
_SIGNS = {"·": "*", "−": "-", "≥": ">=", "²": "**2", "^": "**", ", else": " else"}
_BINARY = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda x, y: x / y if y else nan if x == 0 or isnan(x) else inf * x,
    ast.Pow: operator.pow,
}
_COMPARE = {ast.Gt: operator.gt, ast.Lt: operator.lt, ast.GtE: operator.ge}
_CALLS = {
    "sqrt": lambda x: sqrt(x) if x >= 0 else nan,
    "abs": abs,
    "max": max,
    "min": min,
    "sign": lambda x: (x > 0) - (x < 0),
}


def names(template):
    """The names in a template, with any coordinate, each with how many steps ago it is asked for."""
    return {(name + coordinate, len(ago)) for name, coordinate, ago in _NAME.findall(template)}


def evaluated(template, known):
    """The value of a template; `known(name, coordinate or None, how many steps ago)` knows the numbers."""
    values = []

    def put(match):
        name, coordinate, ago = match.groups()
        values.append(float(known(name, coordinate and int(coordinate[1]), len(ago))))
        return f"x{len(values) - 1}"

    text = _NAME.sub(put, template)
    for sign, spelled in _SIGNS.items():
        text = text.replace(sign, spelled)
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text)
    text = re.sub(r"√(\w+)", r"sqrt(\1)", text).replace("√(", "sqrt(")
    return _value(ast.parse(text, mode="eval").body, values)


def _value(node, values):
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return values[int(node.id[1:])]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, values)
    if isinstance(node, ast.BinOp):
        return _BINARY[type(node.op)](_value(node.left, values), _value(node.right, values))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _CALLS[node.func.id](*(_value(argument, values) for argument in node.args))
    if isinstance(node, ast.IfExp) and isinstance(node.test, ast.Compare):
        (compare,), (right,) = node.test.ops, node.test.comparators
        holds = _COMPARE[type(compare)](_value(node.test.left, values), _value(right, values))
        return _value(node.body if holds else node.orelse, values)
    raise ValueError(f"a line may not hold {ast.unparse(node)}")
