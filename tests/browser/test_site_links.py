"""No link leads nowhere, and each page tells other programs what it is."""

import json
import re
from pathlib import Path

import pytest

from infra.social import SIZE
from tests.browser.built_site import Built, built_once
from tests.browser.site_links import BrokenLink, broken_links

pytest_plugins = ["tests.browser.site_fixtures"]

LOCAL = "http://localhost:8000"


def head_of(built: Built, path: str) -> str:
    return (built.folder / path / "index.html").read_text().split("</head>")[0]


def content_of(head: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', head)
    assert found, name
    return found[1]


def data_of(head: str) -> dict[str, object]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)
    assert len(found) == 1
    data: dict[str, object] = json.loads(found[0])
    return data


def is_public(head: str) -> bool:
    return "noindex" not in head


def test_every_link_and_anchor_leads_somewhere(built: Built, site: str) -> None:
    assert broken_links(built.folder, site) == []


@pytest.mark.parametrize(("name", "switch"), [("alone", "off"), ("site", "on")])
def test_no_link_leads_to_a_page_that_was_left_out(
    tmp_path_factory: pytest.TempPathFactory, name: str, switch: str
) -> None:
    found = built_once(tmp_path_factory, name, REMINDERS=switch)

    html = (found.folder / "index.html").read_text()
    assert f'<html data-reminders="{switch}"' in html
    assert broken_links(found.folder, LOCAL) == []


def test_a_link_to_nowhere_is_seen(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<h1 id="here"></h1><a href="#here"></a><a href="#there"></a><img src="gone.png">'
        f'<a href="{LOCAL}/away/"></a><a href="https://example.com/gone"></a>'
    )

    found = broken_links(tmp_path, LOCAL)

    assert {link.target for link in found} == {"#there", "gone.png", f"{LOCAL}/away/"}
    assert BrokenLink("index.html", "gone.png") in found


def test_each_public_page_has_an_address_a_title_and_a_description_of_its_own(
    built: Built, site: str
) -> None:
    heads = {path: head_of(built, path) for path in built.paths}
    public = {path: head for path, head in heads.items() if is_public(head)}

    for path, head in public.items():
        assert f'<link rel="canonical" href="{site}/{path}">' in head
        assert content_of(head, "og:url") == f"{site}/{path}"
        assert 50 <= len(content_of(head, "description")) <= 160, path
    assert len({content_of(head, "description") for head in public.values()}) == len(public)
    assert len({content_of(head, "og:title") for head in public.values()}) == len(public)


def test_the_site_map_lists_the_public_pages_and_no_others(built: Built, site: str) -> None:
    listed = re.findall("<loc>(.*?)</loc>", (built.folder / "sitemap.xml").read_text())

    public = {f"{site}/{path}" for path in built.paths if is_public(head_of(built, path))}
    assert sorted(listed) == sorted(public)


def test_chapters_of_the_guide_are_articles(built: Built, site: str) -> None:
    articles = {path: data_of(head_of(built, path)) for path in built.paths if "guide/" in path}

    assert articles
    for path, data in articles.items():
        assert data["@context"] == "https://schema.org"
        assert data["@type"] == "Article"
        assert data["mainEntityOfPage"] == f"{site}/{path}"
        assert data["headline"]
        assert data["description"]
        assert data["image"] == f"{site}/assets/social.png"
    assert data_of(head_of(built, ""))["@type"] == "WebPage"


def test_the_picture_beside_a_shared_link_is_there(built: Built, site: str) -> None:
    head = head_of(built, "guide/wait-then-call/")

    picture = content_of(head, "og:image")
    size = content_of(head, "og:image:width"), content_of(head, "og:image:height")

    assert (built.folder / picture.removeprefix(f"{site}/")).is_file()
    assert size == tuple(map(str, SIZE))
    assert content_of(head, "twitter:card") == "summary_large_image"


def test_private_pages_are_shared_by_nobody(built: Built) -> None:
    for path in ("confirm/", "follow-ups/", "block/"):
        head = head_of(built, path)
        assert "og:" not in head
        assert "ld+json" not in head
