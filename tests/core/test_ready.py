"""The texts that are ready: worded for the day they are for, to whoever decides."""

import pytest

from followup.model import Answer, Person, Relation, Situation
from followup.ready import ready_notes
from tests.core.builders import a_follow_up, at, letters_of

NOW = at("Mon 11-23 12:00")
THANKED = (Person("Ada", thanked=True),)


def test_a_check_in_ahead_is_worded_for_its_own_day() -> None:
    notes = ready_notes(a_follow_up(people=THANKED), (), NOW)

    assert [note["kind"] for note in notes] == ["call_first", "voicemail_first", "check_in_first"]
    assert "today" not in notes[0]["body"].replace("decide by today", "")
    assert "23 November" in notes[0]["body"]


def test_thanks_are_worded_for_today() -> None:
    [note] = ready_notes(a_follow_up(), (), NOW)

    assert "today" in note["body"]


@pytest.mark.parametrize("answer", Answer)
def test_an_answer_brings_its_reply(answer: Answer) -> None:
    answered = a_follow_up(answer=answer, answered_at=NOW)

    kinds = [note["kind"] for note in ready_notes(answered, (), NOW)]

    assert (
        kinds
        == {
            Answer.OFFER: ["offer_thanks", "offer_accept", "offer_decline"],
            Answer.REJECTION: ["rejection_reply"],
            Answer.ANOTHER_ROUND: ["another_round"],
            Answer.WITHDRAWN: [],
        }[answer]
    )


def test_a_check_in_goes_to_whoever_asked_the_questions() -> None:
    people = (Person("Rosa", Relation.RECEPTIONIST, thanked=True), *THANKED)

    notes = ready_notes(a_follow_up(people=people), letters_of("check_in 1 Fri 12-04 09:00"), NOW)

    assert "Ada" in notes[2]["body"]
    assert "Rosa" not in "".join(note["body"] for note in notes)


@pytest.mark.parametrize(
    ("situation", "kinds"),
    [
        (Situation.JUST_INTERVIEWED, ["receptionist", "panel", "panel"]),
        (Situation.IT_WENT_BADLY, ["receptionist", "went_badly", "went_badly"]),
        (Situation.FORGOT_TO_ASK, ["receptionist", "ask_when", "panel"]),
    ],
)
def test_thanks_are_worded_for_what_happened(situation: Situation, kinds: list[str]) -> None:
    relations = (Relation.RECEPTIONIST, Relation.PANEL, Relation.PANEL)
    people = tuple(Person(relation.title(), relation) for relation in relations)

    notes = ready_notes(a_follow_up(people=people, situation=situation), (), NOW)

    assert [note["kind"] for note in notes] == [f"thank_{kind}" for kind in kinds]
