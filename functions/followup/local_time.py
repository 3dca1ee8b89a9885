"""The subscriber's clock: days, mornings, and the hours in which a letter may leave."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from zoneinfo import ZoneInfo

from followup.business_days import is_zone
from followup.model import FollowUp

ONE_DAY = timedelta(days=1)
EVENING = time(20)
AFTER_A_LATE_MORNING = timedelta(hours=1)
SPREAD_MINUTES = 15


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A zone and the time of day letters leave at. Instants go in and come out as aware UTC."""

    zone: tzinfo
    leaves: time

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def clock(self, at: datetime) -> time:
        return at.astimezone(self.zone).time()

    def instant(self, day: date, clock: time) -> datetime:
        """Joins in local time first: nine o'clock is nine o'clock on both sides of a change."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def morning(self, day: date) -> datetime:
        return self.instant(day, self.leaves)

    def closing(self, day: date) -> datetime:
        """Nothing leaves later than this on `day`."""
        return max(self.instant(day, EVENING), self.morning(day) + AFTER_A_LATE_MORNING)

    def morning_on(self, at: datetime) -> date:
        """The day of the first morning at or after `at`."""
        day = self.day(at)
        return day if self.morning(day) >= at else day + ONE_DAY

    def next_morning_on(self, at: datetime) -> date:
        """The day of the first morning after `at`."""
        day = self.day(at)
        return day if self.morning(day) > at else day + ONE_DAY

    def open_on(self, at: datetime) -> date:
        """The first day on which a letter may still leave when it is `at` now."""
        day = self.day(at)
        return day if self.closing(day) >= at else day + ONE_DAY


def local_time_of(follow_up: FollowUp) -> LocalTime:
    """A zone the database does not know counts as UTC: a plan never fails for its sake."""
    zone = follow_up.zone if is_zone(follow_up.zone) else "UTC"
    return LocalTime(ZoneInfo(zone), time(follow_up.hour, _spread_minutes(follow_up.id)))


def _spread_minutes(follow_up_id: str) -> int:
    """0 to 14, so that not every letter of an hour leaves in the same minute. A preview gets 0."""
    if not follow_up_id:
        return 0
    return int.from_bytes(sha256(follow_up_id.encode()).digest()) % SPREAD_MINUTES
