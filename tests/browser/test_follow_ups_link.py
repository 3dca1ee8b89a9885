"""Links that open the page, links that do not, and the way to a new one."""

import pytest
from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.fake_items import a_follow_up
from tests.browser.follow_up_steps import LETTER, LINK, MOVE, STOP, alert, card, faults_of, press
from tests.browser.watching import Visit
from tests.browser.wizard_steps import box_of

pytest_plugins = ["tests.browser.site_fixtures"]


def test_a_link_that_is_too_old_is_explained_and_a_new_one_offered(visit: Visit) -> None:
    page = visit("follow-ups/?t=forged&do=done")

    expect(page.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    expect(page.get_by_role("button", name="Send me my link")).to_be_visible()


def test_what_arrives_moves_nothing_that_was_in_view(visit: Visit) -> None:
    page = visit("follow-ups/", width=412, height=823, java_script_enabled=False)

    expect(page.get_by_text("This page shows your plan, and a button for")).to_be_visible()
    assert box_of(page.locator("footer"))["y"] >= 823


def test_the_words_of_the_page_stay_while_a_link_is_asked_for(visit: Visit) -> None:
    page = visit("follow-ups/")

    expect(page.get_by_role("heading", name="Send me my link")).to_be_visible()
    expect(page.get_by_text("This page shows your plan, and a button for")).to_be_visible()


def test_the_mail_programs_unsubscribe_stops_everything(visit: Visit, api: FakeApi) -> None:
    page = visit(STOP)
    button = page.get_by_role("button", name="Stop all e-mails")
    expect(button).to_be_visible()
    assert (api.has_stopped_all, api.follow_ups) == (False, [a_follow_up()])

    button.click()

    expect(page.get_by_role("heading", name="All e-mails are stopped")).to_be_focused()
    assert api.has_stopped_all


def test_a_stop_link_survives_a_reload_and_leaves_the_kept_link_alone(
    visit: Visit, site: str
) -> None:
    page = visit(LINK)
    page.get_by_label("Keep my link on this device").check()
    page.goto(f"{site}/{STOP}")
    expect(page.get_by_role("button", name="Stop all e-mails")).to_be_visible()

    page.reload()
    expect(page.get_by_role("button", name="Stop all e-mails")).to_be_visible()
    page.goto(f"{site}/follow-ups/")

    expect(card(page)).to_be_visible()


def test_another_tab_opens_nothing_unless_the_link_is_kept(visit: Visit, site: str) -> None:
    page = visit(LINK)
    expect(card(page)).to_be_visible()
    tab = page.context.new_page()
    tab.goto(f"{site}/follow-ups/")
    expect(tab.get_by_role("heading", name="Send me my link")).to_be_visible()

    page.get_by_label("Keep my link on this device").check()
    tab.reload()

    expect(card(tab)).to_be_visible()


def test_signing_out_leaves_nothing(visit: Visit) -> None:
    page = visit(LINK)
    page.get_by_label("Keep my link on this device").check()

    press(page, "Sign out here")
    page.reload()

    expect(page.get_by_role("heading", name="Send me my link")).to_be_visible()
    assert (
        page.evaluate("Object.keys(localStorage).join() + Object.keys(sessionStorage).join()") == ""
    )


def test_the_unsubscribe_can_stop_that_interview_only(visit: Visit, api: FakeApi) -> None:
    page = visit(STOP)

    press(page, "Only this one")

    expect(page.get_by_role("heading", name="about this interview are stopped")).to_be_focused()
    assert (api.has_stopped_all, bool(api.follow_ups[0]["stopped_at"])) == (False, True)


@pytest.mark.parametrize("address", [STOP, f"{LETTER}&do=stop"])
def test_after_a_stop_of_everything_it_can_be_started_again(
    visit: Visit, api: FakeApi, address: str
) -> None:
    page = visit(address)
    press(page, "Stop all e-mails")
    expect(page.get_by_role("heading", name="All e-mails are stopped")).to_be_focused()
    page.reload()

    press(page, "Start again")

    expect(page.get_by_text("Your reminders are on again").first).to_be_visible()
    assert not api.has_stopped_all


def test_a_day_later_the_stop_is_explained_instead(visit: Visit, api: FakeApi) -> None:
    page = visit(STOP)
    press(page, "Stop all e-mails")
    page.get_by_role("heading", name="All e-mails are stopped").wait_for()
    api.is_too_late = True

    press(page, "Start again")

    expect(page.get_by_text("This link cannot start them any more.")).to_be_visible()
    assert api.has_stopped_all


def test_the_link_is_sent_and_the_answer_is_the_same_for_everyone(
    visit: Visit, api: FakeApi
) -> None:
    page = visit("follow-ups/")

    page.get_by_label("The address that gets your reminders").fill(" ada@example.com ")
    press(page, "Send me my link")

    expect(page.get_by_text("If follow-ups are kept for ada@example.com")).to_be_visible()
    expect(page.get_by_text("Look in spam")).to_be_visible()
    press(page, "Send again")
    expect(page.get_by_text("Asked again for ada@example.com.")).to_be_visible()
    assert [letter["address"] for letter in api.letters] == ["ada@example.com"] * 2


def test_no_address_is_told_at_the_field(visit: Visit, api: FakeApi) -> None:
    page = visit("follow-ups/")
    field = page.get_by_label("The address that gets your reminders")

    field.fill("ada")
    field.press("Enter")

    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("Write an e-mail address, like ada@example.com.")
    assert api.letters == []


def test_a_slip_is_pointed_out_and_another_address_can_follow(visit: Visit, api: FakeApi) -> None:
    page = visit("follow-ups/")
    field = page.get_by_label("The address that gets your reminders")
    field.fill("ada@gmial.com")
    expect(page.get_by_text("Did you mean ada@gmail.com?")).to_be_visible()
    press(page, "Send me my link")
    press(page, "Another address")

    expect(field).to_be_focused()
    expect(field).to_have_value("ada@gmial.com")
    press(page, "Use that")
    press(page, "Send me my link")

    expect(page.get_by_text("If follow-ups are kept for ada@gmail.com")).to_be_visible()
    assert [letter["address"] for letter in api.letters] == ["ada@gmial.com", "ada@gmail.com"]


def test_a_form_that_was_quick_is_sent_by_the_second_press(visit: Visit, api: FakeApi) -> None:
    api.asks_twice = True
    page = visit("follow-ups/")
    page.get_by_label("The address that gets your reminders").fill("ada@example.com")
    press(page, "Send me my link")
    expect(page.get_by_text("Press the button again to send this.")).to_be_visible()
    assert api.letters == []

    press(page, "Send me my link")

    expect(page.get_by_text("If follow-ups are kept for ada@example.com")).to_be_visible()
    assert [(one["website"], one["again"]) for one in api.letters] == [("", True)]


def test_the_trap_for_programs_is_out_of_everybodys_way(visit: Visit) -> None:
    page = visit("follow-ups/")
    page.get_by_label("The address that gets your reminders").focus()

    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Send me my link")).to_be_focused()
    expect(page.get_by_role("textbox")).to_have_count(1)
    assert page.locator("[name=website]").evaluate("one => one.offsetParent.offsetWidth") <= 1


def test_a_dead_link_gives_way_to_the_one_kept_on_the_device(visit: Visit, site: str) -> None:
    page = visit(LINK)
    page.get_by_label("Keep my link on this device").check()

    page.goto(f"{site}/follow-ups/?t=too-old&do=done&round=1&step=check_in&n=1")

    expect(card(page).get_by_role("heading", name="Acme")).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)


