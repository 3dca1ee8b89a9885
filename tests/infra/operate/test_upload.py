"""The order of an upload, and what each file is sent with."""

from pathlib import Path

import pytest

from infra.operate.upload import Item, items_of

FILES = (
    "404.html",
    "about/index.html",
    "assets/favicon.svg",
    "confirm/index.html",
    "follow-ups/index.html",
    "headers.json",
    "index.html",
    "javascripts/site.mjs",
    "notes.json",
    "search/search_index.json",
    "sitemap.xml.gz",
    "stylesheets/base.css",
)


@pytest.fixture
def items(tmp_path: Path) -> dict[str, Item]:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return {item.key: item for item in items_of(tmp_path)}


def test_assets_go_before_pages_and_the_first_page_last(items: dict[str, Item]) -> None:
    order = [item.is_page for item in items.values()]

    assert order == sorted(order)
    assert list(items)[-1] == "index.html"


def test_what_the_cdn_is_told_is_not_published(items: dict[str, Item]) -> None:
    assert tuple(sorted([*items, "headers.json"])) == FILES


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("javascripts/site.mjs", "text/javascript; charset=utf-8"),
        ("stylesheets/base.css", "text/css; charset=utf-8"),
        ("notes.json", "application/json"),
        ("assets/favicon.svg", "image/svg+xml"),
    ],
)
def test_each_file_has_its_type(items: dict[str, Item], name: str, kind: str) -> None:
    assert items[name].kind == kind


def test_pages_that_links_lead_to_are_kept_nowhere(items: dict[str, Item]) -> None:
    unkept = {name for name, item in items.items() if item.cache == "no-store"}

    assert unkept == {"confirm/index.html", "follow-ups/index.html"}


def test_a_browser_asks_for_a_page_each_time(items: dict[str, Item]) -> None:
    assert "max-age=0" in items["about/index.html"].cache
    assert "max-age=600" in items["stylesheets/base.css"].cache
