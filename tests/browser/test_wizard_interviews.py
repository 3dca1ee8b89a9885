"""Three interviews written through the wizard from start to end, as three visitors would."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    PHONE,
    add_person,
    body_of,
    describe_on_a_phone,
    expect_body,
    fill_interview,
    let_pauses_pass,
    note,
    open_wizard,
    press,
    sign_on_a_phone,
    today_of,
)

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def bodies(page: Page) -> list[str]:
    return [body_of(page, at) for at in range(page.locator("[data-note]").count())]


def test_a_sales_engineers_panel_of_four_and_the_receptionist(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit, "write/?kind=just-interviewed")
    panel = {
        "Ms Okafor": "how you win back lost customers",
        "Tom": "the new test bench",
        "Mr Lindqvist": "",
        "Priya": "she showed me the demo lab",
    }

    for name, detail in panel.items():
        add_person(page, name, detail, relation="panel")
    add_person(page, "Mr Babbage", "found me a quiet room", relation="receptionist")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    fill_interview(page, days_ago=1, decides_in=6, role="Sales engineer")
    page.get_by_label("They said I may call").check()
    page.get_by_label("On what number?").fill("+49 30 1234567")
    page.get_by_label("Often").click()
    expect(page.get_by_label("Often")).to_be_checked()
    note(page, 4).get_by_label("By hand", exact=True).check()
    page.get_by_label("I have sent this to Tom").check()
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    press(page, "Send me reminders")

    expect(page.get_by_text("We sent an e-mail to ada@example.com")).to_be_visible()
    written = bodies(page)
    assert len({body.partition("\n")[2] for body in written}) == 5
    assert all("Ada Byrne" in body for body in written)
    assert "found me a quiet room" in written[4]
    (sent,) = api.follow_ups.values()
    assert (sent["persistence"], sent["may_call"], sent["phone"]) == (
        "bold",
        True,
        "+49 30 1234567",
    )
    assert [person["thanked"] for person in sent["people"]] == [False, True, False, False, False]
    assert sent["people"][4]["medium"] == "hand"


def test_a_nurse_on_a_phone_with_no_promised_day(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit, **PHONE)

    forgot, detail = "I forgot to ask when they decide", "how the ward hands over at night"
    describe_on_a_phone(page, forgot, "Sister Agnes", detail)
    sign_on_a_phone(page, "Grace")
    expect_body(page, "how the ward hands over at night")
    press(page, "Add the employer and the day")
    page.get_by_label("Employer", exact=True).fill("St Mary’s")
    page.get_by_label("The job").fill("Nurse")
    press(page, "Today")
    press(page, "Next")
    press(page, "See my plan")
    expect(
        page.get_by_text(
            "You entered no day that they named. By then enough time has passed to ask."
        )
    ).to_be_visible()
    press(page, "Be reminded")
    page.get_by_label("Your e-mail address").fill("grace@example.com")
    press(page, "Send me reminders")

    expect(page.get_by_text("We sent an e-mail to grace@example.com")).to_be_in_viewport()
    (sent,) = api.follow_ups.values()
    assert (sent["decision_on"], sent["employer"]) == (None, "St Mary’s")
    assert sent["interviewed_on"] == today_of(page).isoformat()


def test_a_graduate_replies_to_a_no_and_asks_why(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit, "write/?kind=rejection", **PHONE)

    page.get_by_label("Who will you write to?").fill("Dr Weiss")
    press(page, "Next")
    page.keyboard.type("the archive of field notes")
    press(page, "Next")
    page.keyboard.type("Sam Idowu")
    press(page, "Next")
    page.get_by_label("Employer", exact=True).fill("The Museum")
    page.get_by_label("Day of the interview").fill((today_of(page) - timedelta(days=9)).isoformat())
    press(page, "Show my note")
    page.get_by_label("Ask what would have made me a better applicant").check()
    page.get_by_label("More formal").check()

    expect_body(page, "Dear Dr Weiss,")
    expect_body(page, "The Museum")
    expect_body(page, "Sam Idowu")
    expect(page.get_by_role("button", name="Back", exact=True)).to_be_visible()
    let_pauses_pass(page)
    assert (api.queries, api.follow_ups) == ([], {})
