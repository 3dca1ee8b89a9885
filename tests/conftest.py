"""What every test stands on: the calendar table, and the names Powertools reads at import."""

import os
from pathlib import Path

import pytest

from infra import calendar_table

calendar_table.make()
os.environ["POWERTOOLS_SERVICE_NAME"] = "interview-follow-up"
os.environ["POWERTOOLS_METRICS_NAMESPACE"] = "InterviewFollowUp"

HERE = Path(__file__).parent
LONG = (
    "infra/running",
    "functions/test_year.py",
    "functions/test_year_on_moto.py",
    "stack",
    "browser",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: not any(item.path.is_relative_to(HERE / name) for name in LONG))
