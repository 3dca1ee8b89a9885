"""Every link of the built pages, and whether it leads anywhere. MkDocs checks those in Markdown;
this also sees the ones in plain HTML, in templates, and in the pages' heads."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

ADDRESSES = {"href", "src", "action"}


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ADDRESSES:
                self.targets.append(value or "")
            if name == "id" or (tag == "a" and name == "name"):
                self.anchors.add(value or "")


@dataclass(frozen=True)
class BrokenLink:
    page: str
    target: str


def broken_links(folder: Path, site: str) -> list[BrokenLink]:
    """Links within the site at the address `site` that lead to no file or no anchor."""
    pages = {path: Page(path.read_text("utf-8")) for path in folder.rglob("*.html")}
    return [
        BrokenLink(path.relative_to(folder).as_posix(), target)
        for path, page in pages.items()
        for target in set(page.targets)
        if not leads_somewhere(urljoin(address_of(path, folder, site), target), folder, site, pages)
    ]


def address_of(path: Path, folder: Path, site: str) -> str:
    return f"{site}/{path.relative_to(folder).as_posix().removesuffix('index.html')}"


def leads_somewhere(address: str, folder: Path, site: str, pages: dict[Path, Page]) -> bool:
    if not address.startswith(f"{site}/"):
        return True
    parts = urlsplit(address)
    path = folder / unquote(parts.path).lstrip("/")
    file = path / "index.html" if path.is_dir() else path
    if not file.is_file():
        return False
    return not parts.fragment or parts.fragment in anchors_of(file, pages)


def anchors_of(file: Path, pages: dict[Path, Page]) -> Iterator[str] | set[str]:
    """The wizard makes a step of each `data-step`: `#remind` leads to that one."""
    page = pages.get(file)
    if page is None:
        return set()
    return page.anchors | {name.removesuffix("-title") for name in page.anchors}
