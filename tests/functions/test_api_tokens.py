"""Tokens at the API: stale, forged, cut short or made for something else get one answer."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from followup.tokens import Purpose, Token, Tokens
from tests.functions.calls import Answer, Api

KEY = "SIGNING_SECRET_ARN"  # the test stack signs with the secret's own name
SUBSCRIBER = "ab" * 20
ID = "00000000-0000-4000-8000-000000000001"
NOW = datetime.now(UTC)


def token(purpose: Purpose, at: datetime = NOW, key: str = KEY, *ids: str) -> str:
    return Tokens([key]).make(Token(purpose, SUBSCRIBER, ids), at)


FAULTY = {
    "stale": token(Purpose.CONFIRM, NOW - timedelta(days=8)),
    "forged": token(Purpose.CONFIRM, key="another key"),
    "cut short": token(Purpose.CONFIRM)[:-3],
    "foreign purpose": token(Purpose.STOP),
    "of somebody unknown": token(Purpose.CONFIRM, NOW, KEY, ID),
    "not a token": "hello",
    "not ascii": "é" * 20,
    "huge": "a" * 1_900,
}


@pytest.mark.parametrize("name", FAULTY)
@pytest.mark.parametrize("path", ["/api/confirm", "/api/block", "/api/unblock"])
def test_a_faulty_token_gets_one_friendly_answer(api: Api, path: str, name: str) -> None:
    answer = api("POST", path, {"token": FAULTY[name]})

    assert_friendly(answer)


@pytest.mark.parametrize("purpose", [Purpose.CONFIRM, Purpose.STOP, Purpose.BLOCK])
def test_only_a_private_or_a_reminder_link_opens_follow_ups(api: Api, purpose: Purpose) -> None:
    assert_friendly(api("GET", "/api/follow-ups", bearer=token(purpose)))
    assert_friendly(api("POST", f"/api/follow-ups/{ID}/stop", {}, bearer=token(purpose)))


@pytest.mark.parametrize("purpose", [Purpose.LINK, Purpose.REMINDER, Purpose.CONFIRM])
def test_only_a_stop_token_stops(api: Api, purpose: Purpose) -> None:
    assert_friendly(api("POST", f"/api/stop/{token(purpose)}"))


def test_no_token_at_all_is_answered_like_a_stale_one(api: Api) -> None:
    assert_friendly(api("GET", "/api/follow-ups"))
    assert_friendly(api("POST", f"/api/follow-ups/{ID}/answer", {"answer": "offer"}))


def test_a_stop_after_everything_was_erased_is_answered_as_stopped(api: Api) -> None:
    answer = api("POST", f"/api/stop/{token(Purpose.STOP)}")

    assert (answer.status, answer.body) == (200, {"stopped": True})
    assert api.stack.items() == []


def assert_friendly(answer: Answer) -> None:
    assert (answer.status, answer.body["code"]) == (401, "link_invalid")
    assert "Ask for a new one" in answer.body["message"]
    assert SUBSCRIBER not in json.dumps(answer.body)
