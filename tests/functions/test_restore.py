"""The table is restored from an older backup: what ended since then has ended again."""

import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from followup.aws import wiring
from followup.aws.restore import Restore
from followup.documents import read_key, write_instant
from followup.mailing import Forgotten, Mailing, Record, RowKey, State, Status, Subscriber
from followup.ports import Move
from followup.tokens import Purpose, Token
from tests.core.builders import a_follow_up
from tests.functions.calls import Api, Stack

NOW = datetime.now(UTC).replace(microsecond=0)
SIGNED_UP, DUE_AT = NOW - timedelta(days=30), NOW - timedelta(hours=1)
LATER = NOW + timedelta(days=90)
ADA = Subscriber("ab" * 20, "ada@example.com", Status.ACTIVE, int(SIGNED_UP.timestamp()))
NEW = Subscriber("cd" * 20, "new@example.com", Status.ACTIVE, int(NOW.timestamp()))


def put(owner: Subscriber = ADA, *, ready_at: datetime | None = SIGNED_UP) -> Record:
    """A subscriber with one more follow-up, whose first reminder was due an hour ago."""
    id_ = str(uuid.uuid4())
    form = a_follow_up(id=id_, ready_at=ready_at)
    due = Mailing(State.DUE, read_key("1|check_in|1"), DUE_AT)
    record = Record(RowKey(owner.id, id_), owner, due, form)
    wiring.store().add_subscriber(owner, LATER, NOW)
    assert wiring.store().add(record, LATER)
    return record


def backup_of(stack: Stack) -> list[dict[str, Any]]:
    return list(stack.dynamodb.scan(TableName="table")["Items"])


def put_back(stack: Stack, backup: list[dict[str, Any]]) -> Restore:
    """As an operator does: the table as it was, the one that remembers as it is."""
    for item in backup_of(stack):
        key = {name: item[name] for name in ("pk", "sk")}
        stack.dynamodb.delete_item(TableName="table", Key=key)
    for item in backup:
        stack.dynamodb.put_item(TableName="table", Item=item)
    return Restore(stack.dynamodb, "table", "forget")


def test_whoever_was_erased_is_gone_again_and_told_apart_from_whoever_came_after(
    stack: Stack,
) -> None:
    back = Subscriber("ef" * 20, "bob@example.com", Status.ACTIVE, int(NOW.timestamp()) + 60)
    put()
    kept = put(back)
    wiring.forget().erase(back.id, NOW)
    wiring.store().add_subscriber(back, LATER, NOW)
    wiring.store().add(kept, LATER)
    backup = backup_of(stack)
    wiring.forget().erase(ADA.id, NOW)

    found = put_back(stack, backup).replay(NOW)

    assert {item["pk"] for item in stack.items()} == {f"S#{back.id}"}
    assert found == Counter({Forgotten.ERASED: 1})


def test_what_an_erasure_left_half_done_in_the_backup_goes_too(stack: Stack) -> None:
    put()
    backup = [item for item in backup_of(stack) if item["sk"]["S"] != "S"]
    wiring.forget().erase(ADA.id, NOW)

    put_back(stack, backup).replay(NOW)

    assert stack.items() == []


def test_a_deleted_follow_up_is_gone_again_unless_it_was_confirmed_since(stack: Stack) -> None:
    gone, kept = put(), put()
    again = put(ready_at=NOW + timedelta(minutes=1))
    backup = backup_of(stack)
    for record in (gone, again):
        wiring.forget().delete(record.row, NOW)

    found = put_back(stack, backup).replay(NOW)

    left = {item["sk"] for item in stack.items_of("F#")}
    assert left == {f"F#{kept.row.id}", f"F#{again.row.id}"}
    assert len(stack.items_of("R#")) == 2
    assert found == Counter({Forgotten.ERASED: 1})


@pytest.mark.parametrize(
    ("end", "what", "status"),
    [
        ("stop", Forgotten.STOPPED, "stopped"),
        ("suppress", Forgotten.SUPPRESSED, "suppressed"),
        ("block", Forgotten.BLOCKED, "active"),
    ],
)
def test_a_stop_a_block_and_a_suppression_hold_again(
    stack: Stack, end: str, what: Forgotten, status: str
) -> None:
    put()
    backup = backup_of(stack)
    getattr(wiring.forget(), end)(ADA.id, NOW)
    ended = stack.items_of("S")

    found = put_back(stack, backup).replay(NOW + timedelta(hours=1))

    assert stack.items_of("S") == ended
    assert (ended[0]["status"], found) == (status, Counter({what: 1}))


def test_whoever_moved_is_not_mailed_at_the_old_address(stack: Stack) -> None:
    put()
    backup = backup_of(stack)
    assert wiring.forget().move(Move(ADA, NEW, None, (), NOW, LATER))

    put_back(stack, backup).replay(NOW)

    assert stack.items() == []
    assert wiring.forget().moved_to(ADA.id, NOW) == NEW.id


def test_what_is_over_after_400_days_ends_nobody(stack: Stack) -> None:
    put()
    wiring.forget().block("12" * 20, NOW)

    found = Restore(stack.dynamodb, "table", "forget").replay(NOW + timedelta(days=401))

    assert found == Counter()


def test_a_second_replay_changes_nothing_more(stack: Stack) -> None:
    put()
    put(NEW)
    backup = backup_of(stack)
    wiring.forget().stop(ADA.id, NOW)
    wiring.forget().erase(NEW.id, NOW)
    restore = put_back(stack, backup)

    restore.replay(NOW)
    once = (stack.items(), stack.items("forget"))
    restore.replay(NOW)

    assert (stack.items(), stack.items("forget")) == once


def test_what_may_have_left_moves_on_and_stays_in_order(stack: Stack) -> None:
    put()
    restore = Restore(stack.dynamodb, "table", "forget")

    assert restore.move_on(NOW - timedelta(hours=2), NOW) == 0
    assert restore.move_on(NOW, NOW) == 1

    [row] = stack.items_of("R#")
    assert row["sent"] == [f"1|check_in|1|{write_instant(DUE_AT)}|unknown"]
    assert wiring.due_index().due(NOW, 100) == []
    assert restore.move_on(NOW, NOW) == 0


def test_a_row_nobody_can_read_stops_no_other(stack: Stack) -> None:
    poison, _well = put(), put()
    stack.change(poison.row, sent="not a list")

    assert Restore(stack.dynamodb, "table", "forget").move_on(NOW, NOW) == 1


def test_no_link_of_an_erased_life_opens_what_was_put_back(api: Api) -> None:
    put()
    link = wiring.tokens().make(Token(Purpose.LINK, ADA.id, epoch=ADA.epoch), SIGNED_UP)
    backup = backup_of(api.stack)
    assert api("GET", "/api/follow-ups", bearer=link).status == 200
    api("DELETE", "/api/subscriber", bearer=link)

    put_back(api.stack, backup).replay(datetime.now(UTC))

    assert api("GET", "/api/follow-ups", bearer=link).status == 401
