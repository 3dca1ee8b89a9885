"""What is due when we come late, and what never is."""

from typing import Any

import pytest

from followup.model import Answer
from tests.core.plan_table import CASE, answered, case, checking_in, due_next

LATE = [
    checking_in(
        "looked at on its day in the afternoon: due since the morning",
        "check_in 1 Fri 12-04",
        now="Fri 12-04 15:00",
    ),
    checking_in("until eight in the evening", "check_in 1 Fri 12-04", now="Fri 12-04 20:00"),
    checking_in(
        "looked at on its day at night: the next business morning",
        "check_in 1 Mon 12-07",
        now="Fri 12-04 23:00",
    ),
    checking_in("on Saturday: Monday", "check_in 1 Mon 12-07", now="Sat 12-05 12:00"),
    checking_in("on a later business day: at once", "check_in 1 Mon 12-07", now="Mon 12-07 14:00"),
    checking_in(
        "at three in the night: that morning", "check_in 1 Tue 12-08", now="Tue 12-08 03:00"
    ),
    checking_in(
        "late in the evening: the next morning", "check_in 1 Wed 12-09", now="Tue 12-08 20:01"
    ),
    checking_in(
        "on a holiday: the next business day", "check_in 1 Mon 12-28", now="Fri 12-25 12:00"
    ),
    checking_in(
        "months late: it keeps its n",
        "check_in 2 Wed 2027-03-10",
        letters="check_in 1 Fri 12-04",
        now="Wed 2027-03-10 12:00",
    ),
    checking_in(
        "an hour in the evening: an hour long",
        "check_in 1 Fri 12-04",
        hour=21,
        now="Fri 12-04 22:00",
    ),
    checking_in(
        "an hour in the evening: not longer", "check_in 1 Mon 12-07", hour=21, now="Fri 12-04 22:01"
    ),
    checking_in(
        "one left this morning, and the hour is now in the evening: not a second today",
        "check_in 1 Tue 12-01",
        decision_on=None,
        hour=21,
        letters="thank_you 1 Mon 11-30",
        replanned_at="Mon 11-30 12:00",
        now="Mon 11-30 12:00",
    ),
    case(
        "a thank-you note on Saturday: at once",
        "thank_you 1 Sat 11-28",
        interviewed_on="Thu 11-26",
        ready_at="Thu 11-26 18:00",
        now="Sat 11-28 11:00",
    ),
    case(
        "a thank-you note of today at night: tomorrow",
        "thank_you 1 Tue 11-24",
        now="Mon 11-23 20:01",
    ),
    case(
        "a thank-you note five business days late: at once",
        "thank_you 1 Mon 11-30",
        now="Mon 11-30 12:00",
    ),
    case(
        "a thank-you note six business days late: dropped",
        "check_in 1 Fri 12-04",
        now="Tue 12-01 08:00",
    ),
    case(
        "a thank-you note that would leave six business days late: dropped",
        "check_in 1 Fri 12-04",
        now="Mon 11-30 20:30",
    ),
    answered(
        "a reply ten business days late: at once",
        "reply 1 Mon 12-21",
        Answer.OFFER,
        now="Mon 12-21 12:00",
    ),
    answered(
        "a reply eleven business days late: dropped", "nothing", Answer.OFFER, now="Tue 12-22 08:00"
    ),
    answered(
        "a dropped reply leaves keeping in touch",
        "reconnect 1 Fri 2027-03-05",
        Answer.REJECTION,
        reconnect=True,
        now="Tue 12-22 08:00",
    ),
    answered(
        "keeping in touch is never dropped",
        "reconnect 1 Wed 2027-06-09",
        Answer.REJECTION,
        reconnect=True,
        now="Wed 2027-06-09 10:00",
    ),
]


STATES = [
    case("pending: nothing", "nothing", ready_at=None, now="Mon 11-23 10:00"),
    case("stopped: nothing", "nothing", stopped_at="Mon 11-23 11:00"),
]


@pytest.mark.parametrize(CASE, [*LATE, *STATES])
def test_what_is_due_when_we_come_late(
    changes: dict[str, Any], letters: str, now: str, due: str
) -> None:
    assert due_next(changes, letters, now) == due
