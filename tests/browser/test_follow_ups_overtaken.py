"""A form that another window, a lost answer or a second press overtakes: nothing typed is lost."""

from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.fake_items import a_person
from tests.browser.follow_up_steps import (
    alert,
    faults_on_both_widths,
    form,
    open_form,
    part,
    person,
    press,
)
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]


def test_another_window_was_quicker_nothing_typed_is_lost(visit: Visit, api: FakeApi) -> None:
    page = open_form(visit)
    form(page).get_by_label("Employer", exact=True).fill("Acme Works")
    person(page, 1).get_by_label("Name").fill("Charles")
    there = [a_person(thanked=True), a_person("Ms Lovelace")]
    api.follow_ups[0].update(rev=9, employer="Acme Ltd", role="Head of benches", people=there)

    press(page, "Save")

    expect(alert(page)).to_contain_text("This was changed in another window.")
    expect(alert(page).get_by_role("listitem")).to_have_text(
        [
            "Employer: Acme Ltd, you typed Acme Works",
            "The job: Head of benches",
            "People: Mr Babbage, Ms Lovelace, you typed Charles, Ms Lovelace",
        ]
    )
    expect(form(page).get_by_label("Employer", exact=True)).to_have_value("Acme Works")
    expect(form(page).get_by_label("The job")).to_have_value("Head of benches")
    assert api.follow_ups[0]["employer"] == "Acme Ltd"
    press(page, "Save")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert api.follow_ups[0]["employer"] == "Acme Works"
    assert api.follow_ups[0]["role"] == "Head of benches"
    assert api.follow_ups[0]["people"][0] == a_person("Charles", thanked=True)


def test_a_press_beside_the_open_form_is_no_other_window(visit: Visit, api: FakeApi) -> None:
    page = open_form(visit)
    form(page).get_by_label("Employer", exact=True).fill("Acme Works")

    press(page, "I thanked Ms Lovelace")
    press(page, "Save")

    expect(page.get_by_text("Saved.")).to_be_visible()
    assert api.follow_ups[0]["employer"] == "Acme Works"
    assert [one["thanked"] for one in api.follow_ups[0]["people"]] == [False, True]


def test_a_lost_answer_is_sent_once_more_and_stored_once(visit: Visit, api: FakeApi) -> None:
    page = open_form(visit)
    form(page).get_by_label("Employer", exact=True).fill("Acme Works")
    api.loses_answers = True
    press(page, "Save")
    expect(alert(page)).to_contain_text("cannot reach the service")
    expect(form(page).get_by_label("Employer", exact=True)).to_have_value("Acme Works")

    api.loses_answers = False
    press(page, "Try again")

    expect(page.get_by_text("Saved.")).to_be_visible()
    assert (api.follow_ups[0]["employer"], api.follow_ups[0]["rev"]) == ("Acme Works", 4)


def test_a_double_press_saves_once(visit: Visit, api: FakeApi) -> None:
    page = open_form(visit)
    form(page).get_by_label("Employer", exact=True).fill("Acme Works")

    page.get_by_role("button", name="Save", exact=True).dblclick()

    expect(page.get_by_text("Saved.")).to_be_visible()
    assert api.follow_ups[0]["rev"] == 4


def test_axe_finds_nothing_in_the_form_and_in_its_troubles(visit: Visit, api: FakeApi) -> None:
    page = open_form(visit, width=360)
    form(page).get_by_label("Employer", exact=True).fill("")
    press(page, "Save")
    form(page).locator(".error-summary:focus").wait_for()
    found = faults_on_both_widths(page)
    form(page).get_by_label("Employer", exact=True).fill("Globex")
    api.follow_ups[0].update(rev=9, employer="Acme Ltd")
    press(page, "Save")
    alert(page).wait_for()

    assert found + faults_on_both_widths(page) == []
    assert part(page, "Change it, or take it along").count() == 1
