"""Bad input at the API: a clear 4xx with code, sentence and fields, and nothing stored."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from followup import limits
from tests.functions.calls import Api, a_form

TODAY = datetime.now(UTC).date()
PERSON = {"name": "Mr Babbage"}


def day(days: int) -> str:
    return str(TODAY + timedelta(days=days))


BAD_FORMS: list[tuple[str, dict[str, Any], str]] = [
    ("no address", {"address": ...}, "address"),
    ("no zone", {"zone": ...}, "zone"),
    ("no employer", {"employer": ...}, "employer"),
    ("no interview day", {"interviewed_on": ...}, "interviewed_on"),
    ("an empty employer", {"employer": ""}, "employer"),
    ("an employer of spaces", {"employer": "   "}, "employer"),
    ("an employer nobody can see", {"employer": "\u200b"}, "employer"),
    ("a long local part", {"address": "a" * 65 + "@example.com"}, "address"),
    ("an address without an @", {"address": "ada.example.com"}, "address"),
    ("two addresses", {"address": "ada@example.com, bob@example.com"}, "address"),
    ("a header in the address", {"address": "ada@example.com\r\nBcc: bob@example.com"}, "address"),
    ("a name before the address", {"address": "Ada <ada@example.com>"}, "address"),
    ("a long address", {"address": "a" * 250 + "@example.com"}, "address"),
    ("an address as a list", {"address": ["ada@example.com"]}, "address"),
    ("an unknown zone", {"zone": "Mars/Olympus"}, "zone"),
    ("a path as zone", {"zone": "../../etc/passwd"}, "zone"),
    ("an unknown country", {"country": "ZZ"}, "country"),
    ("a country in words", {"country": "Germany"}, "country"),
    ("an hour at night", {"hour": 5}, "hour"),
    ("a late hour", {"hour": 22}, "hour"),
    ("an hour as text", {"hour": "9"}, "hour"),
    ("an hour as truth", {"hour": True}, "hour"),
    ("half an hour", {"hour": 9.5}, "hour"),
    ("day zero", {"interviewed_on": "0000-00-00"}, "interviewed_on"),
    ("30 February", {"interviewed_on": "2026-02-30"}, "interviewed_on"),
    ("a day as seconds", {"interviewed_on": 1_790_000_000}, "interviewed_on"),
    ("a day with a time", {"interviewed_on": "2026-11-23T00:00:00"}, "interviewed_on"),
    ("a day in other digits", {"interviewed_on": "２０２６-11-23"}, "interviewed_on"),
    ("a promised day before the interview", {"decision_on": day(-1)}, "decision_on"),
    ("an interview three years ago", {"interviewed_on": day(-1100)}, "interviewed_on"),
    ("a promised day in three years", {"decision_on": day(1100)}, "decision_on"),
    ("a long employer", {"employer": "A" * 81}, "employer"),
    ("a long role", {"role": "A" * 81}, "role"),
    ("a line break in the employer", {"employer": "Acme\nBcc: bob@example.com"}, "employer"),
    ("a carriage return in the name", {"your_name": "Ada\rBob"}, "your_name"),
    ("a bell", {"employer": "Acme\x07"}, "employer"),
    ("text that runs backwards", {"employer": "Acme\u202etxt"}, "employer"),
    ("an isolate", {"your_name": "\u2066Ada\u2069"}, "your_name"),
    ("half a character", {"employer": "Acme\ud800"}, "employer"),
    ("a number as employer", {"employer": 7}, "employer"),
    ("nothing as employer", {"employer": None}, "employer"),
    ("an unknown persistence", {"persistence": "desperate"}, "persistence"),
    ("an unknown channel", {"channel": "pigeon"}, "channel"),
    ("an unknown tone", {"tone": "rude"}, "tone"),
    ("a language we do not have", {"locale": "../en"}, "locale"),
    ("no check-ins", {"max_check_ins": 0}, "max_check_ins"),
    ("too many check-ins", {"max_check_ins": 21}, "max_check_ins"),
    ("consent as text", {"may_call": "yes"}, "may_call"),
    ("a long name to call", {"call_whom": "A" * 81}, "call_whom"),
    ("a line break in whom to call", {"call_whom": "A\nB"}, "call_whom"),
    ("an unknown situation", {"situation": "fell-asleep"}, "situation"),
    ("a situation that asks for no thanks", {"situation": "offer"}, "situation"),
    ("no situation", {"situation": None}, "situation"),
    ("an id that is none", {"id": "../S"}, "id"),
    ("an unknown field", {"admin": True}, "admin"),
    ("a field of a later life", {"ready_at": "2026-11-23T10:00:00Z"}, "ready_at"),
    ("21 people", {"people": [PERSON] * 21}, "people"),
    ("a person without a name", {"people": [{"relation": "helper"}]}, "people.0.name"),
    ("an unknown relation", {"people": [PERSON | {"relation": "boss"}]}, "people.0.relation"),
    ("an unknown medium", {"people": [PERSON | {"medium": "sms"}]}, "people.0.medium"),
    ("a long detail", {"people": [PERSON | {"detail": "A" * 201}]}, "people.0.detail"),
    ("a long reason", {"people": [PERSON | {"reason": "A" * 201}]}, "people.0.reason"),
    ("a number as reason", {"people": [PERSON | {"reason": 7}]}, "people.0.reason"),
    ("no reason at all", {"people": [PERSON | {"reason": None}]}, "people.0.reason"),
    ("a list of reasons", {"people": [PERSON | {"reason": ["I"]}]}, "people.0.reason"),
    ("a huge reason", {"people": [PERSON | {"reason": "A" * 20_000}]}, "people.0.reason"),
    ("a reason backwards", {"people": [PERSON | {"reason": "A\u202etxt"}]}, "people.0.reason"),
    ("a bell in a reason", {"people": [PERSON | {"reason": "A\x07"}]}, "people.0.reason"),
    ("a long note", {"people": [PERSON | {"note": "A" * 4001}]}, "people.0.note"),
    ("a name with a line break", {"people": [PERSON, {"name": "A\nB"}]}, "people.1.name"),
    ("people as text", {"people": "Mr Babbage"}, "people"),
    ("an unknown field of a person", {"people": [PERSON | {"age": 41}]}, "people.0.age"),
]


@pytest.mark.parametrize(
    ("changes", "field"), [row[1:] for row in BAD_FORMS], ids=[row[0] for row in BAD_FORMS]
)
def test_a_bad_field_is_named_and_nothing_is_stored(
    api: Api, changes: dict[str, Any], field: str
) -> None:
    answer = api("POST", "/api/follow-ups", a_form(**changes))

    assert (answer.status, answer.body["code"]) == (422, "invalid")
    assert answer.body["fields"][field].endswith(".")
    assert answer.body["message"].endswith(".")
    assert [item for item in api.stack.items() if not item["pk"].startswith("C#")] == []
    assert api.stack.messages() == []


def test_all_that_is_missing_is_named_at_once(api: Api) -> None:
    answer = api("POST", "/api/follow-ups", {"employer": "Acme"})

    assert set(answer.body["fields"]) == {"address", "zone", "interviewed_on"}


BAD_BODIES = [
    ("nothing", "", 422, "invalid"),
    ("no JSON", "{'employer'", 422, "invalid"),
    ("a list", "[]", 422, "invalid"),
    ("a number that is none", '{"hour": NaN}', 422, "invalid"),
    ("a doubled key", '{"employer": "Acme", "employer": "Initech"}', 422, "invalid"),
    ("a doubled key inside", '{"people": [{"name": "A", "name": "B"}]}', 422, "invalid"),
    ("deep nesting", "[" * 20_000, 422, "invalid"),
    ("10,000 people", json.dumps({"people": [PERSON] * 10_000}), 413, "too_large"),
    ("33 KiB", json.dumps({"employer": "A" * limits.MAX_BODY_BYTES}), 413, "too_large"),
]


@pytest.mark.parametrize(
    ("body", "status", "code"), [row[1:] for row in BAD_BODIES], ids=[row[0] for row in BAD_BODIES]
)
def test_a_body_nobody_can_read_is_refused(api: Api, body: str, status: int, code: str) -> None:
    answer = api("POST", "/api/follow-ups", body)

    assert (answer.status, answer.body["code"]) == (status, code)
    assert api.stack.items() == []


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "", "multipart/json"])
def test_another_content_type_is_refused(api: Api, content_type: str) -> None:
    answer = api("POST", "/api/follow-ups", json.dumps(a_form()), content_type=content_type)

    assert (answer.status, answer.body["code"]) == (415, "wrong_type")
    assert api.stack.items() == []


@pytest.mark.parametrize("content_type", ["APPLICATION/JSON", "Application/json; charset=utf-8"])
def test_the_case_of_the_content_type_does_not_matter(api: Api, content_type: str) -> None:
    answer = api("POST", "/api/follow-ups", json.dumps(a_form()), content_type=content_type)

    assert answer.status == 202


def test_the_required_fields_alone_are_enough(api: Api) -> None:
    required = ("address", "zone", "employer", "interviewed_on")
    form = {name: a_form()[name] for name in required}

    answer = api("POST", "/api/follow-ups", form)

    assert answer.status == 202
    assert len(api.stack.items_of("F#")) == 1


def test_the_country_defaults_to_that_of_the_zone(api: Api) -> None:
    api("POST", "/api/follow-ups", a_form(country=..., zone="America/New_York"))

    assert json.loads(api.stack.items_of("F#")[0]["form"])["country"] == "US"


@pytest.mark.parametrize(
    "name",
    ["Zoë", "مريم", "O'Brien", "Ada “the Countess”", "<b>Ada</b>", "李", "👩🏽‍🔬 Ada", "A" * 80],
)
def test_unusual_names_are_kept_as_they_are(api: Api, name: str) -> None:
    answer = api("POST", "/api/follow-ups", a_form(your_name=name, people=[{"name": name}]))

    assert answer.status == 202
    form = json.loads(api.stack.items_of("F#")[0]["form"])
    assert (form["your_name"], form["people"][0]["name"]) == (name, name)


@pytest.mark.parametrize(
    "reason", ["", "I built one", "<script>alert(1)</script>", "{{ name }}", "ليلى", "A" * 200]
)
def test_a_reason_is_kept_as_it_is(api: Api, reason: str) -> None:
    answer = api("POST", "/api/follow-ups", a_form(people=[PERSON | {"reason": reason}]))

    assert answer.status == 202
    form = json.loads(api.stack.items_of("F#")[0]["form"])
    assert form["people"][0]["reason"] == reason


BAD_PLANS = [
    ({"interviewed_on": ...}, "interviewed_on"),
    ({"zone": ...}, "zone"),
    ({"zone": "Nowhere"}, "zone"),
    ({"interviewed_on": "soon"}, "interviewed_on"),
    ({"decision_on": "2026-13-01"}, "decision_on"),
    ({"decision_on": day(-3)}, "decision_on"),
    ({"hour": "4"}, "hour"),
    ({"hour": "nine"}, "hour"),
    ({"max_check_ins": "99"}, "max_check_ins"),
    ({"persistence": "x"}, "persistence"),
    ({"recorded_at": "yesterday"}, "recorded_at"),
    ({"recorded_at": "2026-11-23T10:00:00"}, "recorded_at"),
    ({"recorded_at": "0001-01-01T00:00:00Z"}, "recorded_at"),
    ({"recorded_at": "9999-12-31T23:59:59Z"}, "recorded_at"),
    ({"name": "Ada"}, "name"),
]


@pytest.mark.parametrize(("changes", "field"), BAD_PLANS)
def test_a_bad_question_about_a_plan_is_named(
    api: Api, changes: dict[str, Any], field: str
) -> None:
    query = {"interviewed_on": day(0), "zone": "Europe/Berlin"} | changes
    asked = {name: value for name, value in query.items() if value is not ...}

    answer = api("GET", "/api/plan", query=asked)

    assert (answer.status, answer.body["code"]) == (422, "invalid")
    assert field in answer.body["fields"]
