"""However many formulas are typed, only the latest keep what was compiled for them."""

import gc
import weakref

import pytest

from landscapes import parse
from landscapes.grid import sample, sampler
from optimizers import Experiment, Run, perform
from optimizers.trajectory import program

RUN = Run("adam", 0.01)


def walk(text: str):
    landscape = parse(text)
    perform(Experiment(landscape, steps=10, runs=(RUN,)))
    sample(landscape, n=2)
    return landscape


def test_formulas_read_alike_compile_one_program(compilations):
    walk("w1^2 + 3*w2^2")
    compilations.clear()
    walk(" x**2+3y^2")
    assert len(compilations) == 0


def test_a_formula_forgotten_and_typed_again_finds_its_program(compilations):
    before = walk("w1^2 + 5*w2^2")
    for k in range(300):
        parse(f"w1^2 + 0.5*w2^2 + {k}")
    assert parse("w1^2 + 5*w2^2") is not before
    compilations.clear()
    walk("w1^2 + 5*w2^2")
    assert len(compilations) == 0


@pytest.mark.long
def test_three_hundred_formulas_later_what_was_compiled_is_freed():
    held = []
    for k in range(3):
        landscape = walk(f"w1^4 + {k}*w2^2")
        held.append(weakref.ref(landscape.cost))
        held.append(weakref.ref(program(landscape, RUN.rule, RUN.conventions, 64)))
    del landscape
    gc.collect()
    assert all(reference() is not None for reference in held)  # kept for the next move of the dot
    for k in range(300):
        landscape = parse(f"w1^6 + {k}*w2^2")
        program(landscape, RUN.rule, RUN.conventions, 64)  # asked for, not called: nothing is compiled, all is kept
        sampler(landscape)
    gc.collect()
    assert [reference() for reference in held] == [None] * len(held)
    assert program.cache_info().currsize == program.cache_info().maxsize
