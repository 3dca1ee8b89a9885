"""The certificate of the site's own name: asked for, shown, and used once it is issued."""

import time
from dataclasses import dataclass
from typing import Any

from infra.operate.account import CDN_REGION, Account

PATIENCE_S = 60  # until AWS has thought of the DNS record
USABLE = ("ISSUED", "PENDING_VALIDATION")


@dataclass(frozen=True, slots=True)
class Certificate:
    """`record` is name, type and value of the DNS record that proves the domain is ours."""

    arn: str
    is_issued: bool
    record: tuple[str, str, str] | None


def find(account: Account, domain: str) -> Certificate | None:
    """An issued one before one that waits; None where none was asked for."""
    acm = account.client("acm", CDN_REGION)
    pages = acm.get_paginator("list_certificates").paginate(CertificateStatuses=list(USABLE))
    found = [
        _read(acm, each["CertificateArn"])
        for page in pages
        for each in page["CertificateSummaryList"]
        if each["DomainName"] == domain
    ]
    return max(found, key=lambda each: each.is_issued, default=None)


def ask_for(account: Account, domain: str) -> Certificate:
    """Asks AWS for one and waits until its DNS record is known."""
    acm = account.client("acm", CDN_REGION)
    arn = acm.request_certificate(
        DomainName=domain,
        ValidationMethod="DNS",
        # Asked twice within an hour, it is the same one.
        IdempotencyToken="".join(filter(str.isalnum, domain))[-32:],
    )["CertificateArn"]
    deadline = time.monotonic() + PATIENCE_S
    asked = _read(acm, arn)
    while not asked.record and not asked.is_issued and time.monotonic() < deadline:
        time.sleep(1)
        asked = _read(acm, arn)
    return asked


def _read(acm: Any, arn: str) -> Certificate:
    told = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    options = [each.get("ResourceRecord") for each in told.get("DomainValidationOptions", [])]
    record = next((each for each in options if each), None)
    return Certificate(
        arn,
        told["Status"] == "ISSUED",
        (record["Name"], record["Type"], record["Value"]) if record else None,
    )
