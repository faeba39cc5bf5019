"""Formulas as trees that share their equal parts: what a traced cost or a rule's line is before a library prints it.

Everything that is simplified here is so in floating point too: 1·x is x, x + (−y) is x − y and −(x − y) is y − x, to
the last bit. Only the sign of a zero and what is not finite may come out otherwise.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": lambda x, y: x / y if y else math.nan,
    "max": max,
    "min": min,
}
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "eq": lambda x, y: x == y,
    "ne": lambda x, y: x != y,
    "gt": lambda x, y: x > y,
    "ge": lambda x, y: x >= y,
    "lt": lambda x, y: x < y,
    "le": lambda x, y: x <= y,
}


@dataclass(frozen=True, eq=False)
class Node:
    """A number, a name or an operation on other nodes; of one `Trees` the same object wherever it is equal."""

    kind: str  # "number" | "name" | an operation: "add", "sin", "where" …
    parts: tuple["Node", ...] = ()
    value: float | bool = 0.0  # of a number
    name: str = ""
    plain: bool = True  # an ordinary Python number, not a library's array or tensor

    def is_number(self, value: float | None = None) -> bool:
        """Whether this is a number: just this one, where `value` is given."""
        return self.kind == "number" and (value is None or self.value == value)


class Trees:
    """Makes nodes, each once. `values_only`: nobody will differentiate them, so a guard of a slope is left out."""

    def __init__(self, values_only: bool = False) -> None:
        self._known: dict[tuple, Node] = {}
        self._values_only = values_only

    def number(self, value: float | bool) -> Node:
        """A literal."""
        value = value if isinstance(value, bool) else float(value)
        return self._node(("number", type(value), value, math.copysign(1, value)), Node("number", value=value))

    def name(self, name: str, plain: bool = False) -> Node:
        """A variable: of an array or tensor, or `plain`, of a Python number."""
        return self._node(("name", name), Node("name", name=name, plain=plain))

    def make(self, kind: str, *parts: Node) -> Node:
        """The operation `kind` on these parts, or something simpler that is equal to it."""
        simpler = self._simpler(kind, *parts)
        if simpler is not None:
            return simpler
        key = (kind, *map(id, parts))
        return self._node(key, Node(kind, parts, plain=all(part.plain for part in parts)))

    def tensor(self, plain: Node) -> Node:
        """A plain number as a tensor of the library's own."""
        return self._node(("tensor", id(plain)), Node("tensor", (plain,), plain=False))

    def sum(self, *parts: Node) -> Node:
        """The parts added up, left to right."""
        return reduce(lambda x, y: self.make("add", x, y), parts)

    def _node(self, key: tuple, node: Node) -> Node:
        return self._known.setdefault(key, node)

    def _simpler(self, kind: str, *parts: Node) -> Node | None:
        if _numbers(*parts):
            return self._folded(kind, *parts)
        if kind == "neg":
            return self._negative(*parts)
        if kind == "where":
            return self._choice(*parts)
        if kind == "pow" and parts[1].is_number(1):
            return parts[0]
        if kind in ("and", "or"):
            return self._both(kind, *parts)
        if kind in ("add", "sub"):
            return self._sum(kind, *parts)
        if kind in ("mul", "div"):
            return self._product(kind, *parts)
        return None

    def _folded(self, kind: str, *parts: Node) -> Node | None:
        values = [float(part.value) for part in parts]
        if kind in ARITHMETIC:
            return self.number(ARITHMETIC[kind](*values))
        if kind in COMPARISONS:
            return self.number(COMPARISONS[kind](*values))
        if kind == "where":
            return parts[1] if parts[0].value else parts[2]
        return self.number(-values[0]) if kind == "neg" else None

    def _negative(self, of: Node) -> Node | None:
        if of.kind == "neg":
            return of.parts[0]
        if of.kind == "sub":
            return self.make("sub", *reversed(of.parts))
        if of.kind == "where" and _numbers(*of.parts[1:]):
            return self.make("where", of.parts[0], *(self.make("neg", branch) for branch in of.parts[1:]))
        return None

    def _both(self, kind: str, x: Node, y: Node) -> Node | None:
        for known, other in ((x, y), (y, x)):
            if known.kind == "number":
                return other if bool(known.value) == (kind == "and") else known
        return x if x is y else None

    def _choice(self, condition: Node, yes: Node, no: Node) -> Node | None:
        inner = [part.kind == "where" and part.parts[0] is condition for part in no.parts]
        slope_guarded = not self._values_only and no.kind == "div" and inner[1]  # 0/0 has a slope of NaN, chosen or not
        if no.kind in ("mul", "div") and any(inner) and not slope_guarded:  # asked already
            kept = (part.parts[2] if asked else part for part, asked in zip(no.parts, inner, strict=True))
            return self.make("where", condition, yes, self.make(no.kind, *kept))
        if condition.kind == "number":
            return yes if condition.value else no
        if yes.is_number(True) and no.is_number(False) and isinstance(yes.value, bool) and isinstance(no.value, bool):
            return condition
        resolved = self._where(yes, condition, True), self._where(no, condition, False)
        if resolved != (yes, no):
            return self.make("where", condition, *resolved)
        if self._values_only and no.kind == "where" and self._mean_of_equals(condition, yes, *no.parts[1:]):
            return no
        # JAX keeps ∞ − ∞ out of the gradient of a logaddexp: no weight of ours comes near it.
        if condition.kind == "eq" and condition.parts[1].is_number(math.inf) and condition.parts[0] is no:
            return no
        # landscapes/kinks.py: the root of x, with a slope of 0 at 0.
        guarded = no.kind in ("sqrt", "pow") and no.parts[0].kind == "where" and no.parts[0].parts[0] is condition
        if self._values_only and guarded and yes.is_number(0):
            return self.make(no.kind, no.parts[0].parts[2], *no.parts[1:])
        return yes if yes is no else None

    def _where(self, node: Node, condition: Node, truth: bool) -> Node:
        """The node as it stands in a branch of a choice by `condition`: what it chooses by the same is chosen."""
        if node is condition:
            return self.number(truth)
        if node.kind != "where":
            return node
        asked, *branches = (self._where(part, condition, truth) for part in node.parts)
        return self.make("where", asked, *branches)

    def _mean_of_equals(self, condition: Node, mean: Node, x: Node, y: Node) -> bool:
        """Whether this is the tie of two pieces in landscapes/kinks.py: their mean where they are equal."""
        equal = condition.kind == "and" and condition.parts[1] is self.make("eq", x, y)
        halves = [self.make("div", part, self.number(2)) for part in (x, y)]
        return equal and mean is self.make("add", *halves)

    def _sum(self, kind: str, x: Node, y: Node) -> Node | None:
        if y.is_number(0):
            return x
        if x.is_number(0):
            return y if kind == "add" else self.make("neg", y)
        if y.kind == "neg":
            return self.make("sub" if kind == "add" else "add", x, y.parts[0])
        if x.kind == "neg" and kind == "add":
            return self.make("sub", y, x.parts[0])
        if y.kind == "number" and y.value < 0:
            return self.make("sub" if kind == "add" else "add", x, self.number(-y.value))
        if x.kind == y.kind == "where" and x.parts[0] is y.parts[0]:
            pairs = list(zip(x.parts[1:], y.parts[1:], strict=True))
            if all(any(part.is_number(0) for part in pair) or _numbers(*pair) for pair in pairs):
                return self.make("where", x.parts[0], *(self.make(kind, *pair) for pair in pairs))
        return None

    def _product(self, kind: str, x: Node, y: Node) -> Node | None:
        if y.is_number(1):
            return x
        if kind == "mul" and x.is_number(1):
            return y
        for which, part in enumerate((x, y)):
            if part.kind == "neg" or (part.kind == "number" and part.value < 0):
                turned = [x, y]
                turned[which] = self.make("neg", part)
                return self.make("neg", self.make(kind, *turned))
        if kind == "mul" and x is y:
            return self.make("pow", x, self.number(2))
        if kind == "mul" and y.kind == "number":
            return self.make("mul", y, x)
        if kind == "mul" and x.kind == "number" and y.kind == "mul" and _doubles(x, y.parts[0]):
            return self.make("mul", self.make("mul", x, y.parts[0]), y.parts[1])
        return None


def _numbers(*nodes: Node) -> bool:
    return all(node.kind == "number" for node in nodes)


def _doubles(x: Node, y: Node) -> bool:
    """Whether both are numbers, and the product with one of them is always exact: a power of two."""
    return _numbers(x, y) and any(abs(math.frexp(node.value)[0]) == 0.5 for node in (x, y))
