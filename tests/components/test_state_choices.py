"""What the reader chooses inside the player reaches the page; what is malformed changes nothing and raises nothing."""

import pytest

BAD_SERIALS = [None, "1", "x", float("nan"), float("inf"), -1, 10**400, [1], {}]
BAD_STARTS = [
    *(
        None,
        1,
        "12",
        "1,2",
        "",
        [],
        [1],
        [1, 2, 3],
        ["1", "2"],
        [None, 1],
        [[1], [2]],
        [{}, {}],
        {},
        {"w1": 1, "w2": 2},
    ),
    *([float("nan"), 0], [0, float("inf")], [18.001, 0], [0, -1e9], [10**400, 0], {"0": 1, "1": 2}),
]


def choice(serial=1, start=(1.25, -2.5), **scales):
    return {"serial": serial, "start": list(start), "cost": None, "colours": None, **scales}


def test_a_start_chosen_in_the_player_moves_the_fields_the_table_and_the_address(open_page):
    page = open_page()
    before = page.table
    page.choose_in_player(choice())
    assert (page.text("Start w1"), page.text("Start w2")) == ("1.25", "-2.5")
    assert page.view.experiment.origin == (1.25, -2.5)
    assert page.table != before


def test_a_choice_is_taken_once_and_the_fields_may_move_on(open_page):
    page = open_page()
    page.choose_in_player(choice(serial=4))
    page.fill("Start w1", "3")
    page.run()
    assert page.text("Start w1") == "3"
    page.choose_in_player(choice(serial=5, start=(2, 2)))
    assert page.text("Start w1") == "2"


def test_a_choice_replaces_what_stood_in_error_in_a_start_field(open_page):
    page = open_page()
    page.fill("Start w1", "abc")
    page.choose_in_player(choice())
    assert page.text("Start w1") == "1.25"
    assert page.errors == []


@pytest.mark.parametrize(("cost", "colours"), [("log", None), (None, "linear"), ("linear", "log")])
def test_a_scale_chosen_in_the_player_is_in_the_address(open_page, cost, colours):
    page = open_page()
    page.choose_in_player(choice(cost=cost, colours=colours))
    assert (page.view.cost_scale, page.view.colour_scale) == (cost, colours)


@pytest.mark.parametrize("scale", ["Log", "", 1, [], {}, True, float("nan")], ids=repr)
def test_a_scale_there_is_not_leaves_the_choice_to_the_player(open_page, scale):
    page = open_page("cost=log")
    page.choose_in_player(choice(cost=scale))
    assert page.view.cost_scale is None
    assert page.text("Start w1") == "1.25"


@pytest.fixture(scope="module")
def moved(open_page):
    """A page on which the reader has chosen one start in the player."""
    page = open_page()
    page.choose_in_player(choice(serial=7))
    return page


@pytest.mark.parametrize(
    "malformed",
    [
        *(choice(serial, (3, 3)) for serial in BAD_SERIALS),
        *({**choice(serial=8), "start": start} for start in BAD_STARTS),
        *("", "x", 1, [], [1, 2], True, {}, {"serial": 8}, {"start": [3, 3]}, [choice(serial=8)]),
    ],
    ids=lambda malformed: str(malformed)[:60],
)
def test_a_malformed_choice_changes_nothing_and_raises_nothing(moved, malformed):
    before = (moved.link, moved.fields, moved.table)
    moved.choose_in_player(malformed)
    assert (moved.link, moved.fields, moved.table) == before
    assert moved.errors == moved.warnings == []


def test_the_step_shown_in_the_player_is_in_the_address_until_the_end_is_shown(open_page):
    page = open_page()
    page.choose_in_player(choice(step=37))
    assert page.view.step == 37
    assert "step=37" in page.link
    page.choose_in_player(choice(serial=2, step=None))
    assert "step=37" not in page.link


@pytest.mark.parametrize("step", [-1, 500, 1e9, 1.5, "3", [3], {}, float("nan")])
def test_a_step_that_the_runs_do_not_have_shows_the_end(open_page, step):
    page = open_page()
    page.choose_in_player(choice(step=step))
    assert page.view.step is None
    assert page.view.experiment.origin == (1.25, -2.5)


def test_with_fewer_steps_than_the_one_shown_the_end_is_shown(open_page):
    page = open_page("step=37")
    page.fill("Steps", "38")
    assert page.view.step == 37
    page.fill("Steps", "37")
    assert page.view.step is None


def test_the_charts_chosen_in_the_player_are_in_the_address(open_page):
    page = open_page()
    page.choose_in_player(choice(charts=["rate", "cost"]))
    assert page.view.charts == ("cost", "rate")
    page.choose_in_player(choice(serial=2, charts=["cost"]))
    assert "charts" not in page.link


@pytest.mark.parametrize("charts", [[], None, 1, "cost", ["speed"], [["cost"]], {}])
def test_malformed_charts_change_nothing(open_page, charts):
    page = open_page()
    link = page.link
    page.choose_in_player(choice(charts=charts))
    assert page.link == link
