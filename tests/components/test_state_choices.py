"""What the reader chooses inside the player reaches the page; what is malformed changes nothing and raises nothing."""

import pytest

from components.run_spelling import spell_run
from optimizers import Run

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


BAD_RUNS = [
    *("", "x", 1, [], [3, "adam~0.1"], True, {}, {"row": 3}, {"run": "adam~0.1"}),
    *(
        {"row": row, "run": "adam~0.1"} for row in (4, -1, 0, "3", None, 3.5, float("nan"), 10**400, [3])
    ),  # 0 is another
    *({"row": 3, "run": run} for run in (None, 1, [], {}, "", "adam", "adam~x", "momentum~0.1", "nothing~0.1", "none")),
    *({"row": 3, "run": run} for run in ("adam~-1", "adam~0.1~beta1~1", "adam~0.1" + "~beta1~0.5" * 10**5)),
]


def choice(serial=1, start=(1.25, -2.5), **more):
    return {"serial": serial, "start": list(start), "cost": None, "colours": None, **more}


def test_a_start_chosen_in_the_player_moves_the_fields_the_table_and_the_address(open_page):
    page = open_page()
    before = page.table
    page.choose_in_player(choice())
    assert (page.text("Start w1"), page.text("Start w2")) == ("1.25", "-2.5")
    assert page.view.experiment.origin == (1.25, -2.5)
    assert page.table != before


@pytest.mark.parametrize("before", ["", "ravine", "himmelblau momentum", 7])
def test_a_choice_made_on_another_surface_or_in_another_scene_changes_none_of_this_one(open_page, before):
    page = open_page("landscape=himmelblau&step=0")
    view = page.view
    page.choose_in_player(choice(serial=3, start=(1, 1), step=None, place=before))
    assert page.view == view
    page.choose_in_player(choice(serial=4, start=(1, 1), step=2, place="himmelblau"))
    assert (page.view.experiment.start, page.view.step) == ((1, 1), 2)


def test_a_choice_is_taken_once_and_the_fields_may_move_on(open_page):
    page = open_page()
    page.choose_in_player(choice(serial=4))
    page.fill("Start w1", "3")
    page.run()
    assert page.text("Start w1") == "3"
    page.choose_in_player(choice(serial=5, start=(2, 2)))
    assert page.text("Start w1") == "2"


def test_a_choice_told_to_another_session_is_not_taken(open_page):
    page = open_page("landscape=himmelblau&w1=3&w2=0.5")
    page.choose_in_player({**choice(serial=7), "session": "another"})
    assert page.view.experiment.origin == (3, 0.5)


def test_a_field_that_the_browser_has_not_rewritten_yet_takes_no_newer_choice_back(open_page):
    page = open_page()
    before = page.text("Start w1")
    page.choose_in_player(choice(serial=1, start=(1.25, -2.5)))
    page.field("Start w1").set_value(before)  # told with the next choice, on its way before the field was written
    page.choose_in_player(choice(serial=2, start=(1.5, -2.5)))
    assert page.view.experiment.origin == (1.5, -2.5)
    assert page.text("Start w1") == "1.5"
    page.field("Start w1").set_value("1.25")  # the first was received, the second was not
    page.choose_in_player(choice(serial=3, start=(1.75, -2.5)))
    assert page.text("Start w1") == "1.75"
    page.choose_in_player(choice(serial=4, start=(1.5, -2.5)))
    page.field("Start w1").set_value(before)
    page.fill("Steps", "321")
    assert page.view.experiment.origin == (1.5, -2.5)
    assert page.view.experiment.steps == 321
    page.fill("Start w1", before)  # and this was typed
    assert page.view.experiment.origin == (float(before), -2.5)


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


