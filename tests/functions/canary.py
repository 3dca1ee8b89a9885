"""What must never be told: every test of the functions fails whose logs, metrics, exception
texts or queue messages hold an address, a name, a word of a note or a token.

The words are those of the form that all these tests fill in (calls.py).
"""

import re
from collections.abc import Generator
from datetime import datetime

import pytest

from followup.aws import queue
from followup.mailing import RowKey

WORDS = ("@example.com", "Babbage", "test bench", "Sales engineer", "30 123456")
WORDS_OF_THE_SERVICE = ("reminders@example.com", "help@example.com")
# itsdangerous: payload, time and signature; the payload is JSON in base64, perhaps zipped.
TOKEN = re.compile(r"\.?[\w-]{20,}\.[\w-]{6}\.[\w-]{27}")


def leaks_in(text: str) -> list[str]:
    """The canaries that sing in a text."""
    for word in WORDS_OF_THE_SERVICE:
        text = text.replace(word, "")
    return [word for word in WORDS if word in text] + TOKEN.findall(text)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Functions write logs and metrics to standard output: pytest has caught all of it."""
    report = yield
    told = "".join(content for title, content in report.sections if "Captured" in title)
    leaks = leaks_in(told)
    if report.passed and call.when == "call" and leaks:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} told {leaks}"
    return report


@pytest.fixture(autouse=True)
def messages_hold_ids_only(monkeypatch: pytest.MonkeyPatch) -> None:
    real = queue.write_message

    def checked(row: RowKey, as_of: datetime) -> str:
        body = real(row, as_of)
        assert leaks_in(body) == []
        return body

    monkeypatch.setattr(queue, "write_message", checked)
