"""The question for the day they named."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import add_person, open_wizard

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def opened(visit: Visit, now: str) -> Page:
    page = open_wizard(visit, now=f"{now}T10:00:00Z")
    add_person(page, "Maria")
    return page


@pytest.mark.parametrize(
    ("now", "named", "day"),
    [
        ("2026-11-23", "Friday 27 November", "2026-11-27"),
        ("2026-11-23", "Friday 4 December", "2026-12-04"),
        ("2026-11-26", "Friday 27 November", "2026-11-27"),
        ("2026-11-27", "Friday 4 December", "2026-12-04"),
        ("2026-11-28", "Friday 11 December", "2026-12-11"),
        ("2026-12-28", "Friday 1 January", "2027-01-01"),
    ],
)
def test_the_next_two_fridays_are_one_tap_away(
    visit: Visit, now: str, named: str, day: str
) -> None:
    page = opened(visit, now)

    page.get_by_role("button", name=named).click()

    expect(page.locator("#decision_on")).to_have_value(day)
    expect(page.locator("#decision_on-said")).to_contain_text(named)


def test_a_day_before_the_interview_is_said_to_be_odd(visit: Visit) -> None:
    page = opened(visit, "2026-11-23")
    page.locator("#interviewed_on").fill("2026-11-23")

    page.locator("#decision_on").fill("2026-04-12")

    said = page.locator("#decision_on-said")
    expect(said).to_contain_text("The day they named is before the interview.")
    page.locator("#decision_on").fill("2026-11-23")
    expect(said).not_to_contain_text("before the interview")


def test_without_a_number_the_gentle_pace_still_ends_after_three(visit: Visit) -> None:
    page = opened(visit, "2026-11-23")
    most = page.get_by_label("Stop after")

    expect(most.locator("option").first).to_have_text("no set number")
    page.get_by_label("Now and then").check()

    expect(most.locator("option").first).to_have_text("three check-ins, as above")
