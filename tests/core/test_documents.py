"""What is written as a document is read back the same."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from followup.documents import (
    changed_fields,
    read_follow_up,
    read_sent,
    restore_fields,
    write_follow_up,
    write_sent,
)
from followup.model import FollowUp, Sent
from tests.core.builders import a_person

INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
FOLLOW_UPS = st.builds(
    FollowUp,
    interviewed_on=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    ready_at=st.none() | INSTANTS,
    replanned_at=st.none() | INSTANTS,
    answered_at=st.none() | INSTANTS,
    stopped_at=st.none() | INSTANTS,
    snooze=st.none(),
    undo=st.just(()),
    done=st.just(()),
)


@given(FOLLOW_UPS)
def test_a_follow_up_comes_back_from_json_as_it_was(follow_up: FollowUp) -> None:
    document = json.loads(json.dumps(write_follow_up(follow_up)))

    assert read_follow_up(document) == follow_up


@given(st.builds(Sent, at=INSTANTS))
def test_a_sent_letter_comes_back_as_it_was(sent: Sent) -> None:
    assert read_sent(write_sent(sent)) == sent


@given(FOLLOW_UPS, FOLLOW_UPS)
def test_changed_fields_take_a_follow_up_back(before: FollowUp, after: FollowUp) -> None:
    assert restore_fields(after, changed_fields(before, after)) == before


@given(FOLLOW_UPS)
def test_nothing_changed_means_no_fields(follow_up: FollowUp) -> None:
    assert changed_fields(follow_up, follow_up) == {}


def test_a_field_of_a_later_release_is_passed_over() -> None:
    follow_up = FollowUp("1", "Acme", date(2026, 11, 23), "UTC")

    assert read_follow_up(write_follow_up(follow_up) | {"star_sign": "Leo"}) == follow_up


def test_a_field_of_a_later_release_is_passed_over_in_a_person_too() -> None:
    follow_up = FollowUp("1", "Acme", date(2026, 11, 23), "UTC", people=(a_person(),))
    document = write_follow_up(follow_up)
    document["people"][0]["star_sign"] = "Leo"

    assert read_follow_up(document) == follow_up


def test_an_instant_keeps_its_moment_whatever_its_zone() -> None:
    local = datetime.fromisoformat("2026-11-23T10:00:00+02:00")
    follow_up = FollowUp("1", "Acme", date(2026, 11, 23), "UTC", ready_at=local)

    read = read_follow_up(write_follow_up(follow_up))

    assert read == replace(follow_up, ready_at=local.astimezone(UTC))
    assert read.ready_at is not None
    assert read.ready_at.utcoffset() == timedelta(0)
