"""The site with the operator's name, address and texts in it."""

import os
from pathlib import Path

from infra import site_build
from infra.operate.layers import ROOT, Layers
from infra.operate.refusal import Failed
from infra.operate.settings import Settings


def build_site(settings: Settings, layers: Layers, url: str, folder: Path) -> Path:
    """Builds into `folder` and returns it. `url` has no slash at its end. Raises Failed."""
    told = site_build.build(folder, environment_of(settings, layers, url))
    if told:
        raise Failed(f"The site was not built. MkDocs says:\n{told}")
    return folder


def environment_of(settings: Settings, layers: Layers, url: str) -> dict[str, str]:
    """What mkdocs.yml and infra/hooks.py read."""
    return {
        "SITE_URL": f"{url}/",
        "SITE_NAME": settings["name"],
        "DOCS_DIR": str(layers.docs.resolve()),
        "FUNCTIONS_DIR": str(layers.functions.resolve()),
        "PYTHONPATH": os.pathsep.join((str(layers.functions.resolve()), str(ROOT))),
        "EXTRA_PAGES": os.pathsep.join(layers.pages),
        "OPERATOR_NAME": settings["operator"],
        "OPERATOR_CONTACT": settings["contact"],
        "REMINDERS": settings["reminders"],
    }
