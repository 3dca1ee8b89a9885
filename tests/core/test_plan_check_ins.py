"""When a check-in is due: the first, the later ones, and after one that is done."""

from typing import Any

import pytest

from tests.core.builders import done
from tests.core.plan_table import BOLD, CASE, GENTLE, checking_in, due_next

FIRST_CHECK_IN = [
    checking_in("on the promised day", "check_in 1 Fri 12-04"),
    checking_in("promised for a Sunday: Monday", "check_in 1 Mon 12-07", decision_on="Sun 12-06"),
    checking_in(
        "the promised day is past: one, the next business morning",
        "check_in 1 Tue 12-01",
        decision_on="Wed 11-25",
        ready_at="Mon 11-30 12:00",
    ),
    checking_in(
        "confirmed days late, on a Saturday: Monday",
        "check_in 1 Mon 12-14",
        ready_at="Sat 12-12 08:00",
    ),
    checking_in(
        "confirmed on the promised day before the hour: that morning",
        "check_in 1 Fri 12-04",
        ready_at="Fri 12-04 08:59",
    ),
    checking_in(
        "confirmed on the promised day at the hour: the next business morning",
        "check_in 1 Mon 12-07",
        ready_at="Fri 12-04 09:00",
    ),
    checking_in(
        "promised for the interview day itself: the business day after",
        "check_in 1 Tue 11-24",
        decision_on="Mon 11-23",
    ),
    checking_in(
        "promised for a day before the interview: the business day after it",
        "check_in 1 Mon 11-30",
        interviewed_on="Fri 11-27",
        decision_on="Tue 11-24",
    ),
    checking_in(
        "gentle: two business days after the promised day",
        "check_in 1 Tue 12-08",
        persistence=GENTLE,
    ),
    checking_in(
        "gentle, promised for a Sunday: two business days after Monday",
        "check_in 1 Wed 12-09",
        persistence=GENTLE,
        decision_on="Sun 12-06",
    ),
    checking_in("bold: on the promised day", "check_in 1 Fri 12-04", persistence=BOLD),
    checking_in(
        "no day known, steady: five business days after the interview",
        "check_in 1 Mon 11-30",
        decision_on=None,
    ),
    checking_in(
        "no day known, bold: three", "check_in 1 Thu 11-26", decision_on=None, persistence=BOLD
    ),
    checking_in(
        "no day known, gentle: ten", "check_in 1 Mon 12-07", decision_on=None, persistence=GENTLE
    ),
    checking_in(
        "no day known, interview ahead: counted from the interview",
        "check_in 1 Mon 12-14",
        interviewed_on="Mon 12-07",
        decision_on=None,
    ),
    checking_in(
        "promised for 29 February",
        "check_in 1 Tue 2028-02-29",
        interviewed_on="Mon 2028-02-21",
        decision_on="Tue 2028-02-29",
        ready_at="Mon 2028-02-21 10:00",
    ),
]


