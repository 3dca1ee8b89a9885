"""Mail events from SES, by way of EventBridge (SES developer guide, "Event data").

Only ids and kinds are read; the recipient, headers and subject in the event are never touched.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from followup.mailing import RowKey

SOURCE = "aws.ses"
ROW_TAG = re.compile(r"([0-9a-f]{40})_([RL])_([0-9a-f-]{36})")
ATTEMPT_TAG = re.compile(r"[0-9a-f-]{36}")
TO_TAG = re.compile(r"[0-9a-f]{40}")


class Effect(StrEnum):
    """What an event does: settles the attempt it names, ends mail to that address, or is
    only counted."""

    SETTLE = "settle"
    SUPPRESS = "suppress"
    NOTE = "note"


# Kind and its reason, as `name_kind` puts them. A kind that is not listed is refused.
POLICY: dict[str, tuple[Effect, str]] = {
    "Send": (Effect.SETTLE, "SES took the letter, so this attempt must not be repeated."),
    "Bounce Permanent": (Effect.SUPPRESS, "The mailbox does not exist, or refuses us for good."),
    "Bounce Transient": (Effect.NOTE, "A full mailbox may empty; the next reminder may arrive."),
    "Bounce Undetermined": (Effect.NOTE, "Nobody knows why; a dead mailbox bounces again."),
    "Complaint": (Effect.SUPPRESS, "The person called it spam, whatever type is given with it."),
    "Complaint virus": (Effect.NOTE, "A scanner's guess about the letter, no wish of the person."),
    "Complaint auth-failure": (Effect.NOTE, "A report on our DNS records, not from the person."),
    "Complaint not-spam": (Effect.NOTE, "The person says the opposite: it was no spam."),
    "Reject": (Effect.NOTE, "SES found a virus and dropped the letter: ours to look into."),
}


@dataclass(frozen=True, slots=True)
class SesEvent:
    """What one event means to us. `to` is the subscriber the letter went to, or would be."""

    row: RowKey
    attempt: str
    to: str
    kind: str
    effect: Effect


def read_event(event: Any) -> SesEvent | None:
    """None for anything that is not about one of our letters, or not well-formed."""
    try:
        return _read(event)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return None


def _read(event: dict[str, Any]) -> SesEvent | None:
    detail = event["detail"]
    tags = detail["mail"]["tags"]
    row = ROW_TAG.fullmatch(tags["row"][0])
    attempt = ATTEMPT_TAG.fullmatch(tags["attempt"][0])
    if event["source"] != SOURCE or row is None or attempt is None:
        return None
    to = TO_TAG.fullmatch(tags.get("to", [row[1]])[0])
    kind = name_kind(detail)
    if to is None or kind not in POLICY:
        return None
    effect, _reason = POLICY[kind]
    key = RowKey(row[1], row[3], is_letter=row[2] == "L")
    return SesEvent(key, attempt[0], to[0], kind, effect)


def name_kind(detail: dict[str, Any]) -> str:
    """A bounce is named with its type, a complaint with its feedback type where that matters."""
    kind = detail["eventType"]
    if kind == "Bounce":
        return f"{kind} {detail['bounce']['bounceType']}"
    feedback = detail.get("complaint", {}).get("complaintFeedbackType")
    named = f"{kind} {feedback}"
    return named if named in POLICY else str(kind)
