"""A rule's arithmetic as trees: read from the lines in which the rule writes it down, see optimizers/working.py."""

import ast
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from optimizers.programs.tree import Node, Trees
from optimizers.working import Line

_NAME = re.compile(r"\{([a-z_0-9]+)(-*)\}")
_SIGNS = {"·": "*", "−": "-", "≥": ">=", "²": "**2", "^": "**", ", else": " else"}
_OPERATIONS: Mapping[type[ast.AST], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.Pow: "pow",
    ast.Gt: "gt",
    ast.Lt: "lt",
    ast.GtE: "ge",
}


class Rule(NamedTuple):
    """A rule's step: each of `lines` a name and its tree, in order; then W moves by `step`."""

    lines: tuple[tuple[str, Node], ...]
    step: Node
    kept: tuple[str, ...]  # what the next step needs of this one; "g_before" is the gradient


def rule_lines(lines: tuple[Line, ...], plain: Mapping[str, Node], trees: Trees) -> Rule:
    """The lines of `working` as trees; `plain` are the names that stand for ordinary numbers, n and alpha among them.

    What of a step's plain numbers is used once stands in the place where it is used. Not for lines of one coordinate.
    """
    known, computed, kept = dict(plain), [], []
    uses = " ".join(template for _, template in lines)

    def read(name: str, ago: str) -> Node:
        if name == "w":
            return trees.name("w")
        if ago:
            earlier = "g_before" if name == "g" else name
            kept.extend([earlier] if earlier not in kept else [])
            return trees.name(earlier)
        return known.get(name) or trees.name(name)

    for name, template in lines[:-2]:
        node = _parsed(template, read, trees)
        once = node.plain and uses.count(f"{{{name}}}") == 1
        known[name] = node if once else trees.name(name, node.plain)
        if not once:
            computed.append((name, node))
    return Rule(tuple(computed), _parsed(lines[-2][1], read, trees), tuple(kept))


def _parsed(template: str, read: Callable[[str, str], Node], trees: Trees) -> Node:
    found: list[Node] = []

    def put(match: re.Match) -> str:
        found.append(read(match[1], match[2]))
        return f"x{len(found) - 1}"

    text = _NAME.sub(put, template)
    for sign, spelled in _SIGNS.items():
        text = text.replace(sign, spelled)
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text)
    text = re.sub(r"√(\w+)", r"sqrt(\1)", text).replace("√(", "sqrt(")
    return _node(ast.parse(text, mode="eval").body, found, trees)


def _node(part: ast.AST, found: list[Node], trees: Trees) -> Node:
    def node(part: ast.AST) -> Node:
        return _node(part, found, trees)

    match part:
        case ast.Constant(value=int() | float() as value):
            return trees.number(value)
        case ast.Name(id=name):
            return found[int(name[1:])]
        case ast.UnaryOp(op=ast.USub(), operand=of):
            return trees.make("neg", node(of))
        case ast.BinOp(left=left, op=operation, right=right):
            return trees.make(_OPERATIONS[type(operation)], node(left), node(right))
        case ast.Compare(left=left, ops=[operation], comparators=[right]):
            return trees.make(_OPERATIONS[type(operation)], node(left), node(right))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return trees.make(name, *map(node, arguments))
        case ast.IfExp(test=test, body=body, orelse=other):
            return trees.make("where", node(test), node(body), node(other))
    raise ValueError(f"a line may not hold {ast.unparse(part)}")
