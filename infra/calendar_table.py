"""Makes `functions/followup/data/calendar.json`: weekends, holidays, and the country of each zone.

Run `python -m infra.calendar_table`. Weekends and national holidays come from the `holidays`
package, zones from `zone.tab` and `tzdata.zi` of the `tzdata` package. The same versions and the
same first year give the same bytes; a file that is up to date is left alone.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

TABLE = Path(__file__).parent.parent / "functions" / "followup" / "data" / "calendar.json"
YEARS = 10

# The database names no place of these; a zone is all they are.
NOWHERE = {"CET", "EET", "EST", "HST", "MET", "MST", "WET"}

# Old names whose clocks the database has merged with those of another country. Browsers still
# report some of them.
MERGED_ABROAD = {
    "Africa/Asmera": "ER",
    "Africa/Timbuktu": "ML",
    "America/Coral_Harbour": "CA",
    "America/Virgin": "VI",
    "Antarctica/South_Pole": "AQ",
    "Atlantic/Jan_Mayen": "SJ",
    "Iceland": "IS",
    "Pacific/Johnston": "UM",
    "Pacific/Ponape": "FM",
    "Pacific/Truk": "FM",
    "Pacific/Yap": "FM",
}


def make(path: Path = TABLE, first_year: int | None = None) -> bool:
    """Writes the table, from last year on if nothing else is said. False: it was up to date."""
    made_from = _made_from(first_year or datetime.now(UTC).year - 1)
    if _made_from_of(path) == made_from:
        return False
    first = made_from["first_year"]
    countries = _countries(range(first, first + YEARS))
    zones = _zones()
    _write(path, {"made_from": made_from, "countries": countries, "zones": zones})
    return True


def _made_from(first_year: int) -> dict[str, Any]:
    recipe = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    return {
        "holidays": version("holidays"),
        "tzdata": version("tzdata"),
        "recipe": recipe,
        "first_year": first_year,
        "years": YEARS,
    }


def _made_from_of(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="ascii"))["made_from"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _countries(years: range) -> dict[str, Any]:
    import holidays  # slow to import, and not needed while the table is up to date

    codes = holidays.list_supported_countries(include_aliases=False)
    return {code: _country(holidays.country_holidays(code, years=years)) for code in sorted(codes)}


def _country(calendar: Any) -> dict[str, Any]:
    """Holidays that fall on the weekend are left out: such a day is no business day anyway."""
    years: dict[str, str] = {str(year): "" for year in sorted(calendar.years)}
    for day in sorted(calendar):
        if str(day.year) in years and not calendar.is_weekend(day):
            years[str(day.year)] += f"{day:%m%d}"
    return {"weekend": _weekend(calendar), "holidays": years}


def _weekend(calendar: Any) -> list[int]:
    """Weekends change with the years in a few countries; the newest rule is the one that holds."""
    last_day = date(max(calendar.years), 12, 31)
    week = (last_day - timedelta(days=age) for age in range(7))
    return sorted(day.weekday() for day in week if calendar.is_weekend(day))


def _zones() -> dict[str, str | None]:
    database = files("tzdata") / "zoneinfo"
    countries = _zone_tab((database / "zone.tab").read_text(encoding="utf-8").splitlines())
    zones: dict[str, str | None] = {}
    for kind, *names in map(str.split, (database / "tzdata.zi").read_text("utf-8").splitlines()):
        if kind == "Z":
            zones[names[0]] = countries.get(names[0])
        elif kind == "L":
            target, name = names
            zones[name] = countries.get(name, countries.get(target))
    del zones["Factory"]  # the clock of a machine nobody has set up
    return zones | MERGED_ABROAD | dict.fromkeys(NOWHERE)


def _zone_tab(lines: Iterable[str]) -> dict[str, str]:
    """Each line: country, coordinates, zone, comment, divided by tabs."""
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {row[2]: row[0] for row in rows}


def _write(path: Path, table: dict[str, Any]) -> None:
    """In one move, so that a test or a server that reads meanwhile never sees half a table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(table, separators=(",", ":"))
    with NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="ascii") as new:
        new.write(text)
    made = Path(new.name)
    made.chmod(0o644)
    made.replace(path)


if __name__ == "__main__":
    print("made" if make() else "up to date", "·", TABLE.name)
