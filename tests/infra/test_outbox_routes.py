"""What `/outbox/` answers, to people and to programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra.front import Answer, Request
from infra.outbox import Outbox
from infra.outbox_routes import OutboxRoutes
from infra.ticks import TickFailed

Press = Callable[[], dict[str, Any]]


def nothing_due() -> dict[str, Any]:
    return {"as_of": None, "sent": 0}


def one_letter() -> dict[str, Any]:
    return {"as_of": "2026-11-24T08:02:00Z", "sent": 1}


def a_broken_tick() -> dict[str, Any]:
    raise TickFailed("A message is still in the queue.")


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    outbox = Outbox(tmp_path / "outbox")
    outbox.add(b"To: ada@example.com\nSubject: Hello\nContent-Type: text/html\n\n<p>Hi</p>\n")
    (tmp_path / "secret.eml").write_text("secret")
    return outbox


def ask(
    outbox: Outbox, path: str, method: str = "GET", press: Press = nothing_due, **headers: str
) -> Answer:
    return OutboxRoutes(outbox, press)(Request(method, f"/outbox/{path}", headers))


def test_the_list_is_there_for_people_and_for_programs(outbox: Outbox) -> None:
    page, messages = ask(outbox, ""), ask(outbox, "messages.json")

    assert b"Hello" in page.body
    assert [each["subject"] for each in json.loads(messages.body)] == ["Hello"]


def test_a_letter_is_shown_alone_and_as_it_was_sent(outbox: Outbox) -> None:
    (letter,) = outbox.letters()

    assert b"<p>Hi</p>" in ask(outbox, f"{letter.id}.html").body
    assert ask(outbox, f"{letter.id}.eml").body.startswith(b"To: ada@example.com\n")


@pytest.mark.parametrize("path", ["../secret.eml", "nobody.eml", ".eml", "nobody.html", "nobody"])
def test_nothing_but_letters_is_shown(outbox: Outbox, path: str) -> None:
    assert ask(outbox, path).status == 404


def test_scripts_run_on_none_of_its_pages(outbox: Outbox) -> None:
    (letter,) = outbox.letters()
    pages = [ask(outbox, ""), ask(outbox, f"{letter.id}.html")]

    policies = [page.headers["Content-Security-Policy"] for page in pages]
    assert all(policy.startswith("default-src 'none'") for policy in policies)
    assert not any("script-src" in policy for policy in policies)


def test_a_press_answers_a_program_in_json(outbox: Outbox) -> None:
    answer = ask(outbox, "next", "POST", one_letter)

    assert (answer.status, json.loads(answer.body)) == (200, one_letter())


@pytest.mark.parametrize(
    ("press", "words"),
    [(one_letter, b"08:02:00 UTC; 1 e-mail left"), (nothing_due, b"Nothing is due")],
)
def test_a_press_leads_a_person_back_to_the_page(
    outbox: Outbox, press: Press, words: bytes
) -> None:
    answer = ask(outbox, "next", "POST", press, accept="text/html,*/*")

    assert answer.status == 303
    assert words in ask(outbox, answer.headers["Location"].removeprefix("/outbox/")).body


def test_a_tick_that_failed_says_why(outbox: Outbox) -> None:
    answer = ask(outbox, "next", "POST", a_broken_tick)

    assert answer.status == 504
    assert json.loads(answer.body)["message"] == "A message is still in the queue."


@pytest.mark.parametrize("query", ["as_of=x&sent=1", "as_of=&sent=<b>", "sent=9", "as_of=%00"])
def test_a_made_up_result_is_not_repeated(outbox: Outbox, query: str) -> None:
    page = ask(outbox, f"?{query}").body

    assert b'<p role="status"></p>' in page


@pytest.mark.parametrize(
    ("path", "method"), [("next", "GET"), ("", "POST"), ("messages.json", "PUT")]
)
def test_only_the_button_changes_anything(outbox: Outbox, path: str, method: str) -> None:
    assert ask(outbox, path, method, a_broken_tick).status in (404, 405)
