"""What the build adds to the pages: one policy that fits them all, and refuses what it cannot."""

import json
import re
from pathlib import Path

import pytest

from infra.note_pages import notes_json
from infra.pages import UnsafePage, finish, hash_of, headers, inline_scripts, policy, switch_of

# CSP3, 2.3.1 gives no vector; this one is `printf 'doSomething();' | openssl sha256 -binary | base64`.
SCRIPT = "doSomething();"
SCRIPT_HASH = "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"


def a_page(head: str = "", body: str = "") -> str:
    return (
        f'<!doctype html>\n<html lang="en" class="no-js"><head><meta charset="utf-8">{head}'
        f"<title>A page</title></head><body>{body}</body></html>"
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages at two depths, with one inline script in common and one each."""
    common = f"<script>{SCRIPT}</script>"
    (tmp_path / "index.html").write_text(a_page(head="<script>base('.')</script>", body=common))
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "index.html").write_text(
        a_page(head="<script>base('..')</script>", body=common)
    )
    return tmp_path


def meta_policy(page: Path) -> str:
    found = re.search(
        r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page.read_text()
    )
    assert found
    return found[1]


def test_the_hash_is_the_one_a_browser_computes() -> None:
    assert hash_of(SCRIPT) == SCRIPT_HASH


def test_the_text_of_a_script_is_taken_as_it_stands() -> None:
    script = "\n if (a < b && c) { x = '</' + 'b>' } // &amp; \n"

    assert inline_scripts(a_page(body=f"<script>{script}</script>")) == [script]


def test_scripts_from_files_and_data_need_no_hash() -> None:
    page = a_page(
        body='<script src="a.js"></script><script type="module" src="b.mjs"></script>'
        '<script type="application/json">{"a": 1}</script>'
        '<script type="application/ld+json">{}</script>'
    )

    assert inline_scripts(page) == []


@pytest.mark.parametrize(
    "body",
    [
        '<p style="color: red">x</p>',
        "<style>p { color: red }</style>",
        '<button onclick="go()">x</button>',
        '<a href="javascript:void(0)">x</a>',
        '<a href=" JavaScript:void(0)">x</a>',
        '<svg><rect style="fill: red"/></svg>',
    ],
)
def test_what_no_hash_can_allow_ends_the_build(site: Path, body: str) -> None:
    (site / "guide" / "index.html").write_text(a_page(body=body))

    with pytest.raises(UnsafePage, match=r"guide/index\.html: <"):
        finish(site)


def test_a_page_without_its_character_set_ends_the_build(site: Path) -> None:
    (site / "index.html").write_text("<html ><head></head></html>")

    with pytest.raises(UnsafePage, match="charset"):
        finish(site)


def test_every_page_carries_the_same_policy_with_the_scripts_of_all(site: Path) -> None:
    finish(site)

    found = {meta_policy(page) for page in site.rglob("*.html")}

    assert len(found) == 1
    for script in (SCRIPT, "base('.')", "base('..')"):
        assert hash_of(script) in found.copy().pop()


def test_the_policy_stands_before_the_first_script(site: Path) -> None:
    finish(site)

    html = (site / "index.html").read_text()

    assert html.index("Content-Security-Policy") < html.index("<script>")


def test_finishing_twice_changes_nothing(site: Path) -> None:
    finish(site)
    once = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    finish(site)

    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == once


def test_nothing_else_of_a_page_changes(site: Path) -> None:
    before = (site / "index.html").read_text()

    finish(site)

    after = (site / "index.html").read_text()
    added = re.compile(
        r'<meta http-equiv="Content-Security-Policy" content="[^"]*">|data-reminders="on" '
    )
    assert added.sub("", after) == before


def test_stylesheets_leave_without_their_remarks(site: Path) -> None:
    sheet = site / "stylesheets" / "a.css"
    sheet.parent.mkdir()
    sheet.write_text("/* One\n * two */\n\np { color: red; } /* why */\na { color: blue; }\n")

    finish(site)

    assert sheet.read_text() == "p { color: red; } a { color: blue; }\n"


def test_the_picture_for_shared_links_is_drawn(site: Path) -> None:
    finish(site)

    assert (site / "assets" / "social.png").is_file()


def test_the_preview_server_gets_no_policy(site: Path) -> None:
    finish(site, with_policy=False)

    assert "Content-Security-Policy" not in (site / "index.html").read_text()


def test_the_policy_names_no_other_host_and_no_unsafe_source() -> None:
    text = policy([SCRIPT_HASH])

    assert "default-src 'none'" in text
    assert f"script-src 'self' {SCRIPT_HASH};" in text
    assert not re.search(r"unsafe|http|\*", text)


def test_the_headers_carry_what_a_meta_element_cannot(site: Path) -> None:
    finish(site)

    fields = json.loads((site / "headers.json").read_text())

    assert fields["/*"]["Content-Security-Policy"] == (
        f"{meta_policy(site / 'index.html')}; frame-ancestors 'none'"
    )
    assert "frame-ancestors" not in meta_policy(site / "index.html")
    assert fields["/*"]["Referrer-Policy"] == "no-referrer"


def test_pages_with_tokens_are_never_stored_by_caches() -> None:
    stored = headers("")

    for name in ("confirm", "follow-ups", "block"):
        assert stored[f"/{name}/*"]["Cache-Control"] == "no-store"
    assert list(headers("", reminders="off")) == ["/*"]


def test_the_notes_for_the_browser_are_written_in_two_parts(site: Path) -> None:
    finish(site)

    first, more = (json.loads((site / f"notes{part}.json").read_text()) for part in ("", "-more"))
    whole = json.loads(notes_json())
    for name in ("kinds", "words"):
        assert first[name] | more[name] == whole[name]
        assert first[name].keys().isdisjoint(more[name])


def test_scripts_leave_without_their_remarks(site: Path) -> None:
    for path in ("javascripts/a.mjs", "javascripts/parts/b.js"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("/* Why */\nact(); // now\n")

    finish(site)

    assert (site / "javascripts/a.mjs").read_text() == "act();\n"
    assert (site / "javascripts/parts/b.js").read_text() == "act();\n"


# YAML reads the bare words `on` and `off` from the environment as booleans.
@pytest.mark.parametrize(
    ("value", "wanted"),
    [("on", "on"), (True, "on"), ("", "on"), ("off", "off"), (False, "off"), (" OFF ", "off")],
)
def test_the_switch_reads_words_and_booleans(value: object, wanted: str) -> None:
    assert switch_of(value) == wanted


@pytest.mark.parametrize("switch", ["on", "off"])
def test_scripts_can_read_the_switch_on_the_root_element(site: Path, switch: str) -> None:
    finish(site, reminders=switch)

    assert f'<html data-reminders="{switch}" lang="en"' in (site / "index.html").read_text()
