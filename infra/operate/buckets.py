"""Buckets of the deploy: the zip of the functions and the templates, one in each region used."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.operate.account import Account, code_of
from infra.operate.settings import Settings

KEPT_BUILDS = 3  # older zips are of no use: nobody rolls back that far


def name_of(settings: Settings, account: Account, region: str) -> str:
    return f"{settings.stack}-{account.number}-{region}"


def make(settings: Settings, account: Account, region: str) -> str:
    """Returns its name. It is private, and was made if need be."""
    name = name_of(settings, account, region)
    s3 = account.client("s3", region)
    owner = {"Bucket": name, "ExpectedBucketOwner": account.number}
    if not _exists(s3, name):
        # us-east-1 is the one region that may not be named.
        place = {} if region == "us-east-1" else {"LocationConstraint": region}
        s3.create_bucket(Bucket=name, **({"CreateBucketConfiguration": place} if place else {}))
    s3.put_public_access_block(
        **owner,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True,
        },
    )
    return name


def put_code(account: Account, bucket: str, code: Path, key: str) -> bool:
    """False: this very build is there already."""
    s3 = account.client("s3")
    owner = {"Bucket": bucket, "ExpectedBucketOwner": account.number}
    if _is_there(s3.head_object, **owner, Key=key):
        return False
    s3.put_object(**owner, Key=key, Body=code.read_bytes())
    builds = s3.list_objects_v2(**owner, Prefix="functions-").get("Contents", [])
    newest_first = sorted(builds, key=lambda each: each["LastModified"], reverse=True)
    for old in newest_first[KEPT_BUILDS:]:
        s3.delete_object(**owner, Key=old["Key"])
    return True


def empty(s3: Any, name: str) -> None:
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=name)
    for page in pages:
        found = page.get("Versions", []) + page.get("DeleteMarkers", [])
        doomed = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in found]
        if doomed:
            s3.delete_objects(Bucket=name, Delete={"Objects": doomed, "Quiet": True})


def remove(s3: Any, name: str) -> None:
    """With all there is in it; nothing happens where there is none."""
    if _exists(s3, name):
        empty(s3, name)
        s3.delete_bucket(Bucket=name)


def _exists(s3: Any, name: str) -> bool:
    return _is_there(s3.head_bucket, Bucket=name)


def _is_there(ask: Callable[..., Any], **what: str) -> bool:
    try:
        ask(**what)
    except ClientError as fault:
        if code_of(fault) in ("404", "NoSuchBucket", "NotFound"):
            return False
        raise
    return True
