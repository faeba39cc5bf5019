"""Would the facts of each landscape notice a wrong number in its formula?

Every coefficient and exponent of every `cost` or `loss`, every example and every parameter's default is changed by a
tenth and by a half, up and down, one at a time; one of the contracts of test_catalogue.py must break each time.
"""

import ast
import inspect
import runpy
from dataclasses import replace
from math import nan
from pathlib import Path

import pytest

import landscapes
from landscapes import CATALOGUE, Landscape

# By a half as well: a negative number to the power 2.2 is NaN, which breaks a contract whatever the facts are; its
# powers 1 and 3 are numbers, and only a fact tells them from the square.
FACTORS = (1.1, 0.9, 1.5, 0.5)

CONTRACTS = [
    function
    for name, function in runpy.run_path(str(Path(__file__).with_name("test_catalogue.py"))).items()
    if name.startswith("test_") and list(inspect.signature(function).parameters) == ["landscape"]
]


def syntax(key):
    source = Path(landscapes.__file__).with_name(f"{key}.py")
    return ast.parse(source.read_text(encoding="utf-8"))


def numbers(tree):
    """The literals to change: of `def cost` or `loss`, of examples and of Parameters' defaults, in their order."""
    places = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in ("cost", "loss"):
            places += node.body
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Parameter":
            places += node.args[2:3] + [k.value for k in node.keywords if k.arg == "default"]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Data":
            places += [k.value for k in node.keywords if k.arg in ("x", "y")]
    literals = [node for place in places for node in ast.walk(place) if isinstance(node, ast.Constant)]
    # A tenth of nought is nought.
    found = [node for node in literals if type(node.value) in (int, float) and node.value != 0]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def rebuilt(key, tree):
    namespace = {"__name__": f"mutant_of_{key}"}
    exec(compile(tree, f"<{key}>", "exec"), namespace)
    return next(thing for thing in namespace.values() if isinstance(thing, Landscape) and thing.key == key)


def broken_contract(landscape):
    """The name of the first contract that `landscape` breaks, or None. Any other error passes through: no proof."""
    for contract in CONTRACTS:
        try:
            contract(landscape)
        except AssertionError:
            return contract.__name__
    return None


def mutants():
    for key in CATALOGUE:
        for i, literal in enumerate(numbers(syntax(key))):
            for factor in FACTORS:
                place = f"line{literal.lineno}col{literal.col_offset}"
                name = f"{key}-{place}-{literal.value:g}to{literal.value * factor:g}"
                yield pytest.param(key, i, factor, id=name)


def test_the_contracts_are_found():
    names = [contract.__name__ for contract in CONTRACTS]
    assert "test_its_cost_reproduces_every_known_value" in names
    assert "test_its_cost_at_each_minimum_is_the_one_stated" in names


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_landscape_has_numbers_to_change(key):
    assert numbers(syntax(key))


@pytest.mark.parametrize("key", [key for key in CATALOGUE if CATALOGUE[key].data])
def test_every_example_is_among_the_numbers_to_change(key):
    data = CATALOGUE[key].data
    found = sorted(literal.value for literal in numbers(syntax(key)))
    assert [number for number in {abs(n) for n in (*data.x, *data.y)} - {0} if number not in found] == []
    assert len(found) >= sum(number != 0 for number in (*data.x, *data.y))


@pytest.mark.sampled(14)
@pytest.mark.parametrize("key", CATALOGUE)
def test_a_landscape_rebuilt_without_a_change_breaks_no_contract(key):
    assert broken_contract(rebuilt(key, syntax(key))) is None


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.__name__)
@pytest.mark.parametrize("key", ["himmelblau", "saddle"])  # one with minima, one without: some contracts ask only one
def test_no_contract_takes_nan_for_an_answer(key, contract):
    asked = []

    def cost(w1, w2):
        asked.append((w1, w2))
        return (w1 + w2) * nan

    try:
        contract(replace(CATALOGUE[key], cost=cost))
    except AssertionError:
        return
    assert not asked


@pytest.mark.sampled(135)
@pytest.mark.parametrize(("key", "i", "factor"), list(mutants()))
def test_a_changed_number_breaks_a_contract(key, i, factor):
    tree = syntax(key)
    literal = numbers(tree)[i]
    literal.value *= factor
    assert broken_contract(rebuilt(key, tree)) is not None
