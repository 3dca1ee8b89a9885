"""The canaries themselves: they must sing."""

from datetime import UTC, datetime

import pytest

from followup.tokens import Purpose, Token, Tokens
from tests.functions.canary import leaks_in

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_token_of_any_purpose_is_noticed(purpose: Purpose) -> None:
    token = Tokens(["a key"]).make(Token(purpose, "ab" * 20, ("some-id",)), NOW)

    assert leaks_in(f'{{"message": "GET /api/stop/{token}"}}')


@pytest.mark.parametrize("text", ["ada@example.com", "Dear Mr Babbage", "the new test bench"])
def test_an_address_a_name_and_a_note_are_noticed(text: str) -> None:
    assert leaks_in(f'{{"message": "{text}"}}')


def test_ids_and_the_services_own_address_are_not() -> None:
    ids = '{"pk": "S#' + "ab" * 20 + '", "sk": "R#00000000-0000-4000-8000-000000000001"}'

    assert leaks_in(ids + " reminders@example.com") == []
