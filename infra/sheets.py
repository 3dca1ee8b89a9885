"""The style sheets of all pages as one: a reader on a slow line waits for each request before
anything is drawn."""

from typing import Any

from mkdocs.structure.files import File

from infra.own_pages import STYLES

JOINED = "stylesheets/site.css"


def join(files: Any, config: Any) -> None:
    """One file with all rules, in their order, takes the place of the sheets that `mkdocs.yml`
    names. An operator's own stays beside it, and last."""
    names = [name for name in config.extra_css if name != STYLES]
    sheets = [files.src_uris[name] for name in names]
    for sheet in sheets:
        files.remove(sheet)
    rules = "\n".join(sheet.content_string for sheet in sheets)
    files.append(File.generated(config, JOINED, content=rules))
    config.extra_css[: len(names)] = [JOINED]
