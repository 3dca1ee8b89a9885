"""What persistence means: when the check-ins of a round begin, how far apart, and how many.

All counts are business days of the employer's country.
"""

from datetime import date

from followup.business_days import BusinessDays
from followup.limits import DEFAULT_CHECK_INS
from followup.model import FollowUp, Persistence, Step, StepKey

WAIT_IF_NO_DAY_WAS_PROMISED = {Persistence.GENTLE: 10, Persistence.STEADY: 5, Persistence.BOLD: 3}
GENTLE_WAIT_AFTER_THE_DAY = 2
# The last gap holds for every later check-in.
GAPS = {Persistence.GENTLE: (5,), Persistence.STEADY: (2,), Persistence.BOLD: (1, 1, 2)}
GENTLE_CHECK_INS = 3
ASKS_FROM = {Persistence.GENTLE: 4, Persistence.STEADY: 4, Persistence.BOLD: 6}


def first_check_in_on(follow_up: FollowUp, days: BusinessDays) -> date:
    """The anchor; gentle waits a little longer after a day that was promised."""
    if follow_up.decision_on is None:
        wait = WAIT_IF_NO_DAY_WAS_PROMISED[follow_up.persistence]
        return days.after(follow_up.interviewed_on, wait)
    anchor = days.first(follow_up.decision_on)
    is_gentle = follow_up.persistence is Persistence.GENTLE
    return days.after(anchor, GENTLE_WAIT_AFTER_THE_DAY) if is_gentle else anchor


def check_ins_open_on(follow_up: FollowUp, days: BusinessDays) -> date:
    """Never before the promised day, nor before the business day after the interview."""
    after_interview = days.after(follow_up.interviewed_on, 1)
    if follow_up.decision_on is None:
        return after_interview
    return max(days.first(follow_up.decision_on), after_interview)


def gap_before(follow_up: FollowUp, n: int) -> int:
    """From check-in n - 1 to check-in n."""
    gaps = GAPS[follow_up.persistence]
    return gaps[min(n - 2, len(gaps) - 1)]


def number_of_check_ins(follow_up: FollowUp) -> int:
    """Of one round. The number the subscriber set goes before that of the persistence."""
    return shown_maximum(follow_up) or DEFAULT_CHECK_INS


def shown_maximum(follow_up: FollowUp) -> int | None:
    """The m of "check-in n of m". None: an end there is, but nobody chose it."""
    if follow_up.max_check_ins is not None:
        return follow_up.max_check_ins
    return GENTLE_CHECK_INS if follow_up.persistence is Persistence.GENTLE else None


def is_last_check_in(follow_up: FollowUp, key: StepKey) -> bool:
    return key.step is Step.CHECK_IN and key.n >= number_of_check_ins(follow_up)


def asks_to_go_on(follow_up: FollowUp, key: StepKey) -> bool:
    """Whether the reminder asks: go on, less often, or stop."""
    return key.step is Step.CHECK_IN and key.n >= ASKS_FROM[follow_up.persistence]
