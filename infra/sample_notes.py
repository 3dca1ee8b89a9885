"""The sample notes of the site: the wizard's own templates, filled in for invented people.

Who they are and what they talked about stands in `docs/samples.json`, one note of each kind.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from followup.model import FollowUp, Medium, Person, Relation, Tone
from followup.note_kinds import Kind
from followup.notes import Note, render_note

SAMPLES = Path(__file__).parent.parent / "docs" / "samples.json"
MEDIA = {Medium.EMAIL: "by e-mail", Medium.HAND: "by hand"}

Sample = dict[str, Any]


def sample_notes(situation: str) -> str:
    """The notes of one situation as Markdown. Raises KeyError where there are none."""
    given = json.loads(SAMPLES.read_text("utf-8"))
    chosen = [sample for sample in given["notes"] if sample["next_step"] == situation]
    if not chosen:
        raise KeyError(situation)
    return "\n\n".join(block(sample, given) for sample in chosen)


def block(sample: Sample, given: dict[str, Any]) -> str:
    """A heading, who writes to whom, the note to copy, and the way into the wizard."""
    note = rendered(sample, given)
    target = f"write.md?kind={sample['next_step']}"
    parts = [
        '<div class="sample" markdown>',
        f"### {note.title}",
        f"{circumstances(sample, given, note)}\n{{ .sample__who }}",
        f"Subject: {note.subject}\n{{ .sample__subject }}" if note.subject else "",
        f"```{{ .text .say }}\n{note.body}\n```",
        f'[Use this one<span class="visually-hidden">: {note.title}</span>]({target}){{ .button }}',
        "</div>",
    ]
    return "\n\n".join(filter(None, parts))


def rendered(sample: Sample, given: dict[str, Any]) -> Note:
    """The note as the wizard would write it."""
    follow_up = a_follow_up(given["writers"][sample["writer"]])
    next_on = sample.get("next_on")
    return render_note(
        Kind(sample["kind"]),
        follow_up,
        follow_up.people[sample["person"]],
        today=date.fromisoformat(sample["today"]),
        index=sample["person"],
        medium=Medium(sample.get("medium", "email")),
        next_on=date.fromisoformat(next_on) if next_on else None,
        your_number=given["your_number"],
    )


def a_follow_up(writer: dict[str, Any]) -> FollowUp:
    """What an invented person would have typed."""
    typed: dict[str, Any] = {
        name: date.fromisoformat(value) if name.endswith("_on") else value
        for name, value in writer.items()
    }
    typed["people"] = tuple(a_person(each) for each in writer["people"])
    typed["tone"] = Tone(writer.get("tone", Tone.FRIENDLY))
    return FollowUp(id="sample", zone="UTC", **typed)


def a_person(given: dict[str, Any]) -> Person:
    return Person(**{**given, "relation": Relation(given["relation"])})


def circumstances(sample: Sample, given: dict[str, Any], note: Note) -> str:
    """Such as: Miriam Castle, night nurse, to Sister Agnes, by hand."""
    writer = given["writers"][sample["writer"]]
    whom = writer["people"][sample["person"]]["name"]
    way = MEDIA[Medium(sample.get("medium", "email"))]
    said = f"to {whom}, {way}" if is_written(note) else f"calls {whom}"
    return f"{writer['your_name']}, {writer['role']}, {said}."


def is_written(note: Note) -> bool:
    return bool(note.subject) or note.parts[-1].name == "your name"
