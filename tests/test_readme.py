"""The README: its numbers are those of the catalogues."""

from pathlib import Path

import pytest

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, SCHEDULES
from optimizers.findings import FINDINGS
from optimizers.scenes import SCENES

README = " ".join((Path(__file__).parent.parent / "README.md").read_text("utf-8").split())
IN_WORDS = {4: "four", 7: "seven", 9: "nine", 15: "fifteen", 18: "eighteen"}
FROM_DATA = sum(landscape.data is not None for landscape in LANDSCAPES.values())


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("gradient descent, momentum, RMSprop, Adam and {} more optimizers", len(CATALOGUE) - 4),
        ("{} more that are means over data", FROM_DATA),
        ("one of {} schedules", len(SCHEDULES)),
        ("the lecture as a walk of {}", len(SCENES)),
        ("{} claims that are often heard", len(FINDINGS)),
    ],
)
def test_a_number_in_a_sentence_is_counted(sentence, count):
    assert sentence.format(IN_WORDS[count]).lower() in README.lower()


def test_so_is_that_of_the_gallery():
    assert f"{len(LANDSCAPES) - FROM_DATA} in a gallery by group" in README