def test_a_new_address_is_used_after_one_press(visit: Visit, api: FakeApi) -> None:
    page = visit(MOVE)
    expect(page.get_by_role("button", name="Use this address from now on")).to_be_visible()
    assert (api.address, api.count) == ("ada@example.com", 0)

    press(page, "Use this address from now on")

    expect(page.locator("follow-ups-page > .message--done")).to_be_focused()
    expect(page.get_by_text("Your new address is in use.")).to_be_visible()
    expect(page.get_by_text("E-mails go to new@example.com.")).to_be_visible()
    page.reload()
    expect(card(page)).to_be_visible()


def test_a_new_address_survives_a_lost_answer(visit: Visit, api: FakeApi) -> None:
    page = visit(MOVE)
    api.loses_answers = True
    press(page, "Use this address from now on")
    expect(alert(page)).to_contain_text("cannot reach the service")

    page.reload()
    api.loses_answers = False
    press(page, "Use this address from now on")

    expect(page.get_by_text("E-mails go to new@example.com.")).to_be_visible()


@pytest.mark.parametrize("address", ["follow-ups/?do=move", "follow-ups/?t=forged&do=move"])
def test_a_dead_link_of_a_new_address_is_explained(visit: Visit, address: str) -> None:
    page = visit(address)
    button = page.get_by_role("button", name="Use this address from now on")
    if "forged" in address:
        button.click()

    expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()
    expect(page.get_by_text("Your e-mails go on to the address you had.")).to_be_visible()


def test_axe_finds_nothing_on_pages_without_a_follow_up(visit: Visit, site: str) -> None:
    page = visit("follow-ups/", width=360)

    press(page, "Send me my link")
    expect(page.get_by_label("The address that gets your reminders")).to_be_focused()
    found = faults_of(page)
    page.get_by_label("The address that gets your reminders").fill("ada@gmial.com")
    press(page, "Send me my link")
    page.get_by_role("button", name="Send again").wait_for()
    found += faults_of(page)
    for address in (STOP, MOVE, "follow-ups/?t=forged"):
        page.goto(f"{site}/{address}")
        page.locator("follow-ups-page h2").wait_for()
        found += faults_of(page)
    page.goto(f"{site}/{STOP}")
    press(page, "Stop all e-mails")
    page.get_by_role("button", name="Start again").wait_for()

    assert found + faults_of(page) == []
