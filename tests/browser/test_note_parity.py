"""The browser renders every note exactly as Python does."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from followup.model import Relation, Situation
from followup.note_kinds import LATE_AFTER_DAYS, kinds_for, situation_for
from infra.note_pages import notes_json
from tests.core.note_cases import cases, odd_cases
from tests.core.note_people import MONDAY, USERS

pytest_plugins = ["tests.browser.site_fixtures"]

SCRIPTS = Path(__file__).parents[2] / "docs" / "javascripts"
BATCH = 500
SHOWN = 5  # differences; the first ones say enough


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that has loaded notes.mjs and notes.json."""
    handler = partial(Quiet, directory=str(SCRIPTS))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context()
        opened = context.new_page()
        opened.goto(f"http://127.0.0.1:{server.server_port}/notes.mjs")
        opened.evaluate(
            """async (text) => {
                window.notes = JSON.parse(text);
                window.module = await import("/notes.mjs");
            }""",
            notes_json(),
        )
        yield opened
        context.close()
        server.shutdown()


def in_the_browser(page: Page, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As text in batches: Playwright takes minutes to pass thousands of objects one by one."""
    script = """(text) => JSON.stringify(JSON.parse(text).map(
        ({ kind, followUp, person, occasion }) =>
            module.renderNote(notes, kind, followUp, person, occasion)))"""
    batches = [asked[start : start + BATCH] for start in range(0, len(asked), BATCH)]
    answers = [json.loads(page.evaluate(script, json.dumps(batch))) for batch in batches]
    return [note for answer in answers for note in answer]


@pytest.mark.parametrize("table", [cases, odd_cases])
def test_every_note_is_the_same_in_the_browser(page: Page, table: Any) -> None:
    asked = list(table())

    found = in_the_browser(page, [case.for_the_page() for case in asked])

    expected = [json.loads(json.dumps(asdict(case.note()))) for case in asked]
    differ = [pair for pair in zip(expected, found, strict=True) if pair[0] != pair[1]]
    assert differ[:SHOWN] == []


def test_the_same_kinds_are_offered(page: Page) -> None:
    asked = [(r, s, late) for r in Relation for s in Situation for late in (False, True)]

    found = page.evaluate(
        "(asked) => asked.map(([r, s, late]) => module.kindsFor(notes, r, s, late))", asked
    )

    assert found == [kinds_for(r, s, is_late=late) for r, s, late in asked]


def test_the_same_person_is_asked_when_they_decide(page: Page) -> None:
    asked = [
        (situation, [{"relation": person.relation} for person in user.people], place)
        for situation in Situation
        for user in USERS
        for place in range(len(user.people))
    ]

    found = page.evaluate(
        "(asked) => asked.map(([s, people, at]) => module.situationFor(notes, s, people, at))",
        asked,
    )

    expected = [
        situation_for(situation, user.people, place)
        for situation in Situation
        for user in USERS
        for place in range(len(user.people))
    ]
    assert found == expected
    assert 0 < found.count("forgot-to-ask") <= len(USERS)


def test_the_page_calls_a_note_late_on_the_same_day(page: Page) -> None:
    days = [MONDAY.replace(day=MONDAY.day + gap).isoformat() for gap in range(7)]

    found = page.evaluate("(days) => days.map((day) => module.isLate(notes, days[0], day))", days)

    assert found == [gap > LATE_AFTER_DAYS for gap in range(7)]


def test_likeness_is_measured_in_runs_of_three_words(page: Page) -> None:
    pairs = [
        ("one two three four", "One, two; three. Five"),
        ("one two three", "one two three"),
        ("one two", "one two"),
        ("", "one two three"),
    ]

    found = page.evaluate("(pairs) => pairs.map(([a, b]) => module.likeness(a, b))", pairs)

    assert found == [0.5, 1, 0, 0]
