"""The house keeps its plan: which way imports point, what each layer may use, where the page's state is touched."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

from components.pages import PAGES
from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE as OPTIMIZERS
from optimizers import SCHEDULES
from optimizers.treatment import KEYS as TREATMENT

ROOT = Path(__file__).parent.parent
LANDSCAPE_TOOLS = {"numpy", "jax", "lark", "sklearn"}
OPTIMIZER_TOOLS = LANDSCAPE_TOOLS | {"optax"}
COMPONENT_TOOLS = {"streamlit", "plotly", "starlette", "PIL"}
MAY_IMPORT = {  # beside the standard library
    "landscapes": {"landscapes"} | LANDSCAPE_TOOLS,
    "optimizers": {"optimizers", "landscapes"} | OPTIMIZER_TOOLS,
    "components": {"components", "optimizers", "landscapes"} | OPTIMIZER_TOOLS | COMPONENT_TOOLS,
    "app.py": {"components", "streamlit"},
}
STREAMLIT_FREE = [
    *("landscapes", "optimizers", "components/backend", "components/figures"),
    *(
        "components/share_link.py",
        "components/averages_link.py",
        "components/pasted.py",
        "components/looks.py",
        "components/choice.py",
        "components/history.py",
        "components/points_text.py",
        "components/reshaped.py",
        "components/run_spelling.py",
        "components/training_link.py",
        "components/numbers.py",
        "components/theme.py",
        "components/words.py",
    ),
]
# landscapes/base.py, landscapes/data.py and optimizers/base.py say what they are.
DOCUMENTED_BY_THE_BASE = {"rule", "terms", "working", "cost", "loss"}


def python(*places):
    """The Python files of these files and folders."""
    found = [ROOT / place for place in places]
    return sorted(file for path in found for file in ([path] if path.is_file() else path.rglob("*.py")))


SOURCES = python(*MAY_IMPORT)


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def offenders(found):
    """By the names of the files, what `found(path)` finds in those where it finds something."""
    return {str(path.relative_to(ROOT)): what for path in SOURCES if (what := found(path))}


def imported(path):
    """The modules a file imports, by their full names."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).parent.parts if node.level else ()
            above = package[: len(package) - node.level + 1]
            yield ".".join((*above, *filter(None, [node.module])))
            yield from (".".join((*above, *filter(None, [node.module]), alias.name)) for alias in node.names)
        elif isinstance(node, ast.Call) and any("import_" in ast.unparse(part) for part in (node.func, *node.args)):
            yield from (part.value for part in node.args if isinstance(part, ast.Constant) and part.value)


def test_the_files_are_found():
    assert {"landscapes", "optimizers", "components", "app.py"} <= {path.relative_to(ROOT).parts[0] for path in SOURCES}
    assert len(SOURCES) > 30


def test_imports_point_one_way_and_only_to_what_the_layer_may_use():
    def beyond(path):
        tops = {name.split(".")[0] for name in imported(path)}
        return tops - sys.stdlib_module_names - MAY_IMPORT[path.relative_to(ROOT).parts[0]]

    assert offenders(beyond) == {}


@pytest.mark.parametrize("place", STREAMLIT_FREE)
def test_what_computes_and_spells_knows_nothing_of_streamlit(place):
    files = python(place)
    assert files
    assert [path for path in files for name in imported(path) if name.split(".")[0] == "streamlit"] == []


@pytest.mark.parametrize("word", ["session_state", "query_params"])
def test_only_the_state_module_touches_session_state_and_query_parameters(word):
    touching = {path.relative_to(ROOT).as_posix() for path in SOURCES if word in path.read_text(encoding="utf-8")}
    assert touching == {"components/state.py"}


def written():
    """Every file of ours that somebody reads as code, tests included."""
    for folder in ("landscapes", "optimizers", "components", "tests"):
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".mjs", ".css"))
    yield ROOT / "app.py"


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_three_hundred_and_fifty_lines():
    assert {path.relative_to(ROOT).as_posix(): length(path) for path in written() if length(path) > 350} == {}


