"""What each fault of SES leaves behind: letters accepted at its socket, and the row's end.

The table of docs/run-your-own/reliability.md is this one; a test compares them.
"""

import importlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from followup import limits
from followup.aws import wiring
from followup.aws.queue import write_message
from followup.mailing import RowKey
from tests.core.ses_events import an_event
from tests.faults.reminders import A_MINUTE, a_due_reminder, a_working_morning, put
from tests.faults.ses import Act, Ses
from tests.functions.calls import Context, Stack

LEASE = limits.LEASE + A_MINUTE


@dataclass(frozen=True)
class Case:
    """`told`: the Send events of what was taken arrive. Looked at every minute for a while,
    then each time the lease ends."""

    name: str
    script: tuple[Act, ...]
    told: bool
    letters: int
    end: str


CASES = [
    Case("SES takes the letter", (Act.TAKE,), True, 1, "sent"),
    Case("takes it, never answers", (Act.TAKE_AND_HANG,), True, 1, "sent"),
    Case("takes it, never answers, event lost", (Act.TAKE_AND_HANG,), False, 2, "sent"),
    Case("takes it, hangs up", (Act.TAKE_AND_DROP,), True, 1, "sent"),
    Case("takes it, hangs up, event lost", (Act.TAKE_AND_DROP,), False, 2, "sent"),
    Case("takes it, answers 500", (Act.TAKE_AND_FAIL,), True, 1, "sent"),
    Case("takes it, answers 500, event lost", (Act.TAKE_AND_FAIL,), False, 2, "sent"),
    Case("takes it, fails twice, events lost", (Act.TAKE_AND_FAIL,) * 2, False, 2, "unknown"),
    Case("answers 500 once", (Act.FAIL,), True, 1, "sent"),
    Case("answers 500 twice", (Act.FAIL,) * 2, True, 0, "unknown"),
    Case("too fast, three times", (Act.THROTTLE,) * 3, True, 1, "sent"),
    Case("too fast, nine times", (Act.THROTTLE,) * 9, True, 1, "sent"),
    Case("refuses the letter four times", (Act.REFUSE,) * 4, True, 1, "sent"),
    Case("refuses the letter five times", (Act.REFUSE,) * 5, True, 0, "parked"),
    Case("account paused for half an hour", (Act.PAUSE,) * 6, True, 1, "sent"),
    Case("sender not verified for half an hour", (Act.UNVERIFIED,) * 6, True, 1, "sent"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_of_ses_leaves(stack: Stack, ses: Ses, case: Case) -> None:
    now = a_working_morning()
    row = put(wiring.store(), a_due_reminder(now), now)
    ses.script = list(case.script)

    for moment in moments(now):
        if moment.date() == now.date():
            work(row, moment)
            tell(ses if case.told else Ses())

    assert (len(ses.taken), end_of(stack)) == (case.letters, case.end)


def moments(now: datetime) -> list[datetime]:
    """Ticks on one working day; nothing else is planned for it."""
    return [now + minutes * A_MINUTE for minutes in (*range(8), *range(8, 540, 15))]


def work(row: RowKey, as_of: datetime) -> Any:
    event = {"Records": [{"messageId": "1", "body": write_message(row, as_of)}]}
    return importlib.import_module("send").handler(event, Context())


def tell(ses: Ses) -> None:
    """The Send event of every letter that was taken; those told before come twice."""
    for tags, _ in ses.taken:
        event = an_event(row=tags["row"], attempt=tags["attempt"], to=tags["to"])
        importlib.import_module("feedback").handler(event, Context())


def end_of(stack: Stack) -> str:
    """How the first reminder ended, or where its row stands."""
    [row] = stack.items_of("R#")
    outcomes = [each.rpartition("|")[2] for each in row["sent"]]
    assert len(outcomes) <= 1
    return str(outcomes[0] if outcomes else row["state"])


def test_nobody_at_the_other_end_uses_up_no_try(
    stack: Stack, ses: Ses, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = a_working_morning()
    row = put(wiring.store(), a_due_reminder(now), now)
    monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", "http://127.0.0.1:9")
    wiring.client.cache_clear()
    for minutes in (0, 1, 3, 7):
        work(row, now + minutes * A_MINUTE)
    [before] = stack.items_of("R#")
    monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", ses.url)
    wiring.client.cache_clear()

    work(row, now + timedelta(minutes=30))

    assert (before["state"], before["tries"]) == ("due", 0)
    assert (len(ses.taken), end_of(stack)) == (1, "sent")


@pytest.mark.parametrize(
    "act", [Act.TAKE_AND_DROP, Act.TAKE_AND_FAIL, Act.FAIL, Act.THROTTLE, Act.PAUSE]
)
def test_the_client_does_not_hand_a_letter_over_twice(ses: Ses, act: Act) -> None:
    now = a_working_morning()
    row = put(wiring.store(), a_due_reminder(now), now)
    ses.script = [act] * 5

    work(row, now)

    assert ses.requests == 1
