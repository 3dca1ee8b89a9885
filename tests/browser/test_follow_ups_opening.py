"""What a link opens: the state, one button for what the link meant, and nothing by itself."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.fake_items import a_follow_up, a_person, an_entry
from tests.browser.follow_up_steps import LETTER, LETTER_LINKS, LINK, alert, card, faults_of, press
from tests.browser.watching import Visit, axe_findings

pytest_plugins = ["tests.browser.site_fixtures"]

# One question and one button, as of the first answer: only the words differ.
SAME_IN_KIND = {
    query for query, _ in LETTER_LINKS if query.startswith(("do=answered", "do=thanked"))
}
SAME_IN_KIND -= {"do=answered&answer=offer"}
# Private windows and strict settings: even to name a storage throws.
REFUSING = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}"""


def test_it_shows_state_and_plan(visit: Visit) -> None:
    page = visit(LINK)

    expect(card(page).get_by_role("heading", name="Acme")).to_be_visible()
    expect(card(page)).to_contain_text("The next e-mail comes on Monday, December 8: check-in 2.")
    expect(card(page).locator(".plan").first).to_contain_text("Mon, December 8Check-in 2")


def test_a_link_brings_its_button_to_the_top_and_does_nothing(
    visit: Visit, api: FakeApi, site: str
) -> None:
    page = visit(LINK, width=360)

    found = {}
    for query, label in LETTER_LINKS:
        page.goto(f"{site}/{LINK}&{query}")
        expect(card(page).locator(".button--primary")).to_have_text([label])
        expect(card(page).get_by_role("button").first).to_have_text(label)
        found[query] = [] if query in SAME_IN_KIND else faults_of(page, axe_findings)

    assert {query: faults for query, faults in found.items() if faults} == {}
    assert api.follow_ups == [a_follow_up()]


def test_a_page_that_could_not_load_tries_again(visit: Visit, api: FakeApi) -> None:
    api.is_offline = True
    page = visit(LINK)
    expect(alert(page)).to_be_visible()

    api.is_offline = False
    press(page, "Try again")

    expect(card(page)).to_be_visible()


def test_several_follow_ups_have_a_card_each_and_no_question(visit: Visit, api: FakeApi) -> None:
    api.follow_ups = [a_follow_up(), a_follow_up(id="5f0d", employer="Globex")]

    page = visit(f"{LINK}&do=stop")

    expect(card(page)).to_have_count(2)
    expect(page.locator(".question")).to_have_count(0)


def test_the_token_leaves_the_address_and_what_was_meant_stays(visit: Visit, site: str) -> None:
    page = visit(f"{LINK}&do=stop")
    expect(page).to_have_url(f"{site}/follow-ups/?do=stop")

    page.reload()

    expect(card(page).locator(".button--primary")).to_have_text("Stop this")


def test_texts_from_the_service_stay_text(visit: Visit, api: FakeApi) -> None:
    bad = "<img src=x onerror=alert(1)>"
    note = {"kind": "call", "title": bad, "person": None, "subject": bad, "body": bad}
    api.follow_ups = [a_follow_up(employer=bad, role=bad, people=[a_person(bad)], notes=[note])]

    page = visit(LINK)

    expect(card(page).locator("h2")).to_have_text(bad)
    expect(page.locator(".letter")).to_have_text(bad)
    assert page.locator("follow-ups-page img").count() == 0
    assert page.locator(".letter, h2 span").first.get_attribute("translate") == "no"


@pytest.mark.parametrize(
    "address",
    [
        f"{LINK}&do=answered",
        f"{LINK}&do=go-on",
        f"{LETTER}&do=answered&answer=offer",
        f"{LETTER}&do=nonsense",
    ],
)
def test_axe_finds_nothing_on_what_other_links_open(visit: Visit, address: str) -> None:
    page = visit(address, width=360)

    card(page).wait_for()

    assert faults_of(page, axe_findings) == []


def test_the_plan_is_drawn_and_the_list_says_it_in_words(visit: Visit) -> None:
    page = visit(LINK)

    drawing = card(page).locator(".plan-drawing")
    expect(drawing.locator("svg")).to_have_attribute("aria-hidden", "true")
    expect(drawing.locator("circle.is-over")).to_have_count(2)
    expect(drawing.locator("circle:not(.is-over, .is-interview)")).to_have_count(2)
    expect(drawing.locator("line.is-promised")).to_have_count(1)
    expect(drawing).to_contain_text("From the interview on November 23 to December 10.")
    page.get_by_text("What was before").click()
    expect(card(page).locator(".plan li")).to_have_count(4)


