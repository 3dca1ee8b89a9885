"""The loop over HTTP on moto: sign up, letter, confirm, look, press every button."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from routes import answers
from tests.core.world import text_of, token_in
from tests.functions.calls import Api, Deliver, a_form


def test_the_confirmation_letter_confirms_or_refuses_and_is_no_reminder(
    api: Api, deliver: Deliver
) -> None:
    api("POST", "/api/follow-ups", a_form())

    [letter] = deliver()

    assert "/confirm/?t=" in text_of(letter)
    assert "/block/?t=" in text_of(letter)
    assert letter["List-Unsubscribe"] is None


def test_the_letter_is_queued_at_once(api: Api) -> None:
    api("POST", "/api/follow-ups", a_form())

    [body] = api.stack.messages()
    assert json.loads(body)["sk"].startswith("L#")


def test_the_same_form_sent_twice_is_stored_once(api: Api) -> None:
    form = a_form()

    first, second = (api("POST", "/api/follow-ups", form) for _ in range(2))

    assert (first.status, first.body) == (second.status, second.body)
    assert len(api.stack.items_of("F#")) == 1
    assert len(api.stack.messages()) == 1


def test_a_preview_confirms_nothing(api: Api, deliver: Deliver) -> None:
    form = a_form()
    api("POST", "/api/follow-ups", form)
    token = token_in(deliver()[0], "/confirm/")

    answer = api("POST", "/api/confirm/preview", {"token": token})

    shown = answer.body["follow_ups"][0]
    assert (shown["employer"], shown["people"], shown["confirmed"]) == ("Acme", 1, False)
    assert "confirmed_at" not in api.stack.items_of("F#")[0]


def test_one_confirmation_covers_all_that_is_pending(api: Api, deliver: Deliver) -> None:
    ids = [str(uuid.uuid4()) for _ in range(3)]
    for id_ in ids:
        api("POST", "/api/follow-ups", a_form(id=id_))

    [letter] = deliver()
    answer = api("POST", "/api/confirm", {"token": token_in(letter, "/confirm/")})

    assert sorted(answer.body["follow_ups"]) == sorted(ids)


def test_only_the_ticked_ones_are_confirmed(api: Api, deliver: Deliver) -> None:
    ids = [str(uuid.uuid4()) for _ in range(2)]
    for id_ in ids:
        api("POST", "/api/follow-ups", a_form(id=id_))
    token = token_in(deliver()[0], "/confirm/")

    answer = api("POST", "/api/confirm", {"token": token, "follow_ups": ids[:1]})

    assert answer.body["follow_ups"] == ids[:1]
    opened = api("GET", "/api/follow-ups", bearer=answer.body["token"])
    assert [item["id"] for item in opened.body["follow_ups"]] == ids[:1]


def test_a_repeated_press_answers_the_same_with_a_smaller_token(api: Api, deliver: Deliver) -> None:
    api("POST", "/api/follow-ups", a_form())
    token = token_in(deliver()[0], "/confirm/")

    first = api("POST", "/api/confirm", {"token": token})
    second = api("POST", "/api/confirm", {"token": token})

    assert second.body["follow_ups"] == first.body["follow_ups"]
    assert api("GET", "/api/follow-ups", bearer=first.body["token"]).body["whole"] is True
    assert api("GET", "/api/follow-ups", bearer=second.body["token"]).body["whole"] is False


@pytest.mark.usefixtures("confirmed")
def test_the_reminder_names_the_person_and_holds_the_ready_note(deliver: Deliver) -> None:
    [letter] = deliver()

    assert "Mr Babbage" in str(letter["Subject"])
    assert "test bench" in text_of(letter)
    assert letter.get_all("List-Unsubscribe-Post") == ["List-Unsubscribe=One-Click"]
    [unsubscribe] = letter.get_all("List-Unsubscribe", [])
    assert unsubscribe.startswith("<https://follow-up.example.com/api/stop/")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Reply-To"] == "help@example.com"


def test_a_private_link_shows_the_form_and_the_plan(api: Api, confirmed: tuple[str, str]) -> None:
    id_, bearer = confirmed

    answer = api("GET", f"/api/follow-ups/{id_}", bearer=bearer)

    item = answer.body
    assert answer.status == 200
    assert {name: item[name] for name in ("id", "employer", "hour", "phone")} == {
        "id": id_,
        "employer": "Acme",
        "hour": 9,
        "phone": "+49 30 123456",
    }
    assert "address" not in item
    assert item["plan"][0]["step"] == "thank_you"
    assert item["next"] == item["plan"][0]
    assert item["notes"][0]["person"] == 0


PRESSES: list[tuple[str, dict[str, Any]]] = [
    ("answer", {"answer": "offer"}),
    ("answer", {"answer": "rejection"}),
    ("answer", {"answer": "another_round"}),
    ("answer", {"answer": "withdrawn"}),
    ("thanked", {"person": 0}),
    ("thanked", {"person": "all"}),
    ("done", {"round": 1, "step": "thank_you", "n": 1}),
    ("snooze", {"business_days": 2}),
    ("stop", {}),
]


@pytest.mark.parametrize(("action", "body"), PRESSES)
def test_every_press_can_be_repeated_and_taken_back(
    api: Api, confirmed: tuple[str, str], action: str, body: dict[str, Any]
) -> None:
    id_, bearer = confirmed
    path = f"/api/follow-ups/{id_}"
    before = api("GET", path, bearer=bearer).body

    first = api("POST", f"{path}/{action}", body, bearer=bearer)
    second = api("POST", f"{path}/{action}", body, bearer=bearer)
    undone = api("POST", f"{path}/undo", {}, bearer=bearer)

    assert (first.status, second.status, undone.status) == (200, 200, 200)
    assert second.body == first.body
    assert first.body != before
    assert first.body["undo"]["action"] == action
    facts = ("answer", "stopped_at", "snooze_until", "people", "undo")
    assert {name: undone.body[name] for name in facts} == {name: before[name] for name in facts}


def test_an_answer_ends_the_check_ins_and_brings_the_reply_on_the_spot(
    api: Api, confirmed: tuple[str, str]
) -> None:
    id_, bearer = confirmed

    item = api("POST", f"/api/follow-ups/{id_}/answer", {"answer": "offer"}, bearer=bearer).body

    assert {step["step"] for step in item["plan"]} == {"reply"}
    assert item["notes"][0]["kind"] == "offer_thanks"


def test_a_blocked_address_gets_no_further_confirmation(api: Api, deliver: Deliver) -> None:
    api("POST", "/api/follow-ups", a_form())
    token = token_in(deliver()[0], "/block/")

    assert api("POST", "/api/block", {"token": token}).body == {"blocked": True}
    again = api("POST", "/api/follow-ups", a_form())

    assert again.status == 202
    assert [item["state"] for item in api.stack.items_of("L#")] == ["closed"]
    assert api("POST", "/api/unblock", {"token": token}).body == {"blocked": False}


def test_one_network_cannot_ask_for_more_than_its_share(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit, now = 5, datetime.now(UTC)
    monkeypatch.setenv("NETWORK_LIMIT", str(limit))
    monkeypatch.setattr(answers, "now", lambda: now)  # A share is that of one hour.
    given = [
        api("POST", "/api/follow-ups", a_form(address=f"a{n}@example.com"), network="192.0.2.9")
        for n in range(limit + 1)
    ]

    assert {answer.status for answer in given[:limit]} == {202}
    assert (given[limit].status, given[limit].body["code"]) == (429, "too_many")


def test_a_plan_needs_no_name_and_stores_nothing(api: Api) -> None:
    today = datetime.now(UTC).date()
    query = {
        "interviewed_on": str(today),
        "decision_on": str(today + timedelta(days=11)),
        "zone": "Europe/Berlin",
        "max_check_ins": "3",
    }

    answer = api("GET", "/api/plan", query=query)

    assert answer.status == 200
    assert answer.body["country"] == "DE"
    check_ins = [step for step in answer.body["plan"] if step["step"] == "check_in"]
    assert [step["of"] for step in check_ins] == [3, 3, 3]
    assert set(check_ins[0]) == {"step", "round", "n", "of", "on", "at", "sent_at", "done"}
    assert api.stack.items() == []


def test_an_unknown_path_is_answered_like_every_other_refusal(api: Api) -> None:
    answer = api("GET", "/api/nowhere")

    assert (answer.status, answer.body["code"]) == (404, "not_found")
