"""How long things are kept: limits.py says it, the privacy page and the letters repeat it."""

import re
import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from followup import allowance, limits
from followup.actions import answer
from followup.model import Answer
from followup.plan import plan
from followup.tokens import LIFE, Purpose
from tests.core.builders import a_follow_up
from tests.core.every_letter import every_letter
from tests.core.world import World, text_of

PRIVACY = Path("docs/privacy.md").read_text()
WIZARD = Path("docs/write.md").read_text()
SAID = [
    ("| A request that you did not confirm | {} days |", limits.PENDING_LIFE),
    ("still open | {} days after the last planned step |", limits.AFTER_LAST_STEP),
    ("| A follow-up that is closed | {} days |", limits.AFTER_LAST_STEP),
    ("one keyed hash of your address | {} days |", limits.FORGET_LIFE),
    ("Backups go back {} days at most.", limits.BACKUP_LIFE),
    ("they end after {} days.", limits.COUNTER_LIFE),
    ("Your link works for {} days.", limits.PRIVATE_LINK_LIFE),
    ("The buttons in a reminder work for {} days", limits.REMINDER_LINK_LIFE),
    ("the link to confirm for {} days.", limits.CONFIRM_LINK_LIFE),
]


@pytest.mark.parametrize(("sentence", "life"), SAID)
def test_the_privacy_page_says_what_the_service_does(sentence: str, life: timedelta) -> None:
    assert sentence.format(life.days) in PRIVACY


def test_the_privacy_page_names_no_other_number() -> None:
    numbers = re.findall(r"\b\d+ days\b", PRIVACY)

    assert sorted(numbers) == sorted(f"{life.days} days" for _, life in SAID)


def test_who_asked_for_reminders_is_told_how_long_they_can_confirm() -> None:
    assert f"within {limits.CONFIRM_LINK_LIFE.days} days, follow its link" in WIZARD
    assert f"it is erased after {limits.PENDING_LIFE.days} days" in WIZARD


@pytest.mark.parametrize(
    ("letter", "life"),
    [
        ("confirmation", LIFE[Purpose.CONFIRM]),
        ("link", LIFE[Purpose.LINK]),
        ("new_address", LIFE[Purpose.MOVE]),
    ],
)
def test_a_letter_says_how_long_its_link_works(letter: str, life: timedelta | None) -> None:
    assert life
    assert f"works for {life.days} days." in text_of(every_letter()[letter])


def test_a_link_is_never_deleted_before_it_is_of_use() -> None:
    assert limits.CONFIRM_LINK_LIFE <= limits.PENDING_LIFE
    assert limits.MOVE_LINK_LIFE <= limits.PENDING_LIFE
    assert allowance.MONTH == limits.COUNTER_LIFE
    assert limits.FORGET_LIFE > limits.BACKUP_LIFE


def test_an_open_follow_up_lives_90_days_beyond_its_last_planned_step() -> None:
    world = World()
    world.follow(max_check_ins=1)
    record = world.record()
    assert record.follow_up is not None
    row, steps = record.row, plan(record.follow_up, (), world.now)
    last_at = max(step.at for step in steps)

    world.now = last_at + limits.AFTER_LAST_STEP - timedelta(seconds=1)
    assert world.store.load(row, world.now)
    world.now += timedelta(seconds=1)

    assert world.store.load(row, world.now) is None
    assert world.store.subscriber(row.subscriber, world.now) is None


def test_a_closed_follow_up_lives_90_days() -> None:
    world = World()
    bearer = world.follow().token
    row = world.record().row
    world.service.act(bearer, row.id, answer(Answer.WITHDRAWN), world.now)

    closed_at = world.now
    world.now = closed_at + limits.AFTER_LAST_STEP - timedelta(seconds=1)
    assert world.store.load(row, world.now)
    world.now += timedelta(seconds=1)

    assert world.store.load(row, world.now) is None
    assert world.store.subscriber(row.subscriber, world.now) is None


def test_the_address_goes_with_the_last_follow_up_whichever_that_is() -> None:
    world = World()
    bearer = world.follow().token
    first = world.record().row
    world.now += timedelta(minutes=1)
    form = a_follow_up(id=str(uuid.UUID(int=9)), ready_at=None)
    second = world.sign_up.add(bearer, form, None, world.now)

    for row in (first, second.row):
        world.service.act(bearer, row.id, answer(Answer.WITHDRAWN), world.now)
    world.service.delete(bearer, first.id, world.now)
    kept = world.store.subscriber(first.subscriber, world.now + timedelta(days=89))
    world.service.delete(bearer, second.row.id, world.now)

    assert kept
    assert world.store.subscriber(first.subscriber, world.now + timedelta(days=7)) is None
    assert world.service.open(bearer, world.now + timedelta(days=6)).is_whole


def test_a_sign_up_after_everything_expired_begins_anew() -> None:
    world = World()
    first = world.follow()
    subscriber = world.record().subscriber
    world.now += timedelta(days=900)

    world.ask(a_follow_up(interviewed_on="Mon 2029-05-07", decision_on=None))
    world.tick()
    again = world.confirm()

    anew = world.store.subscriber(subscriber.id, world.now)
    assert anew is not None
    assert anew.epoch > subscriber.epoch
    assert again.follow_ups != first.follow_ups
    assert world.service.open(again.token, world.now).is_whole
