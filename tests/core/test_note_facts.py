"""Days, jobs and names as words, and which kind of note fits whom."""

from datetime import date, timedelta

import pytest

from followup.model import Medium, Relation, Situation, Tone
from followup.note_facts import Occasion, called, facts_for, job, trimmed
from followup.note_files import known_locale, words
from followup.note_kinds import Kind, is_late, kind_for, kinds_for, situation_for
from followup.notes import render_note, turn
from tests.core.note_people import MONDAY, a_follow_up, met

WORDS = words("en")

JOBS = [
    ("", "the job", "the position"),
    ("Sales engineer", "the sales engineer job", "the sales engineer position"),
    ("Sales Engineer", "the Sales Engineer job", "the Sales Engineer position"),
    ("Sales engineer (m/f/d)", "the sales engineer job", "the sales engineer position"),
    ("Nurse, night shift", "the nurse job", "the nurse position"),
    ("a nurse", "the nurse job", "the nurse position"),
    ("Java developer", "the Java developer job", "the Java developer position"),
    ("SAP consultant", "the SAP consultant job", "the SAP consultant position"),
    ("Internship", "the internship", "the internship"),
    ("Summer job", "the summer job", "the summer job"),
    ("C++ developer", "the C++ developer job", "the C++ developer position"),
]
NAMES = [
    ("Ms Okafor", "Ms Okafor"),
    (" Ada  Byrne, ", "Ada Byrne"),
    ("the lady at the desk", ""),
    ("Receptionist", ""),
    ("Theo", "Theo"),
    ("Sam Doe Jr.", "Sam Doe Jr."),
    ("Dr. St. John", "Dr. St. John"),
    ("Sam Doe Sr.,", "Sam Doe Sr."),
    ("Jo Inc", "Jo Inc"),
    ("Al.", "Al"),
    ("", ""),
]


@pytest.mark.parametrize(("role", "friendly", "formal"), JOBS)
def test_a_job_is_named_without_an_article_that_could_be_wrong(
    role: str, friendly: str, formal: str
) -> None:
    assert job(role, WORDS, formal=False) == friendly
    assert job(role, WORDS, formal=True) == formal


@pytest.mark.parametrize(("typed", "name"), NAMES)
def test_nobody_is_greeted_by_a_description(typed: str, name: str) -> None:
    assert called(typed, WORDS) == name


@pytest.mark.parametrize(
    "typed", ["Acme Inc.", "Acme Ltd.", "Acme & Co.", "12 Main St.", "ACME LTD."]
)
def test_a_short_form_keeps_its_full_stop(typed: str) -> None:
    assert trimmed(f" {typed} ", WORDS) == typed
    assert trimmed(f"{typed}.", WORDS) == typed
    assert trimmed(typed.rstrip("."), WORDS) == typed.rstrip(".")


def test_a_reason_needs_a_detail_to_be_about() -> None:
    def reason(detail: str) -> object:
        person = met("Ada", detail=detail, reason="I built one")
        occasion = Occasion(MONDAY, Medium.EMAIL)
        return facts_for(a_follow_up(), person, occasion, WORDS)["reason"]

    assert reason("the new test bench") == "I built one"
    assert reason("") == ""


REASONS = [
    ("interviewer", "a good handover is a quiet night", "A good handover is a quiet night"),
    ("interviewer", "I started as one at 16, so I know.", "I started as one at 16, so I know"),
    ("interviewer", "Because i built one.", "I built one"),
    ("interviewer", "that it lets people try", "It lets people try"),
    ("interviewer", "That is how I learned it", "That is how I learned it"),
    ("interviewer", "That’s rare", "That’s rare"),
    ("interviewer", "she gives everyone her time", "You give everyone your time"),
    ("interviewer", "of the rain", "It stayed with me because of the rain"),
    (
        "interviewer",
        "of the rain, and the bus",
        "It stayed with me because of the rain, and the bus",
    ),
    ("interviewer", "When I was 16, I started as one", "When I was 16, I started as one"),
    ("interviewer", "As a father, I’ve seen it", "As a father, I’ve seen it"),
    ("interviewer", "in my last job I learned it", "In my last job I learned it"),
    ("interviewer", "with two little ones I need to know", "With two little ones I need to know"),
    ("interviewer", "when I was 16", "It stayed with me because when I was 16"),
    ("helper", "of the rain!", "It helped because of the rain"),
    ("helper", "my phone held the directions", "My phone held the directions"),
    ("interviewer", "émigrés built it", "émigrés built it"),
    ("interviewer", "", ""),
]


@pytest.mark.parametrize(("relation", "typed", "said"), REASONS)
def test_a_reason_is_a_sentence(relation: str, typed: str, said: str) -> None:
    person = met("Ada", relation, "found me a charger", typed)

    facts = facts_for(a_follow_up(), person, Occasion(MONDAY, Medium.EMAIL), WORDS)

    assert facts["reason"] == said


