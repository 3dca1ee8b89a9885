"""The operator's own files: laid over ours, held against ours, and never silently useless."""

from pathlib import Path

import pytest

from infra.operate import layers
from infra.operate.refusal import Refused
from infra.operate.settings import Settings
from infra.operate.texts import OURS, check_texts


def put(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def lay(own: Path, out: Path) -> layers.Layers:
    return layers.lay(Settings("prod", own, {}), out)


def test_a_file_of_the_same_name_replaces_ours_and_another_one_is_added(tmp_path: Path) -> None:
    own = tmp_path / "own"
    put(own, "docs/about.md", "# Ours")
    put(own, "docs/hours.md", "# Hours")
    put(own, "templates/en/letters/link.txt", "subject: Hello\n---\nHello.\n")

    laid = lay(own, tmp_path / "out")
    assert (laid.docs / "about.md").read_text() == "# Ours"
    assert laid.pages == ("hours.md",)
    letters = laid.functions / "followup" / "templates" / "en" / "letters"
    assert (letters / "link.txt").read_text() == "subject: Hello\n---\nHello.\n"
    assert (letters / "reply.txt").read_text() == (OURS / "en/letters/reply.txt").read_text()


def test_what_was_taken_away_shows_ours_again(tmp_path: Path) -> None:
    own = tmp_path / "own"
    page = put(own, "docs/about.md", "# Ours")
    lay(own, tmp_path / "out")

    page.unlink()
    laid = lay(own, tmp_path / "out")
    assert (laid.docs / "about.md").read_bytes() == (layers.DOCS / "about.md").read_bytes()


def test_without_a_folder_it_is_ours(tmp_path: Path) -> None:
    laid = lay(tmp_path / "none", tmp_path / "out")

    assert laid.pages == ()
    assert (laid.docs / "index.md").read_bytes() == (layers.DOCS / "index.md").read_bytes()


@pytest.mark.parametrize("name", ["docs/run.py", "docs/x.html", "templates/en/notes/x.py"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    put(tmp_path / "own", name, "x")

    with pytest.raises(Refused, match="cannot be used there"):
        lay(tmp_path / "own", tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "wanted"), [("template/en/letters/link.txt", "Did you mean templates/?"), ("x/a", "")]
)
def test_a_folder_that_would_never_be_read_is_refused(
    tmp_path: Path, name: str, wanted: str
) -> None:
    put(tmp_path / "own", name, "x")

    with pytest.raises(Refused, match="Only docs/ and templates/ are read") as refused:
        lay(tmp_path / "own", tmp_path / "out")
    assert str(refused.value).endswith(wanted)


def test_the_history_of_the_operators_own_folder_is_no_text(tmp_path: Path) -> None:
    put(tmp_path / "own", ".git/config", "x")
    put(tmp_path / "own", "README.md", "x")

    assert lay(tmp_path / "own", tmp_path / "out").pages == ()


def test_a_link_to_another_place_is_refused(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret.md", "x")
    (tmp_path / "own" / "docs").mkdir(parents=True)
    (tmp_path / "own" / "docs" / "page.md").symlink_to(secret)

    with pytest.raises(Refused, match="link to another place"):
        lay(tmp_path / "own", tmp_path / "out")


def test_our_own_texts_are_in_order(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    for file in OURS.rglob("*.*"):
        put(own, file.relative_to(OURS).as_posix(), file.read_text("utf-8"))

    check_texts(own)


def test_each_letter_may_have_each_kind_of_block(tmp_path: Path) -> None:
    blocks = (
        '{{ heading("x") }}{{ note("x", "y") }}{{ button("x", "y") }}{{ main_button("x", "y") }}'
    )
    ours = (OURS / "en/letters/any_news.txt").read_text("utf-8")
    put(tmp_path, "en/letters/any_news.txt", f"{ours}\n{blocks}\n")

    check_texts(tmp_path)


def test_a_letter_in_other_words_is_in_order(tmp_path: Path) -> None:
    ours = (OURS / "en/letters/confirmation.txt").read_text("utf-8")
    changed = ours.replace("Somebody asked us", "We were asked").replace("main_button(", "button(")
    put(tmp_path, "en/letters/confirmation.txt", changed)

    check_texts(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("en/letters/lnk.txt", "x", "Did you mean link.txt?"),
        ("en/link.txt", "x", "no text of ours has this name"),
        ("eng/letters/link.txt", "subject: x\n---\n", "ours are in en, and no other"),
        ("en/letters/link.txt", "subject: x\n---\n{{ linkk }}", "nothing is called linkk"),
        ("en/letters/link.txt", "subject: x\n---\n{{ link", "line 3: "),
        ("en/letters/link.txt", "Hello", "needs a line that begins with subject:"),
        (
            "en/letters/confirmation.txt",
            'subject: x\n---\n{{ button("No", block_link) }} {{ confirm_link }} {{ days }}',
            "Missing: main_button(…, confirm_link)",
        ),
        (
            "en/letters/link.txt",
            'subject: x\n---\n{# {{ main_button("Open", link) }} #}',
            "Missing: main_button(…, link)",
        ),
        ("en/letters/thank_you.txt", "subject: x\n---\nThank them.", "(…, ready.thanked_link)"),
        ("en/letters/thank_you.txt", "subject: x\n---\nThank them.", "note(…, ready.body)"),
        ("en/letters/_layout.html", "<p>{{ subject }}</p>", "Missing: blocks, footer, sender"),
        ("en/notes/thank_panel.txt", "title: x\n\n[a]\n* {{ nme }}\n", "thank_panel.txt, line 4"),
    ],
)
def test_a_text_that_could_not_be_used_is_named(
    tmp_path: Path, name: str, text: str, wanted: str
) -> None:
    file = put(tmp_path, name, text)

    with pytest.raises(Refused) as refused:
        check_texts(tmp_path)
    assert str(refused.value).startswith(f"{file}: ")
    assert wanted in str(refused.value)
