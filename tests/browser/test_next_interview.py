"""From "another interview" on the private page to a form that knows what is known already."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fake_api import FakeApi
from tests.browser.fake_items import a_follow_up, a_person
from tests.browser.follow_up_steps import LETTER, LINK, card, faults_of, press, said
from tests.browser.watching import Visit
from tests.browser.wizard_steps import wait_until_saved

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.fixture
def api() -> FakeApi:
    people = [
        a_person("Maria", reason="I like it", thanked=True, note="Mine", contact="m@example.com")
    ]
    people.append(a_person("Zoë", relation="receptionist"))
    item = a_follow_up(
        people=people, zone="Asia/Tokyo", country="JP", hour=7, persistence="bold", max_check_ins=3
    )
    return FakeApi(follow_ups=[item])


def write_next(page: Page) -> None:
    page.get_by_role("link", name="Write after the next interview").click()
    page.locator("follow-up-wizard[data-step], [data-person]").first.wait_for()


def test_another_interview_shows_the_reply_and_leads_on(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{LETTER}&do=answered&answer=another_round", width=360)

    press(page, "Yes, another interview")

    expect(said(page)).to_contain_text("Your reply is ready below.")
    expect(card(page).locator(".letter")).to_be_visible()
    expect(page.get_by_role("link", name="Write after the next interview")).to_be_visible()
    assert api.follow_ups[0]["answer"] == "another_round"
    assert faults_of(page) == []


def test_the_next_form_knows_all_but_the_days_and_what_was_said(visit: Visit) -> None:
    page = visit(LINK)
    press(page, "Another interview")

    write_next(page)

    values = {
        "employer": "Acme", "role": "Sales engineer", "your_name": "Ada", "zone": "Asia/Tokyo", "country": "JP",
        "hour": "7", "max_check_ins": "3", "address": "ada@example.com", "interviewed_on": "", "decision_on": "",
    }  # fmt: skip
    for name, value in values.items():
        expect(page.locator(f"#{name}")).to_have_value(value)
    expect(page.locator("[name=kind][value=just-interviewed]")).to_be_checked()
    expect(page.locator("[name=persistence][value=bold]")).to_be_checked()
    names = page.locator("[data-person-field=name]")
    assert [name.input_value() for name in names.all()] == ["Maria", "Zoë"]
    assert page.locator("[data-person-field=detail]").first.input_value() == ""
    assert page.locator("[data-person-field=reason]").first.input_value() == ""
    assert page.locator("[data-contact]").first.input_value() == "m@example.com"


def test_what_the_lists_do_not_offer_is_shown_all_the_same(visit: Visit, api: FakeApi) -> None:
    api.follow_ups[0] |= {"max_check_ins": 4, "zone": "Etc/GMT+12"}
    page = visit(LINK)
    press(page, "Another interview")

    write_next(page)
    page.mouse.click(1, 1)  # The rest of the page comes when it is touched.

    expect(page.locator("#max_check_ins")).to_have_value("4")
    expect(page.locator("#max_check_ins option:checked")).to_have_text("4 check-ins")
    expect(page.locator("#zone")).to_have_value("Etc/GMT+12")
    expect(page.locator("#zone option:checked")).to_have_text("Etc/GMT+12")


def test_the_new_form_survives_a_reload_and_the_address_is_clean(visit: Visit, site: str) -> None:
    page = visit(LINK)
    press(page, "Another interview")
    write_next(page)
    expect(page).to_have_url(f"{site}/write/")
    wait_until_saved(page, '"employer":"Acme"')

    page.reload()

    expect(page.locator("#employer")).to_have_value("Acme")
    assert "interview-follow-up.from" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_a_draft_that_is_open_stays_as_it_is(visit: Visit, site: str) -> None:
    page = visit("write/")
    page.locator("#employer").fill("Globex")
    wait_until_saved(page, '"employer":"Globex"')
    page.goto(f"{site}/{LINK}")
    press(page, "Another interview")

    write_next(page)
    expect(page.locator("#employer")).to_have_value("Acme")

    wait_until_saved(page, '"employer":"Acme"')
    wait_until_saved(page, '"employer":"Globex"')


def test_where_nothing_was_left_the_form_begins_empty(visit: Visit) -> None:
    page = visit("write/?kind=just_interviewed&from=5f0c")
    page.locator("[data-person]").first.wait_for()

    expect(page.locator("[name=kind][value=just-interviewed]")).to_be_checked()
    expect(page.locator("#employer")).to_have_value("")


def test_what_was_left_and_spoiled_does_no_harm(visit: Visit, site: str) -> None:
    page = visit("write/")
    spoiled = '{"employer": 7, "people": "x", "hour": {}, "zone": null}'
    page.evaluate("text => sessionStorage.setItem('interview-follow-up.from.5f0c', text)", spoiled)

    page.goto(f"{site}/write/?kind=just_interviewed&from=5f0c")
    page.locator("[data-person]").first.wait_for()

    expect(page.locator("#employer")).to_have_value("")
    expect(page.locator("[data-person]")).to_have_count(1)
