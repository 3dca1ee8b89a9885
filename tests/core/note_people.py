"""Believable users, and one whose answers could break a sentence."""

from dataclasses import replace
from datetime import date
from typing import Any

from followup.model import FollowUp, Person, Relation

MONDAY = date(2026, 11, 23)


def a_follow_up(**changes: Any) -> FollowUp:
    plain = FollowUp(id="f1", employer="Acme", interviewed_on=MONDAY, zone="Europe/Berlin")
    return replace(plain, **changes)


def met(name: str, relation: str = "interviewer", detail: str = "", reason: str = "") -> Person:
    return Person(name=name, relation=Relation(relation), detail=detail, reason=reason)


SALES_ENGINEER = a_follow_up(
    employer="Halden Instruments",
    role="Sales engineer",
    your_name="Ada Byrne",
    decision_on=date(2026, 12, 4),
    may_call=True,
    call_whom="Mrs Reyes",
    phone="+44 20 7946 0321",
    people=(
        met(
            "Ms Okafor",
            "panel",
            "the new test bench",
            "I spent two years on one like it, so I know what it saves",
        ),
        met(
            "Tom",
            "panel",
            "how you hand over from sales to service",
            "That is how I like to work, too.",
        ),
        met(
            "Dr Lindqvist",
            "panel",
            "asked what I would change first",
            "Because nobody had asked me that before.",
        ),
        met("Mr Babbage", "panel"),
        met("Mrs Reyes", "receptionist", "found me a charger", "My battery was nearly empty."),
    ),
)
NURSE = a_follow_up(
    employer="St Brigid's Hospital",
    role="Night nurse",
    your_name="Miriam Castle",
    people=(
        met(
            "Sister Agnes",
            "interviewer",
            "how the ward hands over at night",
            "it stayed with me because she gives every patient her full attention",
        ),
        met(
            "Femi",
            "helper",
            "She showed me the ward and her own checklist.",
            "it helped because I am new to the city",
        ),
        met("Priya Nair", "recruiter", "the night allowance", "I have two small children"),
        met("the lady at the desk", "receptionist", "very kind"),
    ),
)
GRADUATE = a_follow_up(
    employer="Brightwater Museums",
    role="Graduate trainee (m/f/d)",
    your_name="Jonas",
    interviewed_on=date(2026, 10, 29),
    decision_on=date(2026, 11, 20),
    people=(
        met(
            "Hannah",
            "interviewer",
            "We talked about the boat models in the cellar.",
            "They remind me of my grandfather's workshop.",
        ),
        met(
            "Mr. Petrov",
            "interviewer",
            "you still write every label by hand",
            "In my last job, nobody had the time for that.",
        ),
        met("Kim", "coordinator", "sending me the map", "I get lost easily"),
    ),
)
GROUP = a_follow_up(
    employer="Nordlys",
    role="internship",
    your_name="Noor",
    people=(
        met("Ms Aalto", "coordinator", "kept the day on time"),
        met("Ben", "panel", "The team is moving to a new office"),
        met("Cara", "panel", "I asked about mistakes, and everyone laughed"),
        met("Dr. Dalgaard", "panel", "what went wrong with the ferry contract"),
        met("Eve", "panel", "their first year in Bergen", "of the way you spoke about the rain"),
        met("Finn", "panel", "that nobody works on Fridays", "I have never seen a team do that"),
        met("Grace", "panel", "What would you change first?"),
        met("Hugo", "panel", "Hugo showed me the boatyard"),
    ),
)
NO_DETAILS = a_follow_up(
    employer="Osei & Sons",
    role="Shop assistant",
    your_name="Lena Voss",
    people=(
        *(met(name, "panel") for name in ("Abena", "Kojo", "Yaw", "Esi", "Kwame", "Akua", "Fiifi")),
        met("Ama", "receptionist"),
        met("Kofi", "helper"),
        met("Adwoa", "recruiter"),
    ),
)
INTERVIEWERS = replace(
    NO_DETAILS,
    people=tuple(
        met(f"Ms {name}") for name in ("Ash", "Birch", "Cole", "Dale", "Elm", "Fern", "Gorse")
    ),
)
BARE = a_follow_up(employer="", people=(met(""), met("", "receptionist"), met("", "coordinator")))
ODD = a_follow_up(
    employer="  Müller “& Söhne” GmbH.\u00a0",
    role="a C++ Developer, senior",
    your_name="O'Brien-ÇELİK 🙂",
    people=(
        met("אברהם", "interviewer", "你们的测试台", "因为我做过"),
        met("J", "panel", 'Über die Brücke — and <b>back</b> "again" {{ role }} {% if %}', "<i>{{"),
        met("𝒜da  Lovelace,", "recruiter", "They told me about 40 people in the Leeds office"),
        met("İpek", "receptionist", "he’s got my umbrella; I left it"),
        met("Ωmega", "helper", "🙂"),
        met("x" * 80, "interviewer", "the " + "long " * 38 + "wait", "she " + "waits " * 32),
        met("Al", "helper", "she lent me her pen, and told me to call her"),
        met("Cy", "helper", "used cars", "because..."),
        met("Dee", "panel", "the pier", "Dee builds her own boats.. and sails them?"),
        met("Flo Jr.", "panel", "", "a reason without a detail"),
        met("My", "panel", "the quay", "My father built it"),
        met("Bo", "coordinator", "They was kind to me, their guest"),
    ),
)
SOBER = (SALES_ENGINEER, NURSE, GRADUATE, GROUP, NO_DETAILS, INTERVIEWERS, BARE)
USERS = (*SOBER, ODD)