def test_only_the_first_who_can_know_is_asked_when_they_decide() -> None:
    people = (met("Rose", "receptionist"), met("Pat", "panel"), met("Ina"), met("Rex", "recruiter"))

    def asked(situation: str) -> list[str]:
        return [situation_for(Situation(situation), people, at).value for at in range(4)]

    plain = "just-interviewed"
    assert asked("forgot-to-ask") == [plain, "forgot-to-ask", plain, plain]
    assert asked("it-went-badly") == ["it-went-badly"] * 4


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("situation", Situation)
def test_every_situation_has_a_note_for_everybody(relation: Relation, situation: Situation) -> None:
    assert kinds_for(relation, situation)[0] is kind_for(relation, situation)


@pytest.mark.parametrize(
    ("relation", "situation", "late", "kind"),
    [
        ("panel", "just-interviewed", False, Kind.THANK_PANEL),
        ("panel", "just-interviewed", True, Kind.THANK_LATE),
        ("panel", "it-went-badly", True, Kind.THANK_WENT_BADLY),
        ("receptionist", "it-went-badly", True, Kind.THANK_RECEPTIONIST),
        ("interviewer", "forgot-to-ask", False, Kind.THANK_ASK_WHEN),
        ("coordinator", "forgot-to-ask", False, Kind.THANK_COORDINATOR),
        ("interviewer", "waiting", False, Kind.CALL_FIRST),
        ("interviewer", "silence", False, Kind.CHECK_IN_LAST),
        ("recruiter", "offer", False, Kind.OFFER_THANKS),
        ("helper", "back-in-touch", False, Kind.RECONNECT),
    ],
)
def test_the_kind_follows_from_person_and_situation(
    relation: str, situation: str, late: bool, kind: Kind
) -> None:
    assert kind_for(Relation(relation), Situation(situation), is_late=late) is kind


@pytest.mark.parametrize(("days", "late"), [(0, False), (4, False), (5, True)])
def test_a_thank_you_is_late_after_four_days(days: int, late: bool) -> None:
    assert is_late(MONDAY, MONDAY + timedelta(days=days)) is late


def test_thank_yous_of_one_kind_are_counted_apart_from_the_others() -> None:
    people = (met("Pat", "panel"), met("Rose", "receptionist"), met("Pia", "panel"), met("Ina"))
    user = a_follow_up(people=people)

    assert [turn(Kind.THANK_PANEL, user, place) for place in (0, 2)] == [0, 1]
    assert turn(Kind.THANK_RECEPTIONIST, user, 1) == 0
    assert [turn(Kind.THANK_LATE, user, place) for place in (0, 2, 3)] == [0, 1, 2]
    assert turn(Kind.CHECK_IN_LATER, user, 5) == 5


@pytest.mark.parametrize("locale", ["xx", "../en", "", "en/../en"])
def test_an_unknown_language_falls_back_to_english(locale: str) -> None:
    assert known_locale(locale) == "en"


def test_both_tones_have_names_for_a_job() -> None:
    keys = {line.split(":")[0] for line in WORDS["jobs"]}

    assert {tone.value for tone in Tone} <= keys


@pytest.mark.parametrize(
    ("call_whom", "ask_for", "hello_to"),
    [
        ("", "Ada", "Ada"),
        ("Mrs Reyes.", "Mrs Reyes", "Mrs Reyes"),
        ("the front office", "the front office", ""),
    ],
)
def test_a_call_is_for_the_one_they_said_to_call(
    call_whom: str, ask_for: str, hello_to: str
) -> None:
    user = a_follow_up(call_whom=call_whom)

    facts = facts_for(user, met("Ada"), Occasion(MONDAY, Medium.EMAIL), WORDS)

    assert (facts["name"], facts["ask_for"], facts["hello_to"]) == ("Ada", ask_for, hello_to)


@pytest.mark.parametrize("asked", [None, MONDAY + timedelta(days=4)])
def test_thanks_for_an_offer_promise_an_answer_by_the_day_or_ask_for_it(asked: date | None) -> None:
    note = render_note(Kind.OFFER_THANKS, a_follow_up(), None, today=MONDAY, answer_by=asked)

    assert ("by Friday" in note.body) is bool(asked)
    assert ("?" in note.body) is (not asked)


@pytest.mark.parametrize(
    ("relation", "fact", "text"),
    [
        ("interviewer", "topic", "how you plan the shifts"),
        ("panel", "about_topic", "how you plan the shifts"),
        ("receptionist", "thing", "how you plan the shifts"),
        ("recruiter", "topic", "how they plan the shifts"),
    ],
)
def test_they_are_you_except_to_a_recruiter(relation: str, fact: str, text: str) -> None:
    person = met("Maria", relation, "how they plan the shifts")
    facts = facts_for(a_follow_up(people=(person,)), person, Occasion(MONDAY, Medium.EMAIL), WORDS)

    assert facts[fact] == text
