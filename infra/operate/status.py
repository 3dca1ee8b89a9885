"""How a stage is: what is deployed, whether e-mail leaves, what waits, what is wrong."""

from collections.abc import Iterator, Mapping

from infra.operate import certificates, dead_letters, records, switch
from infra.operate.account import CDN_REGION, Account
from infra.operate.settings import Settings
from infra.operate.stacks import Stack


def tell(settings: Settings, account: Account) -> Iterator[str]:
    yield f"Stage {settings.stage} in the AWS account {account.number}"
    site = Stack(account, settings.site_stack, CDN_REGION)
    yield _line_of_stack(site, "site")
    outputs = site.find_outputs()
    if outputs:
        yield f"Address: {outputs['SiteUrl']}"
    yield from _lines_of_domain(settings, account)
    if not settings.has_service:
        yield "Reminders are off: this is the site alone."
        return
    service = Stack(account, settings.stack, account.region)
    yield _line_of_stack(service, "service")
    found = service.find_outputs()
    if found:
        yield from _lines_of_service(settings, account, found)


def _line_of_stack(stack: Stack, what: str) -> str:
    found = stack.describe()
    if found is None:
        return f"The {what} is not deployed in {stack.region}."
    at = found.get("LastUpdatedTime") or found["CreationTime"]
    state = found["StackStatus"].lower().replace("_", " ")
    return f"The {what} in {stack.region}: {state}, {at:%Y-%m-%d %H:%M} UTC"


def _lines_of_domain(settings: Settings, account: Account) -> Iterator[str]:
    if not settings["domain"]:
        return
    found = certificates.find(account, settings["domain"])
    if found is None:
        yield f"No certificate was asked for {settings['domain']} yet."
    elif not found.is_issued:
        yield f"The certificate of {settings['domain']} waits for its DNS record."


def _lines_of_service(
    settings: Settings, account: Account, outputs: Mapping[str, str]
) -> Iterator[str]:
    is_on = switch.is_on(account, outputs["SendingSwitchName"])
    resume = f"make resume STAGE={settings.stage}"
    yield "E-mail leaves." if is_on else f"E-mail is paused. `{resume}` lets it leave again."
    yield from _lines_of_ses(account)
    yield f"Waiting in the queue: {dead_letters.count(account, outputs['QueueUrl'])}"
    dead = sum(
        dead_letters.count(account, outputs[name])
        for name in ("QueueDeadLettersUrl", "EventDeadLettersUrl")
    )
    redrive = f". `make redrive STAGE={settings.stage}` tries them again." if dead else ""
    yield f"Dead letters: {dead}{redrive}"
    yield from _lines_of_alarms(settings, account)
    for address in records.unconfirmed(account, outputs["AlarmTopicArn"]):
        yield f"{address} has not agreed to get the alarms. AWS sent it a link to do so."


def _lines_of_ses(account: Account) -> Iterator[str]:
    told = account.client("sesv2").get_account()
    if not told.get("ProductionAccessEnabled", False):
        yield "SES is in its sandbox: e-mail reaches verified addresses only."
    if not told.get("SendingEnabled", True):
        yield "SES has paused this account. Look at the SES console for the reason."
    quota = told.get("SendQuota", {})
    if quota:
        yield (
            f"SES grants {quota.get('Max24HourSend', 0):.0f} e-mails a day and "
            f"{quota.get('MaxSendRate', 0):.0f} a second; "
            f"{quota.get('SentLast24Hours', 0):.0f} left in the last 24 hours."
        )


def _lines_of_alarms(settings: Settings, account: Account) -> Iterator[str]:
    pages = account.client("cloudwatch").get_paginator("describe_alarms")
    prefix = f"{settings.stack}-"
    found = [
        alarm for page in pages.paginate(AlarmNamePrefix=prefix) for alarm in page["MetricAlarms"]
    ]
    ringing = [alarm for alarm in found if alarm["StateValue"] == "ALARM"]
    yield f"Alarms: {len(ringing)} of {len(found)}"
    for alarm in ringing:
        yield f"  {alarm['AlarmName'].removeprefix(prefix)}: {alarm.get('StateReason', '')}"
