"""One judge: the words for what a run did are computed in optimizers/verdicts alone; everybody else asks for them."""

import ast
from pathlib import Path

from optimizers.verdicts import KINDS

ROOT = Path(__file__).parents[2]
JUDGE = ROOT / "optimizers" / "verdicts"
# The verdict's own kind, said again by who asked for it: the doctor's cards and the labels of a map of basins. What a
# training of a network does has no map and no verdict: there it is one word, for a loss that is not finite.
SAY = (
    *("optimizers/diagnosis/base.py", "optimizers/diagnosis/divergence.py", "optimizers/diagnosis/edges.py"),
    *("components/backend/maps/basins.py", "components/backend/training/plane.py"),
    *("components/backend/training/going.py",),
)
MEASURE = {  # who may use what rows are judged by: those who note it on the way, for the judge
    "optimizers/rounding.py": {"FAR"},
    "optimizers/sweep/outcomes.py": {"Ends", "finite", "kinds", "map_of", "near", "short"},
    "optimizers/sweep/basins.py": {"at", "finite", "map_of", "near"},
    "optimizers/trajectory.py": {"judge", "lost_from"},
    "optimizers/diagnosis/remedies.py": {"map_of", "oscillates"},
}
MEASURES = {"FAR", "HERE", "REST", "Ends", "at", "ends_of", "finite", "judge", "kinds", "lost_from", "map_of", "near"}
MEASURES |= {"short", "oscillates", "crossing", "found", "point_at"}


def others():
    """The path and the tree of every file of ours that is not the judge's."""
    for layer in ("landscapes", "optimizers", "components"):
        for path in sorted((ROOT / layer).rglob("*.py")):
            if JUDGE not in path.parents:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_nobody_else_computes_a_verdict_s_word():
    computed = []
    for path, tree in others():
        asked = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Compare) for part in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in KINDS and id(node) not in asked and path not in SAY:
                computed.append((path, node.lineno, node.value))
    assert computed == []


def test_nobody_else_measures_rows_as_the_judge_does():
    for path, tree in others():
        taken = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith("optimizers.verdicts")
            and not (node.module or "").endswith("words")
            for alias in node.names
        }
        assert taken & MEASURES <= MEASURE.get(path, set()), path


def test_the_browser_computes_none_of_them():
    judged = ("converged", "stalled", "oscillates")
    for path in sorted((ROOT / "components").rglob("*.mjs")):
        text = path.read_text(encoding="utf-8")
        assert not any(f'"{word}' in text or f"`{word}" in text for word in judged), path.name
