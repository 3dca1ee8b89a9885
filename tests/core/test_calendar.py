"""Calendar files, read back by two parsers: every step once, in UTC, with a lasting identity."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import icalendar
import pytest
import vobject

from followup import calendar, limits
from followup.actions import Change, answer, finish, snooze, stop, thank, undo
from followup.edits import edit
from followup.mailing import Record
from followup.model import Answer
from followup.plan import plan
from tests.core.builders import a_follow_up, at, day, key
from tests.core.world import SITE, World

HOST = "follow-up.example.com"


def read(text: bytes) -> dict[str, Any]:
    """Events by UID, as `icalendar` reads them; `vobject` must agree on times and words."""
    parsed: Any = icalendar.Calendar.from_ical(text)
    events = {str(event["uid"]): event for event in parsed.walk("VEVENT")}
    others = {event.uid.value: event for event in _children(vobject.readOne(text.decode()))}
    assert others.keys() == events.keys()
    for uid, event in events.items():
        assert others[uid].dtstart.value == event["dtstart"].dt
        assert others[uid].dtend.value == event["dtend"].dt
        assert others[uid].summary.value == str(event["summary"])
        assert others[uid].status.value == str(event["status"])
    return events


def _children(parsed: Any) -> Iterable[Any]:
    return [each for each in parsed.getChildren() if each.name == "VEVENT"]


def a_world(**changes: object) -> tuple[World, str]:
    world = World()
    return world, world.follow(**{"max_check_ins": 3} | changes).token


def written(world: World) -> bytes:
    return calendar.write_records(world.all_records(), SITE, world.now)


def status_of(world: World) -> dict[str, str]:
    """Of each step by its words, as the feed says it now."""
    record = world.record()
    prefix = f"{record.row.id}-"
    return {
        uid.removeprefix(prefix).removesuffix(f"@{HOST}"): str(event["status"])
        for uid, event in read(written(world)).items()
    }


def press(world: World, bearer: str, change: Change) -> Record:
    return world.service.act(bearer, world.record().row.id, change, world.now)


def test_every_step_is_one_event_of_fifteen_minutes_at_its_time() -> None:
    world, _ = a_world()
    record = world.record()
    assert record.follow_up is not None

    events = read(written(world))

    steps = plan(record.follow_up, (), world.now)
    expected = {f"{record.row.id}-{s.key.round}-{s.key.step}-{s.key.n}@{HOST}": s.at for s in steps}
    assert {uid: event["dtstart"].dt for uid, event in events.items()} == expected
    for event in events.values():
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=15)
        assert event["dtstart"].to_ical().endswith(b"Z")
        assert int(event["sequence"]) == record.mailing.rev
        assert event["dtstamp"].dt == world.now


def test_the_file_is_one_that_calendar_programs_take() -> None:
    world, _ = a_world(employer="Żółć, Söhne; \\n & Co " + "x" * 55)

    text = written(world)

    parsed: Any = icalendar.Calendar.from_ical(text)
    assert (str(parsed["method"]), str(parsed["version"])) == ("PUBLISH", "2.0")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    [first, *_] = read(text).values()
    assert str(first["summary"]).endswith("Żółć, Söhne; \\n & Co " + "x" * 55)


def test_a_feed_of_nothing_is_a_calendar_too() -> None:
    assert read(calendar.write_records([], SITE, at("Mon 11-23 10:00"))) == {}


def test_a_plan_of_days_alone_names_nobody_and_keeps_its_identity() -> None:
    follow_up, now = a_follow_up(), at("Mon 11-23 10:00")
    steps = plan(follow_up, (), now)

    first = read(calendar.write_plan(steps, "a plan", SITE, now))
    second = read(calendar.write_plan(steps, "a plan", SITE, now + timedelta(days=1)))

    assert first.keys() == second.keys()
    assert len(first) == len(steps)
    assert b"Acme" not in calendar.write_plan(steps, "a plan", SITE, now)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"interviewed_on": "Thu 2026-10-22", "decision_on": "Fri 2026-10-23"}, {7, 8}),
        ({"interviewed_on": "Thu 2027-03-25", "decision_on": "Fri 2027-03-26"}, {8, 7}),
    ],
)
def test_nine_o_clock_stays_nine_on_both_sides_of_a_change_of_the_clock(
    days: dict[str, str], expected: set[int]
) -> None:
    now = at(f"{days['interviewed_on']} 08:00")
    follow_up = a_follow_up(**days, country="US", ready_at=now, max_check_ins=4)

    events = read(calendar.write_plan(plan(follow_up, (), now), "a plan", SITE, now))

    check_ins = [event for uid, event in events.items() if "check_in" in uid]
    assert {event["dtstart"].dt.hour for event in check_ins} == expected


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (answer(Answer.OFFER), {"1-check_in-1", "1-check_in-2", "1-check_in-3", "1-any_news-1"}),
        (stop(), {"1-thank_you-2", "1-check_in-1", "1-check_in-2", "1-check_in-3"}),
        (thank(None), {"1-thank_you-2"}),
        (edit({"max_check_ins": 1}), {"1-check_in-2", "1-check_in-3"}),
        (finish(key("thank_you 1")), {"1-thank_you-2"}),
    ],
)
def test_a_step_that_is_no_longer_planned_is_canceled(change: Change, gone: set[str]) -> None:
    world, bearer = a_world()
    world.deliver_next()
    before = status_of(world)

    press(world, bearer, change)

    after = status_of(world)
    canceled = {uid for uid, status in after.items() if status == "CANCELLED"}
    assert set(before.values()) == {"CONFIRMED"}
    assert gone <= canceled
    assert before.keys() <= after.keys()
    assert after["1-thank_you-1"] == "CONFIRMED"


def test_a_press_taken_back_brings_the_same_events_back_with_a_higher_sequence() -> None:
    world, bearer = a_world()
    before = read(written(world))
    press(world, bearer, answer(Answer.WITHDRAWN))
    canceled = read(written(world))

    press(world, bearer, undo())

    after = read(written(world))
    assert {uid: str(event["status"]) for uid, event in after.items()} == {
        uid: "CONFIRMED" for uid in before
    }
    sequences = [
        int(next(iter(events.values()))["sequence"]) for events in (before, canceled, after)
    ]
    assert sequences == sorted(set(sequences))


def test_a_stop_of_everything_cancels_what_was_to_come() -> None:
    world, bearer = a_world()
    world.deliver_next()

    world.stops.stop(bearer, world.now)

    statuses = status_of(world)
    assert statuses.pop("1-thank_you-1") == "CONFIRMED"
    assert set(statuses.values()) == {"CANCELLED"}


def test_a_later_day_moves_to_new_events_and_cancels_the_old_ones() -> None:
    world, bearer = a_world(people=())
    while "check_in" not in str(world.record().mailing.sent):
        world.deliver_next()
    later = edit({"decision_on": day("Fri 12-18")})

    press(world, bearer, later)

    statuses = status_of(world)
    assert statuses["1-check_in-1"] == statuses["2-check_in-1"] == "CONFIRMED"
    assert statuses["1-check_in-2"] == "CANCELLED"


def test_a_snooze_moves_an_event_and_makes_no_second_one() -> None:
    world, bearer = a_world()
    world.deliver_next()
    uid = next(uid for uid in read(written(world)) if "thank_you-1" in uid)

    press(world, bearer, snooze(None, 2))

    [event] = [each for each in read(written(world)).values() if str(each["uid"]) == uid]
    assert event["dtstart"].dt.date() == day("Wed 11-25")


def test_what_was_canceled_is_shown_for_a_while_only() -> None:
    world, bearer = a_world()
    press(world, bearer, answer(Answer.WITHDRAWN))

    world.now += limits.CANCELED_SHOWN_FOR
    assert "CANCELLED" in status_of(world).values()
    world.now += timedelta(seconds=1)

    assert "CANCELLED" not in status_of(world).values()


def test_what_was_mailed_stays_in_the_calendar() -> None:
    world, _ = a_world()
    for _ in range(4):
        world.deliver_next()

    statuses = status_of(world)

    sent = {f"1-{each.key.step}-{each.key.n}" for each in world.record().mailing.sent}
    assert len(sent) == 4
    assert sent <= statuses.keys()


def test_an_event_says_what_to_do_and_with_whom() -> None:
    assert calendar.summary_of(key("check_in 2"), "Acme") == "Check in 2: Acme"
    assert calendar.summary_of(key("reply 1"), "") == "Reply"
