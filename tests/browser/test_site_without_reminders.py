"""The site built with REMINDERS=off: guide and wizard whole, and nothing that needs the service."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.built_site import Built
from tests.browser.site_fixtures import Hosted, hosting
from tests.browser.watching import Visit
from tests.browser.wizard_steps import (
    add_person,
    expect_body,
    fill_interview,
    let_pauses_pass,
    open_wizard,
    press,
)

pytest_plugins = ["tests.browser.site_fixtures"]

PROMISES = re.compile(
    r"be reminded|remind me|send me reminders|our e-mails|we (?:can )?(?:send|mail|store|remind) you"
    r"|your plan\b|each e-mail|your link",
    re.IGNORECASE,
)
SERVICE_PAGES = ("confirm", "follow-ups", "block")
OPERATORS_PAGES = "run-your-own/"  # they speak of the service to whoever may run it


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosting(tmp_path_factory, "alone", REMINDERS="off") as found:
        yield found


def requests_to_the_service(page: Page) -> list[str]:
    """Grows while the page is used."""
    found: list[str] = []

    def heard(request: Request) -> None:
        if "/api/" in request.url:
            found.append(request.url)

    page.on("request", heard)
    return found


def test_the_pages_the_letters_lead_to_are_left_out(built: Built) -> None:
    for name in SERVICE_PAGES:
        assert not (built.folder / name).exists()
        assert f"/{name}/*" not in json.loads((built.folder / "headers.json").read_text())
    assert "WARNING" not in built.output


def test_no_page_promises_a_letter(visit: Visit, built: Built, site: str) -> None:
    page = visit()

    promised = {}
    for path in (each for each in built.paths if may_promise(built, each)):
        page.goto(f"{site}/{path}")
        description = page.locator("meta[name=description]").get_attribute("content") or ""
        promised[path] = PROMISES.findall(f"{description} {page.locator('body').inner_text()}")

    assert {path: words for path, words in promised.items() if words} == {}


def may_promise(built: Built, path: str) -> bool:
    """Only then is it opened, to see whether the words are shown."""
    html = (built.folder / path / "index.html").read_text()
    words = " ".join(re.sub("<[^>]+>", "", html).split())
    return not path.startswith(OPERATORS_PAGES) and bool(PROMISES.search(html + words))


def test_a_note_is_written_without_a_request_to_the_service(visit: Visit) -> None:
    page = visit()
    asked = requests_to_the_service(page)

    page.get_by_role("link", name="Write my thank-you note").click()
    expect(page.locator("[data-note]").first).to_be_attached()
    add_person(page, "Ms Okafor", "the new test bench")
    fill_interview(page, your_name="Ada Byrne")

    expect_body(page, "Ms Okafor")
    expect(page.get_by_role("heading", name="Your plan")).to_be_hidden()
    expect(page.get_by_role("button", name="Send me reminders")).to_be_hidden()
    let_pauses_pass(page)
    assert asked == []


@pytest.mark.parametrize("kind", ["waiting", "silence", "more-time"])
def test_what_would_follow_a_plan_still_gives_the_words(visit: Visit, kind: str) -> None:
    page = open_wizard(visit, f"write/?kind={kind}")
    asked = requests_to_the_service(page)

    fill_interview(page, days_ago=11, decides_in=0, your_name="Ada Byrne")

    expect_body(page, "Ada Byrne")
    let_pauses_pass(page)
    assert asked == []


def test_on_a_phone_the_last_question_leads_back_to_the_note(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=just-interviewed", width=360)

    while page.locator("[data-next]").is_visible():
        press(page, page.locator("[data-next]").inner_text())
    assert page.url.endswith("#decision")
    press(page, "Back to my notes")

    expect(page.locator("[data-note]").first).to_be_visible()


def test_the_home_page_offers_notes_instead_of_reminders(visit: Visit, site: str) -> None:
    home = visit().locator(".home")

    assert (
        home.get_by_role("link", name="See sample notes").get_attribute("href") == f"{site}/notes/"
    )
    expect(home.get_by_role("link", name="Get e-mail reminders")).to_have_count(0)
    expect(home).to_contain_text("Nothing is sent to us")
