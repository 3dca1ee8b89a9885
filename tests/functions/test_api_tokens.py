"""Tokens at the API: each opens what it is for; a stale, forged or foreign one gets one answer."""

import json
from collections.abc import Callable
from datetime import timedelta

import boto3
import pytest

from followup.aws import wiring
from followup.mailing import LetterKind, Mailing, Record, RowKey, State
from followup.tokens import LIFE, Purpose, Token, Tokens
from tests.core.builders import a_follow_up
from tests.functions.calls import Answer, Api
from tests.functions.token_routes import (
    EPOCH,
    FEED,
    ID,
    KEY,
    LETTER,
    LINK,
    NEW,
    NOW,
    OTHER,
    OWNER,
    REMINDER,
    ROUTES,
    STOP,
    Route,
    a_token,
)

EVERY = pytest.mark.parametrize("route", ROUTES, ids=str)


@pytest.fixture
def stored(api: Api) -> Api:
    """A subscriber with a follow-up of each token's and another one, and a letter of a move."""
    store, later = wiring.store(), NOW + timedelta(days=90)
    store.add_subscriber(OWNER, later, NOW)
    for id_ in (ID, OTHER):
        today = f"{NOW:%a %Y-%m-%d}"
        form = a_follow_up(id=id_, interviewed_on=today, decision_on=None, confirmed_by=LETTER)
        waiting = Mailing(State.WAITING)
        store.add(Record(RowKey(OWNER.id, id_), OWNER, waiting, form), later)
    row = RowKey(OWNER.id, LETTER, is_letter=True)
    closed = Mailing(State.CLOSED)
    store.add_letter(Record(row, OWNER, closed, letter=LetterKind.NEW_ADDRESS, new=NEW), later)
    return api


@EVERY
def test_a_token_opens_its_own_routes(stored: Api, route: Route) -> None:
    purpose = min(route.takes)

    answer = route.call(stored, a_token(purpose))

    assert answer.status in (200, 201, 202), answer.body


@EVERY
def test_a_token_for_something_else_is_refused_and_changes_nothing(
    stored: Api, route: Route
) -> None:
    before = stored.stack.items()

    for purpose in set(Purpose) - route.takes:
        assert_refused(route, route.call(stored, a_token(purpose)), purpose)

    assert stored.stack.items() == before
    assert stored.stack.forgotten() == set()


FAULTS: dict[str, Callable[[Purpose], str]] = {
    "forged": lambda purpose: a_token(purpose, key="another key"),
    "cut short": lambda purpose: a_token(purpose)[:-3],
    "of a later epoch": lambda purpose: Tokens([KEY]).make(
        Token(purpose, OWNER.id, epoch=EPOCH + 1), NOW
    ),
    "of somebody erased": lambda purpose: a_token(purpose, subscriber="ef" * 20),
    "not a token": lambda _purpose: "hello",
    "not ascii": lambda _purpose: "é" * 20,
    "huge": lambda _purpose: "a" * 1_900,
}
# Whoever wants no mail may say so whatever became of their links (and of themselves); a letter
# that asks is only about what waits.
LASTING = {STOP, Purpose.BLOCK}


@EVERY
def test_a_faulty_token_is_refused_and_changes_nothing(stored: Api, route: Route) -> None:
    before = stored.stack.items()

    for purpose in route.takes:
        for fault, make in FAULTS.items():
            if purpose in LASTING and fault.startswith("of "):
                continue
            assert_refused(route, route.call(stored, make(purpose)), fault)

    assert stored.stack.items() == before


@EVERY
def test_a_stale_token_is_refused(stored: Api, route: Route) -> None:
    for purpose in route.takes:
        life = LIFE[purpose]
        if life:
            stale = a_token(purpose, NOW - life - timedelta(minutes=1))
            assert_refused(route, route.call(stored, stale), purpose)


def test_a_button_opens_its_own_follow_up_only(stored: Api) -> None:
    button = a_token(REMINDER)

    for each in ROUTES:
        if ID in each.path and REMINDER in each.takes:
            other = Route(each.method, each.path.replace(ID, OTHER), each.takes, each.body)
            answer = other.call(stored, button)
            assert (answer.status, answer.body["code"]) == (404, "not_found"), other

    opened = stored("GET", "/api/follow-ups", bearer=button).body["follow_ups"]
    assert [item["id"] for item in opened] == [ID]


def test_a_rotated_key_still_opens_and_a_removed_one_is_told(stored: Api) -> None:
    bearer = a_token(LINK)

    with_keys("new", KEY)
    assert stored("GET", "/api/follow-ups", bearer=bearer).status == 200
    with_keys(KEY, "new")
    assert stored("GET", "/api/follow-ups", bearer=bearer).status == 200
    with_keys("new")
    answer = stored("GET", "/api/follow-ups", bearer=bearer)
    with_keys(KEY)

    assert_friendly(answer)


def test_no_token_at_all_is_answered_like_a_stale_one(api: Api) -> None:
    for each in ROUTES:
        if each.place == "bearer" and each.path != "/api/follow-ups":
            assert_friendly(api(each.method, each.path, each.body))
    assert_friendly(api("GET", "/api/follow-ups"))


def test_a_stop_after_everything_was_erased_is_answered_as_stopped(api: Api) -> None:
    answer = api("POST", f"/api/stop/{a_token(STOP)}")

    assert (answer.status, answer.body) == (200, {"stopped": True})
    assert api.stack.items() == []
    assert api.stack.forgotten() == set()


def test_no_late_press_returns_what_was_erased(stored: Api) -> None:
    stored("DELETE", "/api/subscriber", bearer=a_token(LINK))
    left = stored.stack.forgotten()

    for each in ROUTES:
        for purpose in each.takes - {Purpose.BLOCK}:
            each.call(stored, a_token(purpose))

    assert [item for item in stored.stack.items() if not item["pk"].startswith("C#")] == []
    assert stored.stack.forgotten() == left == {(OWNER.id, "erased")}


def with_keys(*keys: str) -> None:
    """The signing secret with these keys, the newest last, read anew."""
    text = json.dumps({"keys": keys})
    boto3.client("secretsmanager").put_secret_value(SecretId=KEY, SecretString=text)
    wiring.parameters.cache_clear()


def assert_refused(route: Route, answer: Answer, what: object) -> None:
    if route.takes == {FEED}:
        assert (answer.status, answer.body["code"]) == (404, "not_found"), what
    else:
        assert_friendly(answer, what)


def assert_friendly(answer: Answer, what: object = "") -> None:
    assert (answer.status, answer.body["code"]) == (401, "link_invalid"), (what, answer.body)
    assert "Ask for a new one" in answer.body["message"]
    assert OWNER.id not in json.dumps(answer.body)
