"""A worker killed by SIGKILL at each step, and a table whose answers are lost."""

import signal
from datetime import datetime
from pathlib import Path

import pytest

from followup import limits
from followup.mailing import RowKey
from followup.model import Outcome
from followup.settling import settle
from tests.faults.long import workers
from tests.faults.long.conftest import Site, rows_of
from tests.faults.long.proxy import losing
from tests.faults.reminders import A_MINUTE, a_due_reminder, a_working_morning, put

AFTER_THE_LEASE = limits.LEASE + A_MINUTE

# Step of the design, the moment, letters where the event comes, letters where it is lost.
DEATHS = [
    ("2, before reading", "before", "load", 1, 1, 1),
    ("2, after reading", "after", "load", 1, 1, 1),
    ("3, before the claim", "before", "claim", 1, 1, 1),
    ("3, after the claim", "after", "claim", 1, 1, 1),
    ("4, before handing over", "before", "send", 1, 1, 1),
    ("4, after handing over", "after", "send", 1, 1, 2),
    ("5, before settling", "before", "replace", 1, 1, 2),
    ("5, after settling", "after", "replace", 1, 1, 1),
]


@pytest.mark.parametrize("is_told", [True, False], ids=["event comes", "event lost"])
@pytest.mark.parametrize(
    ("moment", "what", "nth", "told", "untold"),
    [each[1:] for each in DEATHS],
    ids=[each[0] for each in DEATHS],
)
def test_a_worker_is_killed(
    site: Site,
    tmp_path: Path,
    moment: str,
    what: str,
    nth: int,
    told: int,
    untold: int,
    is_told: bool,
) -> None:
    now = a_working_morning()
    row = put(site.store, a_due_reminder(now), now)

    ended = workers.run(tmp_path, site.environment, row, now, (moment, what, nth))
    if is_told:
        tell(site, row, now)
    for times in (1, 2):
        workers.run(tmp_path, site.environment, row, now + times * AFTER_THE_LEASE)

    assert ended == -signal.SIGKILL
    assert (len(site.ses.taken), end_of(site)) == (told if is_told else untold, "sent")


def tell(site: Site, row: RowKey, now: datetime) -> None:
    for tags, _ in site.ses.taken:
        settle(site.store, row, tags["attempt"], Outcome.SENT, now)


def end_of(site: Site) -> str:
    [row] = rows_of(site)
    [sent] = row["sent"]["L"]
    return str(sent["S"].rpartition("|")[2])


LOST = [
    ("reading, once", [("BatchGetItem", 1)]),
    ("the claim, once", [("UpdateItem", 1)]),
    ("the claim and its second try", [("UpdateItem", 1), ("UpdateItem", 2)]),
    ("the claim and all its tries", [("UpdateItem", n) for n in (1, 2, 3)]),
    ("settling, once", [("UpdateItem", 2)]),
    ("settling and all its tries", [("UpdateItem", n) for n in (2, 3, 4)]),
    ("every first answer", [("BatchGetItem", 1), ("UpdateItem", 1), ("UpdateItem", 3)]),
]


@pytest.mark.parametrize("lost", [each[1] for each in LOST], ids=[each[0] for each in LOST])
def test_an_answer_of_the_table_is_lost(
    site: Site, tmp_path: Path, lost: list[tuple[str, int]]
) -> None:
    now = a_working_morning()
    row = put(site.store, a_due_reminder(now), now)

    with losing(site.cloud.port, lost) as proxy:
        environment = {**site.environment, "AWS_ENDPOINT_URL_DYNAMODB": proxy.url}
        workers.run(tmp_path, environment, row, now)
    assert all(proxy.seen[operation] >= nth for operation, nth in lost)
    tell(site, row, now)
    workers.run(tmp_path, site.environment, row, now + AFTER_THE_LEASE)

    assert (len(site.ses.taken), end_of(site)) == (1, "sent")
