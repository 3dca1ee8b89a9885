"""Addresses: what most people type is taken as the library would take it."""

import pytest
from email_validator import SPECIAL_USE_DOMAIN_NAMES, validate_email
from hypothesis import given
from hypothesis import strategies as st

from followup.addresses import PLAIN, normalize_address
from followup.errors import Invalid

LETTERS = st.text("abz019._+-", min_size=1, max_size=12)
DOMAINS = st.text("abz09.-x", min_size=1, max_size=16)
ENDINGS = st.sampled_from(["com", "org", "de", "uk", "c", "test", "x9", "local", "info"])


@given(LETTERS, DOMAINS, ENDINGS)
def test_a_plain_address_is_what_the_library_makes_of_it(
    local: str, domain: str, ending: str
) -> None:
    typed = f"{local}@{domain}.{ending}"

    if PLAIN.match(typed):
        checked = validate_email(
            typed, check_deliverability=False, allow_smtputf8=False, strict=True
        )
        assert f"{checked.local_part}@{checked.ascii_domain}" == typed


@pytest.mark.parametrize("name", SPECIAL_USE_DOMAIN_NAMES)
def test_no_name_with_a_special_use_counts_as_plain(name: str) -> None:
    assert not PLAIN.match(f"ada@{name}")
    assert not PLAIN.match(f"ada@mail.{name}")


@pytest.mark.parametrize("typed", ["ada@example.com", "a.da+1@mail.example.co.uk", "x_y-z@b-c.de"])
def test_what_most_people_type_is_plain(typed: str) -> None:
    assert PLAIN.match(typed)
    assert normalize_address(f" {typed} ") == typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Ada@Example.COM", "Ada@example.com"), ("ada@bücher.example", "ada@xn--bcher-kva.example")],
)
def test_everything_else_is_left_to_the_library(typed: str, expected: str) -> None:
    assert not PLAIN.match(typed)
    assert normalize_address(typed) == expected


@pytest.mark.parametrize("typed", ["ada@example.com\n.de", "ada@ab--cd.com", f"ada@{'a' * 64}.com"])
def test_a_plain_beginning_is_not_enough(typed: str) -> None:
    assert not PLAIN.match(typed)
    with pytest.raises(Invalid):
        normalize_address(typed)
