"""Drafts on the visitor's device: kept, several, in two windows, erased, refused."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit, axe_findings
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    PHONE,
    STORED,
    add_person,
    body_of,
    expect_body,
    fill_interview,
    note,
    open_wizard,
    press,
    wait_until_saved,
)

pytest_plugins = ["tests.browser.site_fixtures"]

REFUSING = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
FULL = """Storage.prototype.setItem = function () {
  throw new DOMException('full', 'QuotaExceededError'); };"""


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def stored(page: Page) -> list[Any]:
    texts = page.evaluate(f"{STORED}.map(key => localStorage.getItem(key))")
    return [json.loads(text) for text in texts]


def second_window(page: Page, site: str) -> Page:
    other = page.context.new_page()
    other.goto(f"{site}/write/")
    expect(other.locator("[data-note]").first).to_be_attached()
    return other


def reload(page: Page) -> None:
    page.reload()
    expect(page.locator("[data-note]").first).to_be_attached()


def test_a_reload_gives_everything_back(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    fill_interview(page)
    page.get_by_label("Often").check()
    note(page).locator("[data-edit=body]").fill("My own words.")
    wait_until_saved(page, "My own words.")

    reload(page)

    assert body_of(page) == "My own words."
    expect(page.locator("#employer")).to_have_value("Acme")
    expect(page.get_by_label("Often")).to_be_checked()
    expect(page.locator("[data-drafts]")).to_be_hidden()


def test_on_a_phone_back_and_forward_lose_nothing(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    press(page, "Next")
    page.keyboard.type("Maria")
    press(page, "Next")
    page.keyboard.type("the lab")

    page.go_back()
    expect(page.get_by_label("Who did you meet?")).to_have_value("Maria")
    page.go_forward()
    expect(page.get_by_label("One thing you talked about")).to_have_value("the lab")
    reload(page)

    expect(page.get_by_label("One thing you talked about")).to_have_value("the lab")
    expect(page.get_by_label("One thing you talked about")).to_be_visible()


def test_a_later_visit_offers_the_interviews_written_about(visit: Visit, site: str) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    fill_interview(page, employer="Acme")
    wait_until_saved(page, "Acme")
    press(page, "Write about another interview")
    add_person(page, "Tom")
    fill_interview(page, employer="Borealis")
    wait_until_saved(page, "Borealis")

    later = second_window(page, site)

    offers = later.locator("[data-draft-list] button")
    expect(offers).to_have_count(2)
    assert offers.first.inner_text().startswith("Borealis, Tom, last changed")
    assert axe_findings(later) == []
    offers.last.click()
    expect(later.locator("#employer")).to_have_value("Acme")
    expect(later.locator("[data-drafts]")).to_be_hidden()


def test_another_interview_keeps_who_you_are_and_nothing_else(visit: Visit) -> None:
    page = open_wizard(visit)
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    add_person(page, "Maria", "the new test bench")
    fill_interview(page)

    press(page, "Write about another interview")

    expect(page.get_by_label("Your name", exact=True)).to_have_value("Ada Byrne")
    expect(page.get_by_label("Your e-mail address")).to_have_value("ada@example.com")
    for field in ["#employer", "#interviewed_on", "#name-of-1", "#detail-of-1"]:
        expect(page.locator(field)).to_have_value("")


def test_the_next_interview_starts_with_the_people_known(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=another-round")
    add_person(page, "Maria")
    fill_interview(page, days_ago=5, decides_in=None)

    press(page, "Write after the next interview")

    expect(page.locator("[value=just-interviewed]")).to_be_checked()
    expect(page.locator("#name-of-1")).to_have_value("Maria")
    expect(page.locator("#employer")).to_have_value("Acme")
    expect(page.locator("#interviewed_on")).to_have_value("")


def test_the_employer_of_another_draft_in_a_note_is_remarked_on(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Tom")
    fill_interview(page, employer="Borealis")
    wait_until_saved(page, "Borealis")
    press(page, "Write about another interview")
    add_person(page, "Maria", "the new test bench")

    note(page).locator("[data-edit=body]").fill("Dear Maria, I would like to work at Borealis. Ada")

    expect(note(page).get_by_text("“Borealis” is the employer of another draft.")).to_be_visible()


def test_erasing_takes_a_second_press_and_leaves_nothing(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    wait_until_saved(page, "Maria")

    press(page, "Erase all drafts on this device")
    expect(page.get_by_role("button", name="No, keep them")).to_be_focused()
    assert len(stored(page)) == 1
    press(page, "Yes, erase")

    expect(page.get_by_text("All drafts on this device are erased.")).to_be_visible()
    expect(page.locator("#name-of-1")).to_have_value("")
    assert stored(page) == []
    reload(page)
    assert stored(page) == []


def test_a_second_window_shows_what_the_first_one_writes(visit: Visit, site: str) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    wait_until_saved(page, "Maria")
    other = second_window(page, site)
    other.locator("[data-draft-list] button").click()

    page.locator("#employer").fill("Acme")

    expect(other.locator("#employer")).to_have_value("Acme")


def test_what_another_window_saved_is_not_written_over_unasked(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    wait_until_saved(page, "Maria")
    change_as_another_window(page, "Acme")

    page.locator("#role").fill("Nurse")

    expect(page.get_by_text("This interview was changed in another window.")).to_be_visible()
    assert [draft["employer"] for draft in stored(page)] == ["Acme"]
    press(page, "Keep this one")
    wait_until_saved(page, "Nurse")
    assert [(draft["employer"], draft["role"]) for draft in stored(page)] == [("", "Nurse")]


def test_the_other_windows_version_can_be_taken(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    wait_until_saved(page, "Maria")
    change_as_another_window(page, "Acme")
    page.locator("#role").fill("Nurse")

    press(page, "Show the other version")

    expect(page.locator("#employer")).to_have_value("Acme")
    expect(page.locator("#role")).to_have_value("")


def change_as_another_window(page: Page, employer: str) -> None:
    """While this page slept: no storage event arrived."""
    script = f"""employer => {{
      const [key] = {STORED};
      const draft = JSON.parse(localStorage.getItem(key));
      localStorage.setItem(key, JSON.stringify({{ ...draft, employer, saved_at: "2036-01-01T00:00:00Z" }}));
    }}"""
    page.evaluate(script, employer)


@pytest.mark.parametrize(
    ("script", "said"), [(REFUSING, "does not keep drafts"), (FULL, "has no room left")]
)
def test_without_storage_the_wizard_says_so_and_another_page_of_the_site_loses_nothing(
    visit: Visit, script: str, said: str
) -> None:
    page = open_wizard(visit, is_alone=True)
    page.context.add_init_script(script)
    reload(page)

    add_person(page, "Maria", "the new test bench")

    expect_body(page, "Hello Maria,")
    expect(page.locator("[data-kept]")).to_contain_text(said)
    page.get_by_role("link", name="Guide").click()
    expect(page.locator("follow-up-wizard")).to_have_count(0)
    page.go_back()
    expect(page.locator("#name-of-1")).to_have_value("Maria")


def test_a_draft_of_an_older_or_broken_shape_is_mended(visit: Visit) -> None:
    page = open_wizard(visit)
    people = [{"name": "Maria", "detail": 5, "relation": "boss"}, None]
    odd: dict[str, Any] = {
        "id": "1",
        "people": people,
        "employer": ["x"],
        "edits": {"x": {"body": 5}},
    }
    odd |= {"happened": "nonsense", "your_name": "Ada", "asked": 7}
    broken = ["{", "null", json.dumps(odd)]
    for at, text in enumerate(broken):
        page.evaluate(
            "([at, text]) => localStorage.setItem('follow-up-draft:' + at, text)", [at, text]
        )
    reload(page)

    page.locator("[data-draft-list] button").click()

    expect(page.locator("#name-of-1")).to_have_value("Maria")
    expect(page.locator("#employer")).to_have_value("")
    expect_body(page, "Ada")


def test_the_page_says_that_some_phones_forget(visit: Visit) -> None:
    page = open_wizard(visit)

    expect(page.get_by_text("Some phones forget it after a week.")).to_be_visible()
    expect(page.get_by_text("Only days and choices go to our server")).to_be_visible()
