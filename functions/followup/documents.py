"""Follow-ups as plain documents: what the table stores and the export hands out.

A document holds JSON types only: days as `2026-11-23`, instants as `2026-11-23T09:03:00Z`.
`VERSION` travels with every stored item.
"""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from typing import Any

from followup.model import (
    Answer,
    Channel,
    Done,
    FollowUp,
    Medium,
    Outcome,
    Persistence,
    Person,
    Relation,
    Sent,
    Situation,
    Snooze,
    Step,
    StepKey,
    Tone,
    Undo,
)

VERSION = 1
Document = dict[str, Any]


def write_instant(at: datetime) -> str:
    """Seconds are enough, and sort as text (RFC 3339, UTC)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def write_key(key: StepKey) -> str:
    return f"{key.round}|{key.step}|{key.n}"


def read_key(text: str) -> StepKey:
    round_, step, n = text.split("|")
    return StepKey(int(round_), Step(step), int(n))


def write_sent(sent: Sent) -> str:
    """One short string, so that a reminder stays under 500 bytes."""
    return f"{write_key(sent.key)}|{write_instant(sent.at)}|{sent.outcome}"


def read_sent(text: str) -> Sent:
    key, at, outcome = text.rsplit("|", 2)
    return Sent(read_key(key), read_instant(at), Outcome(outcome))


def write_follow_up(follow_up: FollowUp) -> Document:
    """Optional fields that are empty are left out."""
    document = {}
    for each in fields(FollowUp):
        value = getattr(follow_up, each.name)
        is_empty = value is None or value is False or value in ((), "")
        if each.default is MISSING or not is_empty:
            document[each.name] = _write(value)
    return document


def read_follow_up(document: Document) -> FollowUp:
    """What a later release has added is passed over, in a person too."""
    return FollowUp(**{name: _read(name, value) for name, value in _known(FollowUp, document)})


def changed_fields(before: FollowUp, after: FollowUp) -> Document:
    """The fields that differ, with the values they had before; None where unset."""
    old, new = write_follow_up(before), write_follow_up(after)
    return {
        name: old.get(name)
        for name in old.keys() | new.keys()
        if old.get(name) != new.get(name) and name != "undo"
    }


def restore_fields(follow_up: FollowUp, before: Document) -> FollowUp:
    kept = {
        name: value
        for name, value in write_follow_up(follow_up).items()
        if name not in before and name != "undo"
    }
    return read_follow_up(
        kept | {name: value for name, value in before.items() if value is not None}
    )


def write_person(person: Person) -> Document:
    return {each.name: getattr(person, each.name) for each in fields(Person)}


def read_person(document: Document) -> Person:
    read = {"relation": Relation(document["relation"]), "medium": Medium(document["medium"])}
    return Person(**dict(_known(Person, document)) | read)


def _known(kind: type[FollowUp | Person], document: Document) -> Iterator[tuple[str, Any]]:
    names = _NAMES[kind]
    return ((name, value) for name, value in document.items() if name in names)


def _write(value: Any) -> Any:
    writer = _WRITERS.get(type(value))
    if writer:
        return writer(value)
    return [_write(each) for each in value] if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    reader = _READERS.get(name)
    return reader(value) if reader and value is not None else value


_NAMES = {kind: frozenset(each.name for each in fields(kind)) for kind in (FollowUp, Person)}
_WRITERS: dict[type, Callable[[Any], Any]] = {
    date: date.isoformat,
    datetime: write_instant,
    Person: write_person,
    Done: lambda done: [write_key(done.key), write_instant(done.at)],
    Snooze: lambda snooze: [snooze.until.isoformat(), write_instant(snooze.set_at)],
    Undo: lambda undo: {"action": undo.action, "at": write_instant(undo.at), "before": undo.before},
}
_READERS: dict[str, Callable[[Any], Any]] = {
    "interviewed_on": date.fromisoformat,
    "decision_on": date.fromisoformat,
    "people": lambda people: tuple(read_person(person) for person in people),
    "persistence": Persistence,
    "channel": Channel,
    "tone": Tone,
    "situation": Situation,
    "answer": Answer,
    "ready_at": read_instant,
    "replanned_at": read_instant,
    "answered_at": read_instant,
    "stopped_at": read_instant,
    "done": lambda done: tuple(Done(read_key(key), read_instant(at)) for key, at in done),
    "snooze": lambda snooze: Snooze(date.fromisoformat(snooze[0]), read_instant(snooze[1])),
    "undo": lambda presses: tuple(
        Undo(each["action"], read_instant(each["at"]), each["before"]) for each in presses
    ),
}
