"""The form of the templates: what is accepted, what is refused, and that Jinja2 agrees."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from followup.model import Tone
from followup.note_facts import FACTS, Occasion, facts_for
from followup.note_files import HERE, frame, template, words
from followup.note_kinds import Kind
from followup.note_syntax import (
    TONES,
    TemplateFault,
    environment,
    logical_lines,
    parse_lists,
    parse_template,
)
from followup.note_tree import walk
from infra.note_pages import notes_json
from tests.core.note_cases import cases
from tests.core.note_people import USERS

KNOWN = frozenset(FACTS)
PAGE = Path(__file__).parents[2] / "docs" / "run-your-own" / "note-templates.md"

FAULTY = [
    ("* Words without a section", 1, "a choice of words needs a [section] above it"),
    ("[opening\n* Hello", 1, "write [name]"),
    ("[opening, somewhere]", 1, "write [name]"),
    ("title Thanks", 1, "expected [section]"),
    ("colour: red", 1, "expected [section]"),
    ("[opening]\ncolour: red", 2, "expected [section]"),
    ("[opening]\n* Hello {{ nickname }}", 2, "unknown word nickname"),
    ("[opening]\nif: nickname", 2, "unknown word nickname"),
    ("[opening]\n* Hello {{ name", 2, "in: Hello {{ name"),
    ("[opening]\n* {% if name %}Hello", 2, "in: {% if name %}Hello"),
    ("[opening]\n* {% set a = 1 %}", 2, "Assign is not part of the form"),
    ("[opening]\n* {{ name | upper }}", 2, "Filter is not part of the form"),
    ("[opening]\n* {{ name.encode }}", 2, "Getattr is not part of the form"),
    ("[opening]\n* {{ name + 'a' }}", 2, "Add is not part of the form"),
    ("[opening]\n* {{ name() }}", 2, "Call is not part of the form"),
    ("[opening]\n* {{ loop.first }}", 2, "unknown word loop"),
    ("[opening]\n* {% include 'x' %}", 2, "Include is not part of the form"),
]


@pytest.mark.parametrize(("text", "line", "message"), FAULTY)
def test_a_faulty_template_names_the_file_the_line_and_the_fault(
    text: str, line: int, message: str
) -> None:
    with pytest.raises(TemplateFault) as caught:
        parse_template(text, source="thank_you.txt", known=KNOWN)

    assert str(caught.value).startswith(f"thank_you.txt, line {line}: ")
    assert message in str(caught.value)


def test_a_template_is_read_as_its_page_says() -> None:
    text = (
        "title: T\n# a remark\n\n[end, same paragraph]\nif: formal\nwhy: W\n* formal: Dear\n  all\n"
    )

    found = parse_template(text, source="t.txt", known=KNOWN)

    assert found == {
        "title": "T",
        "subject": [],
        "sections": [
            {
                "name": "end",
                "join": "same",
                "why": "W",
                "if": ["name", "formal"],
                "choices": [{"tone": "formal", "body": ["Dear all"]}],
            }
        ],
    }


def test_a_list_entry_outside_a_list_is_refused() -> None:
    with pytest.raises(TemplateFault, match=r"w\.txt, line 1"):
        parse_lists("* word", source="w.txt")


def sources() -> Iterator[str]:
    """Every choice of words and every subject, as written."""
    for path in sorted((HERE / "en" / "notes").glob("[a-z]*.txt")):
        for _, line in logical_lines(path.read_text(encoding="utf-8")):
            found = re.fullmatch(rf"(?:\*|subject:) *(?:(?:{'|'.join(TONES)}): *)?(.*)", line)
            if found:
                yield found[1]


def test_jinja_itself_renders_every_line_the_same() -> None:
    some = list(cases())[::97]
    occasions = [(case, Occasion(case.today, case.medium, case.next_on)) for case in some]
    facts = [facts_for(case.follow_up, case.met, o, words("en")) for case, o in occasions]

    for line in sources():
        tree = parse_template(f"[x]\n* {line}", source="x", known=KNOWN)["sections"][0]["choices"]
        ours = [walk(tree[0]["body"], values) for values in facts]
        jinja = environment().from_string(line)
        assert ours == [walk([jinja.render(values)], values) for values in facts]


@pytest.mark.parametrize("kind", Kind)
def test_every_template_is_complete(kind: Kind) -> None:
    found = template(kind, "en")

    assert found["title"]
    assert found["when"].endswith(".")
    assert "your_name" in found["needs"]
    assert bool(found["subject"]) is not bool(found.get("spoken"))
    for section in found["sections"]:
        tones = {choice["tone"] for choice in section["choices"]}
        assert None in tones or tones == {tone.value for tone in Tone}


@pytest.mark.parametrize("kind", [Kind.THANK_INTERVIEWER, Kind.THANK_PANEL])
def test_seven_people_can_be_thanked_in_seven_ways(kind: Kind) -> None:
    # Above seven the guide advises one note to the coordinator.
    sections = template(kind, "en")["sections"]

    for tone in Tone:
        for section in sections:
            assert sum(c["tone"] in (None, tone.value) for c in section["choices"]) >= 7


def test_the_words_of_one_tone_are_as_many_as_those_of_the_other() -> None:
    for kind in Kind:
        for section in template(kind, "en")["sections"]:
            tones = [choice["tone"] for choice in section["choices"]]
            assert tones.count("friendly") == tones.count("formal"), (kind, section["name"])


def test_the_file_for_the_browser_holds_everything() -> None:
    found = json.loads(notes_json())

    assert set(found["kinds"]) == set(Kind)
    assert found["frame"] == [list(part) for part in frame("en")]
    assert found["words"] == words("en")


def test_the_page_for_editors_lists_every_name_with_its_meaning() -> None:
    rows = dict(
        re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert rows == FACTS


def test_every_user_of_the_table_has_somebody_to_thank() -> None:
    assert all(user.people for user in USERS)
