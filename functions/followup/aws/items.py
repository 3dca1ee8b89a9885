"""Items of the table: their keys, and how a mailing becomes attributes and back.

The shapes stand in a comment at the table in `infra/template.yaml`; a test compares them.
"""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar

from followup import limits
from followup.documents import (
    VERSION,
    read_follow_up,
    read_instant,
    read_key,
    read_sent,
    write_follow_up,
    write_instant,
    write_key,
    write_sent,
)
from followup.mailing import LetterKind, Mailing, Record, RowKey, State, Status, Subscriber
from followup.model import FollowUp

Item = dict[str, Any]
Key = tuple[str, str]

INDEX = "due"
SUBSCRIBER_SORT = "S"
COUNTER_SORT = "C"
FOLLOW_UP_PREFIX = "F#"
REMINDER_PREFIX = "R#"
LETTER_PREFIX = "L#"


P = ParamSpec("P")
T = TypeVar("T")


class Unreadable(ValueError):
    """An item that is not as we write it. Names the kind of fault, never what is stored."""


def _without_words(read: Callable[P, T]) -> Callable[P, T]:
    """Lambda writes the text of a fault that nobody caught into the log."""

    @wraps(read)
    def reading(*given: P.args, **more: P.kwargs) -> T:
        try:
            return read(*given, **more)
        except (KeyError, TypeError, ValueError) as fault:
            raise Unreadable(type(fault).__name__) from None

    return reading


def partition(subscriber: str) -> str:
    return f"S#{subscriber}"


def row_sort(row: RowKey) -> str:
    return (LETTER_PREFIX if row.is_letter else REMINDER_PREFIX) + row.id


def subscriber_key(subscriber: str) -> Key:
    return partition(subscriber), SUBSCRIBER_SORT


def row_key(row: RowKey) -> Key:
    return partition(row.subscriber), row_sort(row)


def facts_key(row: RowKey) -> Key:
    return partition(row.subscriber), FOLLOW_UP_PREFIX + row.id


def write_row(row: RowKey) -> dict[str, str]:
    """The key of a mailing as queue messages carry it."""
    return {"pk": partition(row.subscriber), "sk": row_sort(row)}


def read_row(key: dict[str, str]) -> RowKey:
    kind, _, id_ = key["sk"].partition("#")
    return RowKey(key["pk"].removeprefix("S#"), id_, is_letter=f"{kind}#" == LETTER_PREFIX)


def slot_of(row: RowKey) -> str:
    """One of 16 partitions of the index, so that no single one takes all the writes."""
    return f"{sha256(row.id.encode()).digest()[0] % limits.SLOTS:02}"


def pack(plain: Item) -> Item:
    """Plain values to DynamoDB's typed ones; None is left out."""
    return {name: _pack(value) for name, value in plain.items() if value is not None}


def unpack(item: Item) -> Item:
    return {name: _unpack(typed) for name, typed in item.items()}


def _pack(value: str | int | list[Any]) -> dict[str, Any]:
    """Texts, whole numbers and lists are all that is stored. Raises TypeError for another."""
    if isinstance(value, str):
        return {"S": str(value)}
    if type(value) is int:
        return {"N": str(value)}
    if isinstance(value, list):
        return {"L": [_pack(each) for each in value]}
    raise TypeError(f"{type(value).__name__} is not stored")


def _unpack(typed: dict[str, Any]) -> Any:
    """As `_pack`; what something else wrote there comes as it is."""
    ((kind, value),) = typed.items()
    if kind == "N" and value.removeprefix("-").isdecimal():
        return int(value)
    return [_unpack(each) for each in value] if kind == "L" else value


def write_expiry(at: datetime) -> int:
    """Epoch seconds, as DynamoDB's TTL wants them."""
    return int(at.timestamp())


def is_live(plain: Item, now: datetime) -> bool:
    """TTL deletes up to days late, so reads check for themselves."""
    return int(plain["expires_at"]) > now.timestamp()


def write_mailing(row: RowKey, mailing: Mailing) -> Item:
    """The attributes of a mailing; `due_slot` and `due_at` only where it is in the index."""
    is_open = mailing.state in (State.DUE, State.SENDING)
    due_at = write_instant(mailing.due_at) if is_open and mailing.due_at else None
    return {
        "state": str(mailing.state),
        "step": write_key(mailing.key) if mailing.key else None,
        "due_slot": slot_of(row) if due_at else None,
        "due_at": due_at,
        "taken_until": None,
        "attempt": mailing.attempt,
        "tries": mailing.tries,
        "refusals": mailing.refusals,
        "rev": mailing.rev,
        "sent": [write_sent(each) for each in mailing.sent],
    }


