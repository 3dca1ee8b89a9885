"""Edits: replan from today, keep what was sent, open a round for a later day."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from followup.actions import undo
from followup.edits import edit
from followup.errors import ChangedElsewhere, LinkInvalid
from followup.model import Person
from followup.plan import next_reminder
from tests.core.builders import a_follow_up, a_snooze, day, key_words, letters_of
from tests.core.world import World, token_in

NOW = datetime(2026, 12, 8, 10, tzinfo=UTC)  # Tuesday; two check-ins were sent
SENT = letters_of("check_in 1 Fri 12-04 09:00; check_in 2 Tue 12-08 09:00")
FOLLOW_UP = a_follow_up(people=(Person("Ada", thanked=True),))


def next_words(fields: dict[str, Any]) -> str:
    edited = edit(fields)(FOLLOW_UP, SENT, NOW)
    reminder = next_reminder(edited, SENT, NOW)
    assert reminder is not None
    return f"{key_words(reminder.key)} {reminder.on:%a %m-%d}"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"employer": "Acme Works"}, "check_in 3 Thu 12-10"),
        ({"persistence": "gentle", "max_check_ins": 5}, "check_in 3 Tue 12-15"),
        ({"decision_on": day("Fri 12-18")}, "check_in 1 in round 2 Fri 12-18"),
        ({"decision_on": day("Mon 12-07")}, "check_in 3 Thu 12-10"),
        ({"max_check_ins": 2}, "any_news 1 Thu 01-07"),
    ],
)
def test_an_edit_replans_from_today_and_repeats_nothing(
    fields: dict[str, Any], expected: str
) -> None:
    assert next_words(fields) == expected


def test_a_new_round_begins_without_the_old_snooze() -> None:
    snoozed = replace(FOLLOW_UP, snooze=a_snooze("Thu 12-10", "Tue 12-08 10:00"))

    assert edit({"decision_on": day("Fri 12-18")})(snoozed, SENT, NOW).snooze is None
    assert edit({"persistence": "bold"})(snoozed, SENT, NOW).snooze == snoozed.snooze


def test_the_same_edit_twice_changes_nothing_more() -> None:
    once = edit({"decision_on": day("Fri 12-18")})(FOLLOW_UP, SENT, NOW)

    assert edit({"decision_on": day("Fri 12-18")})(once, SENT, NOW) == once


def test_an_edit_can_be_taken_back() -> None:
    edited = edit({"decision_on": day("Fri 12-18"), "role": "Nurse"})(FOLLOW_UP, SENT, NOW)

    assert undo()(edited, SENT, NOW) == replace(FOLLOW_UP, replanned_at=NOW)


def test_an_edit_of_an_older_state_is_told_and_loses_nothing() -> None:
    world = World()
    bearer = world.follow().token
    row = world.record().row
    rev = world.record().mailing.rev
    world.service.edit(bearer, row.id, {"role": "Nurse"}, rev, world.now)

    with pytest.raises(ChangedElsewhere) as fault:
        world.service.edit(bearer, row.id, {"role": "Doctor"}, rev, world.now)

    assert fault.value.current == world.record()
    assert world.record().follow_up.role == "Nurse"  # type: ignore[union-attr]


def test_a_letter_that_left_in_between_is_no_change_of_the_form() -> None:
    world = World()
    bearer = world.follow().token
    row, rev = world.record().row, world.record().mailing.rev
    world.deliver_next()

    edited = world.service.edit(bearer, row.id, {"role": "Nurse"}, rev, world.now)

    assert len(edited.mailing.sent) == 1


def test_a_forwarded_letter_can_name_a_later_day_and_change_no_word() -> None:
    world = World()
    world.follow()
    letter = world.deliver_next()
    assert letter is not None
    bearer = token_in(letter, "/follow-ups/")
    row, rev = world.record().row, world.record().mailing.rev

    with pytest.raises(LinkInvalid):
        world.service.edit(bearer, row.id, {"employer": "Evil"}, rev, world.now)
    later = world.service.edit(bearer, row.id, {"decision_on": day("Fri 12-18")}, rev, world.now)

    assert later.follow_up is not None
    assert later.follow_up.decision_on == day("Fri 12-18")