def test_what_comes_next_stands_first_and_a_list_leads_to_each(visit: Visit, api: FakeApi) -> None:
    soon = an_entry("check_in", 1, "2036-12-01")
    over = a_follow_up(
        id="5f0e", employer="Initech", plan=[], next=None, stopped_at="2026-12-01T10:00:00Z"
    )
    api.follow_ups = [
        over,
        a_follow_up(),
        a_follow_up(id="5f0d", employer="Globex", plan=[soon], next=soon),
    ]
    page = visit(LINK)
    contents = page.get_by_role("navigation", name="Your follow-ups")
    expect(contents.get_by_role("link")).to_have_text(["Globex", "Acme", "Initech"])
    expect(contents).to_contain_text("The next e-mail comes on Monday, December 1: check-in 1.")

    contents.get_by_role("link", name="Initech").press("Enter")

    expect(page.get_by_role("heading", name="Initech")).to_be_focused()
    expect(page.get_by_role("heading", name="Initech")).to_be_in_viewport()


def test_the_same_interview_twice_is_pointed_out(visit: Visit, api: FakeApi) -> None:
    api.follow_ups = [a_follow_up(), a_follow_up(id="5f0d", same_as="5f0c")]
    page = visit(LINK)
    notice = page.get_by_text("You already have a follow-up for this interview.")
    expect(notice).to_have_count(1)

    notice.get_by_role("link", name="Go to it").click()

    expect(page.get_by_role("heading", name="Acme").first).to_be_focused()


def test_going_on_needs_no_press_and_says_so(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{LETTER}&do=go-on")

    expect(page.locator(".question")).to_contain_text("You go on as planned")
    expect(page.locator(".question")).to_contain_text("There is nothing to do here.")
    expect(page.locator(".question").get_by_role("button")).to_have_count(0)
    assert api.follow_ups == [a_follow_up()]


def test_a_letters_link_opens_one_follow_up_and_changes_no_words(
    visit: Visit, api: FakeApi
) -> None:
    api.follow_ups = [a_follow_up(), a_follow_up(id="5f0d", employer="Globex")]

    page = visit(LETTER)

    expect(card(page)).to_have_count(1)
    expect(page.get_by_text("This link opens only what its e-mail is about.")).to_be_visible()
    for name in [
        "Change the details",
        "Delete this follow-up",
        "Erase everything",
        "Sign out everywhere",
    ]:
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page.get_by_text("All my follow-ups").click()
    expect(page.get_by_role("button", name="Send me my link")).to_be_visible()


def test_back_opens_the_page_again(visit: Visit) -> None:
    page = visit(LINK)
    card(page).wait_for()

    page.get_by_role("link", name="Privacy").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What happens")
    expect(page).to_have_url(re.compile("/privacy/"))
    page.go_back()

    expect(card(page).get_by_role("heading", name="Acme")).to_be_visible()


def test_every_module_of_the_page_is_announced_in_its_head(visit: Visit) -> None:
    page = visit(LINK)
    card(page).wait_for()

    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name)"
        ".filter(name => name.endsWith('.mjs') && !name.endsWith('/site.mjs'))"
    )
    announced = page.evaluate(
        "[...document.querySelectorAll('link[rel=modulepreload]')].map(link => link.href)"
    )

    assert sorted(loaded) == sorted(announced)


def test_nothing_needs_to_be_stored_in_the_browser(visit: Visit, api: FakeApi, site: str) -> None:
    page = visit(is_alone=True)
    page.context.add_init_script(REFUSING)
    page.goto(f"{site}/{LINK}")

    page.get_by_label("Keep my link on this device").click()
    expect(page.get_by_text("This browser does not let us keep the link.")).to_be_visible()
    expect(page.get_by_label("Keep my link on this device")).not_to_be_checked()
    press(page, "Another interview")
    page.get_by_role("link", name="Write after the next interview").click()

    expect(page.locator("#employer")).to_have_value("Acme")
    assert api.follow_ups[0]["answer"] == "another_round"
