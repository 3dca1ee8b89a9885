"""What is left to do by hand after a deploy: DNS records, and who must agree."""

from collections.abc import Iterator, Mapping

from infra.operate import certificates
from infra.operate.account import Account
from infra.operate.saying import say
from infra.operate.settings import Settings

Record = tuple[str, str, str]


def show(
    settings: Settings,
    account: Account,
    site: Mapping[str, str],
    service: Mapping[str, str],
) -> None:
    """The records every time: whoever deploys is seldom who looks after DNS."""
    rows = list(records_of(settings, account, site, service))
    if rows:
        say("\nThese DNS records belong to it. Add those that are not there yet:")
        for name, kind, value in rows:
            say(f"  {name}  {kind}  {value}")
    if settings["domain"] and not _is_issued(settings, account):
        say(
            f"\nThe certificate of {settings['domain']} waits for its record. Until then the site "
            "is at the address above. Then run the same command again."
        )
    if service and settings["sender_identity"] == "address":
        say(f"\nSES has asked {settings['sender']} to agree, by a link in an e-mail.")
    if service and (pending := unconfirmed(account, service["AlarmTopicArn"])):
        say(f"\nAWS has asked {', '.join(pending)} to confirm that it wants the alarms.")


def unconfirmed(account: Account, topic: str) -> list[str]:
    """The addresses that would be told of an alarm, and have not agreed yet."""
    found = account.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    waiting = ("PendingConfirmation", "Pending confirmation")
    return [each["Endpoint"] for each in found if each["SubscriptionArn"] in waiting]


def records_of(
    settings: Settings, account: Account, site: Mapping[str, str], service: Mapping[str, str]
) -> Iterator[Record]:
    domain = settings["domain"]
    if domain:
        found = certificates.find(account, domain)
        if found and found.record:
            yield found.record
        yield domain, "CNAME", site["CdnDomain"]
    for place in ("1", "2", "3"):
        if f"DkimName{place}" in service:
            yield service[f"DkimName{place}"], "CNAME", service[f"DkimValue{place}"]
    if "MailFromDomain" in service:
        yield service["MailFromDomain"], "MX", service["MailFromMx"]
        yield service["MailFromDomain"], "TXT", service["MailFromSpf"]


def _is_issued(settings: Settings, account: Account) -> bool:
    found = certificates.find(account, settings["domain"])
    return bool(found and found.is_issued)
