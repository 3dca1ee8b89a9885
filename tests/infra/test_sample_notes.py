"""The sample notes: one of each kind, complete, and leading into the wizard at the right place."""

import json
import re
from typing import Any

import pytest

from followup.model import Relation, Situation
from followup.note_kinds import Kind, kinds_for
from infra.sample_notes import SAMPLES, block, rendered, sample_notes

GIVEN: dict[str, Any] = json.loads(SAMPLES.read_text("utf-8"))
NOTES = GIVEN["notes"]
MORE_CALLS = {"check_in_later", "call_later", "voicemail_later"}  # the wizard's plan leads to them


def kind_of(sample: dict[str, Any]) -> str:
    return str(sample["kind"])


def test_there_is_one_sample_of_each_kind() -> None:
    assert sorted(map(kind_of, NOTES)) == sorted(Kind)


@pytest.mark.parametrize("sample", NOTES, ids=kind_of)
def test_a_sample_lacks_nothing_and_is_signed(sample: dict[str, Any]) -> None:
    note = rendered(sample, GIVEN)

    assert note.missing == ()
    assert GIVEN["writers"][sample["writer"]]["your_name"] in note.body
    assert not re.search(r"[\[\]{}]|  ", note.body)


@pytest.mark.parametrize("sample", NOTES, ids=kind_of)
def test_a_sample_leads_to_the_wizard_where_that_kind_is_written(sample: dict[str, Any]) -> None:
    situation = Situation(sample["next_step"])
    written = {
        kind
        for relation in Relation
        for is_late in (False, True)
        for kind in kinds_for(relation, situation, is_late=is_late)
    }

    assert sample["kind"] in written | MORE_CALLS


@pytest.mark.parametrize("situation", Situation)
def test_each_situation_of_the_wizard_has_its_samples(situation: Situation) -> None:
    text = sample_notes(situation.value)

    assert "```{ .text .say }" in text
    assert f"(write.md?kind={situation.value}){{ .button }}" in text


@pytest.mark.parametrize(
    ("kind", "has_subject", "said"),
    [
        ("check_in_first", True, "to Sister Agnes, by e-mail."),
        ("thank_receptionist", False, "to Mrs Reyes, by hand."),
        ("call_first", False, "calls Ms Okafor."),
        ("voicemail_last", False, "calls Ms Okafor."),
    ],
)
def test_a_sample_says_how_it_reaches_whom(kind: str, has_subject: bool, said: str) -> None:
    sample = next(each for each in NOTES if each["kind"] == kind)

    text = block(sample, GIVEN)

    assert said in text
    assert ("Subject: " in text) == has_subject
