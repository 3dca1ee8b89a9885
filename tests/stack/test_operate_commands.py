"""What an operator does with a stage that runs: one command after the other."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from followup.aws import items
from followup.mailing import (
    Forgotten,
    LetterKind,
    Mailing,
    Record,
    RowKey,
    State,
    Status,
    Subscriber,
)
from infra.operate import keys
from infra.operate.__main__ import main
from infra.operate.account import Account
from infra.operate.people import People
from tests.stack.stage import account, answer_with, cdn, emulator, folder, out, service, settings

__all__ = ["account", "cdn", "emulator", "folder", "out", "service", "settings"]

DEAD = ("QueueDeadLettersUrl", "EventDeadLettersUrl")
ADA = "ada@example.com"
NOW = datetime.now(UTC).replace(microsecond=0)


def switch_of(account: Account, service: dict[str, str]) -> str:
    found = account.client("ssm").get_parameter(Name=service["SendingSwitchName"])
    return str(found["Parameter"]["Value"])


def people_of(account: Account, service: dict[str, str]) -> People:
    return People(account, service)


def store_ada(account: Account, service: dict[str, str]) -> str:
    """Somebody who confirmed, with one letter that is over."""
    people = people_of(account, service)
    id_ = people.id_of(ADA)
    owner = Subscriber(id_, ADA, Status.ACTIVE, epoch=1)
    letter = RowKey(id_, "1", is_letter=True)
    record = Record(letter, owner, Mailing(State.CLOSED), letter=LetterKind.CONFIRMATION)
    later = NOW + timedelta(days=7)
    for item in (items.write_subscriber(owner, later), items.write_letter(record, later)):
        people.table.put(item, "attribute_not_exists(nothing)")
    return id_


def test_pause_and_resume_turn_the_switch(account: Account, service: dict[str, str]) -> None:
    turned = [(main([name]), switch_of(account, service)) for name in ("pause", "pause", "resume")]

    assert turned == [(0, "off"), (0, "off"), (0, "on")]


def test_status_tells_what_is_deployed_and_what_waits(
    account: Account, service: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    sqs = account.client("sqs")
    sqs.send_message(QueueUrl=service["QueueDeadLettersUrl"], MessageBody="{}")

    assert main(["status"]) == 0
    told = capsys.readouterr().out
    assert "The service in eu-central-1: " in told
    assert "E-mail leaves." in told
    assert "Dead letters: 1. `make redrive STAGE=prod` tries them again." in told
    sqs.purge_queue(QueueUrl=service["QueueDeadLettersUrl"])


def test_redrive_puts_rows_back_and_drops_ticks_of_the_past(
    account: Account, service: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    sqs = account.client("sqs")
    row = json.dumps({"pk": "S#1", "sk": "R#1", "as_of": "2026-11-23T09:00:00Z"})
    main(["pause"])
    sqs.send_message(QueueUrl=service["QueueDeadLettersUrl"], MessageBody=row)
    sqs.send_message(QueueUrl=service["EventDeadLettersUrl"], MessageBody='{"time": "then"}')
    report = json.dumps({"source": "aws.ses", "detail": {"eventType": "Send"}})
    sqs.send_message(QueueUrl=service["EventDeadLettersUrl"], MessageBody=report)

    assert main(["redrive"]) == 0
    told = capsys.readouterr().out
    assert "Put back: 1 e-mails to be looked at, 1 reports of SES." in told
    assert "Removed: 1 ticks" in told
    assert [messages_in(account, service[name]) for name in DEAD] == [0, 0]
    main(["resume"])


def messages_in(account: Account, url: str) -> int:
    """Also those that somebody has taken and not removed."""
    told = account.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])
    names = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    return sum(int(told["Attributes"][name]) for name in names)


def test_person_tells_states_and_dates_and_no_words(
    account: Account, service: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    store_ada(account, service)
    monkeypatch.setenv("ADDRESS", " Ada@Example.com ")

    assert main(["person"]) == 0
    told = capsys.readouterr().out
    assert "This person confirmed; reminders leave." in told
    assert "Confirmation e-mail 1: over" in told


def test_erase_asks_and_leaves_a_hash_alone(
    account: Account, service: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = store_ada(account, service)
    people = people_of(account, service)
    monkeypatch.setenv("ADDRESS", ADA)

    answer_with(monkeypatch, "yes")
    assert (main(["erase"]), len(people.table.get_partition(f"S#{id_}"))) == (1, 2)
    answer_with(monkeypatch, ADA)
    assert (main(["erase"]), people.table.get_partition(f"S#{id_}")) == (0, [])
    assert list(people.forget.remembered(id_, datetime.now(UTC))) == [Forgotten.ERASED]


def test_unblock_lifts_what_its_owner_said(
    account: Account, service: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    people = people_of(account, service)
    monkeypatch.setenv("ADDRESS", "bob@example.com")
    people.forget.block(people.id_of("bob@example.com"), NOW)

    assert [main(["unblock"]), main(["unblock"])] == [0, 0]
    told = capsys.readouterr().out
    assert told.splitlines() == [
        "Lifted. This address can ask for reminders again.",
        "This address is not blocked.",
    ]


def test_a_rotated_key_signs_and_the_one_before_still_opens(
    account: Account, service: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arn = service["SigningSecretArn"]
    first = keys.read(account, arn).keys

    assert main_with(monkeypatch, "rotate", KEY="links") == 0
    second = keys.read(account, arn).keys
    answer_with(monkeypatch, "")
    assert (main(["rotate"]), keys.read(account, arn).keys) == (1, second)
    answer_with(monkeypatch, "rotate")
    assert main(["rotate"]) == 0
    third = keys.read(account, arn).keys
    assert (len(second), second[1:]) == (2, first)
    assert (len(third), third[1:]) == (2, second[:1])


def main_with(monkeypatch: pytest.MonkeyPatch, command: str, **given: str) -> int:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return main([command])


def test_the_identity_key_is_never_rotated(
    account: Account, service: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keys.read(account, service["IdentitySecretArn"])

    main_with(monkeypatch, "rotate", KEY="links", YES="yes")
    assert keys.read(account, service["IdentitySecretArn"]) == before
