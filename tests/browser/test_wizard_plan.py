"""The plan in the wizard: drawn and in words, how often, and days that do not fit."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from followup.business_days import business_days_of
from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    add_person,
    box_of,
    fill_interview,
    let_pauses_pass,
    open_wizard,
    today_of,
)

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def days_to_a_business_day(page: Page) -> int:
    """About a week ahead, wherever in the year the test runs."""
    today = today_of(page)
    return (business_days_of("DE").first(today + timedelta(days=7)) - today).days


def open_with_plan(visit: Visit, **options: Any) -> Page:
    page = open_wizard(visit, **options)
    add_person(page, "Maria")
    fill_interview(page, role="Nurse")
    expect(page.locator("[data-plan-list] li").first).to_be_visible()
    return page


def next_weekend(page: Page) -> date:
    day = today_of(page) + timedelta(days=7)
    return day + timedelta(days=(5 - day.weekday()) % 7)


def lines(page: Page) -> list[str]:
    return page.locator("[data-plan-list] strong").all_inner_texts()


def test_the_plan_says_in_words_what_comes_when_and_why(visit: Visit) -> None:
    page = open_with_plan(visit)

    first = page.locator("[data-plan-list] li").filter(has_text="Ask for news")

    named = today_of(page) + timedelta(days=11)
    assert first.locator("time").get_attribute("datetime") >= named.isoformat()  # type: ignore[operator]
    expect(first).to_contain_text("If you have heard nothing by mid-afternoon, call.")
    assert lines(page)[:1] == ["Thank-you note"]


def test_the_drawing_is_silent_and_has_a_mark_for_every_step(visit: Visit) -> None:
    page = open_with_plan(visit)

    drawing = page.locator("[data-timeline] svg")

    assert drawing.get_attribute("aria-hidden") == "true"
    assert drawing.locator("circle").count() == page.locator("[data-plan] li").count() + 1
    expect(drawing.get_by_text("the day they named")).to_be_attached()


def test_the_labels_of_the_drawing_stay_inside_and_legible(visit: Visit) -> None:
    page = open_with_plan(visit)

    for width in [360, 1440]:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{page.url.partition('#')[0]}#plan")
        page.reload()
        expect(page.locator("[data-plan-list] li").first).to_be_visible()
        labels = page.locator("[data-timeline] text").all()
        assert len(labels) >= 2
        for label in labels:
            box = box_of(label)
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["height"] >= 12


def test_how_often_changes_the_plan_and_stands_beside_the_evidence(
    visit: Visit, api: WizardApi
) -> None:
    page = open_with_plan(visit)
    steady = page.locator("[data-plan] li").count()

    page.get_by_label("Now and then").check()
    expect(page.locator("[data-plan] li")).not_to_have_count(steady)
    page.get_by_text("Reasons for it, and against it").click()

    evidence = page.locator(".wizard-often")
    expect(evidence.get_by_text("33% of US human resources managers")).to_be_visible()
    expect(
        evidence.get_by_text("some employers wait to see who really wants the job")
    ).to_be_visible()
    assert api.queries[-1]["persistence"] == "gentle"


def test_a_sales_job_suggests_asking_often(visit: Visit) -> None:
    page = open_with_plan(visit)
    remark = page.get_by_text("For a job like this, “Often” is usual")
    expect(remark).to_be_hidden()

    page.locator("#role").fill("Sales engineer")
    expect(remark).to_be_visible()
    page.get_by_label("Often").check()

    expect(remark).to_be_hidden()


def test_a_set_number_of_check_ins_is_counted(visit: Visit) -> None:
    page = open_with_plan(visit)

    page.get_by_label("Stop after").select_option("3")

    expect(page.get_by_text("Ask again: check-in 3 of 3")).to_be_visible()


def test_a_weekend_day_gets_a_hint(visit: Visit) -> None:
    page = open_with_plan(visit)

    page.locator("#decision_on").fill(next_weekend(page).isoformat())

    expect(page.get_by_text("That is a weekend day.")).to_be_visible()


def test_a_holiday_gets_a_hint_with_the_next_working_day(visit: Visit) -> None:
    page = open_wizard(visit, now="2026-12-01T10:00:00Z")
    fill_interview(page, decides_in=None)

    page.locator("#decision_on").fill("2026-12-25")

    expect(page.get_by_text("Your plan takes Monday 28 December.")).to_be_visible()


def test_the_countrys_holidays_count_and_can_be_changed(visit: Visit, api: WizardApi) -> None:
    page = open_with_plan(visit)
    expect(page.get_by_label("The employer’s country")).to_contain_text(
        "From the time zone: Germany"
    )

    page.get_by_label("The employer’s country").select_option(label="Japan")

    expect(
        page.get_by_text("Except for thank-you notes, weekends and holidays of Japan are left out.")
    ).to_be_visible()
    assert api.queries[-1]["country"] == "JP"


@pytest.mark.parametrize(
    ("locale", "said"), [("en-GB", "Friday 4 December"), ("en-US", "Friday, December 4")]
)
def test_days_are_written_as_the_visitor_writes_them(visit: Visit, locale: str, said: str) -> None:
    page = open_wizard(visit, now="2026-11-23T10:00:00Z", locale=locale)

    page.locator("#decision_on").fill("2026-12-04")

    expect(page.locator("[data-said=decision_on]")).to_contain_text(said)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_day_is_the_same_day_in_every_zone(visit: Visit, api: WizardApi, zone: str) -> None:
    page = open_wizard(visit, timezone_id=zone)
    fill_interview(page)
    expect(page.locator("[data-plan-list] li").first).to_be_visible()

    assert api.queries[-1]["zone"] == zone
    assert api.queries[-1]["interviewed_on"] == today_of(page).isoformat()
    expect(page.locator("[data-said=interviewed_on]")).to_contain_text("Today")


BAD_DAYS = [
    ("2026-11-20", "2026-11-19", "before the interview"),
    ("2026-11-20", "2031-11-20", "less than two years away"),
    ("2031-11-20", "", "less than two years away"),
    ("1999-11-20", "", "less than two years away"),
]


def test_days_that_do_not_fit_are_explained_and_ask_for_no_plan(
    visit: Visit, api: WizardApi
) -> None:
    page = open_wizard(visit, now="2026-11-23T10:00:00Z")
    page.locator("#decision_on").fill("2026-11-19")

    # In this order no two days fit on the way from one pair to the next.
    for held, decides, said in BAD_DAYS:
        page.locator("#interviewed_on").fill(held)
        page.locator("#decision_on").fill(decides)
        expect(page.locator("[data-plan-said]")).to_contain_text(said)
        page.get_by_role("button", name="Send me reminders").click()
        expect(page.locator("[data-summary]").get_by_text(said)).to_be_visible()
    let_pauses_pass(page)

    assert (api.queries, api.follow_ups) == ([], {})


def test_a_service_that_is_too_busy_is_asked_again(visit: Visit) -> None:
    page = open_wizard(visit)
    page.route("**/api/plan**", lambda route: route.fulfill(status=429, json={"code": "too_many"}))

    fill_interview(page)

    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_more_time_asks_for_the_new_day(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=more-time")

    expect(page.get_by_role("heading", name="Which new day did they name?")).to_be_visible()
    expect(page.get_by_label("The new day")).to_be_visible()


def test_once_there_is_an_answer_no_plan_is_offered(visit: Visit) -> None:
    page = open_wizard(visit)

    for answer in ["offer", "rejection", "another-round", "back-in-touch"]:
        page.locator(f"[name=kind][value={answer}]").check()
        expect(page.get_by_role("heading", name="Your plan")).to_be_hidden()
        expect(page.get_by_role("heading", name="Remind me by e-mail")).to_be_hidden()


FIRST_CHECK_INS = [
    (
        "Regularly",
        "I call",
        "This is the day they named. If you have heard nothing by mid-afternoon, call.",
    ),
    (
        "Now and then",
        "I write an e-mail",
        "The day they named is over. If there is no answer yet, write a short e-mail.",
    ),
]


def test_the_first_check_in_says_what_is_true_of_its_day(visit: Visit) -> None:
    page = open_wizard(visit)
    fill_interview(page, decides_in=days_to_a_business_day(page))

    for persistence, channel, why in FIRST_CHECK_INS:
        page.get_by_role("radio", name=re.compile(f"^{persistence}")).check()
        page.get_by_role("radio", name=channel).check()
        expect(page.locator("[data-plan-list]")).to_contain_text(why)