LATER_CHECK_INS = [
    checking_in(
        "steady: every second business day", "check_in 2 Tue 12-08", letters="check_in 1 Fri 12-04"
    ),
    checking_in(
        "steady: and on",
        "check_in 3 Thu 12-10",
        letters="check_in 1 Fri 12-04; check_in 2 Tue 12-08",
    ),
    checking_in(
        "bold: the second, one business day later",
        "check_in 2 Mon 12-07",
        persistence=BOLD,
        letters="check_in 1 Fri 12-04",
    ),
    checking_in(
        "bold: the third, one business day later",
        "check_in 3 Tue 12-08",
        persistence=BOLD,
        letters="check_in 1 Fri 12-04; check_in 2 Mon 12-07",
    ),
    checking_in(
        "bold: the fourth, two business days later",
        "check_in 4 Thu 12-10",
        persistence=BOLD,
        letters="check_in 1 Fri 12-04; check_in 2 Mon 12-07;check_in 3 Tue 12-08",
    ),
    checking_in(
        "gentle: five business days later",
        "check_in 2 Tue 12-15",
        persistence=GENTLE,
        letters="check_in 1 Tue 12-08",
    ),
    checking_in(
        "gentle after three: any news, thirty days later",
        "any_news 1 Thu 2027-01-21",
        persistence=GENTLE,
        letters="check_in 1 Tue 12-08; check_in 2 Tue 12-15;check_in 3 Tue 12-22",
    ),
    checking_in(
        "less often after the fourth: gentle, but the number set holds",
        "check_in 5 Mon 12-21",
        persistence=GENTLE,
        max_check_ins=7,
        letters="check_in 1 Fri 12-04; check_in 2 Tue 12-08; "
        "check_in 3 Thu 12-10; check_in 4 Mon 12-14",
    ),
    checking_in(
        "one is enough: any news on the first business day after thirty days",
        "any_news 1 Mon 2027-01-04",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04",
    ),
    checking_in(
        "any news over 29 February",
        "any_news 1 Thu 2028-03-30",
        max_check_ins=1,
        interviewed_on="Mon 2028-02-21",
        decision_on="Tue 2028-02-29",
        letters="check_in 1 Tue 2028-02-29",
    ),
    checking_in(
        "after any news: nothing",
        "nothing",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04; any_news 1 Mon 2027-01-04",
    ),
    checking_in(
        "fewer than were sent already: any news",
        "any_news 1 Thu 2027-01-07",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04; check_in 2 Tue 12-08",
    ),
    checking_in(
        "any news done: nothing",
        "nothing",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04",
        done=(done("any_news 1", "Mon 12-14 09:00"),),
    ),
    checking_in(
        "one that left late: the next counts from the day it left",
        "check_in 2 Fri 12-11",
        letters="check_in 1 Wed 12-09",
    ),
    checking_in(
        "from 29 February on",
        "check_in 2 Thu 2028-03-02",
        interviewed_on="Mon 2028-02-21",
        decision_on="Tue 2028-02-29",
        letters="check_in 1 Tue 2028-02-29",
    ),
]


DONE = [
    checking_in(
        "done before it was sent: the next counts from that day",
        "check_in 2 Tue 12-08",
        done=(done("check_in 1", "Fri 12-04 08:00"),),
    ),
    checking_in(
        "done long before the promised day: the next waits for that day",
        "check_in 2 Fri 12-04",
        done=(done("check_in 1", "Wed 11-25 15:00"),),
    ),
    checking_in(
        "done months before the promised day: no asking for news before it",
        "check_in 2 Fri 2027-01-29",
        decision_on="Fri 2027-01-29",
        done=(done("check_in 1", "Wed 11-25 15:00"),),
    ),
    checking_in(
        "done after it was sent: the next counts from the letter",
        "check_in 2 Tue 12-08",
        letters="check_in 1 Fri 12-04",
        done=(done("check_in 1", "Mon 12-07 15:00"),),
    ),
    checking_in(
        "the second done ahead of the first: the first still comes",
        "check_in 1 Fri 12-04",
        done=(done("check_in 2", "Thu 12-03 15:00"),),
    ),
    checking_in(
        "the second done ahead of the first: the third counts from the first",
        "check_in 3 Tue 12-08",
        letters="check_in 1 Fri 12-04",
        done=(done("check_in 2", "Thu 12-03 15:00"),),
    ),
    checking_in(
        "the only one done before it was sent: any news",
        "any_news 1 Mon 2027-01-04",
        max_check_ins=1,
        done=(done("check_in 1", "Fri 12-04 08:00"),),
    ),
    checking_in(
        "done in another round: changes nothing here",
        "check_in 1 in round 2 Fri 12-18",
        round=2,
        decision_on="Fri 12-18",
        done=(done("check_in 1", "Fri 12-04 08:00"),),
    ),
]


@pytest.mark.parametrize(CASE, [*FIRST_CHECK_IN, *LATER_CHECK_INS, *DONE])
def test_when_to_check_in(changes: dict[str, Any], letters: str, now: str, due: str) -> None:
    assert due_next(changes, letters, now) == due
