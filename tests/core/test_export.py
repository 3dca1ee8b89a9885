"""The export: everything that is stored, readable, and no formula for a spreadsheet."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest

from followup import export
from followup.actions import answer
from followup.model import Answer, Person, Relation
from tests.core.builders import a_follow_up
from tests.core.world import ADA, World

PEOPLE = (
    Person("Mr Babbage", detail="the new\ntest bench", note="Dear Mr Babbage,\n\nThank you."),
    Person("Rosa", Relation.RECEPTIONIST, contact="rosa@example.com", thanked=True),
)


def a_world(**changes: object) -> tuple[World, str]:
    world = World()
    stored = {"people": PEOPLE, "role": "Engineer", "your_name": "Ada", "phone": "+49 30 1"}
    return world, world.follow(**stored | changes).token


def exported(world: World, bearer: str) -> tuple[Any, list[dict[str, str]]]:
    """As JSON and as the lines of the table."""
    owner, records = world.access.export(bearer, world.now)
    table = export.write_csv(owner, records).removeprefix(export.BYTE_ORDER_MARK)
    lines = list(csv.DictReader(io.StringIO(table, newline="")))
    return json.loads(export.write_json(owner, records)), lines


def test_everything_that_was_entered_is_in_both_files() -> None:
    world, bearer = a_world()
    world.deliver_next()
    world.now += timedelta(minutes=1)
    world.ask(a_follow_up(employer="Not confirmed yet", people=()))

    whole, lines = exported(world, bearer)

    words = ["Acme", "Engineer", "Ada", "+49 30 1", "Mr Babbage", "the new\ntest bench"]
    words += ["Rosa", "rosa@example.com", "Not confirmed yet", ADA, "2026-12-04"]
    said = json.dumps(whole, ensure_ascii=False).replace("\\n", "\n")
    cells = "|".join(cell for line in lines for cell in line.values())
    assert [word for word in words if word not in said] == []
    assert [word for word in words if word not in cells] == []
    assert [len(each["e-mails sent"]) for each in whole["follow-ups"] if each["confirmed"]] == [1]


def test_the_table_has_a_line_for_each_person() -> None:
    world, bearer = a_world()
    world.now += timedelta(minutes=1)
    world.follow(employer="Initech", people=())

    _, lines = exported(world, bearer)

    assert sorted((line["employer"], line["person: name"]) for line in lines) == [
        ("Acme", "Mr Babbage"),
        ("Acme", "Rosa"),
        ("Initech", ""),
    ]


def test_the_words_are_those_of_the_screen() -> None:
    world, bearer = a_world()
    world.service.act(bearer, world.record().row.id, answer(Answer.ANOTHER_ROUND), world.now)

    whole, lines = exported(world, bearer)

    [follow_up] = whole["follow-ups"]
    assert (follow_up["how often"], follow_up["answer"]) == ("regularly", "another interview")
    assert lines[0]["person: thanked"] == "no"
    assert not [name for name in follow_up if "_" in name]


@pytest.mark.parametrize(
    "employer", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"]
)
def test_a_cell_a_spreadsheet_would_run_is_defused(employer: str) -> None:
    assert export.defuse(employer) == f"'{employer}"


@pytest.mark.parametrize("employer", ["Acme", "A=1", "'=1", "1", "", "Ünal", "李"])
def test_every_other_cell_stays_as_it_is(employer: str) -> None:
    assert export.defuse(employer) == employer


def test_no_cell_of_a_hostile_form_begins_like_a_formula() -> None:
    formula = '=HYPERLINK("https://evil.example.net")'
    hostile = {name: formula for name in ("employer", "role", "your_name", "phone")}
    person = Person(formula, detail=formula, contact=formula, note=formula)
    world, bearer = a_world(**hostile, people=(person,))

    whole, lines = exported(world, bearer)

    assert not [cell for cell in lines[0].values() if cell.startswith(export.RISKY)]
    assert whole["follow-ups"][0]["employer"] == formula


def test_a_subscriber_without_follow_ups_gets_a_header() -> None:
    world, bearer = a_world()
    world.service.delete(bearer, world.record().row.id, world.now)

    whole, lines = exported(world, bearer)

    assert (whole["you"]["address"], whole["follow-ups"], lines) == (ADA, [], [])
