"""The shapes of what the HTTP API answers, as JSON Schema; nothing else may stand in them."""

from enum import StrEnum
from typing import Any

from followup.errors import FollowUpError
from followup.model import Answer, Channel, Medium, Persistence, Relation, Situation, Step, Tone
from followup.note_kinds import Kind

Tree = dict[str, Any]

TEXT: Tree = {"type": "string"}
TRUTH: Tree = {"type": "boolean"}
NUMBER: Tree = {"type": "integer"}
DAY: Tree = {"type": "string", "format": "date"}
INSTANT: Tree = {"type": "string", "format": "date-time"}
ID: Tree = {"type": "string", "format": "uuid"}


def shape(**fields: Tree) -> Tree:
    """An object with exactly these fields."""
    return {
        "type": "object",
        "properties": fields,
        "required": sorted(fields),
        "additionalProperties": False,
    }


def maybe(kind: Tree) -> Tree:
    return {"anyOf": [kind, {"type": "null"}]}


def many(kind: Tree) -> Tree:
    return {"type": "array", "items": kind}


def one_of(words: type[StrEnum]) -> Tree:
    return {"type": "string", "enum": [str(word) for word in words]}


def refer(name: str) -> Tree:
    return {"$ref": f"#/components/schemas/{name}"}


def codes() -> list[str]:
    return sorted({each.code for each in FollowUpError.__subclasses__()})


STEP = shape(
    step=one_of(Step),
    round=NUMBER,
    n=NUMBER,
    of=maybe(NUMBER),
    on=DAY,
    at=INSTANT,
    sent_at=maybe(INSTANT),
    done=TRUTH,
)
PERSON = shape(
    name=TEXT,
    relation=one_of(Relation),
    detail=TEXT,
    reason=TEXT,
    medium=one_of(Medium),
    contact=maybe(TEXT),
    thanked=TRUTH,
    note=maybe(TEXT),
)
NOTE = shape(kind=one_of(Kind), title=TEXT, person=maybe(NUMBER), subject=TEXT, body=TEXT)
FOLLOW_UP = shape(
    id=ID,
    employer=TEXT,
    role=TEXT,
    interviewed_on=DAY,
    decision_on=maybe(DAY),
    situation=one_of(Situation),
    may_call=TRUTH,
    call_whom=TEXT,
    phone=TEXT,
    persistence=one_of(Persistence),
    channel=one_of(Channel),
    max_check_ins=maybe(NUMBER),
    your_name=TEXT,
    tone=one_of(Tone),
    locale=TEXT,
    zone=TEXT,
    country=maybe(TEXT),
    hour=NUMBER,
    reconnect=TRUTH,
    people=many(PERSON),
    answer=maybe(one_of(Answer)),
    answered_at=maybe(INSTANT),
    stopped_at=maybe(INSTANT),
    snooze_until=maybe(DAY),
    round=NUMBER,
    rev=NUMBER,
    plan=many(refer("Step")),
    next=maybe(refer("Step")),
    notes=many(NOTE),
    undo=maybe(shape(action=TEXT, until=INSTANT)),
    same_as=maybe(ID),
)
WAITING = shape(
    id=ID,
    employer=TEXT,
    role=TEXT,
    interviewed_on=DAY,
    decision_on=maybe(DAY),
    people=NUMBER,
    confirmed=TRUTH,
    same_as=maybe(ID),
)
FAULT = shape(
    code={"type": "string", "enum": codes()},
    message=TEXT,
    fields={"type": "object", "additionalProperties": TEXT},
)
FAULT["properties"]["current"] = refer("FollowUp")

SHAPES: dict[str, Tree] = {
    "Text": TEXT,
    "Step": STEP,
    "FollowUp": FOLLOW_UP,
    "FollowUps": shape(
        follow_ups=many(refer("FollowUp")), whole=TRUTH, address=maybe(TEXT), stopped=maybe(TRUTH)
    ),
    "Plan": shape(country=maybe(TEXT), plan=many(refer("Step"))),
    "Asked": shape(id=ID, letter={"const": "queued"}),
    "Added": shape(id=ID, follow_up=refer("FollowUp"), same_as=maybe(ID)),
    "Pending": shape(follow_ups=many(WAITING)),
    "Confirmed": shape(follow_ups=many(ID), token=TEXT),
    "Letter": shape(letter={"const": "queued"}),
    "Link": shape(token=TEXT),
    "Feed": shape(path=TEXT),
    "Blocked": shape(blocked=TRUTH),
    "Stopped": shape(stopped=TRUTH),
    "Deleted": shape(deleted={"const": True}),
    "Erased": shape(erased={"const": True}),
    "Export": shape(you={"type": "object"}, **{"follow-ups": many({"type": "object"})}),
    "Fault": FAULT,
}
