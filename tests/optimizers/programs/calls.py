"""What a program calls of PyTorch, TensorFlow and Keras, and with what: read from its text, nothing is run."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

LIBRARIES = ("torch", "tf", "keras")


class Call(NamedTuple):
    """A call of `name`, and what each argument is: by its keyword, or by its place from "0" on."""

    name: str
    kinds: dict[str, str]


def calls(text: str) -> Iterator[Call]:
    """Every call of a function or class that belongs to a library."""
    tree = ast.parse(text)
    known = {
        ast.unparse(node.targets[0]): node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and len(node.targets) == 1
    }
    for node in ast.walk(tree):
        name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and re.fullmatch(rf"({'|'.join(LIBRARIES)})(\.\w+)+", name):
            given = {str(i): kind(part, known) for i, part in enumerate(node.args)}
            yield Call(name, given | {part.arg: kind(part.value, known) for part in node.keywords if part.arg})


def bases(text: str) -> set[str]:
    """The classes of a library that a program makes its own of."""
    classes = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef))
    return {name for node in classes for name in map(ast.unparse, node.bases) if name.split(".")[0] in LIBRARIES}


def kind(node: ast.expr, known: dict[str, ast.expr]) -> str:
    """What an argument is: a number's or a display's type, or whose call it is.

    "expression" is what only a run can tell. A name that is assigned to a literal once is what it was assigned.
    """
    match node:
        case ast.Constant(value=value):
            return type(value).__name__
        case ast.UnaryOp(operand=of):
            return kind(of, known)
        case ast.BinOp(left=left, right=right):
            kinds = {kind(left, known), kind(right, known)}
            if kinds <= {"int", "float"}:
                return "float" if "float" in kinds else "int"
            return "expression"
        case ast.List():
            return "list"
        case ast.Tuple(elts=parts):
            return f"tuple of {', '.join(sorted({kind(part, known) for part in parts}))}"
        case ast.Name(id=name) if isinstance(known.get(name), ast.Constant):
            return kind(known[name], known)
        case ast.Call(func=ast.Name(id=name)):
            return f"call of {name}"
        case ast.Attribute() | ast.Call(func=ast.Attribute()):
            of = ast.unparse(node.func if isinstance(node, ast.Call) else node)
            return of if of.split(".")[0] in LIBRARIES else "expression"
    return "expression"
