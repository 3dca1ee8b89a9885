"""Follow-ups added with the private link, and forms that come too fast."""

import uuid
from typing import Any

import pytest

from tests.functions.calls import Answer, Api, a_form

ADA = "ada@example.com"


def add(api: Api, bearer: str, **changes: Any) -> Answer:
    return api("POST", "/api/follow-ups", a_form(**changes), bearer=bearer)


def test_an_addition_is_active_at_once_and_points_out_the_older_one(
    api: Api, confirmed: tuple[str, str]
) -> None:
    id_, bearer = confirmed
    # Of two in the same second the higher id counts as the younger.
    form = a_form(id=str(uuid.UUID(int=2**128 - 1)), address=..., employer=" ACME ")

    first, again = (api("POST", "/api/follow-ups", form, bearer=bearer) for _ in range(2))

    assert (first.status, again.status) == (201, 201)
    assert again.body == first.body
    assert (first.body["id"], first.body["same_as"]) == (form["id"], id_)
    assert first.body["follow_up"]["plan"]
    assert len(api.stack.items_of("F#")) == 2


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"address": "eve@example.com"}, 422, "address"),
        ({"address": "nobody"}, 422, "address"),
        ({"employer": ""}, 422, "employer"),
    ],
)
def test_a_bad_addition_is_named_and_stores_nothing(
    api: Api, confirmed: tuple[str, str], changes: dict[str, Any], status: int, field: str
) -> None:
    answer = add(api, confirmed[1], **changes)

    assert (answer.status, list(answer.body["fields"])) == (status, [field])
    assert len(api.stack.items_of("F#")) == 1


def test_a_twenty_first_follow_up_is_refused(api: Api, confirmed: tuple[str, str]) -> None:
    _, bearer = confirmed
    answers = [add(api, bearer, employer=f"Employer {n}") for n in range(20)]

    assert [answer.status for answer in answers] == [201] * 19 + [429]


def test_a_faulty_bearer_is_told_and_no_letter_is_sent_instead(api: Api) -> None:
    answer = add(api, "hello")

    assert (answer.status, answer.body["code"]) == (401, "link_invalid")
    assert api.stack.items() == []


HASTY: list[dict[str, Any]] = [{"website": "https://example.com"}, {"seconds": 0}, {"seconds": 2}]


@pytest.mark.parametrize("path", ["/api/follow-ups", "/api/link"])
@pytest.mark.parametrize("trap", HASTY)
def test_a_hasty_form_is_asked_to_press_again_and_then_taken(
    api: Api, path: str, trap: dict[str, Any]
) -> None:
    form = a_form() if path == "/api/follow-ups" else {"address": ADA}

    first = api("POST", path, form | trap)
    assert (first.status, first.body["code"]) == (409, "press_again")
    assert first.body["message"] == "Press the button again to send this."
    assert api.stack.items() == []

    second = api("POST", path, form | trap | {"again": True})
    assert second.status == 202


@pytest.mark.parametrize("calm", [{}, {"seconds": 3}, {"website": "", "seconds": 40}])
def test_a_form_filled_in_by_a_person_is_taken_at_once(api: Api, calm: dict[str, Any]) -> None:
    assert api("POST", "/api/follow-ups", a_form(**calm)).status == 202


@pytest.mark.parametrize("bad", [{"seconds": -1}, {"seconds": "5"}, {"again": "yes"}])
def test_a_trap_with_a_wrong_value_is_named(api: Api, bad: dict[str, Any]) -> None:
    answer = api("POST", "/api/follow-ups", a_form(**bad))

    assert (answer.status, list(answer.body["fields"])) == (422, list(bad))
