"""A letter that was forwarded, or a link that leaked: what its token reads and changes.

Somebody has two follow-ups, every field of which holds a word of its own. Each purpose's token is
tried on every route; what comes back holds the words it may read, and none besides.
"""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from followup.mailing import LetterKind, Mailing, Record, RowKey, State
from followup.model import FollowUp
from followup.tokens import Purpose, Tokens
from tests.core.builders import a_follow_up, a_person
from tests.core.world import World
from tests.functions.calls import Answer, Api
from tests.functions.in_memory import serving
from tests.functions.token_routes import (
    ID,
    KEY,
    LETTER,
    NEW,
    NOW,
    OTHER,
    OWNER,
    ROUTES,
    Route,
    a_token,
)

FIELDS = ("employer", "role", "phone", "call_whom", "your_name")
OF_A_PERSON = ("name", "detail", "reason", "contact", "note")
ADDRESSES = {OWNER.address, NEW.address}


def words(which: str, *fields: str) -> set[str]:
    return {f"{which}-{name}" for name in fields or (*FIELDS, *OF_A_PERSON)}


# Of its own follow-up, of the other one, and the address. What a confirmation letter shows is the
# page where one ticks; a calendar has the employer in each event's title.
MAY_READ: dict[Purpose, set[str]] = {
    Purpose.LINK: words("own") | words("other") | ADDRESSES,
    Purpose.REMINDER: words("own"),
    Purpose.CONFIRM: words("own", "employer", "role") | words("other", "employer", "role"),
    Purpose.FEED: words("own", "employer") | words("other", "employer"),
    Purpose.STOP: set(),
    Purpose.BLOCK: set(),
    Purpose.MOVE: set(),
}


def told_apart(which: str, id_: str) -> FollowUp:
    person = a_person(**{name: f"{which}-{name}" for name in OF_A_PERSON})
    own = {name: f"{which}-{name}" for name in FIELDS}
    return a_follow_up(
        id=id_,
        interviewed_on=f"{NOW:%a %Y-%m-%d}",
        decision_on=None,
        confirmed_by=LETTER,
        people=(person,),
        **own,
    )


@pytest.fixture
def world() -> World:
    made = World(now=NOW, tokens=Tokens([KEY]))
    later = NOW + timedelta(days=90)
    made.store.add_subscriber(OWNER, later, NOW)
    for which, id_ in (("own", ID), ("other", OTHER)):
        waiting = Mailing(State.WAITING)
        record = Record(RowKey(OWNER.id, id_), OWNER, waiting, told_apart(which, id_))
        made.store.add(record, later)
    row = RowKey(OWNER.id, LETTER, is_letter=True)
    closed = Mailing(State.CLOSED)
    letter = Record(row, OWNER, closed, letter=LetterKind.NEW_ADDRESS, new=NEW)
    made.store.add_letter(letter, later)
    return made


@pytest.fixture
def api(world: World) -> Iterator[Api]:
    with serving(world) as made:
        yield made


def read_in(answer: Answer) -> set[str]:
    everything = words("own") | words("other") | ADDRESSES
    told = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
    told = (told + json.dumps(answer.headers)).replace("\r\n ", "")
    return {word for word in everything if word in told}


EVERY = pytest.mark.parametrize("route", ROUTES, ids=str)


@EVERY
@pytest.mark.parametrize("purpose", Purpose)
def test_a_token_reads_what_it_is_for_and_nothing_else(
    api: Api, purpose: Purpose, route: Route
) -> None:
    answer = route.call(api, a_token(purpose))

    assert read_in(answer) <= MAY_READ[purpose]


def test_each_purpose_does_read_what_it_may(api: Api) -> None:
    for purpose in (Purpose.LINK, Purpose.REMINDER, Purpose.CONFIRM, Purpose.FEED):
        looks = [each for each in ROUTES if each.method == "GET" or "preview" in each.path]
        read = set[str]().union(*(read_in(each.call(api, a_token(purpose))) for each in looks))
        assert read == MAY_READ[purpose] - {NEW.address}, purpose


@EVERY
def test_a_forwarded_reminder_changes_its_own_follow_up_or_stops_the_mail(
    world: World, api: Api, route: Route
) -> None:
    other = RowKey(OWNER.id, OTHER)
    before = world.store.load(other, NOW)
    assert before is not None

    route.call(api, a_token(Purpose.REMINDER))

    after = world.store.load(other, NOW)
    assert after is not None
    # A start plans anew from today; the words and the choices stay.
    assert (after.follow_up, after.mailing.sent) == (before.follow_up, before.mailing.sent) or (
        "start" in route.path
    )
    assert after.subscriber.address == OWNER.address
    assert world.store.subscriber(NEW.id, NOW) is None


@EVERY
def test_a_forwarded_reminder_never_rewrites_the_form(world: World, api: Api, route: Route) -> None:
    route.call(api, a_token(Purpose.REMINDER))

    own = world.store.load(RowKey(OWNER.id, ID), NOW)
    assert own is not None
    assert own.follow_up is not None
    assert {getattr(own.follow_up, name) for name in FIELDS} == words("own", *FIELDS)
    assert {getattr(own.follow_up.people[0], name) for name in OF_A_PERSON} == words(
        "own", *OF_A_PERSON
    )
