"""The modules of a page are announced in its head, all of them and no others."""

from pathlib import Path

import pytest

from infra.modules import entries_of, reached_from, stripped, with_preloads

SITE = """
import { watch } from "./palette.mjs";
const ELEMENTS = {
  "note-card": "./card.mjs",
  "plan-list": "./plans/list.mjs",
};
async function open() { await import("./search.mjs"); }
"""
CARD = """/** A comment that says import "./nothing.mjs". */
import { a } from './days.mjs';
import {
  b,
  c,
} from "./plans/words.mjs";
export { d } from "./days.mjs";
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    texts = {
        "site.mjs": SITE,
        "palette.mjs": "",
        "card.mjs": CARD,
        "days.mjs": 'import "./card.mjs";',
        "plans/words.mjs": 'import x from "../days.mjs";',
        "plans/list.mjs": 'import { words } from "./words.mjs";',
        "search.mjs": "",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def a_page(body: str = "", to_root: str = "../") -> str:
    script = f'<script src="{to_root}javascripts/site.mjs" type="module"></script>'
    return f"<html><head></head><body>{body}{script}</body></html>"


def names(scripts: Path, *entries: str) -> list[str]:
    found = reached_from(scripts / entry for entry in entries)
    return [path.relative_to(scripts).as_posix() for path in found]


def test_every_way_to_write_an_import_is_followed_once(scripts: Path) -> None:
    assert names(scripts, "card.mjs") == ["card.mjs", "days.mjs", "plans/words.mjs"]


def test_what_is_fetched_later_is_not_announced(scripts: Path) -> None:
    assert names(scripts, "site.mjs") == ["site.mjs", "palette.mjs"]


def test_a_page_needs_the_modules_of_its_own_elements(scripts: Path) -> None:
    page = a_page("<plan-list><p>…</p></plan-list>")

    assert entries_of(page, scripts) == [scripts / "site.mjs", scripts / "plans/list.mjs"]


@pytest.mark.parametrize("to_root", ["", "../", "../../", "/"])
def test_the_links_follow_the_depth_of_the_page(scripts: Path, to_root: str) -> None:
    html = with_preloads(a_page("<note-card></note-card>", to_root), scripts)

    for name in ("palette.mjs", "card.mjs", "days.mjs", "plans/words.mjs"):
        assert f'<link rel="modulepreload" href="{to_root}javascripts/{name}">' in html
    assert html.count("modulepreload") == 4


def test_a_second_time_adds_nothing(scripts: Path) -> None:
    once = with_preloads(a_page("<note-card></note-card>"), scripts)

    assert with_preloads(once, scripts) == once


def test_a_stripped_script_reaches_the_same_modules(scripts: Path) -> None:
    page = a_page("<note-card></note-card><plan-list></plan-list>")
    before = with_preloads(page, scripts)

    for script in scripts.rglob("*.mjs"):
        script.write_text(stripped(script.read_text()))

    assert with_preloads(page, scripts) == before
    assert before.count("modulepreload") == 5


def test_a_script_leaves_without_its_remarks_and_says_the_same() -> None:
    script = "/** Why. */\n\nconst a = `//${\n  b} /* c */`; // d\nconst e = /[/*]/;\n"

    assert stripped(script) == "const a=`//${\n  b} /* c */`;const e=/[/*]/;\n"


@pytest.mark.parametrize(("language", "links"), [("en", 1), ("de", 0)])
def test_the_words_of_the_screen_come_in_the_language_of_the_page(
    scripts: Path, language: str, links: int
) -> None:
    (scripts / "screen").mkdir()
    (scripts / "screen" / "en.mjs").touch()
    (scripts / "screen.mjs").touch()
    (scripts / "card.mjs").write_text('import { words } from "./screen.mjs";')
    page = a_page("<note-card></note-card>").replace("<html>", f'<html lang="{language}">')

    assert with_preloads(page, scripts).count("javascripts/screen/") == links


def test_a_page_without_our_script_stays_as_it_is(scripts: Path) -> None:
    page = "<html><head></head><body><note-card></note-card></body></html>"

    assert with_preloads(page, scripts) == page
