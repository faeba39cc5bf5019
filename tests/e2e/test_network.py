"""The page that trains a network, in a browser: it trains on opening, can be left and moved through, has a plane."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

SMALL = "data=moons&layers=4&epochs=80&run=gradient_descent~0.1&run=adam~0.01"
LONG = "data=breast_cancer&epochs=1000&batch=8&run=adam~0.001&run=rmsprop~0.001&run=momentum~0.1"


def trained(page: Page) -> None:
    page.wait_for_selector("[data-testid=network-trainer][data-state=done]")


def network(page: Page):
    return page.get_by_test_id("network-trainer")


def test_it_trains_on_opening_and_tells_every_run(open_page):
    page = open_page(f"network?{SMALL}", drawn=False)
    trained(page)
    rows = page.locator(".results tbody tr")
    expect(rows).to_have_count(2)
    expect(page.locator(".results caption")).to_have_text("After epoch 80")
    for row in rows.all():
        loss = float(row.locator("td").first.inner_text())
        assert 0 < loss < 0.7
    for chart in page.locator(".curves .chart").all():
        lines = chart.locator("g > path[stroke]").all()
        assert len(lines) == 4  # two runs, each on both parts
        assert all("L" in (line.get_attribute("d") or "") for line in lines)


def test_a_training_is_told_soon_and_left_at_once(open_page):
    page = open_page(f"network?{LONG}&seed=1", drawn=False)
    page.wait_for_function("Number(document.querySelector('[data-testid=network-trainer]')?.dataset.known) > 3")
    page.evaluate("""() => {
      const root = document.querySelector('[data-testid=network-trainer]');
      window.left = {};
      new MutationObserver(() => { if (root.dataset.state === 'cancelled') window.left.at ??= performance.now(); })
        .observe(root, { attributes: true });
      root.querySelector('.train').addEventListener('click', () => (window.left.from = performance.now()), true);
    }""")
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_selector("[data-state=cancelled]")
    assert page.evaluate("window.left.at - window.left.from") < 1000  # on a busy machine; 0.3 s is what it holds alone
    expect(page.locator(".words")).to_contain_text(re.compile(r"Cancelled at epoch \d+ of 1000"))
    expect(page.get_by_role("button", name="Train again")).to_be_enabled()
    assert int(network(page).get_attribute("data-known") or 0) < 1000


def other_epochs(page, epochs):
    """Ask for other epochs than the 80 that were trained; the page says so."""
    page.get_by_label("Epochs", exact=True).fill(str(epochs))
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("80 epochs")


def test_changed_settings_are_said_and_the_old_curves_stay_until_it_is_trained_again(open_page):
    page = open_page(f"network?{SMALL}", drawn=False)
    trained(page)
    other_epochs(page, 40)
    expect(page.locator(".results caption")).to_have_text("After epoch 80")
    page.get_by_role("button", name="Train again").click()
    expect(page.locator(".results caption")).to_have_text("After epoch 40")
    expect(page.locator(".notice")).to_be_hidden()
    assert parse_qs(urlsplit(page.url).query)["epochs"] == ["40"]


@pytest.mark.smoke
def test_moving_through_the_epochs_moves_the_boundary_and_stands_in_the_link(open_page):
    page = open_page(f"network?{SMALL}", drawn=False)
    trained(page)
    page.wait_for_selector(".basin[data-epoch='80']")
    before = page.locator(".half").get_attribute("d")
    scrubber = page.get_by_label("Epoch", exact=True)
    scrubber.focus()
    page.keyboard.press("Home")
    page.wait_for_selector(".basin[data-epoch='0']")
    assert page.locator(".half").get_attribute("d") != before
    expect(page.locator(".results caption")).to_have_text("After epoch 0")
    page.wait_for_url(lambda url: "epoch=0" in url)
    page.get_by_role("group", name="Look into an optimizer").get_by_role("button", name="Adam").click()
    expect(page.locator(".boundary b")).to_contain_text("Adam")
    page.wait_for_url(lambda url: "look=1" in url)


@pytest.mark.parametrize("phone", [False, pytest.param(True, marks=pytest.mark.long)], ids=["laptop", "phone"])
def test_its_plane_says_what_it_shows_and_opens_on_explore(open_page, phone):
    page = open_page(f"network?{SMALL}", drawn=False, phone=phone)
    trained(page)
    page.locator(".landscape").scroll_into_view_if_needed()
    page.wait_for_selector(".landscape[data-drawn=pca]")
    expect(page.locator(".landscape")).to_contain_text("of their variance")
    expect(page.locator(".truths li")).to_have_count(2)
    expect(page.locator(".shadowed")).to_contain_text(re.compile(r"At epoch 80 the picture shows J = [\d.e−]+ where"))
    page.get_by_role("button", name="Random directions").click()
    page.wait_for_selector(".landscape[data-drawn=random]")
    expect(page.locator(".landscape")).to_contain_text("Li et al. 2018")
    page.get_by_role("button", name="Through the runs").click()
    page.wait_for_selector(".landscape[data-drawn=pca]")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Play this plane on Explore").click()
    explore = opened.value
    explore.wait_for_selector("[data-drawn-start]")
    expect(explore.get_by_label("Cost landscape")).to_have_value("Plane through a network: Two moons")
    assert parse_qs(urlsplit(explore.url).query)["landscape"][0].startswith("network:pca~data=moons")


def test_nothing_ticked_says_what_to_do(open_page):
    page = open_page("network?run=adam~0.001~off", drawn=False)
    expect(page.locator(".nothing")).to_be_visible()
    expect(page.get_by_role("button", name="Train")).to_be_disabled()


@pytest.mark.smoke
def test_a_phone_has_one_column_and_room_for_fingers(open_page):
    page = open_page(f"network?{SMALL}", drawn=False, phone=True)
    trained(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for button in page.locator(".optiscape-network button:visible, .optiscape-network a:visible").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 43.5, button.inner_text()


def test_after_a_cancelled_training_all_of_the_page_is_at_one_epoch(open_page):
    page = open_page(f"network?{SMALL}", drawn=False)
    trained(page)
    other_epochs(page, 1000)
    page.evaluate("() => { const button = document.querySelector('.train'); button.click(); button.click(); }")
    page.wait_for_function(
        "['cancelled', 'done'].includes(document.querySelector('[data-testid=network-trainer]').dataset.state)"
    )
    known = int(
        network(page).get_attribute("data-known")
    )  # of the last whole training, where nothing of the new one is
    assert known > 0
    expect(page.locator(".results caption")).to_have_text(f"After epoch {known}")
    expect(page.get_by_role("slider", name=re.compile("poch")).first).to_have_attribute("max", str(known))