def write_claim(row: RowKey, mailing: Mailing) -> Item:
    """Leaves the row where it stands in the index: moving it costs as much as two writes, and
    nearly every letter is settled a moment later. Until then the index shows it too early."""
    taken = write_mailing(row, mailing)
    return {name: taken[name] for name in taken if name not in ("due_slot", "due_at")} | {
        "taken_until": taken["due_at"]
    }


def read_mailing(plain: Item) -> Mailing:
    due_at = plain.get("taken_until") or plain.get("due_at")
    return Mailing(
        state=State(plain["state"]),
        key=read_key(plain["step"]) if "step" in plain else None,
        due_at=read_instant(due_at) if due_at else None,
        attempt=plain.get("attempt"),
        tries=int(plain["tries"]),
        refusals=int(plain["refusals"]),
        rev=int(plain["rev"]),
        sent=tuple(read_sent(each) for each in plain["sent"]),
    )


def write_subscriber(subscriber: Subscriber, expires_at: datetime) -> Item:
    return {
        "pk": partition(subscriber.id),
        "sk": SUBSCRIBER_SORT,
        "v": VERSION,
        "address": subscriber.address,
        "status": str(subscriber.status),
        "epoch": subscriber.epoch,
        "stopped_at": _write_instant(subscriber.stopped_at),
        "blocked_at": _write_instant(subscriber.blocked_at),
        "moved_by": subscriber.moved_by or None,
        "expires_at": write_expiry(expires_at),
    }


@_without_words
def read_subscriber(plain: Item) -> Subscriber:
    return Subscriber(
        id=plain["pk"].removeprefix("S#"),
        address=plain["address"],
        status=Status(plain["status"]),
        epoch=int(plain["epoch"]),
        stopped_at=_instant(plain, "stopped_at"),
        blocked_at=_instant(plain, "blocked_at"),
        moved_by=plain.get("moved_by", ""),
    )


def write_facts(record: Record, expires_at: datetime) -> Item:
    follow_up = record.follow_up
    assert follow_up is not None
    form = json.dumps(write_follow_up(follow_up), ensure_ascii=False, separators=(",", ":"))
    head = _write_head(facts_key(record.row), expires_at)
    return head | {"form": form, "confirmed_at": _write_instant(follow_up.ready_at)}


def read_facts(row: RowKey, plain: Item) -> FollowUp:
    return read_follow_up(json.loads(plain["form"]) | {"id": row.id})


def write_reminder(record: Record, expires_at: datetime) -> Item:
    head = _write_head(row_key(record.row), expires_at)
    return head | write_mailing(record.row, record.mailing)


def write_letter(record: Record, expires_at: datetime) -> Item:
    """`to` and `to_id` only where it goes to an address that is not (yet) the subscriber's."""
    to = {"to": record.new.address, "to_id": record.new.id} if record.new else {}
    return write_reminder(record, expires_at) | {"letter": str(record.letter)} | to


@_without_words
def read_record(row: RowKey, found: dict[str, Item]) -> Record:
    """`found` holds the subscriber, the mailing and the facts by their sort keys."""
    mailing = found[row_sort(row)]
    facts = found.get(FOLLOW_UP_PREFIX + row.id)
    letter = mailing.get("letter")
    return Record(
        row=row,
        subscriber=read_subscriber(found[SUBSCRIBER_SORT]),
        mailing=read_mailing(mailing),
        follow_up=read_facts(row, facts) if facts else None,
        letter=LetterKind(letter) if letter else None,
        new=Subscriber(mailing["to_id"], mailing["to"]) if "to" in mailing else None,
    )


def _write_head(key: Key, expires_at: datetime) -> Item:
    return {"pk": key[0], "sk": key[1], "v": VERSION, "expires_at": write_expiry(expires_at)}


def _write_instant(at: datetime | None) -> str | None:
    return write_instant(at) if at else None


def _instant(plain: Item, name: str) -> datetime | None:
    return read_instant(plain[name]) if name in plain else None
