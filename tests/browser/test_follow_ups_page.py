"""The page the reminders lead to: state first, one button for what the link meant, undo after."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fake_api import FakeApi, a_follow_up, a_person, an_entry
from tests.browser.watching import Visit, axe_findings

pytest_plugins = ["tests.browser.site_fixtures"]

ADDRESS = "follow-ups/?t=link-token"
STOP_ADDRESS = "follow-ups/?t=stop-token&do=stop"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def card(page: Page) -> Locator:
    return page.locator("follow-ups-page .card")


def said(page: Page) -> Locator:
    return card(page).locator(".message--done")


def alert(page: Page) -> Locator:
    return page.locator("follow-ups-page .message--error:not(:empty)")


def test_it_shows_state_and_plan(visit: Visit) -> None:
    page = visit(ADDRESS)

    expect(card(page).get_by_role("heading", name="Acme")).to_be_visible()
    expect(card(page)).to_contain_text("The next e-mail comes on Monday, December 8: check-in 2.")
    expect(card(page).locator(".plan").first).to_contain_text("Mon, December 8Check-in 2")


LINKS = [
    ("do=answered&answer=offer", "Yes, I have an offer"),
    ("do=answered&answer=rejection", "Yes, they said no"),
    ("do=answered&answer=another_round", "Yes, another interview"),
    ("do=answered&answer=withdrawn", "Yes, I stopped"),
    ("do=thanked&person=0", "Yes, I thanked Mr Babbage"),
    ("do=thanked", "Yes, I thanked everyone"),
    ("do=done&round=1&step=check_in&n=1", "I called or wrote, no answer yet"),
    ("do=snooze", "Remind me in 2 working days"),
    ("do=stop", "Stop this"),
]


@pytest.mark.parametrize(("query", "label"), LINKS)
def test_a_link_brings_its_button_to_the_top_and_does_nothing(
    visit: Visit, api: FakeApi, query: str, label: str
) -> None:
    page = visit(f"{ADDRESS}&{query}")

    primary = card(page).locator(".button--primary")
    expect(primary).to_have_text([label])
    expect(card(page).get_by_role("button").first).to_have_text(label)
    assert api.follow_ups == [a_follow_up()]


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
    page = visit(f"{ADDRESS}&{query}")

    card(page).locator(".button--primary").click()

    expect(said(page)).not_to_be_empty()
    expect(card(page).locator(".question")).to_have_count(0)
    assert changed.items() <= api.follow_ups[0].items()


def test_an_answer_that_is_not_named_is_asked_for(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{ADDRESS}&do=answered")
    expect(card(page).locator(".question .button")).to_have_text(
        ["Offer", "No", "Another interview", "I stopped"]
    )

    press(page, "No")

    expect(said(page)).to_contain_text("they said no")
    assert api.follow_ups[0]["answer"] == "rejection"


def test_the_reply_is_ready_on_the_spot_and_can_be_copied(visit: Visit) -> None:
    page = visit(
        f"{ADDRESS}&do=answered&answer=offer", permissions=["clipboard-read", "clipboard-write"]
    )

    press(page, "Yes, I have an offer")
    page.get_by_role("button", name="Copy: Your reply to Acme").click()

    expect(page.get_by_role("button", name="Copy: Your reply to Acme")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        "Dear Mr Babbage,\n\nThank you"
    )
    mail = page.get_by_role("link", name="Open in my mail program").get_attribute("href")
    assert mail
    assert mail.startswith("mailto:?subject=Thank%20you&body=Dear%20Mr%20Babbage")


@pytest.mark.parametrize(("answer", "replies"), [("Offer", 1), ("No", 1), ("I stopped", 0)])
def test_after_an_answer_only_the_reply_is_asked_about(
    visit: Visit, answer: str, replies: int
) -> None:
    page = visit(ADDRESS)

    press(page, answer)

    expect(page.get_by_role("heading", name="Change the answer")).to_be_visible()
    expect(page.get_by_role("button", name="I sent my reply")).to_have_count(replies)
    expect(page.get_by_role("button", name="I called or wrote, no answer yet")).to_have_count(0)


def test_a_call_without_an_answer_ends_that_check_in_only(visit: Visit, api: FakeApi) -> None:
    page = visit(ADDRESS)

    press(page, "I called or wrote, no answer yet")

    expect(said(page)).to_contain_text("check-in 2")
    expect(page.get_by_role("button", name="I called or wrote, no answer yet")).to_have_count(0)
    assert [entry["done"] for entry in api.follow_ups[0]["plan"]] == [False, True, False, False]


def test_a_check_in_that_lies_ahead_cannot_be_ticked_by_mistake(visit: Visit, api: FakeApi) -> None:
    ahead = an_entry("check_in", 1, "2036-12-04")
    api.follow_ups = [a_follow_up(plan=[ahead], next=ahead)]

    page = visit(ADDRESS)

    expect(page.get_by_role("button", name="Offer")).to_be_visible()
    expect(page.get_by_role("button", name="I called or wrote, no answer yet")).to_have_count(0)


def test_each_person_is_ticked_alone_or_all_at_once(visit: Visit, api: FakeApi) -> None:
    page = visit(ADDRESS)

    press(page, "I thanked Ms Lovelace")
    expect(said(page)).to_contain_text("you thanked Ms Lovelace")
    assert [one["thanked"] for one in api.follow_ups[0]["people"]] == [False, True]
    expect(page.get_by_role("button", name="I thanked everyone")).to_have_count(0)
    press(page, "I thanked Mr Babbage")

    expect(page.get_by_role("heading", name="Whom have you thanked?")).to_have_count(0)
    assert [one["thanked"] for one in api.follow_ups[0]["people"]] == [True, True]


def test_a_thank_you_note_without_people_is_ticked_as_a_step(visit: Visit, api: FakeApi) -> None:
    sent = an_entry("thank_you", 1, "2026-11-24", sent_at="2026-11-24T08:03:00Z")
    api.follow_ups = [a_follow_up(people=[], plan=[sent], next=None)]
    page = visit(ADDRESS)

    press(page, "I sent my thank-you note")

    expect(said(page)).to_contain_text("No more e-mails are planned")
    assert api.follow_ups[0]["plan"][0]["done"]


def test_a_day_can_be_chosen(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{ADDRESS}&do=snooze")

    page.get_by_label("Or not before this day").fill("2036-12-12")
    press(page, "Choose this day")

    expect(card(page)).to_contain_text("Nothing comes before Friday, December 12.")
    assert api.follow_ups[0]["snooze_until"] == "2036-12-12"


def test_they_need_more_time_asks_for_the_new_day(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{ADDRESS}&do=more-time")
    expect(card(page).get_by_role("heading", name="When will they know?")).to_be_visible()

    page.get_by_label("The new day they named").fill("2036-12-19")
    press(page, "Choose this day")

    expect(card(page)).to_contain_text("Recorded: they need more time.")
    assert api.follow_ups[0]["decision_on"] == "2036-12-19"


def test_a_change_from_another_window_is_shown_and_the_press_can_be_sent_again(
    visit: Visit, api: FakeApi
) -> None:
    page = visit(f"{ADDRESS}&do=more-time")
    page.get_by_label("The new day they named").wait_for()
    api.follow_ups[0].update(rev=9, role="Head of benches")
    page.get_by_label("The new day they named").fill("2036-12-19")

    press(page, "Choose this day")
    expect(alert(page)).to_contain_text("changed in another window")
    expect(card(page)).to_contain_text("Head of benches")
    press(page, "Try again")

    expect(card(page)).to_contain_text("Recorded: they need more time.")
    assert api.follow_ups[0]["decision_on"] == "2036-12-19"


def test_the_words_for_a_coming_day_wait_folded(visit: Visit, api: FakeApi) -> None:
    note = {"kind": "call_first", "title": "The call", "person": None, "subject": "", "body": "Hi."}
    api.follow_ups = [a_follow_up(notes=[note])]
    page = visit(ADDRESS)
    expect(page.get_by_text("Hi.")).to_be_hidden()

    page.get_by_text("The words for your next step").click()

    expect(page.get_by_text("Hi.")).to_be_visible()
    expect(page.get_by_role("link", name="Open in my mail program")).to_have_count(0)


@pytest.mark.parametrize(("day", "fault"), [("", "Choose a day."), ("2020-01-01", "after today")])
def test_a_day_that_cannot_be_is_told_at_the_field(
    visit: Visit, api: FakeApi, day: str, fault: str
) -> None:
    page = visit(f"{ADDRESS}&do=snooze")
    field = page.get_by_label("Or not before this day")

    field.fill(day)
    press(page, "Choose this day")

    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile(fault))
    assert api.follow_ups[0]["snooze_until"] is None


def test_what_the_service_refuses_is_shown_in_its_words(visit: Visit) -> None:
    page = visit(f"{ADDRESS}&do=snooze")

    page.get_by_label("Or not before this day").fill("2040-01-02")
    press(page, "Choose this day")

    expect(alert(page)).to_contain_text("That is more than two years away.")


def test_a_press_can_be_undone(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{ADDRESS}&do=stop")
    press(page, "Stop this")
    expect(card(page)).to_contain_text("until Friday")

    press(page, "Undo the stop")

    expect(said(page)).to_contain_text("Undone")
    expect(page.get_by_role("button", name="Offer")).to_be_visible()
    assert api.follow_ups[0]["stopped_at"] is None


def test_the_focus_goes_to_the_heading_when_the_button_is_gone(visit: Visit) -> None:
    page = visit(f"{ADDRESS}&do=answered&answer=offer")

    page.get_by_role("button", name="Yes, I have an offer").press("Enter")

    expect(card(page).locator("h2")).to_be_focused()


def test_the_focus_stays_on_a_button_that_stays(visit: Visit) -> None:
    page = visit(ADDRESS)

    page.get_by_role("button", name="Remind me in 2 working days").press("Enter")

    expect(said(page)).to_contain_text("Not today")
    expect(page.get_by_role("button", name="Remind me in 2 working days")).to_be_focused()


def test_offline_keeps_the_state_and_tries_again(visit: Visit, api: FakeApi) -> None:
    page = visit(ADDRESS)
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


def test_a_page_that_could_not_load_tries_again(visit: Visit, api: FakeApi) -> None:
    api.is_offline = True
    page = visit(ADDRESS)
    expect(alert(page)).to_be_visible()

    api.is_offline = False
    press(page, "Try again")

    expect(card(page)).to_be_visible()


def test_a_link_that_is_too_old_is_explained(visit: Visit) -> None:
    page = visit("follow-ups/?t=forged&do=done")

    expect(page.get_by_role("heading", name="needs the link from an e-mail")).to_be_visible()


def test_several_follow_ups_have_a_card_each_and_no_question(visit: Visit, api: FakeApi) -> None:
    api.follow_ups = [a_follow_up(), a_follow_up(id="5f0d", employer="Globex")]

    page = visit(f"{ADDRESS}&do=stop")

    expect(card(page)).to_have_count(2)
    expect(page.locator(".question")).to_have_count(0)


def test_a_press_on_one_card_leaves_the_other(visit: Visit, api: FakeApi) -> None:
    api.follow_ups = [a_follow_up(), a_follow_up(id="5f0d", employer="Globex")]
    page = visit(ADDRESS)

    page.get_by_role("region", name="Globex").get_by_role("button", name="Offer").click()

    expect(page.get_by_role("region", name="Globex")).to_contain_text("You have an offer.")
    assert [one["answer"] for one in api.follow_ups] == [None, "offer"]


def test_the_mail_programs_unsubscribe_stops_everything(visit: Visit, api: FakeApi) -> None:
    page = visit(STOP_ADDRESS)
    button = page.get_by_role("button", name="Stop all e-mails")
    expect(button).to_be_visible()
    assert not api.has_stopped_all

    button.click()

    expect(page.get_by_role("heading", name="All e-mails are stopped")).to_be_focused()
    assert api.has_stopped_all


def test_a_stop_link_survives_a_reload_and_leaves_the_kept_link_alone(
    visit: Visit, site: str
) -> None:
    page = visit(ADDRESS)
    page.get_by_label("Keep my link on this device").check()
    page.goto(f"{site}/{STOP_ADDRESS}")
    expect(page.get_by_role("button", name="Stop all e-mails")).to_be_visible()

    page.reload()
    expect(page.get_by_role("button", name="Stop all e-mails")).to_be_visible()
    page.goto(f"{site}/follow-ups/")

    expect(card(page)).to_be_visible()


def test_the_token_leaves_the_address_and_what_was_meant_stays(visit: Visit, site: str) -> None:
    page = visit(f"{ADDRESS}&do=stop")
    expect(page).to_have_url(f"{site}/follow-ups/?do=stop")

    page.reload()

    expect(card(page).locator(".button--primary")).to_have_text("Stop this")


def test_another_tab_opens_nothing_unless_the_link_is_kept(visit: Visit, site: str) -> None:
    page = visit(ADDRESS)
    expect(card(page)).to_be_visible()
    tab = page.context.new_page()
    tab.route("**/api/**", FakeApi().handle)
    tab.goto(f"{site}/follow-ups/")
    expect(tab.get_by_role("heading", name="needs the link from an e-mail")).to_be_visible()

    page.get_by_label("Keep my link on this device").check()
    tab.reload()

    expect(card(tab)).to_be_visible()


def test_signing_out_leaves_nothing(visit: Visit) -> None:
    page = visit(ADDRESS)
    page.get_by_label("Keep my link on this device").check()

    press(page, "Sign out here")
    page.reload()

    expect(page.get_by_role("heading", name="needs the link from an e-mail")).to_be_visible()
    assert (
        page.evaluate("Object.keys(localStorage).join() + Object.keys(sessionStorage).join()") == ""
    )


def test_texts_from_the_service_stay_text(visit: Visit, api: FakeApi) -> None:
    bad = "<img src=x onerror=alert(1)>"
    note = {"kind": "call", "title": bad, "person": None, "subject": bad, "body": bad}
    api.follow_ups = [a_follow_up(employer=bad, role=bad, people=[a_person(bad)], notes=[note])]

    page = visit(ADDRESS)

    expect(card(page).locator("h2")).to_have_text(bad)
    expect(page.locator(".letter")).to_have_text(bad)
    assert page.locator("follow-ups-page img").count() == 0
    assert page.locator(".letter, h2 span").first.get_attribute("translate") == "no"


def test_axe_finds_nothing_on_what_any_link_opens(visit: Visit, site: str) -> None:
    page = visit(ADDRESS, width=360)

    found = {}
    for query in [*(query for query, _ in LINKS), "do=answered", "do=more-time", "do=nonsense"]:
        page.goto(f"{site}/{ADDRESS}&{query}")
        card(page).wait_for()
        for fold in page.locator("follow-ups-page details").all():
            fold.evaluate("one => { one.open = true }")
        found[query] = axe_findings(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 360

    assert {query: findings for query, findings in found.items() if findings} == {}


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_axe_finds_nothing_after_an_answer_and_in_trouble(
    visit: Visit, api: FakeApi, palette: str
) -> None:
    page = visit(ADDRESS, color_scheme=palette)
    press(page, "No")
    expect(page.locator(".letter")).to_be_visible()
    api.is_offline = True
    press(page, "I sent my reply")
    expect(alert(page)).to_be_visible()

    assert axe_findings(page) == []


def test_every_module_of_the_page_is_announced_in_its_head(visit: Visit) -> None:
    page = visit(ADDRESS)
    card(page).wait_for()

    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name)"
        ".filter(name => name.endsWith('.mjs') && !name.endsWith('/site.mjs'))"
    )
    announced = page.evaluate(
        "[...document.querySelectorAll('link[rel=modulepreload]')].map(link => link.href)"
    )

    assert sorted(loaded) == sorted(announced)
