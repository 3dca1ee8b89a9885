"""What an operator added to the site: pages for its list of pages, and a style sheet."""

import os
from pathlib import Path
from typing import Any

SECTION = "About this site"
STYLES = "stylesheets/operator.css"


def show(config: Any, extra_pages: str) -> None:
    """Puts the pages at the end of the section about the site, and the style sheet last."""
    pages = [page for page in extra_pages.split(os.pathsep) if page]
    for entry in config.nav or []:
        if SECTION in entry:
            entry[SECTION] += [page for page in pages if page not in entry[SECTION]]
    if (Path(config.docs_dir) / STYLES).is_file() and STYLES not in config.extra_css:
        config.extra_css.append(STYLES)
