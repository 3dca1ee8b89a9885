"""Mail events from SES, by way of EventBridge (SES developer guide, "Event data").

Only ids are read; the recipient, headers and subject in the event are never touched.
"""

import re
from dataclasses import dataclass
from typing import Any

from followup.model import RowKey

SOURCE = "aws.ses"
ROW_TAG = re.compile(r"([0-9a-f]{40})_([RL])_([0-9a-f-]{36})")
ATTEMPT_TAG = re.compile(r"[0-9a-f-]{36}")


@dataclass(frozen=True, slots=True)
class SesEvent:
    """What one event means to us. `ends_mailing`: no letter may go to that address again."""

    row: RowKey
    attempt: str
    ends_mailing: bool


def read_event(event: dict[str, Any]) -> SesEvent | None:
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
    ends_mailing = _ends_mailing(detail)
    if not ends_mailing and detail["eventType"] != "Send":
        return None
    key = RowKey(row[1], row[3], is_letter=row[2] == "L")
    return SesEvent(key, attempt[0], ends_mailing)


def _ends_mailing(detail: dict[str, Any]) -> bool:
    """A full mailbox may empty; a dead one and an annoyed person do not come back."""
    if detail["eventType"] == "Bounce":
        return bool(detail["bounce"]["bounceType"] == "Permanent")
    return bool(detail["eventType"] == "Complaint")
