"""Presses in trouble: refused, doubled, out of reach, overtaken by another window."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.follow_up_steps import LINK, alert, card, press, said
from tests.browser.watching import Visit, axe_findings_in_both

pytest_plugins = ["tests.browser.site_fixtures"]


def test_a_change_from_another_window_is_shown_and_the_press_can_be_sent_again(
    visit: Visit, api: FakeApi
) -> None:
    page = visit(f"{LINK}&do=more-time")
    page.get_by_label("The new day they named").wait_for()
    api.follow_ups[0].update(rev=9, role="Head of benches")
    page.get_by_label("The new day they named").fill("2036-12-19")

    press(page, "Choose this day")
    expect(alert(page)).to_contain_text("changed in another window")
    expect(card(page)).to_contain_text("Head of benches")
    press(page, "Try again")

    expect(card(page)).to_contain_text("Recorded: they need more time.")
    assert api.follow_ups[0]["decision_on"] == "2036-12-19"


@pytest.mark.parametrize(("day", "fault"), [("", "Choose a day."), ("2020-01-01", "after today")])
def test_a_day_that_cannot_be_is_told_at_the_field(
    visit: Visit, api: FakeApi, day: str, fault: str
) -> None:
    page = visit(f"{LINK}&do=snooze")
    field = page.get_by_label("Or not before this day")

    field.fill(day)
    press(page, "Choose this day")

    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile(fault))
    assert api.follow_ups[0]["snooze_until"] is None


def test_what_the_service_refuses_is_shown_in_its_words(visit: Visit) -> None:
    page = visit(f"{LINK}&do=snooze")

    page.get_by_label("Or not before this day").fill("2040-01-02")
    press(page, "Choose this day")

    expect(alert(page)).to_contain_text("That is more than two years away.")


def test_offline_keeps_the_state_and_tries_again(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    card(page).wait_for()
    api.is_offline = True
    press(page, "Offer")
    expect(alert(page)).to_contain_text("cannot reach the service")
    expect(card(page)).to_contain_text("check-in 2")

    api.is_offline = False
    press(page, "Try again")

    expect(said(page)).to_contain_text("an offer")
    expect(alert(page)).to_have_count(0)
    assert api.follow_ups[0]["answer"] == "offer"


def test_axe_finds_nothing_after_an_answer_and_in_trouble(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    press(page, "No")
    expect(page.locator(".letter")).to_be_visible()
    api.is_offline = True
    press(page, "I sent my reply")
    expect(alert(page)).to_be_visible()

    assert axe_findings_in_both(page, "follow-ups-page") == []


def test_a_double_press_is_one_press(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)

    page.get_by_role("button", name="Remind me in 2 working days").dblclick()

    expect(said(page)).to_contain_text("Not today")
    assert api.follow_ups[0]["rev"] == 4


def test_a_dropped_connection_sends_the_same_press_once_more(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    card(page).wait_for()
    api.loses_answers = True
    press(page, "I thanked Ms Lovelace")
    expect(alert(page)).to_contain_text("cannot reach the service")

    api.loses_answers = False
    press(page, "Try again")

    expect(said(page)).to_contain_text("you thanked Ms Lovelace")
    assert [one["thanked"] for one in api.follow_ups[0]["people"]] == [False, True]
