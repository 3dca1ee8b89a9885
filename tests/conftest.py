"""What every test stands on: the calendar table, and the names Powertools reads at import."""

import os
from pathlib import Path

import pytest

from infra import calendar_table

calendar_table.make()
os.environ["POWERTOOLS_SERVICE_NAME"] = "interview-follow-up"
os.environ["POWERTOOLS_METRICS_NAMESPACE"] = "InterviewFollowUp"

HERE = Path(__file__).parent
# The longest first, so that no process is left alone with it at the end.
LONG = (
    "browser/test_real_service.py",
    "infra/running/test_runs.py",
    "functions/test_year.py",
    "functions/test_year_on_moto.py",
    "browser",
    "infra/running",
    "stack",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    places = (at for at, name in enumerate(LONG) if item.path.is_relative_to(HERE / name))
    return next(places, len(LONG))
