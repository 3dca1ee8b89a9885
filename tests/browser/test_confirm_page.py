"""The page of the confirmation e-mail: it shows what was asked for and acts on a press only."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.asked import Json
from tests.browser.fake_api import FakeApi
from tests.browser.fake_items import a_follow_up
from tests.browser.watching import Visit, axe_findings_in_both

pytest_plugins = ["tests.browser.site_fixtures"]

ADDRESS = "confirm/?t=confirm-token"


def a_request(**changes: object) -> Json:
    """One line of the preview."""
    return {
        "id": "5f0c",
        "employer": "Acme",
        "role": "Sales engineer",
        "interviewed_on": "2026-11-23",
        "decision_on": "2026-12-04",
        "people": 2,
        "confirmed": False,
        "same_as": None,
    } | changes


@pytest.fixture
def api() -> FakeApi:
    return FakeApi(pending=[a_request()])


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_it_shows_what_waits_and_changes_nothing_by_itself(visit: Visit, api: FakeApi) -> None:
    page = visit(ADDRESS)

    card = page.locator("confirm-page .card")
    expect(card).to_contain_text("Acme, Sales engineer")
    expect(card).to_contain_text("Monday, November 23")
    expect(card).to_contain_text("2 people to thank")
    assert api.pending == [a_request()]


def test_a_name_of_two_alphabets_is_marked(visit: Visit, api: FakeApi) -> None:
    names = ["\u0410cme", "Acme", "Żółć", "Яндекс Acme", "東京 Go"]
    api.pending = [a_request(id=str(at), employer=name) for at, name in enumerate(names)]

    page = visit(ADDRESS)

    lines = page.locator("confirm-page .card label")
    expect(lines).to_contain_text(names)
    marked = lines.filter(has_text="letters of two alphabets")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("\u0410cme")


def test_one_press_switches_the_reminders_on_and_says_what_comes(
    visit: Visit, api: FakeApi
) -> None:
    page = visit(ADDRESS)

    press(page, "Yes, remind me")

    expect(page.get_by_role("heading", name="Your reminders are on")).to_be_focused()
    expect(page.locator(".plan").first).to_contain_text("Check-in 2")
    assert api.pending == [a_request(confirmed=True)]


def test_the_follow_ups_open_from_there_without_another_e_mail(visit: Visit) -> None:
    page = visit(ADDRESS)
    press(page, "Yes, remind me")

    page.get_by_role("link", name="Open my follow-ups").click()

    expect(page).to_have_url(re.compile("/follow-ups/$"))
    expect(page.get_by_role("heading", name="Acme")).to_be_visible()


def test_a_second_press_does_not_narrow_the_link_that_is_held(
    visit: Visit, api: FakeApi, site: str
) -> None:
    page = visit("follow-ups/?t=link-token")
    expect(page.get_by_role("heading", name="Acme")).to_be_visible()
    api.gives = "a token for this follow-up only"
    page.goto(f"{site}/{ADDRESS}")
    press(page, "Yes, remind me")

    page.get_by_role("link", name="Open my follow-ups").click()

    expect(page.get_by_role("heading", name="Acme")).to_be_visible()


def test_a_link_of_somebody_else_is_replaced(visit: Visit, site: str) -> None:
    page = visit("follow-ups/?t=of-somebody-else")
    page.get_by_role("heading", name="Your follow-ups").wait_for()
    page.goto(f"{site}/{ADDRESS}")
    press(page, "Yes, remind me")

    page.get_by_role("link", name="Open my follow-ups").click()

    expect(page.get_by_role("heading", name="Acme")).to_be_visible()


def test_several_interviews_can_be_ticked(visit: Visit, api: FakeApi) -> None:
    api.pending = [a_request(), a_request(id="5f0d", employer="Globex", decision_on=None)]
    page = visit(ADDRESS)

    page.get_by_role("checkbox", name="Acme").uncheck()
    press(page, "Yes, remind me")

    expect(page.get_by_role("heading", name="Your reminders are on")).to_be_visible()
    assert [one["confirmed"] for one in api.pending] == [False, True]


def test_no_tick_at_all_is_said(visit: Visit, api: FakeApi) -> None:
    api.pending = [a_request(), a_request(id="5f0d", employer="Globex")]
    page = visit(ADDRESS)

    page.get_by_role("checkbox", name="Acme").uncheck()
    page.get_by_role("checkbox", name="Globex").uncheck()
    press(page, "Yes, remind me")

    expect(page.locator("confirm-page").get_by_role("alert")).to_have_text(
        re.compile("at least one")
    )
    assert not any(one["confirmed"] for one in api.pending)


def test_a_second_visit_says_that_it_is_done_already(visit: Visit, api: FakeApi) -> None:
    api.pending = [a_request(confirmed=True)]
    page = visit(ADDRESS)
    expect(page.locator("confirm-page")).to_contain_text("confirmed this already")

    press(page, "Show my plan")

    expect(page.locator(".plan").first).to_be_visible()


def test_the_token_leaves_the_address_and_survives_a_reload(visit: Visit, site: str) -> None:
    page = visit(ADDRESS)
    expect(page).to_have_url(f"{site}/confirm/")
    assert "confirm-token" not in page.content()

    page.reload()

    expect(page.get_by_role("button", name="Yes, remind me")).to_be_visible()


@pytest.mark.parametrize("address", ["confirm/", "confirm/?t=forged", "confirm/?t="])
def test_a_link_that_does_not_work_is_explained(visit: Visit, address: str) -> None:
    page = visit(address)

    expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()
    expect(page.get_by_role("link", name="ask once more")).to_be_visible()
    expect(page.locator("confirm-page")).not_to_contain_text("One moment")


def test_nothing_left_to_confirm_is_explained_too(visit: Visit, api: FakeApi) -> None:
    api.pending = []

    page = visit(ADDRESS)

    expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()


def test_offline_is_said_and_the_press_is_tried_again(visit: Visit, api: FakeApi) -> None:
    page = visit(ADDRESS)
    page.get_by_role("button", name="Yes, remind me").wait_for()
    api.is_offline = True
    press(page, "Yes, remind me")
    expect(page.locator("confirm-page").get_by_role("alert")).to_contain_text(
        "cannot reach the service"
    )

    api.is_offline = False
    press(page, "Try again")

    expect(page.get_by_role("heading", name="Your reminders are on")).to_be_visible()
    expect(page.locator("confirm-page").get_by_role("alert")).to_be_empty()
    assert api.pending == [a_request(confirmed=True)]


def test_a_broken_service_does_not_show_its_error_page(visit: Visit, api: FakeApi) -> None:
    api.is_broken = True

    page = visit(ADDRESS)

    alert = page.locator("confirm-page").get_by_role("alert")
    expect(alert).to_contain_text("does not work at the moment")
    expect(alert).not_to_contain_text("gateway")
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()


def test_the_plan_is_a_courtesy(visit: Visit, api: FakeApi) -> None:
    api.follow_ups = []
    page = visit(ADDRESS)

    press(page, "Yes, remind me")

    expect(page.get_by_role("link", name="Open my follow-ups")).to_be_visible()


def test_names_stay_text(visit: Visit, api: FakeApi) -> None:
    name = "<img src=x onerror=alert(1)><b>Acme"
    api.pending = [a_request(employer=name, role="<script>1</script>")]
    api.follow_ups = [a_follow_up(employer=name)]
    page = visit(ADDRESS)
    expect(page.locator("confirm-page .card strong span")).to_have_text(name)

    press(page, "Yes, remind me")

    expect(page.get_by_role("heading", name=name)).to_have_count(1)
    expect(page.locator("confirm-page [translate=no]").first).to_have_text(name)
    assert page.locator("confirm-page :is(img, b, script)").count() == 0


def test_an_interview_asked_for_twice_is_pointed_out(visit: Visit, api: FakeApi) -> None:
    api.pending = [a_request(), a_request(id="5f0d", employer="Globex", same_as="5f0e")]

    page = visit(ADDRESS)

    lines = page.locator("confirm-page .card label")
    expect(lines.nth(1)).to_contain_text("You already have a follow-up for this interview.")
    expect(lines.nth(0)).not_to_contain_text("already")


def test_a_double_press_confirms_once(visit: Visit, api: FakeApi) -> None:
    page = visit(ADDRESS)
    page.get_by_role("button", name="Yes, remind me").wait_for()
    before = api.count

    page.get_by_role("button", name="Yes, remind me").dblclick()

    expect(page.get_by_role("heading", name="Your reminders are on")).to_be_visible()
    expect(page.locator(".plan").first).to_be_visible()
    assert api.count - before == 2  # the press, and the plan that is shown after it


def test_axe_finds_nothing_before_and_after_the_press(visit: Visit, api: FakeApi) -> None:
    api.pending = [a_request(), a_request(id="5f0d", employer="Globex", same_as="5f0e")]
    page = visit(ADDRESS, width=360)
    page.get_by_role("checkbox", name="Acme").wait_for()
    before = axe_findings_in_both(page)

    press(page, "Yes, remind me")
    page.get_by_role("heading", name="Your reminders are on").wait_for()

    assert before + axe_findings_in_both(page) == []
