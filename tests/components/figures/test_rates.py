"""The picture of a schedule: its curve is the rates that run."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from components.figures.rates import EDGE, FINEST, HEIGHT, WIDTH, rates_picture, rates_words
from optimizers import SCHEDULES


def curve(picture):
    ElementTree.fromstring(picture)
    points = np.array([float(x) for x in re.search(r'points="([^"]+)"', picture)[1].replace(",", " ").split()])
    return points[::2] - EDGE, points[1::2] - EDGE


@pytest.mark.parametrize("key", SCHEDULES)
@pytest.mark.parametrize("steps", [1, 2, 500, 5000])
def test_it_draws_every_rate_from_nought_to_the_highest(key, steps):
    rates = SCHEDULES[key].alpha(0.3, None, steps, warmup=3)
    x, y = curve(rates_picture(rates, "#123456", "gray"))
    n = np.arange(steps) if steps <= FINEST else np.linspace(0, steps - 1, FINEST).round().astype(int)
    assert x == pytest.approx(n / max(steps - 1, 1) * WIDTH, abs=0.051)
    assert y == pytest.approx(HEIGHT * (1 - rates[n] / rates.max()), abs=0.051)


def test_a_rate_of_nought_lies_on_the_floor():
    assert set(curve(rates_picture(np.zeros(50), "red", "gray"))[1]) == {HEIGHT}


def test_the_words_name_the_ends_and_a_peak_between_them():
    assert rates_words(np.array([1.0, 0.5])) == "α = 1 at step 1, 0.5 at step 2"
    assert rates_words(np.array([0.1, 0.4, 0.2])) == "α = 0.1 at step 1, 0.2 at step 3, highest 0.4 at step 2"
