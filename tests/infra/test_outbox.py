"""The outbox shows what was sent, and nothing in a letter can act on the page around it."""

from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest

from infra.outbox import Outbox
from infra.outbox_pages import list_letters, show_html, show_next

ATTACK = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path)


def a_message(subject: str = "Hello", text: str = "Text\n", html: str | None = None) -> bytes:
    message = EmailMessage()
    message["To"], message["Subject"] = "ada@example.com", subject
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


class Parts(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_letters_are_listed_newest_last_and_shown_newest_first(outbox: Outbox) -> None:
    for subject in ("first", "second", "third"):
        outbox.add(a_message(subject))

    letters = outbox.letters()
    page = list_letters(letters)
    assert [letter.subject for letter in letters] == ["first", "second", "third"]
    assert page.index("third") < page.index("second") < page.index("first")


def test_letters_outlive_the_program(outbox: Outbox, tmp_path: Path) -> None:
    outbox.add(a_message("kept"))

    assert [letter.subject for letter in Outbox(tmp_path).letters()] == ["kept"]


def test_a_header_that_was_sent_twice_is_shown_twice(outbox: Outbox) -> None:
    letter = outbox.add(b"To: a@example.com\nX-One: 1\nX-Two: 1\nX-Two: 2\n\nText\n")

    assert letter.headers["X-One"] == "1"
    assert letter.headers["X-Two"] == ["1", "2"]


def test_a_description_has_the_promised_shape(outbox: Outbox) -> None:
    described = outbox.add(a_message()).describe()

    assert set(described) == {"to", "subject", "text", "html", "headers", "sent_at"}
    assert described["html"] == ""
    assert described["sent_at"].endswith("Z")


def test_a_letter_cannot_write_into_the_page(outbox: Outbox) -> None:
    outbox.add(a_message(ATTACK, f"{ATTACK}\n", f"<p>{ATTACK}</p>"))

    parts = Parts(list_letters(outbox.letters(), note=ATTACK))
    assert not parts.all("script")
    assert not parts.all("img")


def test_a_letter_runs_in_a_frame_without_scripts_or_forms(outbox: Outbox) -> None:
    outbox.add(a_message(html="<p>Hello</p>"))

    (frame,) = Parts(list_letters(outbox.letters())).all("iframe")
    assert frame["sandbox"] == "allow-top-navigation-by-user-activation"


def test_links_in_a_text_can_be_pressed(outbox: Outbox) -> None:
    outbox.add(a_message(text="See http://localhost:8000/confirm/?t=.a-b_c&do=x.\n"))

    links = [link["href"] for link in Parts(list_letters(outbox.letters())).all("a")]
    assert "http://localhost:8000/confirm/?t=.a-b_c&do=x" in links


@pytest.mark.parametrize("html", ["<p>x</p>", "<!doctype html><html><HEAD lang=en></head>x</html>"])
def test_links_in_a_letter_leave_its_frame(outbox: Outbox, html: str) -> None:
    shown = show_html(outbox.add(a_message(html=html)))

    assert Parts(shown).all("base") == [{"target": "_top"}]


def test_the_page_asks_no_other_host(outbox: Outbox) -> None:
    outbox.add(a_message(html="<p>x</p>"))

    parts = Parts(list_letters(outbox.letters()))
    asked = [
        each.get("src") or each.get("href") or ""
        for tag in ("link", "iframe")
        for each in parts.all(tag)
    ]
    assert all(address.startswith(("/outbox/", "data:")) for address in asked)


@pytest.mark.parametrize(
    ("as_of", "sent", "words"),
    [
        (None, 0, "Nothing is due"),
        ("2026-11-24T08:02:00Z", 1, "2026-11-24 08:02:00 UTC; 1 e-mail left"),
        ("2026-11-24T08:02:00Z", 0, "no e-mails left"),
        ("2026-11-24T08:02:00Z", 2, "2 e-mails left"),
    ],
)
def test_a_press_is_answered_in_words(as_of: str | None, sent: int, words: str) -> None:
    assert words in show_next(as_of, sent)
