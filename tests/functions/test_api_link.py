"""What the private link does over HTTP: add, export, calendar, rotate, move, delete, erase."""

import json
from typing import Any

import pytest

from tests.core.world import stop_token_in, text_of, token_in
from tests.functions.calls import Api, Deliver

ADA = "ada@example.com"


def test_the_private_link_is_shown_whose_it_is_and_a_button_is_not(
    api: Api, confirmed: tuple[str, str], deliver: Deliver
) -> None:
    _, bearer = confirmed
    button = token_in(deliver()[0], "/follow-ups/")

    by_link = api("GET", "/api/follow-ups", bearer=bearer).body
    by_button = api("GET", "/api/follow-ups", bearer=button).body

    assert (by_link["address"], by_link["stopped"], by_link["whole"]) == (ADA, False, True)
    assert (by_button["address"], by_button["stopped"], by_button["whole"]) == (None, None, False)
    assert ADA not in json.dumps(by_button)


@pytest.mark.usefixtures("confirmed")
def test_a_link_is_mailed_to_whoever_has_one_and_the_answer_never_tells(
    api: Api, deliver: Deliver
) -> None:
    answers = [api("POST", "/api/link", {"address": each}) for each in (ADA, "eve@example.com")]

    assert [(each.status, each.body) for each in answers] == [(202, {"letter": "queued"})] * 2
    [letter] = deliver()
    assert str(letter["Subject"]) == "Your link to your follow-ups"
    bearer = token_in(letter, "/follow-ups/")
    assert api("GET", "/api/follow-ups", bearer=bearer).body["whole"] is True


@pytest.mark.parametrize("body", [{}, {"address": "nobody"}, {"address": ADA, "token": "x"}])
def test_a_bad_request_for_a_link_is_named(api: Api, body: dict[str, Any]) -> None:
    assert api("POST", "/api/link", body).status == 422


@pytest.mark.parametrize("body", [None, {}])
def test_a_rotation_ends_the_link_it_was_pressed_with(
    api: Api, confirmed: tuple[str, str], body: Any
) -> None:
    _, bearer = confirmed

    fresh = api("POST", "/api/link/rotate", body, bearer=bearer).body["token"]

    assert api("GET", "/api/follow-ups", bearer=bearer).status == 401
    assert api("GET", "/api/follow-ups", bearer=fresh).status == 200


def test_a_new_address_is_asked_and_everything_moves_on_its_press(
    api: Api, confirmed: tuple[str, str], deliver: Deliver
) -> None:
    id_, bearer = confirmed

    asked = api("POST", "/api/address", {"address": "new@example.com"}, bearer=bearer)
    [letter] = deliver()
    token = token_in(letter, "/follow-ups/")
    presses = [api("POST", "/api/address/confirm", {"token": token}) for _ in range(2)]

    assert (asked.status, asked.body) == (202, {"letter": "queued"})
    assert (str(letter["To"]), str(letter["Subject"])) == (
        "new@example.com",
        "Confirm your new address",
    )
    assert api("GET", "/api/follow-ups", bearer=token).status == 401
    assert api("GET", "/api/follow-ups", bearer=bearer).status == 401
    for press in presses:
        opened = api("GET", "/api/follow-ups", bearer=press.body["token"]).body
        assert opened["address"] == "new@example.com"
        assert [item["id"] for item in opened["follow_ups"]] == [id_]
    assert ADA not in json.dumps(api.stack.items(), default=str)
    assert [what for _, what in api.stack.forgotten()] == ["erased"]


@pytest.mark.parametrize("address", [ADA, "ADA@example.com", "nobody", ""])
def test_a_new_address_has_to_be_one(api: Api, confirmed: tuple[str, str], address: str) -> None:
    answer = api("POST", "/api/address", {"address": address}, bearer=confirmed[1])

    assert (answer.status, list(answer.body["fields"])) == (422, ["address"])


def test_a_deleted_follow_up_is_gone_however_often_it_is_asked(
    api: Api, confirmed: tuple[str, str]
) -> None:
    id_, bearer = confirmed

    presses = [api("DELETE", f"/api/follow-ups/{id_}", bearer=bearer) for _ in range(2)]

    assert [(each.status, each.body) for each in presses] == [(200, {"deleted": True})] * 2
    assert api("GET", f"/api/follow-ups/{id_}", bearer=bearer).status == 404
    assert api.stack.items_of("F#") + api.stack.items_of("R#") == []


def test_an_erasure_leaves_a_keyed_hash_and_counters_and_nothing_returns(
    api: Api,
    confirmed: tuple[str, str],
    deliver: Deliver,
    capsys: pytest.CaptureFixture[str],
) -> None:
    id_, bearer = confirmed
    [letter] = deliver()
    button = token_in(letter, "/follow-ups/")
    stop = stop_token_in(letter)
    subscriber = api.stack.items_of("S")[0]["pk"].removeprefix("S#")

    erased = api("DELETE", "/api/subscriber", bearer=bearer)

    assert (erased.status, erased.body) == (200, {"erased": True})
    assert api.stack.forgotten() == {(subscriber, "erased")}
    for token in (bearer, button):
        assert api("GET", "/api/follow-ups", bearer=token).status == 401
        assert api("POST", f"/api/follow-ups/{id_}/undo", {}, bearer=token).status == 401
    assert api("POST", f"/api/stop/{stop}").body == {"stopped": True}
    assert api("POST", f"/api/start/{stop}").status == 401
    assert api("DELETE", "/api/subscriber", bearer=bearer).status == 401
    left = json.dumps([api.stack.items(), api.stack.items("forget")], default=str)
    said = left + json.dumps(api.stack.messages()) + capsys.readouterr().out
    assert [item["sk"] for item in api.stack.items() if item["sk"] != "C"] == []
    for canary in (ADA, "Acme", "Babbage", "test bench", "+49 30 123456", id_):
        assert canary not in said, canary


def test_only_the_follow_up_of_a_letter_stops_and_everything_starts_again(
    api: Api, confirmed: tuple[str, str], deliver: Deliver
) -> None:
    id_, bearer = confirmed
    [letter] = deliver()
    stop = stop_token_in(letter)

    only = api("POST", f"/api/stop/{stop}", query={"only": "true"})
    assert (only.status, only.body) == (200, {"stopped": True})
    assert api("GET", f"/api/follow-ups/{id_}", bearer=bearer).body["stopped_at"]
    assert api("GET", "/api/follow-ups", bearer=bearer).body["stopped"] is False

    api("POST", f"/api/stop/{stop}")
    assert api("GET", "/api/follow-ups", bearer=bearer).body["stopped"] is True
    started = api("POST", f"/api/start/{stop}")
    assert (started.status, started.body) == (200, {"stopped": False})
    assert api("GET", "/api/follow-ups", bearer=bearer).body["stopped"] is False
    assert api.stack.forgotten() == set()


@pytest.mark.usefixtures("confirmed")
def test_the_link_letter_leads_to_the_page(api: Api, deliver: Deliver) -> None:
    api("POST", "/api/link", {"address": ADA})

    [letter] = deliver()

    assert "https://follow-up.example.com/follow-ups/?t=" in text_of(letter)
