"""What a visitor does while the service still works: answers are about what was asked."""

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import add_person, fill_interview, open_wizard, press, today_of

pytest_plugins = ["tests.browser.site_fixtures"]

# Requests to this part of the service wait until `letGo()`; `held` counts them.
HOLD = """path => {
  const ask = window.fetch;
  const waiting = [];
  window.held = 0;
  window.letGo = () => waiting.splice(0).forEach(go => go());
  window.fetch = async (address, request) => {
    if (`${address}`.includes(path)) await new Promise(go => { waiting.push(go); window.held += 1; });
    return ask(address, request);
  };
}"""
FOLLOWED = """() => addEventListener("click", event => {
  const link = event.target.closest("a[href^=mailto]");
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  window.followed = link.href;
})"""


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def open_with_plan(visit: Visit) -> Page:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    fill_interview(page, role="Nurse")
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    expect(page.locator("[data-plan-list] li").first).to_be_visible()
    return page


def ask_and_hold(page: Page) -> None:
    page.evaluate(HOLD, "/follow-ups")
    press(page, "Send me reminders")
    page.wait_for_function("() => window.held === 1")


def name_a_later_day(page: Page) -> str:
    """The plan of the new day is asked for, and its answer held back."""
    page.evaluate(HOLD, "/plan")
    day = (today_of(page) + timedelta(days=60)).isoformat()
    page.locator("#decision_on").fill(day)
    page.wait_for_function("() => window.held === 1")
    return day


def test_a_change_made_while_it_is_sent_is_not_taken_as_sent(visit: Visit) -> None:
    page = open_with_plan(visit)
    ask_and_hold(page)

    page.locator("#role").fill("Midwife")
    page.evaluate("letGo()")

    expect(page.get_by_text("We sent an e-mail to ada@example.com")).to_be_visible()
    expect(page.get_by_text("You changed something since then.")).to_be_visible()


def test_the_address_shown_is_the_one_that_was_written_to(visit: Visit) -> None:
    page = open_with_plan(visit)
    ask_and_hold(page)

    page.get_by_label("Your e-mail address").fill("other@example.com")
    page.evaluate("letGo()")

    expect(page.get_by_text("We sent an e-mail to ada@example.com")).to_be_visible()
    expect(page.get_by_text("You changed something since then.")).to_be_visible()


def test_the_next_interview_is_not_said_to_be_on_its_way(visit: Visit) -> None:
    page = open_with_plan(visit)
    ask_and_hold(page)

    press(page, "Write about another interview")
    page.evaluate("letGo()")
    page.wait_for_timeout(300)  # The answer is here by then.

    expect(page.locator("[data-ask-said]")).to_be_empty()
    expect(page.get_by_role("button", name="Send me reminders")).to_be_visible()


def test_the_calendar_waits_for_the_days_of_the_new_answers(visit: Visit) -> None:
    page = open_with_plan(visit)
    day = name_a_later_day(page)

    with page.expect_download() as caught:
        press(page, "Add to my calendar")
        page.evaluate("letGo()")

    calendar = Calendar.from_ical(Path(caught.value.path()).read_bytes())
    asking = [
        one for one in calendar.walk("VEVENT") if str(one["SUMMARY"]).startswith("Ask for news")
    ]
    assert [f"{one.decoded('DTSTART'):%Y-%m-%d}" >= day for one in asking] == [True]


def test_the_mail_waits_for_the_days_of_the_new_answers(visit: Visit) -> None:
    page = open_with_plan(visit)
    page.evaluate(FOLLOWED)
    before = page.locator("[data-plan-list] time").last.inner_text()
    name_a_later_day(page)

    page.get_by_role("link", name="Mail the plan to myself").first.click()
    assert page.evaluate("window.followed") is None
    page.evaluate("letGo()")

    page.wait_for_function("() => window.followed")
    last = page.locator("[data-plan-list] time").last.inner_text()
    link = page.evaluate("decodeURIComponent(window.followed)")
    assert last != before
    assert last in link


def test_the_days_of_one_interview_are_not_those_of_another(visit: Visit, site: str) -> None:
    page = open_with_plan(visit)
    page.wait_for_function("() => JSON.stringify(localStorage).includes('ada@example.com')")
    other = page.context.new_page()
    other.goto(f"{site}/write/")
    add_person(other, "Tom")
    fill_interview(other, employer="Borealis", days_ago=3)
    expect(other.locator("[data-plan-list] li").first).to_be_visible()
    other.evaluate(HOLD, "/plan")

    other.locator("[data-draft-list] button").click()

    expect(other.locator("#employer")).to_have_value("Acme")
    expect(other.locator("[data-plan]")).to_be_hidden()
    expect(other.locator("[data-plan-mail]")).to_be_hidden()
    other.wait_for_function("() => window.held === 1")
    other.evaluate("letGo()")
    expect(other.locator("[data-plan-list] li").first).to_be_visible()


def test_an_error_of_the_page_is_not_laid_on_the_server(visit: Visit) -> None:
    page = open_with_plan(visit)
    page.evaluate("""() => addEventListener("unhandledrejection", event => {
      event.preventDefault();
      window.fault = event.reason.name;
    })""")
    page.route("**/api/plan?*", lambda route: route.fulfill(json={}))

    page.get_by_label("Often").check()

    page.wait_for_function("() => window.fault === 'TypeError'")
    expect(page.locator("[data-plan-said]")).not_to_contain_text("our server does not answer")


def test_without_a_day_of_the_interview_a_wrong_day_is_said_until_it_is_mended(
    visit: Visit,
) -> None:
    page = open_wizard(visit)
    said = page.locator("[data-plan-said]")
    expect(said).to_contain_text("Enter the day of the interview")

    page.locator("#decision_on").fill("2050-01-03")
    expect(said).to_contain_text("less than two years away")
    page.locator("#decision_on").fill(today_of(page).isoformat())

    expect(said).to_contain_text("Enter the day of the interview")
