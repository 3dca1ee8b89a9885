"""Tables of text can be shown as lists, tables of numbers stay tables, names stay whole."""

import pytest

from infra.tables import with_breaks, with_names

PROSE = "Nothing is lost, and the next tick finds all of what is due."


def a_table(*cells: str, head: tuple[str, ...] = ("Alarm", "It means", "To do")) -> str:
    top = "".join(f"<th>{name}</th>" for name in head)
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return (
        f"<table>\n<thead>\n<tr>{top}</tr>\n</thead>\n<tbody>\n<tr>{row}</tr>\n</tbody>\n</table>"
    )


def test_each_cell_of_a_table_of_text_says_its_column_but_the_first() -> None:
    html = with_names(a_table("<code>poison</code>", PROSE, "Nothing"))

    assert html.startswith("<table data-stacks>")
    assert "<td><code>poison</code></td>" in html
    assert f'<td data-name="It means">{PROSE}</td><td data-name="To do">Nothing</td>' in html


@pytest.mark.parametrize("cells", [("Secrets", "3", "$1.20"), ("killed", "1", "sent")])
def test_a_table_of_numbers_and_short_words_stays_as_it_is(cells: tuple[str, ...]) -> None:
    assert with_names(a_table(*cells)) == a_table(*cells)


def test_two_columns_are_named_where_one_word_would_fill_a_phone() -> None:
    head = ("Command", "It does")

    short = a_table("<code>make run</code>", PROSE, head=head)
    long = a_table("<code>ADDRESS=ada@example.com</code>", PROSE, head=head)

    assert with_names(short) == short
    assert 'data-name="It does"' in with_names(long)


def test_a_name_from_a_heading_cannot_become_markup() -> None:
    head = ("Way", "<code>&quot;off&quot;</code>", "To do")

    assert 'data-name="&quot;off&quot;"' in with_names(a_table("a", PROSE, "b", head=head))


def test_a_path_breaks_after_a_slash_and_a_block_of_code_does_not() -> None:
    block = "<pre><code>infra/site.yaml</code></pre>"

    html = with_breaks(f"<p><code>infra/site.yaml</code> <code>/outbox/</code></p>{block}")

    assert html == f"<p><code>infra/<wbr>site.yaml</code> <code>/outbox/</code></p>{block}"
