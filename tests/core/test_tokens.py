"""Tokens: made for one purpose, for a time, by a key we still hold."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.errors import LinkInvalid
from followup.tokens import LIFE, Purpose, Token, Tokens

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TOKEN = Token(Purpose.REMINDER, "ab" * 20, ("one", "two"), 3)


def test_a_token_says_again_what_it_was_made_of() -> None:
    tokens = Tokens(["key"])

    assert tokens.read(tokens.make(TOKEN, NOW), Purpose.REMINDER, NOW) == TOKEN


@pytest.mark.parametrize("made_for", Purpose)
@pytest.mark.parametrize("read_as", Purpose)
def test_a_token_opens_its_own_purpose_only(made_for: Purpose, read_as: Purpose) -> None:
    tokens = Tokens(["key"])
    text = tokens.make(Token(made_for, "ab"), NOW)

    if made_for is read_as:
        assert tokens.read(text, read_as, NOW).subscriber == "ab"
    else:
        with pytest.raises(LinkInvalid):
            tokens.read(text, read_as, NOW)


@pytest.mark.parametrize("purpose", [each for each in Purpose if LIFE[each]])
def test_a_token_works_to_the_end_of_its_life_and_not_a_second_longer(purpose: Purpose) -> None:
    tokens, life = Tokens(["key"]), LIFE[purpose]
    assert life is not None
    text = tokens.make(Token(purpose, "ab"), NOW)

    assert tokens.read(text, purpose, NOW + life)
    with pytest.raises(LinkInvalid):
        tokens.read(text, purpose, NOW + life + timedelta(seconds=1))


@pytest.mark.parametrize("purpose", [Purpose.STOP, Purpose.BLOCK])
def test_whoever_wants_no_mail_can_say_so_for_ever(purpose: Purpose) -> None:
    tokens = Tokens(["key"])
    text = tokens.make(Token(purpose, "ab"), NOW)

    assert tokens.read(text, purpose, NOW + timedelta(days=3650))


def test_a_letter_mailed_ahead_of_the_clock_has_working_links() -> None:
    tokens = Tokens(["key"])
    text = tokens.make(TOKEN, NOW + timedelta(days=30))

    assert tokens.read(text, Purpose.REMINDER, NOW) == TOKEN


def test_a_rotated_key_still_opens_and_a_removed_one_no_more() -> None:
    text = Tokens(["old"]).make(TOKEN, NOW)

    assert Tokens(["old", "new"]).read(text, Purpose.REMINDER, NOW) == TOKEN
    with pytest.raises(LinkInvalid):
        Tokens(["new"]).read(text, Purpose.REMINDER, NOW)


def test_the_newest_key_signs() -> None:
    text = Tokens(["old", "new"]).make(TOKEN, NOW)

    assert Tokens(["new"]).read(text, Purpose.REMINDER, NOW) == TOKEN


@given(st.text(max_size=1_200))
def test_no_text_is_a_token_and_none_breaks_the_reader(text: str) -> None:
    with pytest.raises(LinkInvalid):
        Tokens(["key"]).read(text, Purpose.LINK, NOW)


@given(st.integers(min_value=0), st.characters())
def test_a_token_with_one_character_changed_is_refused(place: int, other: str) -> None:
    text = Tokens(["key"]).make(TOKEN, NOW)
    at = place % len(text)
    changed = text[:at] + other + text[at + 1 :]

    if changed != text and not _same_signature(text, changed):
        with pytest.raises(LinkInvalid):
            Tokens(["key"]).read(changed, Purpose.REMINDER, NOW)


def _same_signature(text: str, changed: str) -> bool:
    """The last character of base64 carries spare bits: some neighbours decode alike."""
    return text[:-1] == changed[:-1]
