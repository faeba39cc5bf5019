"""A cost so written that a library differentiates it as the page does, also where its own functions take another slope.

See landscapes/kinks.py for the page's slopes at kinks and ties, and derivative.py for the libraries' own.
"""

from collections.abc import Mapping

from optimizers.programs.dialects import JAX, TENSORFLOW, TORCH, Dialect
from optimizers.programs.tree import Node, Trees

# What is to be said above a cost that is written so.
REMARKS: Mapping[str, str] = {
    JAX.functions: "|x| is written max(x, -x), for at 0 JAX's own has the slope 1.",
    TENSORFLOW.functions: "Each maximum is written both ways round, for at a tie TensorFlow's own sees one side alone.",
    TORCH.functions: "Each bound is a tensor, for where it is met PyTorch's clamp sees one side alone.",
}


def as_on_the_page(tree: Node, dialect: Dialect, trees: Trees) -> tuple[Node, bool]:
    """The tree with what `dialect` differentiates otherwise written otherwise, and whether there was any."""
    known: dict[int, Node] = {}

    def rewritten(node: Node) -> Node:
        if id(node) not in known:
            parts = [rewritten(part) for part in node.parts]
            same = all(new is old for new, old in zip(parts, node.parts, strict=True))
            known[id(node)] = node if node.plain else _written(node if same else trees.make(node.kind, *parts))
        return known[id(node)]

    def _written(node: Node) -> Node:
        if dialect is JAX and node.kind == "abs":
            return trees.make("max", *node.parts, trees.make("neg", *node.parts))
        if node.kind in ("max", "min") and len(node.parts) == 2:
            if dialect is TENSORFLOW:
                return trees.make("div", trees.make("add", node, trees.make(node.kind, *node.parts[::-1])), TWO)
            if dialect is TORCH and any(part.plain for part in node.parts):
                return trees.make(node.kind, *(trees.tensor(part) if part.plain else part for part in node.parts))
        return node

    TWO = trees.number(2)
    found = rewritten(tree)
    return found, found is not tree
