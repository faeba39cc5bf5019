"""The guided way without a browser: what the card asks and tells, and where its buttons lead."""

import pytest

from components.pages import PAGES
from components.pages.scenes import at_a_scene, opened
from components.pages.start import PARTS, PICTURES
from components.share_link import View, decode, encode, opening
from optimizers.scenes import SCENES

each_scene = pytest.mark.parametrize("key", SCENES)


def link(view):
    return encode(view)


@each_scene
def test_a_scene_opens_before_its_run_on_the_setting_that_fails(key):
    view = opened(SCENES[key])
    assert (view.experiment, view.step, view.scene) == (SCENES[key].bad.experiment, 0, key)
    assert decode(link(view)) == (view, ())


def test_a_link_that_names_a_scene_and_nothing_else_opens_it():
    view, problems = decode("scene=saddle")
    assert problems == ()
    assert at_a_scene(view, False) == opened(SCENES["saddle"])


def test_a_link_that_names_a_scene_and_other_settings_keeps_them():
    view, _ = decode("scene=saddle&landscape=ravine&run=adam~0.1")
    assert at_a_scene(view, True) == view


def test_away_from_any_scene_it_begins_with_the_first():
    assert at_a_scene(opening(), True) == opened(next(iter(SCENES.values())))


def test_an_unknown_scene_is_named():
    _, problems = decode("scene=nowhere")
    assert len(problems) == 1
    assert problems[0].startswith("scene: “nowhere” is not known")


@pytest.mark.parametrize("path", ["explore", "maps"])
def test_free_play_keeps_the_setting_and_shows_the_runs_to_their_end(path):
    home = next(page.home for page in PAGES if page.path == path)
    view = opened(SCENES["momentum"], SCENES["momentum"].good)
    left = home(view, True)
    assert (left.experiment, left.scene, left.step) == (view.experiment, "", None)
    assert home(View(view.experiment, step=0, charts=left.charts), False).step == 0  # which is no scene's


def test_the_start_leads_to_pages_that_there_are_each_with_its_pictures():
    known = {page.path: page for page in PAGES}
    for part in PARTS:
        assert part.workbench == (known[part.page].home is not None)
        assert all((PICTURES / f"{part.page}-{scheme}.png").is_file() for scheme in ("light", "dark"))
    assert [page.path for page in PAGES if page.path != "start"] == [part.page for part in PARTS]


def test_reset_on_a_scene_opens_that_scene():
    fresh = View(opening().experiment, scene="saddle")
    assert at_a_scene(fresh, False) == opened(SCENES["saddle"])
