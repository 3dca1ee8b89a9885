"""Every way on the real service: a newcomer's, and each button of each letter.

One file, so that one process starts one local cloud. For the letters, a table for each names all
its buttons; one that it does not name fails the test.
"""

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from infra.local_cloud import LocalCloud
from tests.browser.letter_reader import Reader
from tests.browser.newcomer_steps import (
    ask_to_be_reminded,
    confirm,
    deliver_until,
    erase,
    read_the_guide,
    record_the_offer,
    record_the_thanks,
    write_the_note,
)
from tests.browser.watching import PATIENCE_MS, Watch
from tests.stack.visitor import Visitor

pytest_plugins = ["tests.browser.site_fixtures"]
pytestmark = pytest.mark.timeout(400)  # starts the local cloud

SIZES = {"phone": (360, 740), "desk": (1440, 900)}
MAILTO = "Open it in my mail program"
ANSWERS = {
    "They made an offer": ("Yes, I have an offer", "offer"),
    "They said no": ("Yes, they said no", "rejection"),
    "They want another interview": ("Yes, another interview", "another_round"),
    "I stopped waiting": ("Yes, I stopped", "withdrawn"),
}
OTHERS = {MAILTO, "I called or wrote, no answer yet", "They need more time", "Not today"}
CHECK_IN = OTHERS | (ANSWERS.keys() - {"I stopped waiting"})


@pytest.fixture(params=SIZES)
def newcomer(
    request: pytest.FixtureRequest, browser: Browser, local: LocalCloud
) -> Iterator[tuple[str, Page]]:
    """A fresh browser on the site; a console error or a request elsewhere fails the test."""
    width, height = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=request.param == "phone",
        locale="en-GB",
        timezone_id="Europe/Berlin",
        permissions=["clipboard-read", "clipboard-write"],
    )
    faults: list[str] = []
    context.set_default_timeout(PATIENCE_MS)

    def watch(page: Page) -> None:
        Watch(page, local.base_url, faults)

    context.on("page", watch)
    page = context.new_page()
    page.goto(local.base_url)
    yield request.param, page
    context.close()
    assert faults == []


def test_from_the_first_page_to_the_answer(newcomer: tuple[str, Page], local: LocalCloud) -> None:
    name, page = newcomer
    address = f"newcomer-{name}@example.com"

    read_the_guide(page)
    write_the_note(page, name)
    ask_to_be_reminded(page, address)
    confirm(page, local, address)
    reminder = deliver_until(page, local, address, "Today: thank Maria")
    assert "the new test bench" in reminder["text"]
    record_the_thanks(page, reminder)
    check_in = deliver_until(page, local, address, "Call Acme today")
    record_the_offer(page, check_in)
    erase(page, local)


@pytest.fixture
def reader(browser: Browser, local: LocalCloud) -> Iterator[Reader]:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin")
    faults: list[str] = []
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    Watch(page, local.base_url, faults)
    one = Reader(Visitor(local, f"ada-{uuid.uuid4().hex[:8]}@example.com"), page)
    yield one
    # Else their letters would stand in the way of the next reader's.
    one.visitor.call("DELETE", "/api/subscriber", bearer=one.link)
    context.close()
    assert faults == []


def in_days(days: int) -> str:
    return f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%d}"


