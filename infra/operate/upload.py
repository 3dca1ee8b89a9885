"""The built site in its bucket: assets first, pages last, what is gone a day later.

So a page never asks for a script that is not there yet, and a page that is still open in
somebody's browser finds its old scripts until tomorrow. Only what changed is sent.
"""

import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from infra.operate.account import CDN_REGION, Account
from infra.pages import TOKEN_PAGES
from infra.site_files import HEADERS, TYPES

PAGE = "text/html; charset=utf-8"
KEPT_FOR = timedelta(days=1)
# Names stay the same when contents change, so a browser asks again: a page each time, the rest
# after ten minutes. The CDN keeps all of it for a day and is told of every change.
PAGE_CACHE = "public, max-age=0, s-maxage=86400, must-revalidate"
ASSET_CACHE = "public, max-age=600, s-maxage=86400"
PRIVATE_CACHE = "no-store"
PRIVATE_PAGES = tuple(f"{name}/" for name in TOKEN_PAGES)
UNPUBLISHED = {HEADERS}
MARK = "gone-since"  # kept with an object that the site has no more


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the site as the bucket is to hold it."""

    key: str
    file: Path
    kind: str
    cache: str

    @property
    def is_page(self) -> bool:
        return self.kind == PAGE

    def digest(self) -> str:
        return hashlib.md5(self.file.read_bytes(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Keys by what became of them."""

    sent: tuple[str, ...]
    removed: tuple[str, ...]


def items_of(site: Path) -> list[Item]:
    """In the order they are sent."""
    files = (file for file in sorted(site.rglob("*")) if file.is_file())
    items = [_item(file, file.relative_to(site).as_posix()) for file in files]
    published = [item for item in items if item.key not in UNPUBLISHED]
    return sorted(published, key=lambda item: (item.is_page, item.key == "index.html", item.key))


def upload(account: Account, bucket: str, site: Path, now: datetime) -> Outcome:
    """Makes the bucket hold the site. A second call does nothing."""
    s3 = account.client("s3", CDN_REGION)
    owner = {"Bucket": bucket, "ExpectedBucketOwner": account.number}
    items = items_of(site)
    stored = {each["Key"]: each for each in _stored(s3, owner)}
    sent = [item for item in items if _differs(s3, owner, item, stored.get(item.key))]
    for item in sent:
        s3.put_object(
            **owner,
            Key=item.key,
            Body=item.file.read_bytes(),
            ContentType=item.kind,
            CacheControl=item.cache,
        )
    gone = sorted(stored.keys() - {item.key for item in items})
    removed = [key for key in gone if _is_over(s3, owner, key, now)]
    for key in removed:
        s3.delete_object(**owner, Key=key)
    return Outcome(tuple(item.key for item in sent), tuple(removed))


def _item(file: Path, key: str) -> Item:
    guess = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    kind = TYPES.get(file.suffix, guess)
    if kind == PAGE:
        cache = PRIVATE_CACHE if key.startswith(PRIVATE_PAGES) else PAGE_CACHE
    else:
        cache = ASSET_CACHE
    return Item(key, file, kind, cache)


def _stored(s3: Any, owner: dict[str, str]) -> Iterator[dict[str, Any]]:
    for page in s3.get_paginator("list_objects_v2").paginate(**owner):
        yield from page.get("Contents", [])


def _differs(s3: Any, owner: dict[str, str], item: Item, stored: dict[str, Any] | None) -> bool:
    """Whether bytes, type or caching are not yet those of the item, or it was given up once."""
    if stored is None or stored["ETag"].strip('"') != item.digest():
        return True
    head = s3.head_object(**owner, Key=item.key)
    is_same = (head.get("ContentType"), head.get("CacheControl")) == (item.kind, item.cache)
    return not is_same or MARK in head.get("Metadata", {})


def _is_over(s3: Any, owner: dict[str, str], key: str, now: datetime) -> bool:
    """Marks the object the first time; a page goes at once, the rest a day later."""
    head = s3.head_object(**owner, Key=key)
    if head.get("ContentType") == PAGE:
        return True
    since = head.get("Metadata", {}).get(MARK)
    if since:
        return now - datetime.fromisoformat(since) >= KEPT_FOR
    s3.copy_object(
        **owner,
        Key=key,
        CopySource={"Bucket": owner["Bucket"], "Key": key},
        MetadataDirective="REPLACE",
        Metadata={MARK: now.isoformat(timespec="seconds")},
        ContentType=head["ContentType"],
        CacheControl=head.get("CacheControl", ASSET_CACHE),
    )
    return False
