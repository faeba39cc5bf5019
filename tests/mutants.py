"""How many small wrong changes of the rules, the links, the verdicts and the schedules do the tests notice?

    uv run python tests/mutants.py [seed [group …]]

Thirty-two mutants, eight a group, drawn by the seed: a comparison, an operator, a number or a condition is changed, a
term dropped or two arguments swapped in a copy of the tree, and the group's own tests of the first tier are run there
until one fails; where none does, those of the long tier. What only these notice, or none, is printed with its change.
The mutants of the surfaces are tests by themselves: tests/landscapes/test_mutants.py.
"""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
EACH = 8
SECONDS = 300  # a mutant that runs longer is noticed: it hangs

TIERS = {"the first tier": "not e2e", "the long tier": "long and not e2e"}
NOTHING_COLLECTED = 5  # exit status of pytest

COMPARED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
COMPARED |= {ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In}
COMBINED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult}
COMBINED |= {ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}


class Group(NamedTuple):
    name: str
    sources: tuple[str, ...]  # patterns, each of at least one file
    tests: tuple[str, ...]  # likewise, the likeliest to fail first


GROUPS = (
    Group(
        "rules",
        ("optimizers/rules/*.py",),
        ("tests/optimizers/rules/test_*.py", "tests/optimizers/test_working.py", "tests/optimizers/test_anatomy.py"),
    ),
    Group(
        "links",
        ("components/share_link.py", "components/run_spelling.py", "components/looks.py", "components/numbers.py"),
        ("tests/components/test_share_link*.py", "tests/components/test_numbers.py"),
    ),
    Group(
        "verdicts",
        (
            *("optimizers/verdicts/*.py", "optimizers/trajectory.py", "optimizers/achievement.py"),
            *("optimizers/rounding.py", "optimizers/diagnosis/*.py"),
        ),
        (
            "tests/optimizers/test_verdicts*.py",
            "tests/optimizers/test_trajectory*.py",
            "tests/optimizers/test_achievement.py",
            "tests/optimizers/test_rounding*.py",
            "tests/optimizers/test_diagnosis*.py",
        ),
    ),
    Group(
        "schedules",
        ("optimizers/schedules.py", "optimizers/annealing.py"),
        ("tests/optimizers/test_schedules.py", "tests/optimizers/test_experiment.py"),
    ),
)


class Mutant(NamedTuple):
    file: str
    line: int
    change: str
    source: str


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every node that can be changed, and by which of `change`'s ways. Annotations and texts are left alone."""
    said = [getattr(node, name, None) for node in ast.walk(tree) for name in ("annotation", "returns")]
    words = {id(part) for annotation in said if annotation for part in ast.walk(annotation)}
    for node in ast.walk(tree):
        if id(node) in words:
            continue
        match node:
            case ast.Compare(ops=[operator, *_]) if type(operator) in COMPARED:
                yield node, "comparison"
            case ast.BinOp(op=operator) if type(operator) in COMBINED:
                yield node, "operator"
                if isinstance(operator, ast.Add | ast.Sub):
                    yield node, "dropped term"
            case ast.BoolOp():
                yield node, "and or"
            case ast.IfExp() | ast.If():
                yield node, "condition"
            case ast.Call(args=[first, second, *_]) if type(first) is type(second):
                yield node, "arguments"
            case ast.Constant(value=bool()):
                yield node, "truth"
            case ast.Constant(value=int() | float()):
                yield node, "number"


def change(node: ast.AST, way: str) -> None:
    match way, node:
        case "comparison", ast.Compare():
            node.ops[0] = COMPARED[type(node.ops[0])]()
        case "operator", ast.BinOp():
            node.op = COMBINED[type(node.op)]()
        case "dropped term", ast.BinOp():
            node.right = ast.Constant(0)
        case "and or", ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case "condition", ast.IfExp() | ast.If():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case "arguments", ast.Call():
            node.args[:2] = node.args[1::-1]
        case "truth", ast.Constant():
            node.value = not node.value
        case "number", ast.Constant():
            node.value = node.value + 1 if isinstance(node.value, int) else node.value * 1.5 or 0.5


