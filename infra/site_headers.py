"""The content security policy of a built site, as infra/site.yaml takes it.

`python -m infra.site_headers site` prints it, or says which page it would break.
"""

import json
import sys
from pathlib import Path

from infra import pages
from infra.site_files import HEADERS

POLICY = "Content-Security-Policy"
SOURCE = "script-src"


class PolicyDiffers(Exception):
    """The policy was made for other pages; the message names one and the cure."""


def policy_of(site: Path) -> str:
    """The policy of the built folder `site`. Raises PolicyDiffers for a page it would break."""
    text = str(json.loads((site / HEADERS).read_text("utf-8"))["/*"][POLICY])
    allowed = _script_sources(text)
    for page in sorted(site.rglob("*.html")):
        scripts = pages.inline_scripts(page.read_text("utf-8"))
        if not {pages.hash_of(script) for script in scripts} <= allowed:
            place = page.relative_to(site)
            raise PolicyDiffers(f"{place} holds a script the policy does not allow. Build anew.")
    return text


def _script_sources(text: str) -> set[str]:
    directives = (directive.split() for directive in text.split(";"))
    return {source for name, *sources in directives if name == SOURCE for source in sources}


if __name__ == "__main__":
    try:
        print(policy_of(Path(sys.argv[1])))
    except PolicyDiffers as fault:
        raise SystemExit(str(fault)) from fault
