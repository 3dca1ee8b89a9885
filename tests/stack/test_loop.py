"""The loop over HTTP on the local cloud, every call held against the role of its function."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from infra.local_cloud import LocalCloud
from tests.stack.visitor import Visitor, confirm, next_letter, token_in


@pytest.fixture
def ada(local: LocalCloud) -> Visitor:
    return Visitor(local, f"ada-{uuid.uuid4().hex[:8]}@example.com")


def test_from_sign_up_to_reply(ada: Visitor) -> None:
    id_ = ada.ask()
    bearer = confirm(ada)

    reminder = next_letter(ada)
    assert reminder["subject"] == "Today: thank Mr Babbage"
    assert "test bench" in reminder["text"]
    headers = {name.lower(): value for name, value in reminder["headers"].items()}
    assert isinstance(headers["list-unsubscribe"], str)
    assert headers["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"

    path = f"/api/follow-ups/{id_}"
    assert ada.call("POST", f"{path}/thanked", {"person": "all"}, bearer)[0] == 200
    check_in = next_letter(ada)
    assert check_in["subject"].startswith("Call Acme today")

    from_the_letter = token_in(check_in, "follow-ups")
    status, item = ada.call("POST", f"{path}/answer", {"answer": "offer"}, from_the_letter)
    assert (status, item["next"]["step"]) == (200, "reply")
    assert next_letter(ada)["subject"] == "Today: thank Acme for the offer"


def test_the_required_fields_alone_are_enough(ada: Visitor) -> None:
    form = {
        "address": ada.address,
        "zone": "Europe/Berlin",
        "employer": "Acme",
        "interviewed_on": f"{datetime.now(UTC):%Y-%m-%d}",
    }

    assert ada.call("POST", "/api/follow-ups", form)[0] == 202
    ada.wait_for_letter(0)
    confirm(ada)

    assert next_letter(ada)["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_press_on_the_mail_programs_unsubscribe_ends_the_reminders(ada: Visitor) -> None:
    ada.ask()
    confirm(ada)
    letter = next_letter(ada)
    path = letter["headers"]["List-Unsubscribe"].strip("<>").removeprefix(ada.local.base_url)

    assert ada.call("GET", path)[0] == 303
    assert ada.call("POST", path) == (200, {"stopped": True})

    count = len(ada.letters())
    for _ in range(3):
        ada.call("POST", "/outbox/next")
    assert len(ada.letters()) == count


def test_a_plan_is_answered_without_storing_anything(ada: Visitor) -> None:
    before = len(ada.rows(""))
    today = datetime.now(UTC).date()
    days = f"interviewed_on={today}&decision_on={today + timedelta(days=11)}"

    status, body = ada.call("GET", f"/api/plan?{days}&zone=Europe/Berlin")

    assert (status, body["country"]) == (200, "DE")
    assert len(ada.rows("")) == before
