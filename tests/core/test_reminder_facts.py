"""Names as one says them, and a link that writes an e-mail."""

import pytest

from followup.reminder_facts import join_names, write_mailto


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Ada"], "Ada"),
        (["Ada", "Bob"], "Ada and Bob"),
        (["Ada", "Bob", "Cem"], "Ada, Bob and Cem"),
        (["Ada", "Bob", "Cem", "Dan"], "Ada, Bob and 2 others"),
    ],
)
def test_names_are_joined_as_one_says_them(names: list[str], said: str) -> None:
    assert join_names(names) == said


def test_a_mailto_that_would_be_cut_is_left_out() -> None:
    assert write_mailto("ada@example.com", "Thank you", "Line one\nline & two") == (
        "mailto:ada@example.com?subject=Thank%20you&body=Line%20one%0D%0Aline%20%26%20two"
    )
    assert write_mailto(None, "Thank you", "a" * 1_500) == ""
    assert (
        write_mailto("x?bcc=y@example.com", "", "")
        == "mailto:x%3Fbcc%3Dy@example.com?subject=&body="
    )
