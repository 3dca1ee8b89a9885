"""Follow-ups as the API gives them, for the fake service of the browser tests."""

from typing import Any

from tests.browser.asked import Json


def a_person(name: str = "Mr Babbage", **changes: Any) -> Json:
    return {
        "name": name,
        "relation": "interviewer",
        "detail": "the new test bench",
        "reason": "",
        "medium": "email",
        "contact": None,
        "thanked": False,
        "note": None,
    } | changes


def an_entry(step: str, n: int, on: str, **changes: Any) -> Json:
    at = f"{on}T08:03:00Z"
    return {
        "step": step, "round": 1, "n": n, "of": None, "on": on, "at": at, "sent_at": None, "done": False,
    } | changes  # fmt: skip


def a_follow_up(**changes: Any) -> Json:
    """An item as GET /follow-ups gives it: the promised day has come, check-in 1 was mailed."""
    plan = [
        an_entry("thank_you", 1, "2026-11-24", sent_at="2026-11-24T08:03:00Z"),
        an_entry("check_in", 1, "2026-12-04", sent_at="2026-12-04T08:03:00Z"),
        an_entry("check_in", 2, "2036-12-08"),
        an_entry("check_in", 3, "2036-12-10"),
    ]
    return {
        "id": "5f0c",
        "employer": "Acme",
        "role": "Sales engineer",
        "interviewed_on": "2026-11-23",
        "decision_on": "2026-12-04",
        "situation": "just-interviewed",
        "may_call": True,
        "call_whom": "",
        "phone": "+49 30 1234",
        "persistence": "steady",
        "channel": "call",
        "max_check_ins": None,
        "your_name": "Ada",
        "tone": "friendly",
        "locale": "en",
        "zone": "Europe/Berlin",
        "country": "DE",
        "hour": 9,
        "reconnect": False,
        "people": [a_person(), a_person("Ms Lovelace")],
        "answer": None,
        "answered_at": None,
        "stopped_at": None,
        "snooze_until": None,
        "round": 1,
        "rev": 3,
        "plan": plan,
        "next": plan[2],
        "notes": [],
        "undo": None,
        "same_as": None,
    } | changes


A_REPLY = {
    "kind": "offer",
    "title": "Your reply to Acme",
    "person": 0,
    "subject": "Thank you",
    "body": "Dear Mr Babbage,\n\nThank you for the offer.\n\nAda",
}
