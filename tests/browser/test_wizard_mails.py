"""What the mails will say is what the page showed: it sends what happened and whom to call."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from followup.forms import FollowUpForm
from followup.model import FollowUp, Step, StepKey
from followup.ready import check_in, thanks
from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    add_person,
    body_of,
    expect_body,
    fill_interview,
    open_wizard,
    press,
    today_of,
)

pytest_plugins = ["tests.browser.site_fixtures"]

ASKED_FOR_THANKS = ["just-interviewed", "it-went-badly", "forgot-to-ask"]


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def answer_all(page: Page) -> None:
    add_person(page, "Rosa", "found me a charger", relation="receptionist")
    add_person(page, "Maria", "the new test bench", relation="panel")
    add_person(page, "Tom", "asked about my thesis", relation="panel")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    fill_interview(page, days_ago=1)


def stored(page: Page, api: WizardApi) -> FollowUp:
    """The follow-up as the service keeps it, once reminders were asked for."""
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    press(page, "Send me reminders")
    expect(page.get_by_text("We sent an e-mail to")).to_be_visible()
    (body,) = api.follow_ups.values()
    return FollowUpForm.model_validate(body).follow_up("", datetime.now(UTC))


@pytest.mark.parametrize("situation", ASKED_FOR_THANKS)
def test_the_mail_holds_the_very_notes_the_page_showed(
    visit: Visit, api: WizardApi, situation: str
) -> None:
    page = open_wizard(visit, f"write/?kind={situation}")
    answer_all(page)
    shown = [body_of(page, at) for at in range(3)]

    follow_up = stored(page, api)

    mailed = thanks(follow_up, today_of(page))
    assert [each.body for each in mailed] == shown
    assert follow_up.situation == situation


def test_where_something_else_happened_the_thanks_are_plain(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    answer_all(page)
    page.locator("[value=waiting]").check()

    follow_up = stored(page, api)

    assert follow_up.situation == "just-interviewed"


def test_whom_they_may_call_is_asked_for_on_the_page_and_in_the_mail(
    visit: Visit, api: WizardApi
) -> None:
    page = open_wizard(visit)
    answer_all(page)
    page.locator("[value=waiting]").check()
    page.get_by_label("They said I may call").check()
    page.get_by_label("Who may you call?").fill("Mrs Reyes")
    page.get_by_label("On what number?").fill("030 1234")
    expect_body(page, "Call 030 1234. Ask for Mrs Reyes.")

    follow_up = stored(page, api)

    day = today_of(page) + timedelta(days=11)
    script, voicemail, _ = check_in(follow_up, StepKey(1, Step.CHECK_IN, 1), day, None)
    assert "Call 030 1234. Ask for Mrs Reyes." in script.body
    assert "Hello Mrs Reyes," in voicemail.body


def test_a_name_to_call_is_not_sent_without_the_permission(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    answer_all(page)
    may_call = page.get_by_label("They said I may call")
    may_call.check()
    page.get_by_label("Who may you call?").fill("Mrs Reyes")
    may_call.uncheck()

    follow_up = stored(page, api)

    assert follow_up.call_whom == ""
