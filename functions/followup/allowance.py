"""How many letters of one kind may be asked for one address."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from followup import limits

DAY = timedelta(hours=24)
MONTH = limits.COUNTER_LIFE


def may_take(taken: Sequence[datetime], now: datetime) -> bool:
    """2 in 24 hours, 5 in 30 days, 10 minutes apart (design, letters)."""
    recent = [each for each in taken if each > now - DAY]
    has_paused = all(each <= now - limits.LETTER_PAUSE for each in taken)
    return (
        has_paused
        and len(recent) < limits.LETTERS_PER_DAY
        and len(taken) < limits.LETTERS_PER_MONTH
    )


def recent(taken: Sequence[datetime], now: datetime) -> list[datetime]:
    """Those that still count."""
    return [each for each in taken if each > now - MONTH]
