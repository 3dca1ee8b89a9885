"""Notes: the texts a user sends to people, or says on the phone.

The words are in `templates/<locale>/notes/*.txt`. `docs/javascripts/notes.mjs` renders the
same templates with the same result to the letter; a test holds the two together.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from followup.model import FollowUp, Medium, Person, Tone
from followup.note_facts import Occasion, facts_for
from followup.note_files import frame, known_locale, template, words
from followup.note_kinds import Kind, recipients
from followup.note_tree import Facts, holds, walk

BREAKS = {"paragraph": "\n\n", "line": "\n", "same": " "}


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a note. `why` is said beside it in the wizard; empty where it is plain."""

    name: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """`subject` is empty on a card and in a script. `missing` names answers it still needs."""

    kind: Kind
    title: str
    subject: str
    body: str
    parts: tuple[Part, ...]
    missing: tuple[str, ...]


def render_note(
    kind: Kind,
    follow_up: FollowUp,
    person: Person | None,
    *,
    today: date,
    index: int = 0,
    medium: Medium | None = None,
    next_on: date | None = None,
    ask_why: bool = True,
    your_number: str = "",
    answer_by: date | None = None,
) -> Note:
    """The note as suggested; the caller prefers `person.note`, the text as the user edited it.

    `index` is the person's place in the form, or the number of the check-in: notes with
    different numbers are worded differently. `today` is the user's day, `next_on` the day of
    the next check-in, `answer_by` the day an offer wants its answer. A card (Medium.HAND) says "on Monday" where an e-mail says "yesterday".
    """
    carried = medium or (person.medium if person else Medium.EMAIL)
    occasion = Occasion(today, carried, next_on, ask_why, your_number, answer_by)
    return write_note(kind, follow_up, facts_of(follow_up, person, occasion), index)


def facts_of(follow_up: FollowUp, person: Person | None, occasion: Occasion) -> Facts:
    """The same for every kind of note to this person on this occasion."""
    return facts_for(follow_up, person, occasion, words(known_locale(follow_up.locale)))


def write_note(kind: Kind, follow_up: FollowUp, facts: Facts, index: int) -> Note:
    locale = known_locale(follow_up.locale)
    found = template(kind, locale)
    choice = Choice(follow_up.id, follow_up.tone, turn(kind, follow_up, index))
    above, below = ([], []) if "spoken" in found else frame(locale)
    chosen = choice.sections([*above, *found["sections"], *below], facts)
    has_subject = found["subject"] and not facts["by_hand"]
    return Note(
        kind=kind,
        title=found["title"],
        subject=walk(choice.one("subject", found["subject"]), facts) if has_subject else "",
        body=joined(chosen),
        parts=tuple(Part(part["name"], text, part["why"]) for part, text in chosen),
        missing=tuple(
            name for name in found.get("needs", "").split(", ") if name and not facts[name]
        ),
    )


def turn(kind: Kind, follow_up: FollowUp, index: int) -> int:
    """How many notes of this kind come before this one; thank-yous count the people before."""
    if not recipients(kind):
        return index
    return sum(person.relation in recipients(kind) for person in follow_up.people[:index])


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several words a note uses: by the follow-up's id, so that it stays whatever is
    answered later; by index, so that it varies.

    With n choices, n notes in a row get n different ones.
    """

    seed: str
    tone: Tone
    index: int

    def sections(
        self, found: list[dict[str, Any]], facts: Facts
    ) -> list[tuple[dict[str, Any], str]]:
        """The sections that apply, each with its text; those that come out empty are left out."""
        rendered = [
            (section, self.text(section, facts))
            for section in found
            if section["if"] is None or holds(section["if"], facts)
        ]
        return [(section, text) for section, text in rendered if text]

    def text(self, section: dict[str, Any], facts: Facts) -> str:
        bodies = [
            choice["body"] for choice in section["choices"] if choice["tone"] in (None, self.tone)
        ]
        return walk(self.one(section["name"], bodies), facts) if bodies else ""

    def one(self, name: str, choices: list[Any]) -> Any:
        start = fingerprint(name, seeded(self.seed))
        return choices[(start + self.index) % len(choices)]


def joined(chosen: list[tuple[dict[str, Any], str]]) -> str:
    """The texts with the breaks their sections ask for."""
    body = ""
    for section, text in chosen:
        body += (BREAKS[section["join"]] if body else "") + text
    return body


@lru_cache(16)
def seeded(seed: str) -> int:
    """What every choice of one follow-up begins with."""
    return fingerprint(f"{seed}|")


def fingerprint(text: str, found: int = 2166136261) -> int:
    """FNV-1a over code points, 32 bits: small, and the same in the browser. `found` is that of
    the text before."""
    for letter in text:
        found = (found ^ ord(letter)) * 16777619 % 2**32
    return found
