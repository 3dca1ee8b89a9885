"""The recipe of the calendar table: the same in, the same out, and nothing made twice."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from followup import business_days
from infra import calendar_table
from infra.calendar_table import make


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "data" / "calendar.json"
    assert make(path, first_year=2025)
    return path


def test_the_same_versions_and_year_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = tmp_path / "calendar.json"

    make(again, first_year=2025)

    assert again.read_bytes() == made.read_bytes()


def test_a_table_that_is_up_to_date_is_left_alone(made: Path) -> None:
    before = made.stat()

    assert make(made, first_year=2025) is False

    assert made.stat().st_mtime_ns == before.st_mtime_ns


def test_another_year_makes_another_table(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "calendar.json"
    path.write_bytes(made.read_bytes())

    assert make(path, first_year=2026)

    years = list(json.loads(path.read_text())["countries"]["DE"]["holidays"])
    assert years == [str(year) for year in range(2026, 2036)]


@pytest.mark.parametrize("spoiled", ["", "[]", "{}", '{"made_from": {}}', '{"made_from"'])
def test_a_spoiled_table_counts_as_none(spoiled: str, tmp_path: Path) -> None:
    path = tmp_path / "calendar.json"
    path.write_text(spoiled)

    assert calendar_table._made_from_of(path) != calendar_table._made_from(2025)


def test_other_versions_make_the_table_anew(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "calendar.json"
    path.write_text(made.read_text().replace('"tzdata":"', '"tzdata":"0.'))

    assert make(path, first_year=2025)

    assert path.read_bytes() == made.read_bytes()


def test_nothing_is_left_beside_the_table(made: Path) -> None:
    assert [each.name for each in made.parent.iterdir()] == ["calendar.json"]


def test_holidays_that_fall_on_the_weekend_are_left_out(made: Path) -> None:
    germany = json.loads(made.read_text())["countries"]["DE"]

    assert germany["weekend"] == [5, 6]
    assert germany["holidays"]["2026"] == "0101040304060501051405251225"


def test_the_core_reads_the_table_from_where_it_is_made() -> None:
    assert business_days.TABLE.resolve() == calendar_table.TABLE.resolve()


def test_the_table_begins_last_year_and_holds_ten_years() -> None:
    this_year = datetime.now(UTC).year

    assert business_days.table_ends_on() == date(this_year + 8, 12, 31)


def test_the_table_is_small() -> None:
    assert calendar_table.TABLE.stat().st_size < 200_000
