"""What a page may tell while it asks: nothing of its runs."""

from dataclasses import replace

import pytest

from components.backend import live, maps
from components.backend.reading import decode
from components.pages.scenes import opened
from components.questions import outcome_hidden, told
from components.share_link import encode
from optimizers.scenes import SCENES

VIEWS = [opened(scene, setting) for scene in SCENES.values() for setting in scene.settings]


def test_an_outcome_is_hidden_before_the_runs_of_a_scene_are_let_go_and_only_then():
    for view in VIEWS:
        assert outcome_hidden(view)
        assert not outcome_hidden(replace(view, step=None))
        assert not outcome_hidden(replace(view, scene=""))


def test_what_may_leave_of_a_view_has_no_runs_and_no_pin_while_it_is_hidden():
    for view in VIEWS:
        assert told(view.with_pin()).rows == ()
        assert told(view.with_pin()).pinned is None
        assert told(replace(view, step=None)) == replace(view, step=None)


def test_every_route_reads_a_link_that_asks_as_one_without_runs():
    for view in VIEWS:
        for asked in (view, view.with_pin()):
            read, problems = decode(encode(asked))
            assert (read.rows, read.pinned, problems) == ((), None, ())


def test_the_live_answer_to_a_link_that_asks_has_no_runs():
    frame = live.answered(f"7 {encode(opened(SCENES['saddle']))}")
    assert int.from_bytes(frame[:4], "little") == 7
    assert int.from_bytes(frame[4:8], "little") == 0


@pytest.mark.parametrize("kind", maps.KINDS)
def test_no_map_is_made_of_the_runs_of_a_link_that_asks(kind):
    answer = maps.answered(f"7 map={kind}&{encode(opened(SCENES['many_rates']))}")
    assert "error" in answer if isinstance(answer, str) else b"gradient_descent" not in answer