@pytest.mark.sampled(25)
@pytest.mark.parametrize(
    "malformed",
    [
        *(choice(serial, (3, 3)) for serial in BAD_SERIALS),
        *({**choice(serial=8), "start": start} for start in BAD_STARTS),
        *("", "x", 1, [], [1, 2], True, {}, {"serial": 8}, {"start": [3, 3]}, [choice(serial=8)]),
        *(choice(8, (3, 3), run=run) for run in BAD_RUNS),
        *(choice(8, (3, 3), pin=pin) for pin in ("", "true", 2, [], {}, [True], float("nan"))),
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


def test_the_row_looked_into_is_in_the_address(open_page):
    page = open_page()
    page.choose_in_player(choice(charts=["anatomy"], looked=3))
    assert (page.view.charts, page.view.looked) == (("anatomy",), 3)
    assert "look=3" in page.link
    page.choose_in_player(choice(serial=2, looked=9))  # there is no such row on any page
    assert page.view.looked == 3


def test_what_the_maps_are_of_is_in_the_address(open_page):
    page = open_page()
    page.choose_in_player(choice(charts=["plane"], axes=["beta", "learning_rate"], terms="landscape"))
    assert (page.view.axes, page.view.terms) == (("beta", "learning_rate"), "landscape")
    assert "axes=beta~learning_rate&race=landscape" in page.link.replace("%7E", "~")
    for wrong in ({"axes": ["beta"]}, {"axes": 3}, {"terms": "mine"}, {"terms": None}):
        page.choose_in_player(choice(serial=2, **wrong))
        assert (page.view.axes, page.view.terms) == (("beta", "learning_rate"), "landscape")


def test_noise_and_batches_are_set_in_the_player_and_refused_out_of_range(open_page):
    page = open_page()
    page.choose_in_player(choice(settings={"noise": 2.5}))
    assert page.view.experiment.noise == 2.5
    for wrong in ({"noise": -1}, {"noise": "x"}, {"batch": 4}, {"steps": 3}, 7):  # himmelblau is no mean over examples
        page.choose_in_player(choice(serial=2, settings=wrong))
        assert page.view.experiment.noise == 2.5
        assert page.view.experiment.batch_size is None


@pytest.mark.parametrize("charts", [[], None, 1, "cost", ["speed"], [["cost"]], {}])
def test_malformed_charts_change_nothing(open_page, charts):
    page = open_page()
    link = page.link
    page.choose_in_player(choice(charts=charts))
    assert page.link == link


def test_a_run_changed_in_the_player_changes_its_row_its_fields_the_table_and_the_address(open_page):
    page = open_page()
    before = page.table
    page.choose_in_player(choice(start=(0, -3), run={"row": 3, "run": "adam~0.025~decay~0.5~beta1~0.8"}))
    assert page.view.experiment.runs[3] == Run("adam", 0.025, decay=0.5, hyper={"beta1": 0.8})
    assert page.view.experiment.runs[:3] == open_page().view.experiment.runs[:3]
    assert page.text("Adam learning rate") == "0.025"
    assert page.text("Adam learning rate decay") == "0.5"
    assert page.text("Adam beta1: weight of the past gradients") == "0.8"
    assert "adam~0.025" in page.link
    assert page.table[3] != before[3]
    assert page.table[:3] == before[:3]


def test_a_run_with_another_schedule_and_conventions_shows_them_in_its_popover(open_page):
    page = open_page()
    run = Run("adam", 0.1, "exponential", 0.9, {}, {"bias_correction": "off"}, warmup=7)
    page.choose_in_player(choice(run={"row": 3, "run": spell_run(run, off=False)}))
    assert page.view.experiment.runs[3] == run
    assert page.text("Adam schedule") == "exponential"
    assert page.text("Adam: Bias correction") == "off"
    assert page.text("Adam warm-up: steps in which the rate rises to its first") == "7"


@pytest.mark.parametrize("spelled", ["adam~0.5", "adam~0.5~off"])
@pytest.mark.parametrize("ticked", [True, False])
def test_a_run_changed_in_the_player_keeps_its_tick(open_page, spelled, ticked):
    page = open_page()
    page.fill("Adam", ticked)
    page.choose_in_player(choice(run={"row": 3, "run": spelled}))
    assert page.text("Adam") is ticked
    assert page.view.off == (frozenset() if ticked else {3})
    assert page.text("Adam learning rate") == "0.5"


def test_a_run_changed_in_the_player_replaces_what_stood_in_error_in_its_field(open_page):
    page = open_page()
    page.fill("Adam learning rate", "abc")
    page.choose_in_player(choice(run={"row": 3, "run": "adam~0.5"}))
    assert page.text("Adam learning rate") == "0.5"
    assert page.errors == []


def test_a_run_changed_in_the_player_may_be_changed_again_in_its_field(open_page):
    page = open_page()
    page.choose_in_player(choice(run={"row": 3, "run": "adam~0.5"}))
    page.fill("Adam learning rate", "0.25")
    page.run()
    assert page.view.experiment.runs[3].learning_rate == 0.25


def test_the_dot_and_a_run_may_come_in_one_choice(open_page):
    page = open_page()
    page.choose_in_player(choice(run={"row": 0, "run": "gradient_descent~0.002"}))
    assert page.view.experiment.origin == (1.25, -2.5)
    assert page.view.experiment.runs[0].learning_rate == 0.002


def test_the_player_may_pin_what_runs_and_take_the_pin_away(open_page):
    page = open_page()
    page.fill("RMSprop", False)
    page.choose_in_player(choice(pin=True, run={"row": 3, "run": "adam~0.5"}))
    pinned = page.view.pinned
    assert pinned == page.view.with_pin().pinned
    assert pinned.experiment.origin == (1.25, -2.5)
    assert pinned.shown.runs[-1] == Run("adam", 0.5)
    page.choose_in_player(choice(2, (0, 0)))
    assert page.view.pinned == pinned
    page.choose_in_player(choice(3, (0, 0), pin=False))
    assert page.view.pinned is None


def test_a_choice_that_is_refused_is_answered_so_that_the_player_shows_the_page_again(open_page):
    page = open_page()
    before = page.view
    page.choose_in_player(choice(serial=5, run={"row": 0, "run": "adam~0.1"}))  # row 0 holds gradient descent
    assert page.view == before
    assert page.app.session_state["held"].serial == 5
    page.choose_in_player(choice(serial=6, start=[1, 1]))
    assert page.view.experiment.start == (1, 1)
