"""A press is never lost: what arrives between a button's going down and up waits until it is up."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.asked import fulfil
from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    PHONE,
    add_person,
    box_of,
    fill_interview,
    let_pauses_pass,
    note,
    open_wizard,
)

pytest_plugins = ["tests.browser.site_fixtures"]

TOUCH = "Input.dispatchTouchEvent"
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

BUSY_AFTER_A_PRESS = """() => document.addEventListener("pointerup", () => {
  const end = Date.now() + 1000;
  while (Date.now() < end);
})"""


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def hold_the_plan(page: Page) -> list[Route]:
    """Requests for the plan wait in the list until somebody answers them."""
    held: list[Route] = []
    page.route("**/api/plan*", lambda route: held.append(route))
    return held


def middle_of(target: Locator) -> tuple[float, float]:
    target.scroll_into_view_if_needed()
    box = box_of(target)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def go_down_on(page: Page, target: Locator) -> None:
    target.hover()
    page.mouse.down()


def answer(page: Page, api: WizardApi, held: list[Route]) -> None:
    """The plan arrives, and the page has had the time to draw it."""
    with page.expect_response("**/api/plan*"):
        while not held:
            page.wait_for_timeout(10)
        while held:
            fulfil(held.pop(), api)
    page.evaluate(FRAMES)


def waiting_for_the_plan(visit: Visit, **options: Any) -> tuple[Page, list[Route]]:
    page = open_wizard(visit, **options)
    held = hold_the_plan(page)
    add_person(page, "Maria", "the new test bench")
    with page.expect_request("**/api/plan*"):
        fill_interview(page)
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    return page, held


def test_a_choice_is_taken_though_the_plan_arrives_meanwhile(visit: Visit, api: WizardApi) -> None:
    page, held = waiting_for_the_plan(visit)
    often = page.get_by_label("Often")

    go_down_on(page, often)
    answer(page, api, held)
    with page.expect_request("**/api/plan*"):  # about the choice
        page.mouse.up()
    answer(page, api, held)

    expect(often).to_be_checked()
    expect(page.locator("[data-plan-list] li").first).to_be_visible()


def test_a_button_acts_though_the_plan_arrives_meanwhile(visit: Visit, api: WizardApi) -> None:
    page, held = waiting_for_the_plan(visit)

    go_down_on(page, page.get_by_role("button", name="Send me reminders"))
    answer(page, api, held)
    page.mouse.up()

    expect(page.get_by_text("We sent an e-mail to ada@example.com")).to_be_visible()


def test_a_tap_acts_though_the_plan_arrives_while_the_finger_is_down(
    visit: Visit, api: WizardApi
) -> None:
    page, held = waiting_for_the_plan(visit, has_touch=True)
    finger = page.context.new_cdp_session(page)
    x, y = middle_of(page.get_by_role("button", name="Send me reminders"))

    finger.send(TOUCH, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    answer(page, api, held)
    finger.send(TOUCH, {"type": "touchEnd", "touchPoints": []})

    expect(page.get_by_text("We sent an e-mail to ada@example.com")).to_be_visible()


def test_a_slow_phone_takes_a_tap_for_a_tap(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    page.evaluate(BUSY_AFTER_A_PRESS)

    page.get_by_text("I just had an interview").tap()

    expect(page.locator("#name-of-1")).to_be_focused()


def test_a_mark_is_not_made_anew_under_a_press(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    why = note(page).get_by_role("button", name="Why:").first
    expect(why).to_be_visible()
    page.locator("[data-person-field=detail]").press("End")
    page.keyboard.type("es")

    go_down_on(page, why)
    let_pauses_pass(page)  # after one, marks are drawn anew
    page.mouse.up()

    expect(why).to_have_attribute("aria-expanded", "true")


def test_what_waited_is_drawn_where_a_press_ends_elsewhere(visit: Visit, api: WizardApi) -> None:
    page, held = waiting_for_the_plan(visit)

    go_down_on(page, page.get_by_role("button", name="Send me reminders"))
    answer(page, api, held)
    page.mouse.move(5, 5)
    page.mouse.up()

    expect(page.locator("[data-plan-list] li").first).to_be_visible()
    assert api.follow_ups == {}
