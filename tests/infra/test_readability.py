"""The grade of a page is made of its sentences, and of nothing else on the page."""

import pytest

from infra.readability import grade, prose, sentences, syllables, words

COUNTED = [
    ("the", 1),
    ("called", 1),
    ("wanted", 2),
    ("notes", 1),
    ("pages", 2),
    ("rule", 1),
    ("table", 2),
    ("idea", 3),
    ("quiet", 2),
    ("going", 2),
    ("social", 2),
    ("employer", 3),
    ("somebody", 3),
    ("everybody", 4),
    ("interview", 3),
    ("receptionist", 4),
]


@pytest.mark.parametrize(("word", "count"), COUNTED)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_only_running_text_and_phrases_to_say_are_prose() -> None:
    page = (
        "---\ntitle: T\n---\n# Heading\n\nOne **line** with a [link](a.md?b=c).\n\n"
        "| a | b |\n| --- | --- |\n\n<!-- chart: x -->\n"
        "```{ .text .say }\nMay I call?\n```\n```python\nprint()\n```\n- An item\n"
    )

    text = prose(page)

    assert text == "One line with a link.\nMay I call?\nAn item"


def test_a_line_end_closes_a_sentence_and_a_number_is_no_word() -> None:
    text = "We met at 12.30. Good\n33%\nThe end"

    assert len(sentences(text)) == 3
    assert len(words(text)) == 6


def test_the_grade_is_the_formula_of_kincaid() -> None:
    grade_of_six_short_words = 0.39 * 6 + 11.8 * 1 - 15.59

    assert grade("The cat sat on the mat.") == pytest.approx(grade_of_six_short_words)
    assert grade("") == 0.0


def test_long_words_and_long_sentences_raise_the_grade() -> None:
    plain = "We call you. We ask you."
    heavy = "Subsequent communication necessitates administrative deliberation beforehand."

    assert grade(heavy) > grade(plain) + 10
