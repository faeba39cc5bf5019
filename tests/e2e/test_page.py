"""The Explore page: settings, scales, zoom, the empty state, small screens, dark mode, a lost connection."""

import pytest

RANGE = """(() => {
  const { xaxis, yaxis } = document.querySelector(".js-plotly-plot")._fullLayout;
  return [...xaxis.range, ...yaxis.range];
})()"""


def tick(page, name):
    page.get_by_role("checkbox", name=name, exact=True).locator("xpath=ancestor::label").click()


def fill(page, label, text):
    page.get_by_label(label, exact=True).fill(text)
    page.keyboard.press("Enter")


def choose(page, label, option):
    page.get_by_label(label, exact=True).fill(option)  # a long list shows only what the typed letters leave
    page.get_by_role("option", name=option, exact=True).click()


def lines(page):
    return page.locator(".optiscape-player .scatterlayer .trace")


def test_a_bare_address_opens_himmelblau_with_the_four_optimizers_and_500_steps(open_page, start_of, pixel_of):
    page = open_page()
    assert page.get_by_label("Cost landscape").input_value() == "Himmelblau"
    for name in ("Gradient descent", "Momentum", "RMSprop", "Adam"):
        assert page.get_by_role("checkbox", name=name, exact=True).is_checked()
        assert page.get_by_label(f"{name} learning rate", exact=True).is_visible()
        assert page.get_by_label(f"{name} learning rate decay", exact=True).input_value() == "0"
    assert page.get_by_label("Steps", exact=True).input_value() == "500"
    assert page.get_by_test_id("descent-player").get_attribute("data-steps") == "500"
    (left, top), (right, bottom) = pixel_of(page, -6, 6), pixel_of(page, 6, -6)
    x, y = pixel_of(page, *start_of(page))
    assert y - top >= 180
    assert min(x - left, right - x) >= 150
    assert bottom < 900  # the map is whole on the first screen


def test_the_root_of_the_player_is_never_replaced(open_page, rest):
    page = open_page()
    root = page.get_by_test_id("descent-player").element_handle()
    choose(page, "Cost landscape", "Rosenbrock")
    page.wait_for_function("document.querySelector('[data-testid=descent-player]').dataset.start === '-1.2,1'")
    rest(page)
    assert root.evaluate("e => e.isConnected && document.querySelectorAll('[data-testid=descent-player]').length === 1")


def test_unticking_an_optimizer_takes_its_path_away_and_ticking_brings_it_back(open_page, rest):
    page = open_page()
    tick(page, "RMSprop")
    page.wait_for_function("document.querySelectorAll('.optiscape-player .scatterlayer .trace').length === 3")
    assert page.get_by_role("cell", name="RMSprop").count() == 0
    tick(page, "RMSprop")
    page.wait_for_function("document.querySelectorAll('.optiscape-player .scatterlayer .trace').length === 4")
    rest(page)
    assert page.get_by_role("cell", name="RMSprop").count() == 1


@pytest.mark.smoke
def test_with_nothing_ticked_the_page_says_what_to_do(open_page):
    page = open_page("?run=adam~0.1~off")
    assert page.get_by_text("Tick an optimizer to see its path.").is_visible()
    assert page.get_by_text("Tick an optimizer in step 3 to see where it goes.").is_visible()


def test_a_learning_rate_bends_the_path_at_once(open_page, rest):
    page = open_page()
    before = lines(page).nth(3).locator("path.js-line").get_attribute("d")
    fill(page, "Adam learning rate", "0,3")
    page.wait_for_function(
        "d => document.querySelectorAll('.scatterlayer .trace path.js-line')[3].getAttribute('d') !== d", arg=before
    )
    rest(page)
    assert "adam~0.3" in page.url


def test_an_error_that_appears_above_takes_nothing_from_a_field_that_is_being_typed_into(open_page):
    page = open_page()
    fill(page, "Gradient descent learning rate", "abc")
    page.get_by_label("Steps", exact=True).fill("12")
    page.get_by_text("“abc” is not a number").wait_for()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('steps=123')")


@pytest.mark.sampled(2)
@pytest.mark.parametrize("typed", ["0", "5001", "1e9", "2.5", "many"])
def test_a_bad_number_of_steps_is_refused_in_words(open_page, typed):
    page = open_page()
    fill(page, "Steps", typed)
    page.get_by_role("alert").filter(has_text="Steps").wait_for()
    assert page.get_by_test_id("descent-player").get_attribute("data-steps") == "500"


