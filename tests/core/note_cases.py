"""People and answers for the notes, rendered by Python and by the browser alike.

`cases()` crosses the users of note_people.py with every kind, tone and medium.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from followup.model import FollowUp, Medium, Person, Relation, Tone
from followup.note_files import words
from followup.note_kinds import Kind
from followup.notes import Note, render_note
from tests.core.note_people import MONDAY, SOBER, USERS, a_follow_up


@dataclass(frozen=True, slots=True)
class Case:
    """One note to render. `person` is a place in follow_up.people, or None for nobody."""

    kind: Kind
    follow_up: FollowUp
    person: int | None
    today: date
    medium: Medium
    next_on: date | None = None
    ask_why: bool = True
    your_number: str = ""
    answer_by: date | None = None
    is_sober: bool = True  # written as people write; else only a hard case for the machine

    @property
    def met(self) -> Person | None:
        return None if self.person is None else self.follow_up.people[self.person]

    def note(self) -> Note:
        return render_note(
            self.kind,
            self.follow_up,
            self.met,
            today=self.today,
            index=self.person or 0,
            medium=self.medium,
            next_on=self.next_on,
            ask_why=self.ask_why,
            your_number=self.your_number,
            answer_by=self.answer_by,
        )

    def for_the_page(self) -> dict[str, Any]:
        """The arguments of renderNote in notes.mjs: the form as JSON, days as text."""
        form = asdict(self.follow_up)
        form["interviewed_on"] = self.follow_up.interviewed_on.isoformat()
        decision = self.follow_up.decision_on
        form["decision_on"] = decision.isoformat() if decision else None
        occasion = {
            "today": self.today.isoformat(),
            "index": self.person or 0,
            "medium": self.medium.value,
            "nextOn": self.next_on.isoformat() if self.next_on else None,
            "askWhy": self.ask_why,
            "yourNumber": self.your_number,
            "answerBy": self.answer_by.isoformat() if self.answer_by else None,
        }
        met = None if self.person is None else form["people"][self.person]
        return {"kind": self.kind, "followUp": form, "person": met, "occasion": occasion}


DETAIL_LISTS = (
    "abbreviations",
    "titles",
    "lead-ins",
    "reason lead-ins",
    "question words",
    "they",
    "theirs",
    "subjects",
    "past forms",
    "after a deed",
    "qualities",
    "finite verbs",
    "opens a clause",
    "small words",
    "no names",
    "names in roles",
    "job words",
)
ODD_WORDS = [
    *("her", "his", "their", "them", "herself", "himself", "runs", "studies", "teaches", "goes"),
    *(
        "he’s",
        "SHE",
        "bench",
        "needed",
        "wicked",
        "speed",
        "used",
        "shed",
        "asked,",
        "done.",
        "now;",
        "so…",
        "why?",
    ),
    *(
        "🙂",
        "İstanbul",
        "ẞ",
        "Σίσυφος",
        "הספסל",
        "测试台",
        "𝒜da",
        "e\u0301",
        "a\u00a0b",
        "\u2028",
        "$&",
        "$1",
    ),
]

# Days from the interview to the day of writing, and from then to the next check-in.
MOMENTS = ((0, None), (1, 2), (5, 4), (11, 3), (40, None), (95, 9), (400, 1))


def cases() -> Iterator[Case]:
    """Every kind × tone × medium × user, each person once; the day of writing goes round."""
    for at, (kind, tone, medium, user) in enumerate(_crossed()):
        for place in (*range(len(user.people)), None):
            days, ahead = MOMENTS[(at + (place or 0)) % len(MOMENTS)]
            today = user.interviewed_on + timedelta(days=days)
            yield Case(
                kind=kind,
                follow_up=replace(user, tone=tone),
                person=place,
                today=today,
                medium=medium,
                next_on=today + timedelta(days=ahead) if ahead else None,
                ask_why=at % 3 != 0,
                your_number="+44 7700 900123" if at % 2 else "",
                answer_by=today + timedelta(days=at % 4) if at % 5 else None,
                is_sober=user in SOBER,
            )


def odd_cases(count: int = 600) -> Iterator[Case]:
    """Details, names and jobs thrown together from the word lists; the same ones every time."""
    dice = Random(7)
    lists = words("en")
    pool = [entry for name in DETAIL_LISTS for entry in lists[name]] + ODD_WORDS
    kinds, relations = list(Kind), list(Relation)
    for turn in range(count):
        texts = [" ".join(dice.choices(pool, k=dice.randint(1, 6))) for _ in range(6)]
        name, detail, role, employer, reason, id_ = (
            text.capitalize() if dice.random() < 0.3 else text for text in texts
        )
        detail = detail if turn % 6 else f"how they {detail}"
        person = Person(name=name, relation=dice.choice(relations), detail=detail, reason=reason)
        day = MONDAY + timedelta(days=dice.randint(-500, 500))
        yield Case(
            kind=dice.choice(kinds),
            follow_up=a_follow_up(
                id=id_,
                employer=employer,
                role=role,
                people=(person, person),
                decision_on=dice.choice([None, day, day + timedelta(days=1)]),
                tone=dice.choice(list(Tone)),
                call_whom=dice.choice(["", texts[1]]),
            ),
            person=dice.choice([0, 1, None]),
            today=day,
            medium=dice.choice(list(Medium)),
            next_on=day + timedelta(days=dice.randint(0, 9)),
            is_sober=False,
        )


def _crossed() -> Iterator[tuple[Kind, Tone, Medium, FollowUp]]:
    for user in USERS:
        for kind in Kind:
            for tone in Tone:
                for medium in Medium:
                    yield kind, tone, medium, user
