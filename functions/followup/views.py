"""What the API answers: follow-ups and plans as JSON types (shapes: design, HTTP API)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from followup import limits
from followup.actions import can_undo
from followup.documents import write_follow_up, write_instant, write_person
from followup.mailing import Record, Status, Subscriber
from followup.model import FollowUp, PlannedStep
from followup.plan import plan
from followup.ready import ready_notes

View = dict[str, Any]

FORM_FIELDS = (
    "id", "employer", "role", "interviewed_on", "decision_on", "situation", "may_call",
    "call_whom", "phone", "persistence", "channel", "max_check_ins", "your_name", "tone",
    "locale", "zone", "country", "hour", "reconnect",
)  # fmt: skip


def view_step(step: PlannedStep) -> View:
    return {
        "step": step.key.step,
        "round": step.key.round,
        "n": step.key.n,
        "of": step.of,
        "on": step.on.isoformat(),
        "at": write_instant(step.at),
        "sent_at": step.sent_at and write_instant(step.sent_at),
        "done": step.done,
    }


def view_record(record: Record, now: datetime) -> View:
    """The form, today's state, the plan and the texts that are ready for what is due."""
    follow_up, mailing = as_mailed(record), record.mailing
    steps = [view_step(step) for step in plan(follow_up, mailing.sent, now)]
    return view_form(follow_up) | {
        "answer": follow_up.answer,
        "answered_at": _instant(follow_up.answered_at),
        "stopped_at": _instant(follow_up.stopped_at),
        "snooze_until": follow_up.snooze and follow_up.snooze.until.isoformat(),
        "round": follow_up.round,
        "rev": mailing.rev,
        "plan": steps,
        "next": next((each for each in steps if not each["sent_at"] and not each["done"]), None),
        "notes": ready_notes(follow_up, mailing.sent, now),
        "undo": view_undo(follow_up, now),
        "same_as": record.same_as,
    }


def view_owner(owner: Subscriber | None) -> View:
    """Shown to a private link only; a forwarded letter reads nothing else."""
    if owner is None:
        return {"address": None, "stopped": None}
    return {"address": owner.address, "stopped": owner.status is Status.STOPPED}


def as_mailed(record: Record) -> FollowUp:
    """The follow-up as the worker sees it: whoever stopped everything stopped this one too."""
    follow_up, owner = record.follow_up, record.subscriber
    assert follow_up is not None
    if owner.status is Status.ACTIVE:
        return follow_up
    return replace(follow_up, stopped_at=follow_up.stopped_at or owner.stopped_at)


def view_form(follow_up: FollowUp) -> View:
    document = write_follow_up(follow_up)
    people = [write_person(person) for person in follow_up.people]
    plain = {name: document.get(name, getattr(follow_up, name)) for name in FORM_FIELDS}
    return plain | {"people": people}


def view_pending(record: Record) -> View:
    """What the confirmation page shows; no note and no name travels there."""
    follow_up = record.follow_up
    assert follow_up is not None
    return {
        "id": follow_up.id,
        "employer": follow_up.employer,
        "role": follow_up.role,
        "interviewed_on": follow_up.interviewed_on.isoformat(),
        "decision_on": follow_up.decision_on and follow_up.decision_on.isoformat(),
        "people": len(follow_up.people),
        "confirmed": follow_up.ready_at is not None,
        "same_as": record.same_as,
    }


def view_undo(follow_up: FollowUp, now: datetime) -> View | None:
    if not can_undo(follow_up, now):
        return None
    last = follow_up.undo[-1]
    return {"action": last.action, "until": write_instant(last.at + limits.UNDO_LIFE)}


def _instant(at: datetime | None) -> str | None:
    return write_instant(at) if at else None
