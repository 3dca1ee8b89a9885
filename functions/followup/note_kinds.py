"""The kinds of note, and which kind fits a person and what happened."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import cache

from followup.model import Person, Relation, Situation


class Kind(StrEnum):
    """One text file each, `templates/<locale>/notes/<kind>.txt`."""

    THANK_INTERVIEWER = "thank_interviewer"
    THANK_PANEL = "thank_panel"
    THANK_RECRUITER = "thank_recruiter"
    THANK_RECEPTIONIST = "thank_receptionist"
    THANK_HELPER = "thank_helper"
    THANK_COORDINATOR = "thank_coordinator"
    THANK_LATE = "thank_late"
    THANK_ASK_WHEN = "thank_ask_when"
    THANK_WENT_BADLY = "thank_went_badly"
    CHECK_IN_FIRST = "check_in_first"
    CHECK_IN_LATER = "check_in_later"
    CHECK_IN_LAST = "check_in_last"
    CALL_FIRST = "call_first"
    CALL_LATER = "call_later"
    CALL_LAST = "call_last"
    VOICEMAIL_FIRST = "voicemail_first"
    VOICEMAIL_LATER = "voicemail_later"
    VOICEMAIL_LAST = "voicemail_last"
    MORE_TIME = "more_time"
    ANOTHER_ROUND = "another_round"
    OFFER_THANKS = "offer_thanks"
    OFFER_ACCEPT = "offer_accept"
    OFFER_DECLINE = "offer_decline"
    REJECTION_REPLY = "rejection_reply"
    RECONNECT = "reconnect"


LATE_AFTER_DAYS = 4  # a weekend and two days more; before that a thank-you needs no excuse

THANKS = {relation: Kind(f"thank_{relation}") for relation in Relation}
# Those who asked the questions. The others get the same thanks whatever happened.
ASKED_QUESTIONS = (Relation.INTERVIEWER, Relation.PANEL, Relation.RECRUITER)

THANKS_AFTER = {
    Situation.JUST_INTERVIEWED: None,
    Situation.IT_WENT_BADLY: Kind.THANK_WENT_BADLY,
    Situation.FORGOT_TO_ASK: Kind.THANK_ASK_WHEN,
}
# The first of each row is what the page shows; the others stand beside it.
OTHERS = {
    Situation.WAITING: (Kind.CALL_FIRST, Kind.VOICEMAIL_FIRST, Kind.CHECK_IN_FIRST),
    Situation.MORE_TIME: (Kind.MORE_TIME,),
    Situation.ANOTHER_ROUND: (Kind.ANOTHER_ROUND,),
    Situation.OFFER: (Kind.OFFER_THANKS, Kind.OFFER_ACCEPT, Kind.OFFER_DECLINE),
    Situation.REJECTION: (Kind.REJECTION_REPLY,),
    Situation.SILENCE: (Kind.CHECK_IN_LAST, Kind.CALL_LAST, Kind.VOICEMAIL_LAST),
    Situation.BACK_IN_TOUCH: (Kind.RECONNECT,),
}


def situation_for(situation: Situation, people: Sequence[Person], place: int) -> Situation:
    """What happened, as far as this person is concerned.

    "When do you decide?" goes to the first one entered who can know; asking five people looks
    like pressing. The others get a plain thank-you.
    """
    if situation is not Situation.FORGOT_TO_ASK:
        return situation
    relations = [person.relation for person in people]
    asked = [at for at, relation in enumerate(relations) if relation in ASKED_QUESTIONS]
    return situation if place in asked[:1] else Situation.JUST_INTERVIEWED


def kinds_for(relation: Relation, situation: Situation, *, is_late: bool = False) -> list[Kind]:
    """What to write to somebody met that way, the main note first; never empty.

    Of several people only one is asked when they decide: `situation_for` says who.
    """
    if situation not in THANKS_AFTER:
        return list(OTHERS[situation])
    if relation not in ASKED_QUESTIONS:
        return [THANKS[relation]]
    late = Kind.THANK_LATE if is_late else THANKS[relation]
    return [THANKS_AFTER[situation] or late]


def kind_for(relation: Relation, situation: Situation, *, is_late: bool = False) -> Kind:
    return kinds_for(relation, situation, is_late=is_late)[0]


@cache
def recipients(kind: Kind) -> frozenset[Relation]:
    """Who may get this thank-you; empty for notes that go to one person only."""
    return frozenset(
        relation
        for relation in Relation
        for situation in THANKS_AFTER
        for late in (False, True)
        if kind in kinds_for(relation, situation, is_late=late)
    )


def is_late(interviewed_on: date, today: date) -> bool:
    """Whether a thank-you comes so late that it should say so."""
    return (today - interviewed_on).days > LATE_AFTER_DAYS