def holds(item: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    return all(item.get(name) == value for name, value in expected.items())


def test_a_confirmation_is_confirmed_or_forbidden(reader: Reader) -> None:
    reader.visitor.ask()
    reader.letter = reader.visitor.letters()[-1]
    assert set(reader.buttons) == {"Yes, send me the reminders", "I did not ask for this"}

    reader.open("I did not ask for this")
    reader.press("Do not send me these e-mails")
    expect(reader.page.get_by_role("heading", name="No more of these e-mails")).to_be_visible()
    reader.press("Allow these e-mails again")
    reader.sees("once more")

    reader.open("Yes, send me the reminders")
    reader.press("Yes, remind me")
    expect(reader.page.get_by_role("heading", name="Your reminders are on")).to_be_visible()


def test_the_buttons_of_a_thank_you_letter(reader: Reader) -> None:
    people = [
        {"name": name, "relation": "interviewer", "detail": detail}
        for name, detail in (("Mr Babbage", "the new test bench"), ("Ms Somerville", "the stars"))
    ]
    id_ = reader.sign_up(people=people, decision_on=in_days(20))
    reader.wait_for("Today: thank")
    each = {"I thanked Mr Babbage", "I thanked Ms Somerville", "I thanked everyone"}
    assert set(reader.buttons) == each | {MAILTO}
    assert set(reader.footer) == {"Open my follow-up", "Stop my reminders"}
    assert reader.buttons[MAILTO].startswith("mailto:")

    reader.open("I thanked Ms Somerville")
    reader.press("Yes, I thanked Ms Somerville")
    reader.sees("Recorded: you thanked Ms Somerville.")
    assert [one["thanked"] for one in reader.item()["people"]] == [False, True]

    reader.open("I thanked everyone")
    reader.press("Yes, I thanked everyone")
    reader.sees("Recorded: you thanked everyone.")
    assert [one["thanked"] for one in reader.item()["people"]] == [True, True]

    reader.open("Open my follow-up")
    expect(reader.page.get_by_role("heading", name="Acme").first).to_be_visible()
    reader.open("Stop my reminders")
    reader.press("Stop this")
    reader.sees("Stopped. No more e-mails come")
    assert reader.item()["stopped_at"]
    reader.undo(id_)
    assert not reader.item()["stopped_at"]

    reader.open("Stop my reminders")
    reader.press("Stop all e-mails")
    expect(reader.page.get_by_role("heading", name="All e-mails are stopped")).to_be_visible()
    reader.press("Start again")
    reader.sees("Your reminders are on again")


def test_a_thank_you_letter_without_people_leads_to_the_notes(reader: Reader) -> None:
    reader.sign_up(people=[], decision_on=in_days(20))
    reader.wait_for("Today: thank the people")
    assert set(reader.buttons) == {"I thanked them", "Write the notes"}

    reader.open("Write the notes")
    expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
    reader.open("I thanked them")
    reader.press("I sent my thank-you note")

    reader.sees("Recorded.")
    assert [step["done"] for step in reader.item()["plan"] if step["step"] == "thank_you"] == [True]


def test_the_buttons_of_a_check_in(reader: Reader) -> None:
    people = [{"name": "Mr Babbage", "relation": "interviewer"}]
    id_ = reader.sign_up(people=people, decision_on=in_days(2), persistence="steady")
    reader.wait_for("Acme today")
    assert set(reader.buttons) == CHECK_IN | {"I thanked Mr Babbage"}

    reader.open("I thanked Mr Babbage")
    reader.press("Yes, I thanked everyone")
    reader.sees("Recorded: you thanked everyone.")
    assert reader.item()["people"][0]["thanked"]
    for label in CHECK_IN & ANSWERS.keys():
        press, answer = ANSWERS[label]
        reader.open(label)
        reader.press(press)
        reader.sees("There are no more check-ins.")
        assert reader.item()["answer"] == answer
        reader.undo(id_)
    reader.open("Not today")
    reader.press("Remind me in 2 working days")
    reader.sees("Not today. The next e-mail comes")
    assert reader.item()["snooze_until"]
    reader.undo(id_)
    reader.open("I called or wrote, no answer yet")
    reader.press("I called or wrote, no answer yet")
    reader.sees("Recorded. The next e-mail comes")
    assert [step["n"] for step in reader.item()["plan"] if step["done"]] == [1]

    reader.open("They need more time")
    reader.page.get_by_label("The new day they named").first.fill(in_days(30))
    reader.press("Choose this day")
    reader.sees("Recorded: they need more time.")
    assert holds(reader.item(), {"decision_on": in_days(30), "round": 2})


def test_the_fourth_check_in_asks_whether_to_go_on(reader: Reader) -> None:
    id_ = reader.sign_up(people=[], decision_on=in_days(2), persistence="steady")
    for _ in range(4):
        reader.wait_for("Acme today")
    assert set(reader.buttons) == CHECK_IN | {"Go on", "Less often", "Stop these reminders"}

    reader.open("Go on")
    reader.sees("There is nothing to do here.")
    reader.open("Stop these reminders")
    reader.press("Stop this")
    reader.sees("Stopped. No more e-mails come")
    reader.undo(id_)
    reader.open("Less often")
    reader.press("Yes, less often")

    reader.sees("Recorded: less often.")
    assert holds(reader.item(), {"persistence": "gentle", "max_check_ins": 7})


def test_from_any_news_to_getting_back_in_touch(reader: Reader) -> None:
    id_ = reader.sign_up(people=[], decision_on=in_days(2), max_check_ins=1)
    reader.wait_for("Any news from Acme?")
    assert set(reader.buttons) == set(ANSWERS)
    for label in ("I stopped waiting", "They want another interview", "They made an offer"):
        press, answer = ANSWERS[label]
        reader.open(label)
        reader.press(press)
        reader.sees("Recorded: ")
        assert reader.item()["answer"] == answer
        reader.undo(id_)
    reader.open("They said no")
    reader.press("Yes, they said no")
    reader.sees("Recorded: they said no.")

    reader.wait_for("Today: reply to Acme")
    assert set(reader.buttons) == {MAILTO, "I replied", "Not today"}
    reader.open("Not today")
    reader.press("Remind me in 2 working days")
    reader.sees("Not today. The next e-mail comes")
    reader.open("I replied")
    reader.press("I sent my reply")
    reader.sees("Recorded.")

    back = {"reconnect": True, "rev": reader.item()["rev"]}
    status, body = reader.visitor.call("PATCH", f"/api/follow-ups/{id_}", back, reader.link)
    assert status == 200, body
    reader.wait_for("get back in touch with Acme")
    assert set(reader.buttons) == {MAILTO, "I wrote to them", "Not today"}
    reader.open("Not today")
    reader.press("Remind me in 2 working days")
    reader.sees("Not today. The next e-mail comes")
    reader.open("I wrote to them")
    reader.press("I wrote to them")
    reader.sees("Recorded.")


def test_the_letters_of_the_link_and_of_a_new_address(reader: Reader, local: LocalCloud) -> None:
    reader.sign_up()
    visitor, moved = reader.visitor, f"moved-{uuid.uuid4().hex[:8]}@example.com"
    before = len(visitor.letters())
    visitor.call("POST", "/api/link", {"address": visitor.address})
    reader.letter = visitor.wait_for_letter(before)
    assert set(reader.buttons) == {"Open my follow-ups"}
    reader.open("Open my follow-ups")
    expect(reader.page.get_by_role("heading", name="Acme").first).to_be_visible()

    visitor.call("POST", "/api/address", {"address": moved}, reader.link)
    reader.visitor = Visitor(local, moved)
    reader.letter = reader.visitor.wait_for_letter(0)
    assert set(reader.buttons) == {"Use this address from now on", "I did not ask for this"}
    reader.open("I did not ask for this")
    reader.press("Do not send me these e-mails")
    reader.press("Allow these e-mails again")
    reader.sees("once more")
    reader.open("Use this address from now on")
    reader.press("Use this address from now on")

    reader.sees("Your new address is in use.")
