"""A table restored from an older backup, from the pause to the first e-mails after it.

As docs/run-your-own/backup.md says, with the commands it shows. MiniStack keeps no history, so
DynamoDB is asked for the copy at the moment to which the operator will want to go back.
"""

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from infra import stack
from infra.local_cloud import LocalCloud
from infra.operate import __main__ as operate
from infra.operate.settings import Settings
from tests.stack.stage import SETTINGS, be_operator_of
from tests.stack.visitor import Visitor, confirm, where_it_is_morning

DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?!\d)")
A_DAY = timedelta(days=1)
SINCE = 2 * A_DAY
RESTORED = "prod-restored"


@dataclass
class Operator:
    """Whoever types `make`. Time is data: `ahead` is how far their clock has gone on."""

    local: LocalCloud
    monkeypatch: pytest.MonkeyPatch
    ahead: timedelta = timedelta(0)

    def make(self, command: str, **given: str) -> int:
        ahead = self.ahead

        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> Any:
                return datetime.now(tz) + ahead

        self.monkeypatch.setattr(operate, "datetime", Clock)
        for name, value in given.items():
            self.monkeypatch.setenv(name, value)
        code = operate.main([command])
        if command in ("pause", "resume"):
            self._start_workers_anew()
        return code

    def _start_workers_anew(self) -> None:
        """One that runs keeps the switch for half a minute."""
        self.local.client("lambda").update_function_configuration(
            FunctionName=self.local.outputs["SendFunctionName"], Timeout=60
        )


@dataclass
class Person:
    """Somebody who confirmed one follow-up."""

    visitor: Visitor
    follow_up: str
    bearer: str

    @property
    def local(self) -> LocalCloud:
        return self.visitor.local

    def items(self) -> list[dict[str, Any]]:
        """Everything stored about them."""
        [owner] = [row["pk"] for row in self.visitor.rows("F#") if self._is_mine(row)] or [None]
        return [row for row in self.visitor.rows("") if row["pk"] == owner]

    def row(self) -> dict[str, Any]:
        [found] = [row for row in self.visitor.rows("R#") if self._is_mine(row)]
        return found

    def sent(self) -> dict[str, str]:
        """By step, what came of it."""
        found = [each["S"].split("|") for each in self.row()["sent"]["L"]]
        steps = [f"{round_} {step} {n}" for round_, step, n, _at, _outcome in found]
        assert len(set(steps)) == len(steps), steps
        return dict(zip(steps, (each[-1] for each in found), strict=True))

    def _is_mine(self, row: dict[str, Any]) -> bool:
        return str(row["sk"]["S"]).endswith(self.follow_up)


def sign_up(local: LocalCloud, name: str, *, interviewed_on: date) -> Person:
    visitor = Visitor(local, f"{name}-{uuid.uuid4().hex[:8]}@example.com")
    days = {"interviewed_on": interviewed_on, "decision_on": interviewed_on + 14 * A_DAY}
    asked = {name: str(day) for name, day in days.items()}
    follow_up = visitor.ask(zone=where_it_is_morning(), **asked)
    return Person(visitor, follow_up, confirm(visitor))


def make_older(person: Person) -> None:
    """As if all of it had happened two days ago."""
    client, table = person.local.client("dynamodb"), person.local.outputs["TableName"]
    for item in person.items():
        client.put_item(TableName=table, Item=json.loads(DAY.sub(earlier, json.dumps(item))))


def earlier(found: re.Match[str]) -> str:
    return str(date.fromisoformat(found[0]) - SINCE)


def tick(local: LocalCloud, at: datetime) -> None:
    local.ticks.tick(f"{at:%Y-%m-%dT%H:%M:%SZ}")


@pytest.fixture
def operator(
    local: LocalCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Operator]:
    (tmp_path / "prod.toml").write_text(SETTINGS)
    # `make run` calls its stack otherwise than a deploy does; it is the same template.
    monkeypatch.setattr(Settings, "stack", stack.NAME)
    be_operator_of(local.ministack, tmp_path, monkeypatch)
    made = Operator(local, monkeypatch)
    yield made
    made.make("resume")


