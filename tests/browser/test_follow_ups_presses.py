"""The presses of a follow-up: each does one thing, may be repeated, and can be undone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.fake_items import a_follow_up, an_entry
from tests.browser.follow_up_steps import LETTER, LINK, card, press, said
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.mark.parametrize(
    ("query", "changed"),
    [
        ("do=answered&answer=offer", {"answer": "offer"}),
        ("do=answered&answer=withdrawn", {"answer": "withdrawn"}),
        ("do=snooze", {"snooze_until": "2036-12-08"}),
        ("do=stop", {"stopped_at": "2026-12-04T10:00:00Z"}),
    ],
)
def test_the_press_does_what_the_link_meant(
    visit: Visit, api: FakeApi, query: str, changed: dict[str, Any]
) -> None:
    page = visit(f"{LINK}&{query}")

    card(page).locator(".button--primary").click()

    expect(said(page)).not_to_be_empty()
    expect(card(page).locator(".question")).to_have_count(0)
    assert changed.items() <= api.follow_ups[0].items()


def test_an_answer_that_is_not_named_is_asked_for(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{LINK}&do=answered")
    expect(card(page).locator(".question .button")).to_have_text(
        ["Offer", "No", "Another interview", "I stopped"]
    )

    press(page, "No")

    expect(said(page)).to_contain_text("they said no")
    assert api.follow_ups[0]["answer"] == "rejection"


def test_the_reply_is_ready_on_the_spot_and_can_be_copied(visit: Visit) -> None:
    page = visit(
        f"{LINK}&do=answered&answer=offer", permissions=["clipboard-read", "clipboard-write"]
    )

    press(page, "Yes, I have an offer")
    page.get_by_role("button", name="Copy: Your reply to Acme").click()

    expect(page.get_by_role("button", name="Copy: Your reply to Acme")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        "Dear Mr Babbage,\n\nThank you"
    )
    mail = page.get_by_role("link", name="Open as e-mail").get_attribute("href")
    assert mail
    assert mail.startswith("mailto:?subject=Thank%20you&body=Dear%20Mr%20Babbage")


@pytest.mark.parametrize(("answer", "replies"), [("Offer", 1), ("No", 1), ("I stopped", 0)])
def test_after_an_answer_only_the_reply_is_asked_about(
    visit: Visit, answer: str, replies: int
) -> None:
    page = visit(LINK)

    press(page, answer)

    expect(page.get_by_role("heading", name="Change the answer")).to_be_visible()
    expect(page.get_by_role("button", name="I sent my reply")).to_have_count(replies)
    expect(page.get_by_role("button", name="I called or wrote, no answer yet")).to_have_count(0)


def test_a_call_without_an_answer_ends_that_check_in_only(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)

    press(page, "I called or wrote, no answer yet")

    expect(said(page)).to_contain_text("check-in 2")
    expect(page.get_by_role("button", name="I called or wrote, no answer yet")).to_have_count(0)
    assert [entry["done"] for entry in api.follow_ups[0]["plan"]] == [False, True, False, False]


def test_a_check_in_that_lies_ahead_cannot_be_ticked_by_mistake(visit: Visit, api: FakeApi) -> None:
    ahead = an_entry("check_in", 1, "2036-12-04")
    api.follow_ups = [a_follow_up(plan=[ahead], next=ahead)]

    page = visit(LINK)

    expect(page.get_by_role("button", name="Offer")).to_be_visible()
    expect(page.get_by_role("button", name="I called or wrote, no answer yet")).to_have_count(0)


def test_each_person_is_ticked_alone_or_all_at_once(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)

    press(page, "I thanked Ms Lovelace")
    expect(said(page)).to_contain_text("you thanked Ms Lovelace")
    assert [one["thanked"] for one in api.follow_ups[0]["people"]] == [False, True]
    expect(page.get_by_role("button", name="I thanked everyone")).to_have_count(0)
    press(page, "I thanked Mr Babbage")

    expect(page.get_by_role("heading", name="Who have you thanked?")).to_have_count(0)
    assert [one["thanked"] for one in api.follow_ups[0]["people"]] == [True, True]


def test_a_thank_you_note_without_people_is_ticked_as_a_step(visit: Visit, api: FakeApi) -> None:
    sent = an_entry("thank_you", 1, "2026-11-24", sent_at="2026-11-24T08:03:00Z")
    api.follow_ups = [a_follow_up(people=[], plan=[sent], next=None)]
    page = visit(LINK)

    press(page, "I sent my thank-you note")

    expect(said(page)).to_contain_text("No more e-mails are planned")
    assert api.follow_ups[0]["plan"][0]["done"]


def test_a_day_can_be_chosen(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{LINK}&do=snooze")

    page.get_by_label("Or not before this day").fill("2036-12-12")
    press(page, "Choose this day")

    expect(card(page)).to_contain_text("Nothing comes before Friday, December 12.")
    assert api.follow_ups[0]["snooze_until"] == "2036-12-12"


def test_they_need_more_time_asks_for_the_new_day(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{LINK}&do=more-time")
    expect(card(page).get_by_role("heading", name="When will they know?")).to_be_visible()

    page.get_by_label("The new day they named").fill("2036-12-19")
    press(page, "Choose this day")

    expect(card(page)).to_contain_text("Recorded: they need more time.")
    assert api.follow_ups[0]["decision_on"] == "2036-12-19"


def test_the_words_for_a_coming_day_wait_folded(visit: Visit, api: FakeApi) -> None:
    note = {"kind": "call_first", "title": "The call", "person": None, "subject": "", "body": "Hi."}
    api.follow_ups = [a_follow_up(notes=[note])]
    page = visit(LINK)
    expect(page.get_by_text("Hi.")).to_be_hidden()

    page.get_by_text("The words for your next step").click()

    expect(page.get_by_text("Hi.")).to_be_visible()
    expect(page.get_by_role("link", name="Open as e-mail")).to_have_count(0)


def test_a_press_can_be_undone(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{LINK}&do=stop")
    press(page, "Stop this")
    expect(card(page)).to_contain_text("until Friday")

    press(page, "Undo the stop")

    expect(said(page)).to_contain_text("Undone")
    expect(page.get_by_role("button", name="Offer")).to_be_visible()
    assert api.follow_ups[0]["stopped_at"] is None


def test_the_focus_goes_to_the_heading_when_the_button_is_gone(visit: Visit) -> None:
    page = visit(f"{LINK}&do=answered&answer=offer")

    page.get_by_role("button", name="Yes, I have an offer").press("Enter")

    expect(card(page).locator("h2")).to_be_focused()


def test_the_focus_stays_on_a_button_that_stays(visit: Visit) -> None:
    page = visit(LINK)

    page.get_by_role("button", name="Remind me in 2 working days").press("Enter")

    expect(said(page)).to_contain_text("Not today")
    expect(page.get_by_role("button", name="Remind me in 2 working days")).to_be_focused()


def test_a_press_on_one_card_leaves_the_other(visit: Visit, api: FakeApi) -> None:
    api.follow_ups = [a_follow_up(), a_follow_up(id="5f0d", employer="Globex")]
    page = visit(LINK)

    page.get_by_role("region", name="Globex").get_by_role("button", name="Offer").click()

    expect(page.get_by_role("region", name="Globex")).to_contain_text("You have an offer.")
    assert [one["answer"] for one in api.follow_ups] == [None, "offer"]


def test_less_often_asks_for_three_more_now_and_then(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{LETTER}&do=less-often")

    press(page, "Yes, less often")

    expect(said(page)).to_contain_text("Recorded: less often.")
    expect(page.locator(".question")).to_have_count(0)
    item = api.follow_ups[0]
    assert (item["persistence"], item["max_check_ins"], item["rev"]) == ("gentle", 4, 4)


def test_what_is_seldom_already_is_not_asked_about(visit: Visit, api: FakeApi) -> None:
    api.follow_ups = [a_follow_up(persistence="gentle", max_check_ins=4)]

    page = visit(f"{LETTER}&do=less-often")

    expect(card(page)).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)


def test_a_letter_can_stop_everything_too(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{LETTER}&do=stop")

    press(page, "Stop all e-mails")

    expect(page.get_by_role("heading", name="All e-mails are stopped")).to_be_focused()
    assert (api.has_stopped_all, api.follow_ups[0]["stopped_at"]) == (True, None)


def test_after_a_no_an_e_mail_in_three_months_can_be_asked_for(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    press(page, "No")

    press(page, "Remind me in three months")
    expect(page.get_by_role("button", name="Do not remind me of that")).to_be_focused()
    assert api.follow_ups[0]["reconnect"]
    press(page, "Do not remind me of that")

    expect(page.get_by_role("button", name="Remind me in three months")).to_be_visible()
    assert not api.follow_ups[0]["reconnect"]
