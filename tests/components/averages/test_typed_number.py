"""The browser's reader of numbers beside the page's own: they read the same texts, as the same numbers."""

import json
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from components.numbers import read_number

MODULE = Path(__file__).parents[3] / "components" / "player" / "numbers.mjs"
SCRIPT = """
const [address, texts] = process.argv.slice(1);
const { readNumber } = await import(address);
console.log(JSON.stringify(JSON.parse(texts).map(readNumber)));
"""
PLAIN = (
    "0",
    "1",
    "10",
    "0,5",
    ".5",
    "5.",
    "1e-3",
    "1E+2",
    "007",
    "1,000",
    "pi",
    "π",
    "2.",
    "10^-3",
    "2^(3)",
    "10⁻²",
    "2**-1",
)
OTHERS = ("", ".", "1e", "e5", "1_0", "0x1", "nan", "½", "1 000", "1e999", "0^-1", "2^0.5", "1,2,3", "--1", "Infinity")
JOINS = ("/", "*", " · ", "×", "÷", " ", "+")
TEXTS = [
    *(sign + text + blank for sign in ("", "-", "−", "+") for text in PLAIN + OTHERS for blank in ("", " ")),
    *(one + join + other for one, join, other in product(PLAIN + OTHERS[:4], JOINS, PLAIN + OTHERS[:4])),
    *("1/2/3/4", "1/2/3/4/5", "1" * 401, "0." + "0" * 396 + "1"),
]


def _here(text):
    try:
        return read_number(text)
    except ValueError:
        return None


def test_the_browser_reads_what_the_page_reads():
    node = shutil.which("node")
    if node is None:
        pytest.skip("NO NODE: the numbers of the browser were not tested")
    command = [node, "--input-type=module", "-e", SCRIPT, MODULE.as_uri(), json.dumps(TEXTS)]
    answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)
    for text, found in zip(TEXTS, answer, strict=True):
        wanted = _here(text)
        assert (found is None) == (wanted is None), (text, found, wanted)
        assert found == (None if wanted is None else pytest.approx(wanted, rel=1e-15)), text
