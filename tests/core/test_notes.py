"""Notes: every kind is there, they differ from each other, and they take what is known."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, product

import pytest

from followup.model import FollowUp, Medium, Relation, Situation, Tone
from followup.note_facts import DEEDS
from followup.note_kinds import ASKED_QUESTIONS, THANKS, Kind, kind_for
from followup.notes import Note, render_note
from infra.note_pages import NEAR_TWINS
from tests.core.note_lines import SPOKEN, every_note
from tests.core.note_people import BARE, MONDAY, SALES_ENGINEER, SOBER, a_follow_up, met

# Another id turns every section to another of its choices.
THANKED = tuple(THANKS.values())
IDS = ("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9")


def test_there_is_a_note_for_every_kind_tone_and_medium() -> None:
    seen = {
        (case.kind, case.follow_up.tone, case.medium) for case, note in every_note() if note.body
    }

    assert seen == {(kind, tone, medium) for kind in Kind for tone in Tone for medium in Medium}


def test_two_notes_of_one_user_are_never_nearly_alike() -> None:
    users = [replace(user, tone=tone, id=id_) for user in SOBER for tone in Tone for id_ in IDS]

    pairs = [pair for user in users for pair in combinations(sent_by(user), 2)]

    assert [pair for pair in pairs if likeness(*pair) > NEAR_TWINS] == []


def sent_by(user: FollowUp) -> list[str]:
    """What one user may send in one follow-up: the thanks, the check-ins and a reply."""
    first, later = (user.interviewed_on + timedelta(days=days) for days in (1, 20))
    kinds = [kind_for(person.relation, Situation.JUST_INTERVIEWED) for person in user.people]
    thanks = [
        render_note(kind, user, person, today=first, index=place)
        for place, (person, kind) in enumerate(zip(user.people, kinds, strict=True))
    ]
    asked = [person for person in user.people if person.relation in ASKED_QUESTIONS]
    contact = asked[0] if asked else None
    kinds = [Kind.CHECK_IN_FIRST, *[Kind.CHECK_IN_LATER] * 7, Kind.CHECK_IN_LAST]
    kinds += [Kind.MORE_TIME, Kind.REJECTION_REPLY, Kind.RECONNECT]
    others = [
        render_note(kind, user, contact, today=later, index=n) for n, kind in enumerate(kinds)
    ]
    return [between_greeting_and_end(note) for note in (*thanks, *others)]


def between_greeting_and_end(note: Note) -> str:
    frame = ("greeting", "end", "your name", "your number")
    return " ".join(part.text for part in note.parts if part.name not in frame)


def likeness(one: str, other: str) -> float:
    """The runs of three words found in both, as a share of the runs in the shorter text."""
    few, many = sorted((runs(one), runs(other)), key=len)
    return len(few & many) / len(few) if few else 0.0


def runs(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"[\w']+", text.lower())
    return set(zip(found, found[1:], found[2:], strict=False))


def test_five_people_at_one_company_get_five_openings_and_five_endings() -> None:
    people = tuple(met(f"Ms {name}") for name in ("Ash", "Birch", "Cole", "Dale", "Elm"))
    user = a_follow_up(people=people)

    notes = [
        render_note(Kind.THANK_INTERVIEWER, user, person, today=MONDAY, index=place)
        for place, person in enumerate(people)
    ]

    for name in ("opening", "what you talked about", "closing"):
        assert len({part.text for note in notes for part in note.parts if part.name == name}) == 5


def test_the_same_answers_give_the_same_note_and_another_follow_up_another() -> None:
    def body(id_: str) -> str:
        user = a_follow_up(id=id_)
        return render_note(Kind.CHECK_IN_LATER, user, None, today=MONDAY, index=2).body

    assert body("f1") == body("f1")
    assert len({body(id_) for id_ in IDS}) > len(IDS) // 2


def test_a_note_keeps_its_words_when_the_employer_is_entered_later() -> None:
    def body(kind: Kind, id_: str, employer: str) -> str:
        user = a_follow_up(id=id_, employer=employer)
        return render_note(kind, user, None, today=MONDAY).body

    for kind in Kind:
        for id_ in IDS:
            named = body(kind, id_, "Kestrel")
            for where in (" at Kestrel", " to Kestrel"):
                named = named.replace(where, "")
            named = named.replace("Kestrel is", "you are").replace("Kestrel", "you all")
            assert body(kind, id_, "") == named


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Maria", "Hello Maria,"),
        ("Ms Novak", "Dear Ms Novak,"),
        ("Dr. Weiss", "Dear Dr. Weiss,"),
        ("Sister Agnes", "Dear Sister Agnes,"),
        ("Drew", "Hello Drew,"),
        ("Priya Nair", "Dear Priya Nair,"),
        ("", "Hello,"),
    ],
)
def test_a_friendly_e_mail_says_hello_to_first_names_only(name: str, greeting: str) -> None:
    note = render_note(Kind.THANK_INTERVIEWER, a_follow_up(), met(name), today=MONDAY)

    assert note.body.startswith(f"{greeting}\n")


def test_a_sentence_that_ends_in_a_short_form_has_one_full_stop() -> None:
    user = a_follow_up(employer="Acme Inc.", people=(met("Sam Doe Jr."),))

    for id_ in IDS:
        for kind in Kind:
            body = render_note(kind, replace(user, id=id_), user.people[0], today=MONDAY).body
            assert ".." not in body
            assert body.count("Acme Inc") == body.count("Acme Inc.")
            assert body.count("Sam Doe Jr") == body.count("Sam Doe Jr.")


# Who reads them has read it before, or it would hurt.
NO_REASON = (
    *SPOKEN,
    Kind.CHECK_IN_LATER,
    Kind.CHECK_IN_LAST,
    Kind.MORE_TIME,
    Kind.OFFER_DECLINE,
    Kind.RECONNECT,
)
WITH_REASON = [kind for kind in Kind if kind not in NO_REASON]


@pytest.mark.parametrize("kind", WITH_REASON)
def test_a_reason_is_said_once(kind: Kind) -> None:
    relation = kind.removeprefix("thank_") if kind in THANKED else "interviewer"
    detail = "found me a charger" if relation in DEEDS else "the new test bench"
    told = met("Ada", relation, detail, "I had been looking for one")
    untold = met("Ada", relation, detail)

    for id_ in IDS:
        user = a_follow_up(id=id_, people=(told,))
        with_it, without = (
            render_note(kind, user, person, today=MONDAY).body for person in (told, untold)
        )
        assert with_it.count("I had been looking for one") == 1
        assert "looking for one" not in without


@pytest.mark.parametrize("kind", WITH_REASON)
@pytest.mark.parametrize("medium", [Medium.EMAIL, Medium.HAND])
def test_a_reason_is_a_sentence_right_behind_what_it_is_about(kind: Kind, medium: Medium) -> None:
    relation = kind.removeprefix("thank_") if kind in THANKED else "interviewer"
    asked = "interviewer" if relation == "late" else relation
    for detail in ("found me a charger", "the coffee machine", "you never ship on Fridays"):
        person = met("Ada", asked, detail, "because I had been looking for one")
        for id_ in IDS:
            user = a_follow_up(id=id_, people=(person,))
            body = render_note(kind, user, person, today=MONDAY, medium=medium).body
            assert re.search(rf"(?i){detail}[^.]*\. I had been looking for one\.", body)


@pytest.mark.parametrize("kind", Kind)
def test_a_reason_never_stands_without_what_it_is_about(kind: Kind) -> None:
    for relation, detail in product(Relation, ("sending me the map", "found me a charger")):
        person = met("Ada", relation, detail, "I had been looking for one")
        for id_ in IDS:
            user = a_follow_up(id=id_, people=(person,))
            body = render_note(kind, user, person, today=MONDAY).body
            assert "looking for one" not in body or detail in body


@pytest.mark.parametrize("kind", NO_REASON)
def test_a_note_that_only_names_the_topic_leaves_the_reason_out(kind: Kind) -> None:
    told = met("Ada", "panel", "the new test bench", "I had been looking for one")

    for id_ in IDS:
        user = a_follow_up(id=id_, people=(told,))
        assert "looking for one" not in render_note(kind, user, told, today=MONDAY).body


def test_a_card_and_a_script_have_no_subject() -> None:
    with_subject = {(c.kind, c.medium) for c, note in every_note() if note.subject}

    assert with_subject == {
        (kind, medium)
        for kind in Kind
        if kind not in SPOKEN
        for medium in (Medium.EMAIL, Medium.FAX)
    }


def test_without_a_name_the_note_ends_properly_and_says_what_is_missing() -> None:
    note = render_note(Kind.THANK_INTERVIEWER, BARE, None, today=MONDAY)

    assert note.body.endswith("\n\nBest wishes")
    assert note.missing == ("your_name",)


def test_a_voicemail_without_a_number_tells_you_to_say_it_twice() -> None:
    note = render_note(Kind.VOICEMAIL_FIRST, SALES_ENGINEER, None, today=MONDAY)

    assert note.missing == ("your_number",)
    assert note.body.count("(say it slowly, twice)") == 1


def test_a_voicemail_says_a_known_number_twice() -> None:
    note = render_note(
        Kind.VOICEMAIL_FIRST, SALES_ENGINEER, None, today=MONDAY, your_number="020 7946 0000"
    )

    assert note.missing == ()
    assert note.body.count("020 7946 0000") == 2


def test_nobody_is_asked_why_unless_the_user_wants_to() -> None:
    def body(ask_why: bool) -> str:
        user = replace(SALES_ENGINEER, decision_on=None)
        return render_note(Kind.REJECTION_REPLY, user, None, today=MONDAY, ask_why=ask_why).body

    assert "?" not in body(ask_why=False)
    assert len(body(ask_why=True)) > len(body(ask_why=False)) + 40


def test_the_parts_are_the_body() -> None:
    for _, note in every_note():
        assert " ".join(part.text for part in note.parts) == note.body.replace("\n", " ").replace(
            "  ", " "
        )


def test_a_note_to_a_group_names_everybody_else() -> None:
    people = (met("Kim", "coordinator"), met("Ann"), met("the boss"), met("Bo"), met("Cy"))
    user = a_follow_up(people=people)

    note = render_note(Kind.THANK_COORDINATOR, user, people[0], today=MONDAY)

    assert "Ann, Bo and Cy" in note.body
    assert "boss" not in note.body
