"""What is true of every letter: text and HTML agree, and no word can do harm."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import SMTP

import pytest
from html5lib import HTMLParser as HTMLParser5

from followup import limits
from followup.model import Medium, Person
from followup.tokens import Purpose
from tests.core.every_letter import (
    ASKED_FOR,
    EVERY,
    REMINDERS,
    a_world,
    every_letter,
    read_html,
)
from tests.core.world import ADA, html_of, links_in, stop_token_in, text_of

HOSTILE = "Acme <b>&\"' {{ 9999*9999 }} https://evil.example.net/"


def test_every_letter_is_named() -> None:
    assert set(every_letter()) == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_text_and_html_say_the_same(name: str) -> None:
    letter = every_letter()[name]
    spoken = " ".join(read_html(letter).words)

    for line in text_of(letter).split("\n-- \n")[0].splitlines():
        is_rule = set(line.strip()) <= {"-"}
        is_link = line.startswith(("http", "mailto:"))
        said = line.strip().removesuffix(":")
        assert is_rule or is_link or " ".join(said.split()) in spoken, line


@pytest.mark.parametrize("name", EVERY)
def test_both_parts_carry_the_same_links(name: str) -> None:
    letter = every_letter()[name]

    in_html = {link for link in read_html(letter).links if link.startswith("http")}

    assert in_html <= set(links_in(letter)) | {"https://follow-up.example.com"}
    assert {link for link in links_in(letter) if "?" in link} <= in_html


@pytest.mark.parametrize("name", REMINDERS)
def test_every_reminder_can_be_ended_with_one_click(name: str) -> None:
    letter = every_letter()[name]

    unsubscribe = letter.get_all("List-Unsubscribe", [])
    assert len(unsubscribe) == 1
    assert re.fullmatch(r"<https://follow-up\.example\.com/api/stop/[\w.-]+>", unsubscribe[0])
    assert letter.get_all("List-Unsubscribe-Post") == ["List-Unsubscribe=One-Click"]
    assert "Stop my reminders" in text_of(letter)


@pytest.mark.parametrize("name", EVERY)
def test_every_letter_says_who_sends_it_and_who_reads_an_answer(name: str) -> None:
    letter = every_letter()[name]

    assert str(letter["From"]) == "Career Centre <reminders@example.com>"
    assert str(letter["To"]) == ("new@example.com" if name == "new_address" else ADA)
    assert str(letter["Reply-To"]) == "help@example.com"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "help@example.com" in text_of(letter)


@pytest.mark.parametrize("name", EVERY)
def test_no_letter_loads_anything(name: str) -> None:
    html = html_of(every_letter()[name])

    assert not re.search(r"<(img|script|link|iframe)\b|url\(|@import", html)
    assert len(every_letter()[name].as_bytes()) < limits.MAX_LETTER_BYTES


@pytest.mark.parametrize("name", EVERY)
def test_the_html_of_every_letter_is_valid(name: str) -> None:
    HTMLParser5(strict=True).parse(html_of(every_letter()[name]))


@pytest.mark.parametrize("name", EVERY)
def test_without_its_styles_a_letter_keeps_the_lines_of_a_note_and_of_the_buttons(
    name: str,
) -> None:
    """Some mail programs drop them, or the part that kept lines apart."""
    html = html_of(every_letter()[name])

    notes = re.findall(r"<blockquote>(.*?)</blockquote>", html, re.DOTALL)
    assert all(line.endswith("<br>") for note in notes for line in note.split("\n")[:-1])
    assert html.count('<a class="button') == html.count('<p class="press"><a class="button')


@pytest.mark.parametrize("name", ASKED_FOR)
def test_a_letter_anybody_can_ask_for_is_no_reminder(name: str) -> None:
    letter = every_letter()[name]

    assert letter["List-Unsubscribe"] is None
    assert "Acme" not in letter.as_string() + text_of(letter) + html_of(letter)


@pytest.mark.parametrize(
    ("person", "held"),
    [
        (Person("Mr Babbage", detail="a" * 200, note="a word " * 500), 3),
        (Person("\U0001f600" * 80, detail="b", note="\U0001f600" * 4000), 0),
        (Person("<" * 80, detail='"&' * 100, note='"' * 4000), 1),
        (Person("Ms Hopper", detail="found the moth", contact="hopper@example.com"), 5),
    ],
    ids=["long", "four bytes a character", "escaped", "usual"],
)
def test_a_letter_about_twenty_people_stays_small_and_names_the_page(
    person: Person, held: int
) -> None:
    people = tuple(replace(person, name=f"{n}{person.name}"[:80]) for n in range(20))
    letter = a_world(people=people, employer="&" * 80).next_letter()

    said = text_of(letter)
    assert len(letter.as_bytes()) < limits.MAX_LETTER_BYTES
    assert len(re.findall(r"^For \d", said, re.MULTILINE)) >= held
    assert "are on your page, ready to copy." in said
    assert "I thanked everyone" in said


@pytest.mark.parametrize("name", EVERY)
def test_no_letter_cheers_warns_or_leaves_a_blank(name: str) -> None:
    letter = every_letter()[name]
    said = text_of(letter) + str(letter["Subject"])

    assert "!" not in said
    assert "%" not in re.sub(r"(mailto:|https?://)\S+", "", said)
    assert "None" not in said
    assert "{{" not in said
    assert "  \n" not in said


def test_an_unsubscribe_names_the_follow_up_of_its_letter() -> None:
    world = a_world()
    letter = world.next_letter()

    token = stop_token_in(letter)
    assert world.tokens.read(token, Purpose.STOP, world.now).follow_ups == (world.record().row.id,)


@pytest.mark.parametrize("field", ["employer", "role", "your_name", "phone", "call_whom"])
def test_words_from_the_form_stay_words(field: str) -> None:
    person = Person(HOSTILE, detail=HOSTILE, medium=Medium.EMAIL)
    letter = a_world(**{field: HOSTILE, "people": (person,)}).next_letter()

    html = html_of(letter)
    assert "<b>" not in html
    assert str(9999 * 9999) not in html
    assert 'href="https://evil' not in html


def test_a_note_of_many_lines_keeps_them_and_cannot_make_a_heading_or_a_button() -> None:
    note = "Dear Ada,\n\n\x1a0\x1a\n---\nsubject: other\n\nBye"
    letter = a_world(people=(Person("Ada", note=note),)).next_letter()

    assert "    subject: other" in text_of(letter)
    assert str(letter["Subject"]) == "Today: thank Ada"


def test_a_letter_survives_its_way_as_bytes() -> None:
    world = a_world(employer="Żółć & Söhne", people=(Person("李", detail="测试"),))
    letter = world.next_letter()

    parsed = message_from_bytes(letter.as_bytes(), policy=SMTP)

    assert str(parsed["Subject"]) == "Today: thank 李"
    assert "Żółć & Söhne" in text_of(parsed)
