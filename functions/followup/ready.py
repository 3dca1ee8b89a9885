"""The texts that are ready for a step: which kinds of note, for whom, in whose words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from followup.check_ins import is_last_check_in
from followup.model import Answer, FollowUp, Medium, Person, Relation, Sent, Step, StepKey
from followup.note_facts import Occasion
from followup.note_kinds import ASKED_QUESTIONS, Kind, is_late, kind_for, situation_for
from followup.notes import facts_of, render_note, write_note
from followup.plan import next_reminder, today

REPLIES = {
    Answer.OFFER: (Kind.OFFER_THANKS, Kind.OFFER_ACCEPT, Kind.OFFER_DECLINE),
    Answer.REJECTION: (Kind.REJECTION_REPLY,),
    Answer.ANOTHER_ROUND: (Kind.ANOTHER_ROUND,),
    Answer.WITHDRAWN: (),
}

DECIDE = (*ASKED_QUESTIONS, Relation.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Ready:
    """One text to copy. `person` is the place in the form of whom it is for, if anybody's."""

    kind: Kind
    title: str
    person: int | None
    subject: str
    body: str


def ready_notes(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> list[dict[str, Any]]:
    """What the private page shows for what is due now, as JSON types."""
    reminder = next_reminder(follow_up, sent, now)
    key, day = reminder.key if reminder else None, today(follow_up, sent, now)
    if reminder and reminder.key.step is Step.CHECK_IN:
        # Said on its day, not now: "yesterday" would be wrong by then. Thanks are for today.
        day = reminder.on
    ready = ready_for(follow_up, key, day, None)
    return [
        {
            "kind": each.kind,
            "title": each.title,
            "person": each.person,
            "subject": each.subject,
            "body": each.body,
        }
        for each in ready
    ]


def ready_for(
    follow_up: FollowUp, key: StepKey | None, day: date, next_on: date | None
) -> list[Ready]:
    """The texts of a step on a day; after an answer, the reply."""
    if key is not None and key.step is Step.RECONNECT:
        return [to_employer(follow_up, Kind.RECONNECT, day)]
    if follow_up.answer:
        return [to_employer(follow_up, kind, day) for kind in REPLIES[follow_up.answer]]
    if key is None:
        return []
    if key.step is Step.THANK_YOU:
        return thanks(follow_up, day)
    if key.step is Step.CHECK_IN:
        return check_in(follow_up, key, day, next_on)
    return [to_employer(follow_up, Kind.CHECK_IN_LAST, day)]


def thanks(follow_up: FollowUp, day: date) -> list[Ready]:
    """One note for each person not yet thanked, as the user edited it where they did."""
    return [
        _thank(follow_up, person, place, day)
        for place, person in enumerate(follow_up.people)
        if not person.thanked
    ]


def check_in(follow_up: FollowUp, key: StepKey, day: date, next_on: date | None) -> list[Ready]:
    """The call, the voicemail and the e-mail, in this order whatever the channel."""
    is_last = is_last_check_in(follow_up, key)
    # Somebody who asks once only has not "asked a few times": the first texts fit.
    which = "first" if key.n == 1 else "last" if is_last else "later"
    kinds = [Kind(f"{what}_{which}") for what in ("call", "voicemail", "check_in")]
    # The letter after the last one asks the user: its day is no day for another call.
    return _to_employer(follow_up, kinds, day, key.n - 1, None if is_last else next_on)


def to_employer(follow_up: FollowUp, kind: Kind, day: date, index: int = 0) -> Ready:
    return _to_employer(follow_up, [kind], day, index, None)[0]


def _to_employer(
    follow_up: FollowUp, kinds: Sequence[Kind], day: date, index: int, next_on: date | None
) -> list[Ready]:
    """Notes to whoever decides: the first person entered who asked questions."""
    people = follow_up.people
    place = next((at for at, each in enumerate(people) if each.relation in DECIDE), None)
    person = None if place is None else people[place]
    facts = facts_of(follow_up, person, Occasion(day, Medium.EMAIL, next_on))
    notes = [write_note(kind, follow_up, facts, index) for kind in kinds]
    return [Ready(note.kind, note.title, place, note.subject, note.body) for note in notes]


def _thank(follow_up: FollowUp, person: Person, place: int, day: date) -> Ready:
    late = is_late(follow_up.interviewed_on, day)
    situation = situation_for(follow_up.situation, follow_up.people, place)
    kind = kind_for(person.relation, situation, is_late=late)
    note = render_note(kind, follow_up, person, today=day, index=place, medium=Medium.EMAIL)
    return Ready(kind, note.title, place, note.subject, person.note or note.body)