def test_zoom_and_pan_survive_every_change_of_settings(open_page, rest):
    page = open_page("?landscape=ravine&w1=0&w2=0")  # about the dot
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(f"String({RANGE}) === '-5,5,-2,2'")
    view = page.evaluate(RANGE)
    fill(page, "Adam learning rate", "0.2")
    page.wait_for_function("location.search.includes('adam~0.2')")
    tick(page, "Momentum")
    page.wait_for_function("location.search.includes('~off')")
    fill(page, "Steps", "200")
    page.wait_for_function("location.search.includes('steps=200')")
    fill(page, "kappa: condition number: how much steeper w2 is than w1, 1 to 1000", "50")
    page.wait_for_function("location.search.includes('theta=kappa~50')")
    page.get_by_role("group", name="Colours scale").get_by_role("button", name="log").click()
    page.wait_for_function("location.search.includes('theta=kappa~50') && location.search.includes('colours=log')")
    page.wait_for_timeout(600)
    rest(page)
    assert page.evaluate(RANGE) == view
    page.get_by_role("button", name="Whole map").click()
    page.wait_for_function(f"String({RANGE}) === '-10,10,-4,4'")


@pytest.mark.smoke
def test_the_equation_and_the_path_change_together_with_a_convention(open_page, rest):
    page = open_page()
    page.locator(".st-key-optimizer-row-1").get_by_test_id("stPopoverButton").click()
    page.get_by_label("Momentum beta: weight of the past; averages about 1/(1−β) steps").wait_for()
    choose(page, "Momentum: Weight of the gradient", "1: a sum, as PyTorch and Keras")
    page.wait_for_function("location.search.includes('momentum~0.05~gradient_weight~one')")


def test_scales_are_chosen_in_the_player_and_kept_in_the_link(open_page, rest):
    page = open_page()
    page.get_by_role("group", name="Cost scale").get_by_role("button", name="linear").click()
    page.wait_for_function("location.search.includes('cost=linear')")
    assert page.locator(".optiscape-player .grid text").first.text_content() != "1000"


def test_log_is_off_and_says_why_where_no_lowest_cost_is_known(open_page):
    page = open_page("?landscape=saddle")
    for name in ("Colours scale", "Cost scale"):
        log = page.get_by_role("group", name=name).get_by_role("button", name="log")
        assert log.is_disabled()
        assert "J*" in log.get_attribute("title")


def test_a_phone_shows_one_column_without_sideways_scrolling(open_page):
    page = open_page(phone=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    map_, steps = page.locator(".optiscape-player .map").bounding_box(), page.get_by_text("1 · Choose").bounding_box()
    assert map_["width"] > 330
    assert map_["y"] + map_["height"] < steps["y"]


def test_dark_mode_reaches_the_map(open_page):
    def brightness(page):
        text = "document.querySelector('.optiscape-player .xtick text')"  # drawn anew now and then
        colour = page.wait_for_function(f"() => {text} && getComputedStyle({text}).fill").json_value()
        return sum(map(int, colour.removeprefix("rgb(").removesuffix(")").split(",")))

    assert brightness(open_page(dark=True)) > 500 > brightness(open_page())


def test_a_lost_connection_is_said_and_made_again(open_page, rest, start_of):
    page = open_page()
    sockets, down = [], False

    def dialled(socket):
        if down:
            socket.close()
        else:
            socket.connect_to_server()
            sockets.append(socket)

    page.route_web_socket(lambda url: url.endswith("/api/live"), dialled)
    page.reload()
    page.wait_for_selector("[data-drawn-start]")
    rest(page)
    down = True
    for socket in sockets:
        socket.close()
    page.get_by_text("Connection lost, trying again…").wait_for()
    down = False
    page.get_by_role("slider", name="Start point").focus()
    page.keyboard.press("ArrowUp")
    page.get_by_text("Connection lost, trying again…").wait_for(state="hidden")
    rest(page)
    assert start_of(page)[1] > -3
    page.close()  # its sockets would be routed in the next test, too


def test_every_panel_beside_the_map_has_room_at_every_width(open_page):
    page = open_page("?charts=anatomy~averages")
    for width in (360, 390, 600, 720, 1024, 1440):  # 720: a laptop at 200 %
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("(width) => innerWidth === width", arg=width)
        page.wait_for_function(
            "() => [...document.querySelectorAll('.chart-box > .panel:not([hidden])')].every((one) =>"
            " one.firstElementChild.getBoundingClientRect().height >= (innerWidth < 800 ? 150 : 40))"
        )


def test_three_panels_are_whole_and_averages_open_on_a_run_that_keeps_some(open_page):
    page = open_page("?charts=cost~anatomy~averages&run=gradient_descent~0.01&run=adam~0.1")
    chosen = page.locator(".averages select")
    page.get_by_text("Window 1/(1−β) in steps").wait_for()
    assert chosen.locator("option:checked").inner_text() == "Adam"
    page.wait_for_function(
        """() => [...document.querySelectorAll(".chart-box > .panel:not([hidden])")].every((one) =>
           one.clientHeight >= 140
           && [one, one.firstElementChild].every((part) => part.scrollHeight <= part.clientHeight + 1))"""
    )
