"""The licences of what is shipped: the zip of the functions, and the theme in the site.

    python -m infra.licences        prints a line for each package

What only builds, tests or runs on a laptop is not shipped, and not listed.
"""

import re
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path
from typing import NamedTuple

LOCK = Path("requirements/app.txt")
THEME = ("mkdocs-material", "mkdocs-material-extensions")
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)
# Each lets us ship the package, changed or not, with its notice beside it.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0",
    "PSF-2.0", "Unlicense",
}  # fmt: skip
# What packages wrote before there was one way to write it (PEP 639).
SPELLINGS = {
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "CC0 1.0 Universal (CC0 1.0) Public Domain Dedication": "CC0-1.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}


class Shipped(NamedTuple):
    """A package, and its licences as SPDX names; `licences` is empty where it names none."""

    name: str
    version: str
    licences: frozenset[str]


def shipped() -> Iterator[Shipped]:
    """Raises PackageNotFoundError for one that is locked and not installed."""
    for name in sorted({*PINNED.findall(LOCK.read_text("utf-8")), *THEME}):
        found = metadata(name)
        yield Shipped(name, found["Version"], licences_of(found))


def licences_of(package: PackageMetadata) -> frozenset[str]:
    """The expression where there is one, else the classifiers, else the line `License`."""
    if "License-Expression" in package:
        return frozenset(re.split(r" (?:AND|OR) ", package["License-Expression"].strip("()")))
    classifiers = package.get_all("Classifier") or []
    written = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License ::")]
    written = [each for each in written if each != "OSI Approved"]
    named = written or package.get_all("License") or []
    return frozenset(SPELLINGS.get(each, each) for each in named if each)


def main() -> None:
    for name, version, licences in shipped():
        print(f"{name} {version}: {', '.join(sorted(licences)) or 'unknown'}")


if __name__ == "__main__":
    main()