@pytest.fixture
def people(local: LocalCloud) -> dict[str, Person]:
    """They confirmed two days ago. The first reminder of all but Dan is due since yesterday."""
    today = datetime.now(UTC).date()
    days = {name: today - A_DAY for name in ("ada", "bob", "eve")} | {"dan": today + 30 * A_DAY}
    found = {name: sign_up(local, name, interviewed_on=day) for name, day in days.items()}
    for person in found.values():
        make_older(person)
    return found


@pytest.fixture
def backup(local: LocalCloud, people: dict[str, Person]) -> Iterator[str]:  # noqa: ARG001
    client = local.client("dynamodb")
    client.restore_table_to_point_in_time(
        SourceTableName=local.outputs["TableName"],
        TargetTableName=RESTORED,
        UseLatestRestorableTime=True,
    )
    yield RESTORED
    client.delete_table(TableName=RESTORED)


def after(person: Person, many: int) -> None:
    """Ticks when something of theirs is due, until so many steps are sent; some only move on."""
    for _ in range(4 * many):
        if list(person.sent().values()).count("sent") >= many:
            return
        tick(person.local, datetime.fromisoformat(person.row()["due_at"]["S"]))


def counted(*people: Person) -> list[int]:
    return [len(person.visitor.letters()) for person in people]


def leave(ada: Person, bob: Person) -> None:
    """One erases everything, the other presses "Unsubscribe" in the mail program."""
    assert ada.visitor.call("DELETE", "/api/subscriber", bearer=ada.bearer)[0] in (200, 204)
    header = bob.visitor.letters()[-1]["headers"]["List-Unsubscribe"].strip("<>")
    path = f"/api/{header.partition('/api/')[2]}"
    assert bob.visitor.call("POST", path) == (200, {"stopped": True})


def spoil(person: Person) -> None:
    """The fault for whose sake a backup is restored."""
    row, table = person.row(), person.local.outputs["TableName"]
    key = {name: row[name] for name in ("pk", "sk")}
    person.local.client("dynamodb").delete_item(TableName=table, Key=key)


# A minute when nothing else runs: it signs five people up, and starts workers anew.
@pytest.mark.timeout(400)
def test_after_a_restore_nobody_who_left_is_mailed_and_nobody_twice(
    local: LocalCloud,
    operator: Operator,
    people: dict[str, Person],
    backup: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ada, bob, eve, dan = people.values()
    now = datetime.now(UTC)
    tick(local, now)
    mailed = counted(ada, bob, eve, dan)
    assert mailed == [2, 2, 2, 1]
    leave(ada, bob)
    newer = sign_up(local, "newer", interviewed_on=now.date())
    spoil(eve)

    assert operator.make("restore", FROM=backup, YES="yes") == 2
    assert operator.make("pause") == 0
    assert operator.make("restore") == 2
    operator.ahead = timedelta(minutes=3)
    assert operator.make("restore") == 0
    told = capsys.readouterr()
    assert "E-mail still leaves." in told.err
    assert "Wait two minutes" in told.err
    assert re.search(
        r"erased: [1-9].*stopped: [1-9].*perhaps sent, e-mails: [1-9]", told.out, re.DOTALL
    )
    assert (ada.items(), newer.items()) == ([], [])
    assert set(eve.sent().values()) == {"unknown"}

    tick(local, now + 60 * A_DAY)
    assert counted(ada, bob, eve, dan) == mailed
    assert operator.make("resume") == 0
    tick(local, now + timedelta(minutes=3))
    assert counted(ada, bob, eve, dan) == mailed
    for person in (eve, dan):
        after(person, 2)

    for person, before in ((eve, 2), (dan, 1)):
        steps = Counter(person.sent().values())
        assert steps["sent"] >= 2
        assert counted(person) == [before + steps["sent"]]
    assert counted(ada, bob) == [2, 2]
    assert ada.items() == []
