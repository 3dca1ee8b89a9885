"""Edits of the form: replan from today, keep what was sent, open a round for a later day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from followup.actions import Change, undoable
from followup.model import FollowUp, Sent
from followup.plan import round_after

# Only these move a reminder; a changed name or phone number leaves every day where it is.
MOVES_THE_PLAN = frozenset(
    {
        "interviewed_on",
        "decision_on",
        "persistence",
        "max_check_ins",
        "zone",
        "country",
        "hour",
        "people",
        "reconnect",
    }
)

# What the buttons of a letter change; a letter may be forwarded, so no more than that.
FROM_A_LETTER = frozenset({"decision_on", "persistence", "max_check_ins"})


def edit(fields: dict[str, Any]) -> Change:
    """`fields` are those of FollowUp that the user changed, already checked. Undoable."""

    def change(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> FollowUp:
        edited = replace(follow_up, **fields)
        if edited == follow_up:
            return follow_up
        moved = {name for name in fields if fields[name] != getattr(follow_up, name)}
        if not moved & MOVES_THE_PLAN:
            return edited
        return _replanned(edited, round_after(follow_up, sent, edited.decision_on), now)

    return undoable("edit", change)


def _replanned(follow_up: FollowUp, round_: int, now: datetime) -> FollowUp:
    """A new round begins without the snooze of the old one."""
    snooze = follow_up.snooze if round_ == follow_up.round else None
    return replace(follow_up, round=round_, snooze=snooze, replanned_at=now)
