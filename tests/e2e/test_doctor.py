"""The doctor's cards: what went wrong, at which step, and a remedy that a button applies."""

import pytest

CARDS = ".optiscape-player .doctor .card-of"


@pytest.mark.smoke
def test_a_diverged_run_gets_a_card_whose_button_ends_the_divergence(open_page, rest):
    page = open_page("?landscape=ravine&run=gradient_descent~0.2&run=adam~0.3")
    card = page.locator(CARDS)
    card.wait_for()
    assert card.count() == 1  # Adam is well
    text = card.text_content()
    assert "Gradient descent diverged" in text
    assert "It overshoots from step 1 on" in text
    assert "λmax = 4 > 2 along w2" in text  # κ = 20 and α = 0.2
    card.get_by_role("button", name="cause: step 1").click()
    page.wait_for_function("() => document.querySelector('[data-testid=descent-player]').dataset.step === '1'")
    card.locator(".apply").click()
    page.wait_for_function("() => !location.search.includes('gradient_descent~0.2')")
    rest(page)
    page.wait_for_function("() => !document.querySelector('.doctor .card-of')")
    assert "diverged" not in page.locator(".st-key-explore-results").text_content().lower()
    assert float(page.get_by_label("Gradient descent learning rate", exact=True).input_value()) < 0.1
    page.get_by_role("button", name="Undo").click()
    card.wait_for()


@pytest.mark.smoke
def test_runs_that_do_well_get_no_card_and_the_cards_of_another_start_fade(open_page, rest):
    page = open_page("?run=gradient_descent~0.01&run=adam~0.1")
    page.wait_for_timeout(1500)
    assert page.locator(CARDS).count() == 0
    page = open_page("?landscape=ravine&run=gradient_descent~0.2", phone=True)
    page.locator(CARDS).wait_for()
    assert page.locator(".doctor").get_attribute("role") == "status"
    page.evaluate(
        """() => {
            const doctor = document.querySelector('.doctor');
            window.faded = false;
            new MutationObserver(() => { window.faded ||= doctor.hasAttribute('aria-busy'); })
                .observe(doctor, {attributes: true});
        }"""
    )
    page.get_by_role("slider", name="Start point").press("Shift+ArrowRight")
    rest(page)
    page.wait_for_function("() => window.faded && !document.querySelector('.doctor').hasAttribute('aria-busy')")
    assert page.locator(CARDS).count() == 1


def test_a_start_that_is_offered_is_taken_by_its_button(open_page, rest):
    page = open_page("?landscape=formula:ln(w1)%20%2B%20w2^2&w1=-3&w2=1&run=adam~0.1")
    card = page.locator(CARDS)
    card.wait_for()
    assert "J is undefined at the start, (−3, 1): move it." in card.text_content()
    card.locator(".apply").click()
    page.wait_for_function("() => !location.search.includes('w1=-3')")
    rest(page)
    page.wait_for_function("() => !document.querySelector('.doctor .card-of.undefined')")
    assert float(page.get_by_label("Start w1", exact=True).input_value()) > 0
    assert float(page.get_by_label("Adam learning rate", exact=True).input_value()) < 0.1
