"""The arithmetic that each rule writes down: put a step's numbers in, and it is what the rule computed."""

import re
from functools import lru_cache
from itertools import product
from types import MappingProxyType

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import Frozen
from optimizers import CATALOGUE, Experiment, Run
from optimizers.anatomy import anatomy, columns
from optimizers.working import MOVE, SYMBOLS
from tests.optimizers.written import evaluated, names

CHOICES = [
    pytest.param(rule, dict(chosen), id="-".join((key, *dict(chosen).values())))
    for key, rule in CATALOGUE.items()
    for chosen in product(*([(c.key, choice.key) for choice in c.choices] for c in rule.conventions))
]
CASES = {"himmelblau": {}, "linear_regression": {"batch_size": 4, "noise": 0.1, "seed": 3}}
NOTHING = MappingProxyType({})
STEPS = (1, 2, 3, 4, 7, 12, 30)
each = pytest.mark.parametrize(("rule", "conventions"), CHOICES)


def numbers(rule, landscape, conventions, hyper=NOTHING):
    """The columns of a gentle run."""
    return ran(rule, landscape, Frozen(conventions), Frozen(hyper))


@lru_cache(maxsize=128)
def ran(rule, landscape, conventions, hyper):
    rate = rule.suits(LANDSCAPES[landscape]) / 10
    run = Run(rule.key, rate, conventions=conventions, hyper=hyper)
    return columns(anatomy(Experiment(landscape, steps=30, runs=(run,), **CASES[landscape]), 0))


def wrong(lines, rule, found, hyper=NOTHING):
    """The (line, step, coordinate) of every line that does not come to what the rule computed."""
    constants, missed = {**rule.hyper(), **hyper}, []
    for (line, template), n, k in product(lines, STEPS, (1, 2)):

        def known(name, coordinate, ago, n=n, k=k):
            if name in constants:
                return constants[name]
            if name in ("n", "alpha"):
                return {"n": n, "alpha": found["alpha"][n]}[name]
            return found[f"{name}.{coordinate or k}"][n - ago] if n >= ago else np.nan

        expected = found[line if "." in line else f"{line}.{k}"][n]
        got = evaluated(template, known)
        if not np.isclose(got, expected, rtol=1e-9, atol=0, equal_nan=True):
            missed.append((line, n, k, got, expected))
    return missed


@pytest.mark.sampled(22)
@pytest.mark.parametrize("landscape", CASES)
@each
def test_the_lines_come_to_what_the_rule_computed(landscape, rule, conventions):
    lines = rule.working(**rule.settled(conventions))
    found = numbers(rule, landscape, conventions)
    assert wrong(lines, rule, found) == []
    assert all(np.isfinite(found[name][1:]).all() for name in ("step.1", "step.2"))
    assert [name for name, _ in lines[-2:]] == ["step", "w"]
    assert lines[-1] == MOVE


def untimely(lines):
    """The lines that use what is computed on no earlier line, but on theirs or a later one."""
    order = [name for name, _ in lines]
    now = [{name for name, ago in names(template) if not ago} for _, template in lines]
    return [name for i, name in enumerate(order) if now[i] & set(order[i:])]


def mutants(template):
    """The template with one sign turned, one square lost, or one earlier value taken too late."""
    turned = {" + ": " − ", " − ": " + ", "²": "", "-}": "}", "·": " + ", " / ": "·"}
    for old, new in turned.items():
        for at in (match.start() for match in re.finditer(re.escape(old), template)):
            yield template[:at] + new + template[at + len(old) :]


@pytest.mark.sampled(8)
@each
def test_a_wrong_line_would_be_seen(rule, conventions):
    # With an ε that matters: beside a root of 20 the usual one is below what is compared.
    hyper = {p.key: 0.1 for p in rule.hyperparameters if p.key in ("epsilon", "damping", "weight_decay")}
    lines = rule.working(**rule.settled(conventions))
    found = numbers(rule, "himmelblau", conventions, hyper)
    assert wrong(lines, rule, found, hyper) == []
    for i, (name, template) in enumerate(lines):
        for mutant in mutants(template):
            mutated = (*lines[:i], (name, mutant), *lines[i + 1 :])
            assert untimely(mutated) or wrong([(name, mutant)], rule, found, hyper), mutant


@each
def test_every_name_in_a_line_is_known_by_then_and_has_a_symbol(rule, conventions):
    lines = rule.working(**rule.settled(conventions))
    found = numbers(rule, "himmelblau", conventions)
    known = {*rule.hyper(), "n", "alpha", *found, *(name.split(".")[0] for name in found)}
    used = {name for _, template in lines for name, _ in names(template)} | {name for name, _ in lines}
    assert untimely(lines) == []
    assert used <= known
    assert {name for name in used if name not in SYMBOLS and name.split(".")[0] not in SYMBOLS} == set()
