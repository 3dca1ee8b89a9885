"""What the pages for operators say of numbers, words and dates is what the service does."""

import json
import re
from datetime import timedelta

import pytest

from followup import limits
from infra import calendar_table
from infra.site_files import HEADERS
from tests.infra import template
from tests.infra.operator_pages import PAGES, ROOT, section

PRIVACY = PAGES["for-your-privacy-officer.md"]
LOGS = {each["RetentionInDays"] for each in template.of_type("AWS::Logs::LogGroup").values()}
QUEUES = template.of_type("AWS::SQS::Queue")
DEAD_LETTERS = timedelta(seconds=QUEUES["QueueDeadLetters"]["MessageRetentionPeriod"])
KEPT = [
    ("| a request that nobody confirmed | {} days |", limits.PENDING_LIFE),
    ("| an open follow-up | until {} days after its last planned step |", limits.AFTER_LAST_STEP),
    ("| a closed follow-up | {} days |", limits.AFTER_LAST_STEP),
    ("| keyed hash after an erasure, a stop, a block, a complaint | {} days |", limits.FORGET_LIFE),
    ("| counters of an address | {} days |", limits.COUNTER_LIFE),
    ("| backups | {} days |", limits.BACKUP_LIFE),
    ("| logs, without personal data | {} days |", timedelta(days=max(LOGS))),
    ("| messages that failed, with ids only | {} days |", DEAD_LETTERS),
    ("for {} days after their last planned step", limits.AFTER_LAST_STEP),
    ("### The hash that stays for {} days", limits.FORGET_LIFE),
    ("it ends after {} days, or by", limits.PRIVATE_LINK_LIFE),
]
PEOPLE = (ROOT / "infra" / "operate" / "people.py").read_text("utf-8")
CONSENT = {
    "docs/write.md": "On each day of the plan you get one e-mail",
    "functions/followup/templates/en/letters/confirmation.txt": "Somebody asked us",
}
TOLD = [
    "Nothing is stored about this address.",
    "has not confirmed yet",
    "confirmed; reminders leave",
    "stopped all e-mails",
    "gets nothing: an e-mail came back, or was called spam",
    "Said: I did not ask for this",
    "SES itself holds this address on its list of refusals",
    "may have left; SES did not answer",
    "rests, after SES refused it",
    "taken by SES",
]


@pytest.mark.parametrize(("sentence", "life"), KEPT)
def test_the_privacy_officer_is_told_how_long_things_are_kept(
    sentence: str, life: timedelta
) -> None:
    assert sentence.format(life.days) in PRIVACY


def test_the_privacy_officer_is_told_no_other_number_of_days() -> None:
    told = re.findall(r"\b\d+ days\b", PRIVACY)

    assert sorted(told) == sorted(f"{life.days} days" for _, life in KEPT)
    assert len(LOGS) == 1


def test_the_privacy_officer_is_told_what_is_kept_of_a_network() -> None:
    stored = limits.NETWORK_COUNTER_LIFE // timedelta(hours=1)
    logs = template.SITE.read_text("utf-8") + template.TEMPLATE.read_text("utf-8")

    assert f"| counters of a network | {stored} hours |" in PRIVACY
    assert f"with a count, for {stored} hours" in PRIVACY
    assert not re.search(
        r"^ *(Logging|LoggingConfiguration|TracingConfig|Tracing):", logs, re.MULTILINE
    )


@pytest.mark.parametrize(("file", "begins"), CONSENT.items())
def test_the_words_of_consent_are_those_people_read(file: str, begins: str) -> None:
    [quoted] = re.findall(rf"^> ({begins}.*)$", PRIVACY, re.MULTILINE)

    assert quoted in (ROOT / file).read_text("utf-8")


@pytest.mark.parametrize("line", TOLD)
def test_what_make_person_may_say_is_explained(line: str) -> None:
    heading = "A student says that no e-mail came"

    assert f"`{line}`" in section("runbooks.md", heading)
    assert line in PEOPLE


def test_the_text_for_support_says_what_the_service_does() -> None:
    text = section("first-deploy.md", "8. Leaving the sandbox")

    alarms = template.of_type("AWS::CloudWatch::Alarm")
    bounces, complaints = (alarms[name]["Threshold"] for name in ("BounceAlarm", "ComplaintAlarm"))
    plain = " ".join(text.split())
    assert f"deleted after {limits.PENDING_LIFE.days} days" in plain
    assert f"at most {limits.LETTERS_PER_DAY} confirmation e-mails in 24 hours" in plain
    assert f"and {limits.LETTERS_PER_MONTH} in {limits.COUNTER_LIFE.days} days" in plain
    assert f"{bounces:.0%}".replace("%", " % bounces") in plain
    assert f"{complaints:.2%}".replace("%", " % complaints") in plain


def test_backups_reach_as_far_as_the_page_says() -> None:
    text = PAGES["backup.md"]

    assert f"the last {limits.BACKUP_LIFE.days} days" in text
    assert f"of the last {limits.FORGET_LIFE.days} days" in text


def test_what_expires_is_what_we_use() -> None:
    text = section("backup.md", "What expires")
    runtime = template.read()["Globals"]["Function"]["Runtime"]

    assert f"| {runtime.replace('python', 'Python ')} on Lambda |" in text
    assert calendar_table.YEARS == 10
    assert "ten years, from the year before the deploy" in text
    assert limits.MAX_YEARS_AWAY == 2


def test_the_limits_of_growth_are_those_of_the_template() -> None:
    text = PAGES["growing.md"]
    [stage] = template.of_type("AWS::ApiGatewayV2::Stage").values()
    [mapping] = template.of_type("AWS::Lambda::EventSourceMapping").values()
    given = template.read()["Parameters"]
    slow = {each["ThrottlingRateLimit"] for each in stage["RouteSettings"].values()}

    assert f"from one network: {given['CampusNetworkLimit']['Default']} an hour" in text
    assert given["SendRate"]["Default"] == 1
    assert f"of one kind: {stage['DefaultRouteSettings']['ThrottlingRateLimit']} a second" in text
    assert slow == {5, 10}
    assert mapping["ScalingConfig"]["MaximumConcurrency"] == 2
    assert f"asks the index {limits.SLOTS} questions" in text
    assert limits.MAX_FOLLOW_UPS == limits.MAX_PEOPLE == 20


def test_a_slot_of_the_index_takes_as_many_e_mails_as_the_page_says() -> None:
    usage = json.loads((ROOT / "tests" / "bench" / "usage.json").read_text())

    entries = usage["reminder"]["writes"] - 2  # the claim and its end, in the table itself
    assert entries == 2
    assert limits.SLOTS * 1000 / entries == 8000
    assert "an e-mail takes two" in PAGES["growing.md"]


def test_other_hosts_are_told_of_the_file_of_headers() -> None:
    assert f"`site/{HEADERS}`" in PAGES["index.md"]


def test_what_a_deploy_says_is_what_the_page_waits_for() -> None:
    source = (ROOT / "infra" / "operate" / "deploy.py").read_text("utf-8")

    assert 'f"It works: {url}"' in source
    assert "`It works:`" in PAGES["first-deploy.md"]
