"""Nobody makes the service mail their words to somebody else.

Each field of each route is tried, for addresses in every standing. What reaches the mailbox holds
no word of the stranger's, and what was confirmed there stays as it was.
"""

import email
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from followup.mailing import Mailing, Record
from tests.core.world import ADA, SITE, World, html_of, text_of, token_in
from tests.functions.calls import Answer, Api, a_form
from tests.functions.in_memory import serving

EVE = "eve@example.com"
WORDS = ("employer", "role", "your_name", "phone", "call_whom")
OF_A_PERSON = ("name", "detail", "reason", "contact", "note")
MANY = 40


@dataclass
class Place:
    """A service, the mailbox somebody owns and the stranger who only knows its address."""

    world: World
    api: Api
    bearer: str = ""
    presses: int = field(default=0)

    def post(self, path: str, body: Any, bearer: str = "") -> Answer:
        return self.api("POST", path, body, bearer=bearer)

    def mail(self) -> None:
        """Everything that falls due, far ahead."""
        for _ in range(MANY):
            if self.world.deliver_next() is None:
                return

    def letters(self, address: str = ADA) -> list[EmailMessage]:
        """As they arrive, decoded."""
        taken = [letter for to, letter, _ in self.world.mailer.letters if to == address]
        return [
            email.message_from_bytes(each.as_bytes(), policy=email.policy.SMTP) for each in taken
        ]

    def confirmed(self) -> list[tuple[object, Mailing, object]]:
        """What Ada confirmed, whole."""
        records = [each for each in self.world.all_records() if is_hers(each)]
        return [(each.follow_up, each.mailing, each.subscriber) for each in records]


def is_hers(record: Record) -> bool:
    return record.subscriber.address == ADA and not record.is_pending


def follow(place: Place, address: str = ADA) -> str:
    """Signs up and confirms: the private link's token."""
    place.post("/api/follow-ups", a_form(address=address, employer="Acme", **days(place)))
    place.world.tick()
    token = token_in(place.letters(address)[-1], "/confirm/")
    return str(place.post("/api/confirm", {"token": token}).body["token"])


def days(place: Place) -> dict[str, str]:
    today = place.world.now.date()
    return {"interviewed_on": str(today), "decision_on": str(today + timedelta(days=11))}


def be_unknown(_place: Place) -> None:
    """Nobody ever typed this address."""


def be_unconfirmed(place: Place) -> None:
    place.post("/api/follow-ups", a_form(**days(place)))
    place.world.tick()


def be_confirmed(place: Place) -> None:
    place.bearer = follow(place)


def be_blocked(place: Place) -> None:
    be_unconfirmed(place)
    token = token_in(place.letters()[-1], "/block/")
    assert place.post("/api/block", {"token": token}).status == 200


def be_stopped(place: Place) -> None:
    be_confirmed(place)
    assert place.post(f"/api/stop/{place.bearer}", None).status == 200


def be_suppressed(place: Place) -> None:
    be_confirmed(place)
    [owner] = place.world.store.subscribers
    place.world.forget.suppress(owner, place.world.now)


STANDINGS: list[Callable[[Place], None]] = [
    be_unknown,
    be_unconfirmed,
    be_confirmed,
    be_blocked,
    be_stopped,
    be_suppressed,
]


@pytest.fixture(params=STANDINGS, ids=lambda each: each.__name__)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    world = World()
    with serving(world) as api:
        made = Place(world, api)
        request.param(made)
        yield made


def forms(place: Place, address: str) -> Iterator[dict[str, Any]]:
    """A form for each field, which alone holds the stranger's word; and one with all of them."""
    person = {"name": "Mr Babbage"}
    odd = {name: f"Xyzzy-{name}" for name in WORDS}
    odd_person = {name: f"Xyzzy-{name}" for name in OF_A_PERSON}
    for name in WORDS:
        yield a_form(address=address, people=[], **days(place) | {name: odd[name]})
    for name in OF_A_PERSON:
        people = [person | {name: odd_person[name]}]
        yield a_form(address=address, people=people, **days(place))
    yield a_form(address=address, people=[odd_person], **days(place) | odd)