def files(root: Path, patterns: tuple[str, ...]) -> list[Path]:
    """The files of the patterns in their order, each once; one that has none would leave its tests or sources out."""
    found = {pattern: sorted(root.glob(pattern)) for pattern in patterns}
    if empty := [pattern for pattern, there in found.items() if not there]:
        raise FileNotFoundError(f"no file is named {', '.join(empty)}")
    return list(dict.fromkeys(path for there in found.values() for path in there))


def mutants(group: Group, seed: int) -> list[Mutant]:
    """EACH changes of the group's files. Each is drawn by its own text, whatever is written elsewhere."""
    made = []
    for file in files(ROOT, group.sources):
        text, name = file.read_text("utf-8"), str(file.relative_to(ROOT))
        seen = Counter()
        for i, (node, way) in enumerate(places(ast.parse(text))):
            before = ast.unparse(node)
            seen[way, before] += 1
            lot = sha256(f"{seed} {name} {way} {before} {seen[way, before]}".encode()).digest()
            made.append((lot, name, text, i))
    return [mutant(*drawn) for _, *drawn in sorted(made)[:EACH]]


def mutant(name: str, text: str, i: int) -> Mutant:
    tree = ast.parse(text)
    node, way = list(places(tree))[i]
    before = ast.unparse(node)
    change(node, way)
    after = ast.unparse(ast.fix_missing_locations(node))
    words = f"{way}: {before.splitlines()[0][:90]}  →  {after.splitlines()[0][:90]}"
    return Mutant(name, getattr(node, "lineno", 0), words, ast.unparse(tree))


def noticed_by(group: Group, mutant: Mutant) -> str:
    """The tier that notices it first, or "none"."""
    return next((tier for tier, marks in TIERS.items() if noticed(group, mutant, marks)), "none")


def noticed(group: Group, mutant: Mutant | None, marks: str = "not e2e") -> bool:
    """Whether one of the group's tests fails in a copy of the tree with this change, or without any."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", "pictures", ".*cache")
        )
        if mutant:
            (copy / mutant.file).write_text(mutant.source, "utf-8")
        tests = [str(path) for path in files(copy, group.tests)]
        if mutant:  # the tests of the same name are the likeliest to fail
            tests.sort(key=lambda path: Path(path).stem != f"test_{Path(mutant.file).stem}")
        command = (sys.executable, "-m", "pytest", "-q", "-x", "-m", marks, "-p", "no:cacheprovider", *tests)
        environment = {**os.environ, "JAX_ENABLE_COMPILATION_CACHE": "false"}
        try:
            done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return True
        return done.returncode not in (0, NOTHING_COLLECTED)


def main(seed: int, groups: Sequence[Group]) -> int:
    """Try the mutants of the groups and print who notices them. Return the exit status."""
    sums: Counter[str] = Counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        fails = list(pool.map(lambda group: noticed(group, None), groups))
        broken = [group.name for group, failed in zip(groups, fails, strict=True) if failed]
        if broken:
            print(f"without any change these fail: {', '.join(broken)}")
            return 1
        for group in groups:
            drawn = mutants(group, seed)
            found = list(pool.map(lambda mutant, group=group: noticed_by(group, mutant), drawn))
            print(
                f"{group.name}: {found.count('the first tier')} of {len(found)} noticed by the first tier", flush=True
            )
            for mutant, tier in zip(drawn, found, strict=True):
                if tier != "the first tier":
                    print(f"    noticed by {tier}: {mutant.file}:{mutant.line}  {mutant.change}", flush=True)
            sums.update(found)
    print(", ".join(f"{number} of {sums.total()} by {tier}" for tier, number in sums.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or ["1"])[0]), [each for each in GROUPS if each.name in sys.argv[2:]] or GROUPS))
