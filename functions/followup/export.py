"""Everything that is stored about a subscriber, in words a person can read.

Asked for with the private link: as JSON, or as a table with one line for each follow-up and
person. A spreadsheet would run a cell that begins like a formula, so those are defused.
"""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any

from followup.documents import write_instant, write_person
from followup.mailing import Record, Subscriber
from followup.model import Done, FollowUp, Person, Sent, Snooze, Undo

Row = dict[str, Any]

BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet takes UTF-8 for something older
# What a spreadsheet takes for the beginning of a formula, wide forms included
# (OWASP, "CSV Injection").
RISKY = tuple("=+-@\t\r\n＝＋－＠")
NAMES = {
    "id": "number",
    "interviewed_on": "interview",
    "decision_on": "they decide",
    "persistence": "how often",
    "channel": "check in by",
    "max_check_ins": "most check-ins",
    "may_call": "you may call",
    "call_whom": "who you may call",
    "situation": "what happened",
    "hour": "hour for e-mails",
    "zone": "time zone",
    "locale": "language",
    "ready_at": "confirmed",
    "confirmed_by": "confirmed with letter",
    "replanned_at": "planned anew",
    "answered_at": "answered",
    "stopped_at": "stopped",
    "reconnect": "get back in touch",
    "snooze": "not before",
    "done": "called or wrote",
    "undo": "can be taken back",
    "relation": "took part as",
    "medium": "note goes by",
    "contact": "reached at",
}
WORDS = {
    "gentle": "now and then",
    "steady": "regularly",
    "bold": "often",
    "call": "phone",
    "email": "e-mail",
    "rejection": "no",
    "another_round": "another interview",
    "withdrawn": "I stopped",
    "thank_you": "thank-you note",
    "check_in": "check-in",
    "any_news": "any news",
    "reconnect": "get back in touch",
    "hand": "by hand",
    "just-interviewed": "I just had an interview",
    "it-went-badly": "it went badly",
    "forgot-to-ask": "I forgot to ask when they decide",
}


def write_json(owner: Subscriber, records: Iterable[Record]) -> str:
    follow_ups = [_follow_up(record) | {"people": _people(record)} for record in records]
    whole = {"you": _owner(owner), "follow-ups": follow_ups}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def write_csv(owner: Subscriber, records: Iterable[Record]) -> str:
    """A header, then a line for each person; one for a follow-up without people."""
    lines = [
        {"your address": owner.address} | _follow_up(record) | _prefixed(person)
        for record in records
        for person in _people(record) or [{}]
    ]
    header = list(dict.fromkeys(["your address", *(name for line in lines for name in line)]))
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: defuse(_cell(value)) for name, value in line.items()} for line in lines)
    return BYTE_ORDER_MARK + out.getvalue()


def defuse(cell: str) -> str:
    """A leading apostrophe tells a spreadsheet that this is text."""
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _owner(owner: Subscriber) -> Row:
    known = {name: getattr(owner, name) for name in ("stopped_at", "blocked_at")}
    times = {NAMES.get(name, name[:-3]): _plain(at) for name, at in known.items() if at}
    return {"address": owner.address, "e-mails": str(owner.status)} | times


def _follow_up(record: Record) -> Row:
    follow_up, mailing = record.follow_up, record.mailing
    assert follow_up is not None
    names = [each.name for each in fields(FollowUp) if each.name != "people"]
    row = {_name(name): _plain(getattr(follow_up, name)) for name in names}
    due = _plain(mailing.due_at) if mailing.due_at else None
    return row | {"next e-mail": due, "e-mails sent": _plain(mailing.sent)}


def _people(record: Record) -> list[Row]:
    assert record.follow_up is not None
    return [_person(person) for person in record.follow_up.people]


def _person(person: Person) -> Row:
    return {_name(name): _plain(value) for name, value in write_person(person).items()}


def _prefixed(person: Row) -> Row:
    return {f"person: {name}": value for name, value in person.items()}


def _name(field: str) -> str:
    return NAMES.get(field, field.replace("_", " "))


def _plain(value: Any) -> Any:
    """JSON types, code words in those of the screen."""
    match value:
        case Enum():
            return WORDS.get(value.value, value.value)
        case datetime():
            return write_instant(value)
        case date():
            return value.isoformat()
        case Done() | Sent():
            return f"{_plain(value.key.step)} {value.key.n}, {write_instant(value.at)}"
        case Snooze():
            return value.until.isoformat()
        case Undo():
            at = write_instant(value.at)
            return {"press": value.action, "at": at, "before": value.before}
        case tuple():
            return [_plain(each) for each in value]
    return value


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(each) for each in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
