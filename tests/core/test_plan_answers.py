"""What is due after an answer."""

from typing import Any

import pytest

from followup.model import Answer
from tests.core.builders import done
from tests.core.plan_table import CASE, answered, due_next

ANSWERS = [
    answered("an offer on Saturday", "reply 1 Mon 12-07", Answer.OFFER),
    answered("a rejection on Saturday", "reply 1 Mon 12-07", Answer.REJECTION),
    answered(
        "recorded before breakfast: this morning",
        "reply 1 Mon 12-07",
        Answer.OFFER,
        answered_at="Mon 12-07 08:00",
    ),
    answered(
        "recorded at the hour: the next business morning",
        "reply 1 Tue 12-08",
        Answer.OFFER,
        answered_at="Mon 12-07 09:00",
    ),
    answered(
        "recorded before the day's letter left: the reply waits a day",
        "reply 1 Mon 12-07",
        Answer.OFFER,
        answered_at="Fri 12-04 08:50",
        now="Fri 12-04 09:30",
    ),
    answered(
        "the second reply: one business day later",
        "reply 2 Mon 12-14",
        Answer.OFFER,
        letters="reply 1 Fri 12-11",
    ),
    answered(
        "no third reply", "nothing", Answer.OFFER, letters="reply 1 Mon 12-07; reply 2 Tue 12-08"
    ),
    answered(
        "reply done: nothing", "nothing", Answer.OFFER, done=(done("reply 1", "Sat 12-05 16:00"),)
    ),
    answered(
        "first reply done: no second",
        "nothing",
        Answer.REJECTION,
        letters="reply 1 Mon 12-07",
        done=(done("reply 1", "Mon 12-07 16:00"),),
    ),
    answered("withdrawn: nothing", "nothing", Answer.WITHDRAWN, reconnect=True),
    answered("another interview: nothing", "nothing", Answer.ANOTHER_ROUND, reconnect=True),
    answered(
        "withdrawn while a thank-you note was open: nothing",
        "nothing",
        Answer.WITHDRAWN,
        letters="",
        answered_at="Mon 11-23 11:00",
    ),
    answered(
        "a rejection, keeping in touch: ninety days later",
        "reconnect 1 Fri 2027-03-05",
        Answer.REJECTION,
        reconnect=True,
        letters="reply 1 Mon 12-07; reply 2 Tue 12-08",
    ),
    answered(
        "ninety days later is a Sunday: Monday",
        "reconnect 1 Mon 2027-03-08",
        Answer.REJECTION,
        reconnect=True,
        answered_at="Mon 12-07 15:00",
        done=(done("reply 1", "Mon 12-07 16:00"),),
    ),
    answered(
        "kept in touch: nothing more",
        "nothing",
        Answer.REJECTION,
        reconnect=True,
        letters="reply 1 Mon 12-07; reply 2 Tue 12-08;reconnect 1 Fri 2027-03-05",
    ),
    answered(
        "keeping in touch done: nothing",
        "nothing",
        Answer.REJECTION,
        reconnect=True,
        letters="reply 1 Mon 12-07; reply 2 Tue 12-08",
        done=(done("reconnect 1", "Fri 2027-01-08 09:00"),),
    ),
    answered(
        "an offer asks for no keeping in touch",
        "nothing",
        Answer.OFFER,
        reconnect=True,
        letters="reply 1 Mon 12-07; reply 2 Tue 12-08",
    ),
]


@pytest.mark.parametrize(CASE, ANSWERS)
def test_what_follows_an_answer(changes: dict[str, Any], letters: str, now: str, due: str) -> None:
    assert due_next(changes, letters, now) == due
