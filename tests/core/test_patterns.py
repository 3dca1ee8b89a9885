"""No pattern is open to backtracking, whatever text it meets."""

import pytest

from tests.core.patterns import faults_in, patterns

ALL = list(patterns())


@pytest.mark.parametrize(("place", "pattern"), ALL, ids=[place for place, _ in ALL])
def test_no_text_makes_a_pattern_slow(place: str, pattern: str) -> None:
    assert (place, faults_in(pattern)) == (place, [])


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a|aa)*b",
        "(?:x*y?)*",
        r"\s+\s*$",
        r"(\w+)[a-z]*;",
        "(a|ab|b)+",
        "(?=(x+)+y)",
        ".*.*x",
    ],
)
def test_a_pattern_that_could_is_seen(pattern: str) -> None:
    assert faults_in(pattern)


@pytest.mark.parametrize(
    "pattern", ["a+b+", "(ch|sh)e$", r"[0-9]{1,9}", r"(\.[^.]+)+$", "^x+|x+$", "(?:a-?)+"]
)
def test_a_harmless_one_passes(pattern: str) -> None:
    assert faults_in(pattern) == []


def test_the_patterns_of_both_languages_are_found() -> None:
    places = [place for place, _ in ALL]

    assert len([each for each in places if ".py:" in each]) >= 14
    assert len([each for each in places if ".mjs:" in each]) >= 20
