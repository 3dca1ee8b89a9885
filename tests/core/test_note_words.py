"""The words of the notes: what no note may say, and how long it may be."""

import re
from itertools import product
from pathlib import Path
from statistics import median
from urllib.parse import quote

import pytest

from followup.model import Medium, Tone
from followup.note_files import words
from followup.note_kinds import Kind
from followup.notes import render_note
from tests.core.note_lines import SPOKEN, every_note, readable, with_fault
from tests.core.note_people import MONDAY, a_follow_up, met

SCREEN = Path(__file__).parents[2] / "docs" / "javascripts" / "screen" / "en.mjs"

FAULTS = {
    "a blank": r"[\[\]{}_]|\bNone\b|undefined|NAME|MONTH|YEAR|ROLE|\(\)|\"\"",
    "a doubled space": r"  |^ | $",
    "an empty line run": r"\n\n\n",
    "a doubled word": r"(?i)\b(\w+)[ ,]+\1\b",
    "a before a vowel": r"\b[Aa] (?:[ai]|e(?!uro)|o(?!ne)|u(?!s[eu]|ni))",
    "an before a consonant": r"\b[Aa]n (?![aeiou\"]|hour|honest)",
    "an exclamation mark": r"!",
    "a mark after a space": r" [.,;:?]",
    "two marks in a row": r"[.,;:?][.,;:?]",
    "a small letter after a full stop": r"(?<!Mr)(?<!Dr)[.?] [a-z]",
    "a long dash": r"[–—]",
    "a short form at the end": r"\b(?:it|that|there)'s[,.;:?]|\bI'(?:m|d|ve|ll)[,.;:?]",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_note_has(fault: str) -> None:
    faulty = with_fault(FAULTS[fault])

    assert faulty == []


@pytest.mark.parametrize("which", ["stock phrases", "pressing words", "flowery words"])
def test_no_note_says_what_its_own_checks_advise_against(which: str) -> None:
    phrases = "|".join(re.escape(phrase) for phrase in words("en")[which])

    faulty = with_fault(rf"(?i)\b(?:{phrases})\b")

    assert faulty == []


def test_a_formal_note_has_no_short_forms() -> None:
    short = r"\w(?:n't|'m|'d|'ll|'re|'ve)\b|(?i:\b(?:it|that|there)'s\b)"

    faulty = with_fault(short, Tone.FORMAL)

    assert faulty == []


def test_a_card_holds_at_most_ninety_words() -> None:
    cards = [n for c, n in readable() if c.medium is Medium.HAND and c.kind not in SPOKEN]

    assert max(len(note.body.split()) for note in cards) <= 90


def test_an_e_mail_is_neither_curt_nor_long() -> None:
    mails = [n for c, n in readable() if c.medium is Medium.EMAIL and c.kind not in SPOKEN]

    counts = [len(note.body.split()) for note in mails]

    assert (min(counts) >= 45, max(counts) <= 135) == (True, True)
    assert 70 <= median(counts) <= 100


def test_thanks_for_an_offer_stay_under_eighty_words() -> None:
    offers = [note for case, note in readable() if case.kind is Kind.OFFER_THANKS]

    assert max(len(note.body.split()) for note in offers) < 80


def test_every_note_fits_into_a_mail_link() -> None:
    links = [f"mailto:?subject={quote(n.subject)}&body={quote(n.body)}" for _, n in readable()]

    assert max(len(note.body) for _, note in every_note()) < 1_500
    assert max(len(link) for link in links) < 1_500


def test_a_voicemail_takes_fifteen_seconds() -> None:
    spoken = [note.body for case, note in readable() if case.kind.startswith("voicemail")]

    longest = max(len(re.findall(r"[A-Za-z'\d]+", text)) for text in spoken)

    assert longest <= 50  # 200 words a minute, the number twice among them


def starters() -> list[tuple[str, str]]:
    """The sentences which the form suggests, each with whom it is for."""
    block = SCREEN.read_text().partition("starters: {")[2].partition("    },")[0]
    return [
        (kind, sentence)
        for kind, text in re.findall(r"(\w+): \[(.*?)\]", block, re.DOTALL)
        for sentence in re.findall(r'"(.+?)",\n', text)
    ]


RECIPIENTS = {
    "talk": [(Kind.THANK_INTERVIEWER, "interviewer"), (Kind.THANK_PANEL, "panel")],
    "recruiter": [(Kind.THANK_RECRUITER, "recruiter")],
    "help": [
        (Kind.THANK_RECEPTIONIST, "receptionist"),
        (Kind.THANK_HELPER, "helper"),
        (Kind.THANK_COORDINATOR, "coordinator"),
    ],
}


@pytest.mark.parametrize(("kind", "sentence"), starters())
def test_a_suggested_sentence_stands_in_the_note_as_it_is(kind: str, sentence: str) -> None:
    details = ("the new test bench", "found me a charger", "you never ship on Fridays")
    for (note, relation), detail, tone in product(RECIPIENTS[kind], details, Tone):
        person = met("Ada", relation, detail, sentence)
        user = a_follow_up(people=(person,), tone=tone)

        assert f". {sentence}" in render_note(note, user, person, today=MONDAY).body


@pytest.mark.parametrize("sentence", [sentence for _, sentence in starters()])
def test_a_suggested_sentence_suits_both_tones_and_is_no_stock_phrase(sentence: str) -> None:
    phrases = [*words("en")["stock phrases"], *words("en")["flowery words"]]

    assert not re.search(r"\w[’']\w|!", sentence)
    assert not any(phrase in sentence.lower() for phrase in phrases)


def test_everybody_is_offered_sentences() -> None:
    assert {kind for kind, _ in starters()} == set(RECIPIENTS)