def assert_untouched(place: Place, before: object) -> None:
    for letter in place.letters():
        whole = letter.as_string() + text_of(letter) + html_of(letter) + str(letter["Subject"])
        assert "xyzzy" not in whole.lower()
    assert place.confirmed() == before


def test_no_field_of_the_open_form_reaches_the_mailbox(place: Place) -> None:
    before = place.confirmed()

    statuses = {place.post("/api/follow-ups", form).status for form in forms(place, ADA)}

    assert statuses == {202}
    assert place.confirmed() == before
    place.mail()
    assert_untouched(place, place.confirmed())


def test_no_route_that_takes_an_address_carries_words_there(place: Place) -> None:
    eve = follow(place, EVE)
    for form in forms(place, EVE):
        assert place.post("/api/follow-ups", form, eve).status == 201
    for form in forms(place, ADA):
        assert place.post("/api/follow-ups", form, eve).status == 422
    before = place.confirmed()

    for _ in range(3):
        assert place.post("/api/link", {"address": ADA}).status == 202
        assert place.post("/api/address", {"address": ADA}, eve).status == 202

    place.world.tick()
    assert_untouched(place, before)


def test_a_field_nobody_knows_is_refused_and_not_passed_on(place: Place) -> None:
    before = place.confirmed()

    for path in ("/api/follow-ups", "/api/link", "/api/confirm", "/api/block", "/api/unblock"):
        for name in ("subject", "from", "reply_to", "text", "headers", "to", "bcc", "site_url"):
            answer = place.post(path, a_form() | {name: "Xyzzy"})
            assert answer.status == 422, (path, name)

    place.mail()
    assert_untouched(place, place.confirmed() or before)


@pytest.mark.parametrize("header", ["host", "origin", "referer", "x-forwarded-host", "forwarded"])
def test_no_header_of_a_request_changes_where_a_letter_leads(header: str) -> None:
    world = World()
    with serving(world) as api:
        api("POST", "/api/follow-ups", a_form(), more={header: "https://xyzzy.example.org"})
        world.tick()

    [letter] = world.letters
    assert "xyzzy" not in letter.as_string() + text_of(letter) + html_of(letter)
    assert SITE in text_of(letter)


def test_an_address_is_shown_and_mailed_with_the_domain_that_mail_goes_to() -> None:
    world, looks_right = World(), "ada@ex\u0430mple.com"
    with serving(world) as api:
        place = Place(world, api)
        place.post("/api/follow-ups", a_form(address=looks_right, **days(place)))
        world.tick()
        token = token_in(world.letters[-1], "/confirm/")
        bearer = place.post("/api/confirm", {"token": token}).body["token"]
        shown = api("GET", "/api/follow-ups", bearer=bearer).body["address"]

    assert shown == "ada@xn--exmple-4nf.com"
    assert str(world.letters[0]["To"]) == shown


class Told:
    """Passes everything on to a part of the service, and notes what was asked of it."""

    def __init__(self, part: Any, notes: list[str]) -> None:
        self._part, self._notes = part, notes

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._part, name)

        def told(*given: Any, **more: Any) -> Any:
            self._notes.append(name)
            return real(*given, **more)

        return told


PARTS = ("store", "forget", "counters", "queue")


@pytest.mark.parametrize("path", ["/api/follow-ups", "/api/link"])
def test_the_answer_and_the_work_are_the_same_for_every_address(path: str) -> None:
    seen: dict[str, object] = {}
    for standing in STANDINGS:
        world, notes = World(), list[str]()
        with serving(world) as api:
            standing(Place(world, api))
        world.now += timedelta(days=2)
        for name in PARTS:
            setattr(world, name, Told(getattr(world, name), notes))
        with serving(world) as api:
            form = a_form(id="00000000-0000-4000-8000-000000000009", **days(Place(world, api)))
            body = form if path == "/api/follow-ups" else {"address": ADA}
            answer = api("POST", path, body)
        seen[standing.__name__] = (answer.status, answer.body, notes)

    first = seen["be_unknown"]
    assert {name for name, each in seen.items() if each != first} == set()
