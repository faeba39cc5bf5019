"""Trees as lines of Python, in a library's spelling: what is used twice gets a name, the rest stands in its place."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from optimizers.programs.dialects import Dialect
from optimizers.programs.tree import Node

CHOICE, COMPARISON, SUM, PRODUCT, SIGN, POWER, ATOM = range(7)  # how tightly each binds
SYMBOLS = {
    **dict.fromkeys(("add", "sub"), SUM),
    **dict.fromkeys(("mul", "div"), PRODUCT),
    **dict.fromkeys(("eq", "ne", "gt", "ge", "lt", "le"), COMPARISON),
}
SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "/"} | {
    "eq": "==",
    "ne": "!=",
    "gt": ">",
    "ge": ">=",
    "lt": "<",
    "le": "<=",
}
LONGEST = 92  # characters of a formula before its longest part gets a name
SHORT = 12  # a part that needs none
FACTORS = [(k, below) for below in (1, 2, 3, 4, 6, 8) for k in (1, 2, 3, 4, 5, 6, 8, 10)]


class Printed:
    """The text of some trees: `lines` to write before, in which parts get names, and `texts`, one of each tree."""

    def __init__(self, trees: Sequence[Node], dialect: Dialect, first: str = "t1") -> None:
        self.lines: list[str] = []
        self._dialect = dialect
        self._prefix, self._next = first[:-1], int(first[-1])
        self._known: dict[int, tuple[str, int]] = {}
        self._uses = _uses(trees)
        self.texts = [self._text(tree)[0] for tree in trees]

    def _text(self, node: Node) -> tuple[str, int]:
        """The text of a tree and how tightly its outermost operation binds."""
        if id(node) not in self._known:
            text, binds = self._written(node)
            while len(text) > LONGEST and (long := [part for part in node.parts if self._texted(part) > SHORT]):
                self._name(max(long, key=self._texted))
                text, binds = self._written(node)
            self._known[id(node)] = text, binds
            if self._uses[id(node)] > 1 and not _small(node):
                self._name(node)
        return self._known[id(node)]

    def _texted(self, node: Node) -> int:
        return len(self._known[id(node)][0])

    def _name(self, node: Node) -> None:
        name = f"{self._prefix}{self._next}"
        self._next += 1
        self.lines.append(f"{name} = {self._known[id(node)][0]}")
        self._known[id(node)] = name, ATOM

    def _written(self, node: Node) -> tuple[str, int]:
        match node.kind:
            case "number":
                return number(node.value, self._dialect)
            case "name":
                return node.name, ATOM
            case "neg":
                return "-" + self._within(node.parts[0], PRODUCT), SIGN if _tight(node.parts[0]) else PRODUCT
            case "pow":
                base, power = self._within(node.parts[0], ATOM), self._within(node.parts[1], SIGN)
                space = "" if base.isidentifier() and power.replace(".", "").isidentifier() | power.isdigit() else " "
                return f"{base}{space}**{space}{power}", POWER
            case "where":
                return self._choice(node)
            case "softplus":
                return self._dialect.softplus.format(self._within(node.parts[0], CHOICE)), ATOM
            case "tensor":
                return f"{self._dialect.tensor}({self._within(node.parts[0], CHOICE)})", ATOM
            case kind if kind in SYMBOLS:
                return self._infix(node, SYMBOLS[kind])
        return self._called(node), ATOM

    def _infix(self, node: Node, binds: int) -> tuple[str, int]:
        left, right = node.parts
        if node.kind == "add" and right.kind in ("add", "sub") and left.kind not in ("add", "sub"):
            left, right = right, left  # so that a long sum needs no brackets; x + y is y + x to the last bit
        if node.kind == "mul" and right.kind in ("mul", "div") and left.kind not in ("mul", "div"):
            left, right = right, left
        tighter = binds + 1
        return f"{self._within(left, binds)} {SIGNS[node.kind]} {self._within(right, tighter)}", binds

    def _choice(self, node: Node) -> tuple[str, int]:
        condition, yes, no = node.parts
        if condition.plain and not self._dialect.traced:
            parts = self._within(yes, COMPARISON), self._within(condition, COMPARISON), self._within(no, CHOICE)
            return "{} if {} else {}".format(*parts), CHOICE
        texts = [self._within(part, CHOICE) for part in (yes, no)]
        if yes.plain and no.plain:
            texts = [self._dialect.both.format(text) for text in texts]
        return f"{self._dialect.where}({self._within(condition, CHOICE)}, {', '.join(texts)})", ATOM

    def _called(self, node: Node) -> str:
        if node.kind in ("max", "min") and self._dialect.clamps and any(part.plain for part in node.parts):
            tensor, limit = sorted(node.parts, key=lambda part: part.plain)
            if not tensor.plain:
                side = "min" if node.kind == "max" else "max"
                return f"torch.clamp({self._within(tensor, CHOICE)}, {side}={self._within(limit, CHOICE)})"
        parts = ", ".join(self._within(part, CHOICE) for part in node.parts)
        return f"{self._dialect.call(node.kind, node.plain)}({parts})"

    def _within(self, node: Node, least: int) -> str:
        text, binds = self._text(node)
        return text if binds >= least else f"({text})"


def number(value: float | bool, dialect: Dialect) -> tuple[str, int]:
    """A literal as it is read back exactly, simple multiples of π by that name, and how tightly it binds."""
    if isinstance(value, bool):
        return str(value), ATOM
    module, size = dialect.plain, abs(value)
    sign, binds = ("-", SIGN) if math.copysign(1, value) < 0 else ("", ATOM)
    if math.isinf(value):
        return f"{sign}{module}.inf", binds
    if size == math.e:
        return f"{sign}{module}.e", binds
    for k, below in FACTORS:
        if size == k * math.pi / below:
            times = f"{k} * {module}.pi" if k > 1 else f"{module}.pi"
            return sign + times + (f" / {below}" if below > 1 else ""), binds if k == below == 1 else PRODUCT
    return sign + plainly(size), binds


def real(value: float) -> str:
    """The shortest digits that are read back as exactly `value`, and as a float: for what a library wants as one."""
    return repr(float(value))


def plainly(value: float) -> str:
    """The shortest digits that are read back as exactly `value`; whole numbers without a point."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _uses(trees: Iterable[Node]) -> Counter:
    """How often each node is a part of others, or one of the trees."""
    uses: Counter[int] = Counter()
    waiting = list(trees)
    while waiting:
        node = waiting.pop()
        uses[id(node)] += 1
        if uses[id(node)] == 1:
            waiting.extend(node.parts)
    return uses


def _leaf(node: Node) -> bool:
    return not node.parts


def _small(node: Node) -> bool:
    """Whether a part is better read twice than given a name."""
    return _leaf(node) or (node.kind in ("neg", "pow", "mul") and all(map(_leaf, node.parts)))


def _tight(node: Node) -> bool:
    return _leaf(node) or node.kind not in ("mul", "div")
