"""Every text the notes can say, gathered once for the rules that read them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from typing import NamedTuple

from followup.model import Medium, Tone
from followup.note_facts import Occasion, facts_for
from followup.note_files import template, words
from followup.note_kinds import Kind
from followup.note_tree import holds, walk
from followup.notes import Note
from tests.core.note_cases import Case, cases
from tests.core.note_people import MONDAY, SOBER

Read = tuple[Case, Note]


class Line(NamedTuple):
    """A text to judge: a whole note, a subject, or one choice of words."""

    kind: Kind
    tone: Tone
    text: str


SPOKEN = [kind for kind in Kind if kind.startswith(("call_", "voicemail_"))]


@cache
def every_note() -> list[Read]:
    return [(case, case.note()) for case in cases()]


def readable() -> list[Read]:
    return [(case, note) for case, note in every_note() if case.is_sober]


def every_choice() -> Iterator[Line]:
    """Each choice of words of each section, said by everybody whom it suits."""
    for user, tone, medium in product(SOBER, Tone, (Medium.EMAIL, Medium.HAND)):
        for person in (*user.people, None):
            toned = replace(user, tone=tone)
            facts = facts_for(toned, person, Occasion(MONDAY, medium), words("en"))
            for kind in Kind:
                for section in template(kind, "en")["sections"]:
                    if section["if"] is None or holds(section["if"], facts):
                        bodies = [
                            choice["body"]
                            for choice in section["choices"]
                            if choice["tone"] in (None, tone)
                        ]
                        yield from (Line(kind, tone, walk(body, facts)) for body in bodies)


@cache
def every_line() -> set[Line]:
    whole = {
        Line(case.kind, case.follow_up.tone, text)
        for case, note in readable()
        for text in (note.subject, note.body)
    }
    return whole | set(every_choice())


def with_fault(pattern: str, *tones: Tone) -> list[Line]:
    is_wrong = re.compile(pattern, re.MULTILINE).search
    return [line for line in every_line() if line.tone in (tones or Tone) and is_wrong(line.text)]