def test_no_private_name_is_imported_from_another_module():
    def private(path):
        nodes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)]
        return [alias.name for node in nodes for alias in node.names if alias.name.startswith("_")]

    assert offenders(private) == {}


def test_the_entry_point_is_short():
    assert length(ROOT / "app.py") < 60


def test_no_text_is_ever_executed():
    # What strangers type reaches these packages: it is read by a grammar, never by an interpreter.
    def executed(path):
        names = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
        names |= {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        names |= {part for name in imported(path) for part in name.split(".")}
        return names & {"eval", "exec", "sympy", "sympify", "parse_expr", "numexpr", "simpleeval", "asteval"}

    assert offenders(executed) == {}


def test_no_text_is_ever_executed_in_the_browser():
    for path in (ROOT / "components").rglob("*.mjs"):
        assert not re.search(r"\beval\(|new Function\(|document\.write\(", path.read_text(encoding="utf-8")), path.name


def keys_of(kind):
    """The keys written out wherever one of this kind is made. A catalogue would keep only the last of two."""
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == kind:
                named = [keyword.value for keyword in node.keywords if keyword.arg == "key"]
                yield from (key.value for key in (named or node.args)[:1] if isinstance(key, ast.Constant))


@pytest.mark.parametrize(
    ("kind", "catalogue"), [("Landscape", LANDSCAPES), ("Optimizer", OPTIMIZERS), ("Schedule", SCHEDULES)]
)
def test_every_key_of_a_catalogue_is_one_things_own_and_fit_for_a_link(kind, catalogue):
    assert [thing.key for thing in catalogue.values()] == list(catalogue)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for key in catalogue)
    keys = list(keys_of(kind))
    assert set(keys) >= set(catalogue)
    assert len(keys) == len(set(keys))


def test_no_key_means_two_things_in_one_link():
    # A run is spelled as pairs of names and values: an optimizer's own names must not shadow one another's.
    for rule in OPTIMIZERS.values():
        names = [p.key for p in rule.hyperparameters] + [c.key for c in rule.conventions]
        names += ["schedule", "decay", "warmup", "warmup_from", "batch", "off", *TREATMENT]
        names += {p.key for schedule in SCHEDULES.values() for p in schedule.parameters}
        assert len(names) == len(set(names))


@pytest.mark.parametrize("path", python("components"), ids=lambda path: path.name)
def test_every_container_of_the_page_has_a_key(path):
    # Without one it is known by its place: an error that appears above it would make it anew, and what the reader is
    # typing into its fields would be lost.
    calls = [
        node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    bare = [
        call.lineno
        for call in calls
        if call.func.attr in ("container", "popover") and "key" not in {k.arg for k in call.keywords}
    ]
    assert bare == []


def test_every_page_has_a_path_and_a_title_of_its_own():
    assert len({page.path for page in PAGES}) == len({page.title for page in PAGES}) == len(PAGES)


def test_a_module_opens_with_a_sentence_for_who_has_just_arrived():
    assert offenders(lambda path: not ast.get_docstring(tree(path))) == {}


def test_whatever_others_may_call_has_a_docstring():
    assert offenders(undocumented_in) == {}


def undocumented_in(path):
    """The public functions and classes of a file that have no docstring."""
    undocumented = []
    body = tree(path).body
    costs = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == "cost"]
    parts = {node.id for cost in costs for node in ast.walk(cost) if isinstance(node, ast.Name)}  # of a printed formula
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        # A named tuple of results is described by its fields.
        named_tuple = isinstance(node, ast.ClassDef) and "NamedTuple" in map(ast.unparse, node.bases)
        if not ast.get_docstring(node) and not named_tuple and node.name not in DOCUMENTED_BY_THE_BASE | parts:
            undocumented.append(node.name)
    return undocumented
