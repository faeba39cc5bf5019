"""The page of mini-batches: points that are dragged, added and deleted, the paces of the runs, and the same by link."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from components.share_link import decode
from landscapes.points import EXAMPLE, own_points, points_of
from optimizers import perform

PATHS = "() => [...document.querySelectorAll('.scatterlayer .js-line')].map(line => line.getAttribute('d')).join()"
CHANGED = f"before => ({PATHS})() !== before"


def shown(page):
    """What the address bar spells."""
    view, problems = decode(urlsplit(page.url).query)
    assert problems == ()
    return view


def points(page):
    return points_of(shown(page).experiment.surface)


def point(page, number):
    return page.get_by_role("slider", name=f"Point {number}", exact=True)


def value(page, number):
    """x and y of a point as it tells them."""
    text = point(page, number).get_attribute("aria-valuetext").replace("−", "-")
    return tuple(float(part.split(" = ")[1]) for part in text.split(", "))


def spelled(page, count):
    """Wait until the address bar has so many points: it follows what is drawn after a while."""
    page.wait_for_function(
        "n => new URLSearchParams(location.search).get('landscape')?.split('~').length === 2 * n", arg=count
    )
    assert len(points(page)) == count


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, number, dx, dy):
    x, y = middle(point(page, number))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=6)


@pytest.mark.smoke
def test_the_page_opens_on_eleven_points_and_three_sizes_of_batches(open_page):
    page = open_page("batches")
    assert page.locator(".example").count() == len(EXAMPLE)
    assert [text.split(":")[0] for text in page.locator(".cost-of").all_text_contents()] == [
        "b = 1",
        "b = 4",
        "full batch",
    ]
    assert "3 steps and 11 gradient evaluations an epoch" in page.locator(".costs").text_content()
    assert points(page) == EXAMPLE


def test_a_point_is_dragged_and_paths_follow_while_it_moves_and_the_link_when_it_is_let_go(open_page, rest):
    page = open_page("batches")
    before, address = page.evaluate(PATHS), page.url
    drag(page, 6, -20, 40)
    page.wait_for_function(CHANGED, arg=before)
    assert page.url == address  # not before it is let go
    page.mouse.up()
    page.wait_for_function("before => location.href !== before", arg=address)
    rest(page)
    assert points(page)[5] == pytest.approx(value(page, 6))
    assert points(page)[5][1] < EXAMPLE[5][1]
    assert points(page)[:5] == EXAMPLE[:5]
    experiment = shown(page).experiment
    assert experiment.map_domain == own_points(EXAMPLE).domain  # the map stays where it is
    end = perform(replace(experiment, runs=experiment.runs[:1]))[0]
    assert f"{end.w1[-1]:.6g}" in page.locator(".st-key-explore-results").text_content()


def test_an_undo_takes_the_move_back(open_page, rest):
    page = open_page("batches")
    drag(page, 6, 0, 50)
    page.mouse.up()
    page.wait_for_function("() => /points/.test(location.href) && !/5~9.96/.test(location.href)")
    rest(page)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("() => /5~9.96/.test(location.href)")
    rest(page)
    assert value(page, 6) == EXAMPLE[5]


def test_points_are_moved_added_and_deleted_by_keys_clicks_and_buttons(open_page, rest):
    page = open_page("batches")
    point(page, 3).focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    expect(point(page, 3)).not_to_have_attribute("aria-valuenow", "4")
    x, y = value(page, 3)
    assert x > 4
    assert y > 7.58
    point(page, 3).focus()
    page.keyboard.press("Delete")
    page.wait_for_function("() => document.querySelectorAll('.example').length === 10")
    rest(page)
    box = page.locator(".data .chart").bounding_box()
    page.mouse.click(box["x"] + 0.3 * box["width"], box["y"] + 20)
    page.wait_for_function("() => document.querySelectorAll('.example').length === 11")
    rest(page)
    spelled(page, 11)
    page.get_by_role("button", name="Delete the point").click()
    page.wait_for_function("() => document.querySelectorAll('.example').length === 10")
    rest(page)
    point(page, 1).dblclick()
    page.wait_for_function("() => document.querySelectorAll('.example').length === 9")
    rest(page)
    spelled(page, 9)
    expect(page.locator(".costs")).to_contain_text("9 gradient evaluations an epoch")


def test_a_batch_larger_than_the_points_that_are_left_becomes_all_of_them(open_page, rest):
    page = open_page("batches?landscape=points:1~2~3~4~5~1&run=gradient_descent~0.01~batch~2&charts=data~epochs")
    point(page, 1).focus()
    page.keyboard.press("Delete")
    page.wait_for_function(
        "() => document.querySelectorAll('.example').length === 2 && /batch~all/.test(location.href)"
    )
    rest(page)
    page.get_by_text("full batch: 1 step").wait_for()


def test_at_the_same_epoch_the_full_batch_has_taken_fewer_steps(open_page, rest):
    page = open_page("batches")
    ends = """() => [...document.querySelectorAll('.scatterlayer .js-line')]
        .map(path => (path.getAttribute('d').match(/[ML]/g) ?? []).length)"""
    at_epoch = page.evaluate(ends)
    assert page.get_by_text("epoch 40 of 40").is_visible()
    page.get_by_role("group", name="Show the runs at the same").get_by_role("button", name="step").click()
    page.wait_for_function(f"before => String(({ends})()) !== String(before)", arg=at_epoch)
    page.wait_for_function("() => !/at=epoch/.test(location.href)")
    rest(page)
    assert page.evaluate(ends)[2] > at_epoch[2]
    assert page.get_by_test_id("descent-player").get_attribute("data-step") == "440"


def test_the_slider_of_a_batch_size_is_felt_at_once_and_is_in_the_link(open_page, rest):
    page = open_page("batches")
    before = page.evaluate(PATHS)
    page.get_by_role("slider", name="Gradient descent, b = 4 batch size").fill("6")
    page.wait_for_function(CHANGED, arg=before)
    page.wait_for_function("() => /batch~6/.test(location.href)")
    rest(page)
    assert page.get_by_text("b = 6: 2 steps and 11 gradient evaluations an epoch").is_visible()


def test_a_falling_rate_settles_the_noise(open_page, rest):
    page = open_page("batches")
    page.get_by_role("button", name="Let every rate fall").click()
    page.wait_for_function("() => /decay~0.1/.test(location.href)")
    rest(page)
    assert {run.decay for run in shown(page).experiment.runs} == {0.1}
    assert page.get_by_role("button", name="Keep the rates constant").is_visible()


def test_two_columns_are_pasted_and_a_bad_line_is_named_and_kept(open_page, rest):
    page = open_page("batches")
    field = page.get_by_role("textbox", name="Points x, y, one a line")
    field.fill("1\t2\n2\t4\n3\tfive")
    field.press("Control+Enter")
    page.get_by_text("line 3").wait_for()
    assert points(page) == EXAMPLE
    field.fill("1\t2\n2\t4\n3\t5")
    field.press("Control+Enter")
    page.wait_for_function("() => document.querySelectorAll('.example').length === 3")
    rest(page)
    assert points(page) == ((1, 2), (2, 4), (3, 5))


@pytest.mark.smoke
def test_the_examples_of_a_landscape_stay_and_can_be_made_ones_own(open_page, rest):
    page = open_page("batches?landscape=two_crowds&charts=data")
    assert page.locator(".example[tabindex]").count() == 0
    page.get_by_role("button", name="Make these points my own").click()
    page.wait_for_function("() => /points/.test(location.href)")
    rest(page)
    assert page.locator(".example[tabindex]").count() == 10


def test_on_a_phone_a_point_is_held_by_a_finger_and_nothing_is_cut_off(open_page, rest):
    page = open_page("batches", phone=True)
    page.locator(".data").scroll_into_view_if_needed()
    room = page.locator(".example .room").first.bounding_box()
    assert min(room["width"], room["height"]) >= 44
    x, y = middle(point(page, 6))
    session = page.context.new_cdp_session(page)

    def touch(kind, *places):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in places]})

    touch("touchStart", (x, y))
    for k in range(1, 6):
        touch("touchMove", (x, y + 8 * k))
    touch("touchEnd")
    page.wait_for_function("() => !/5~9.96/.test(location.href)")
    rest(page)
    assert points(page)[5][1] < EXAMPLE[5][1]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".epochs").bounding_box()["height"] > 250
