"""One person, found by address: what became of their e-mails, without a word of theirs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from followup import limits
from followup.addresses import counter_id, normalize_address, subscriber_id
from followup.allowance import may_take, recent
from followup.aws import items
from followup.aws.forget import KEY_NAMES, DynamoForget
from followup.aws.table import Table
from followup.documents import read_instant
from followup.errors import Invalid
from followup.letter_orders import COUNTERS
from followup.mailing import Forgotten, LetterKind, State, Status
from followup.model import Outcome, Sent, Step
from infra.operate.account import Account, code_of
from infra.operate.refusal import Refused

STATUS = {
    Status.PENDING: "has not confirmed yet; only a confirmation e-mail leaves.",
    Status.ACTIVE: "confirmed; reminders leave.",
    Status.STOPPED: "stopped all e-mails.",
    Status.SUPPRESSED: "gets nothing: an e-mail came back, or was called spam.",
}
REMEMBERED = {
    Forgotten.ERASED: "Erased, or moved to another address",
    Forgotten.STOPPED: "Stopped all e-mails",
    Forgotten.BLOCKED: "Said: I did not ask for this",
    Forgotten.SUPPRESSED: "An e-mail came back, or was called spam",
}
STATE = {
    State.WAITING: "nothing is to be sent",
    State.DUE: "to be sent on",
    State.SENDING: "being sent; looked at again on",
    State.CLOSED: "over",
    State.PARKED: "rests, after SES refused it or two unknown outcomes",
}
STEP = {
    Step.THANK_YOU: "thank-you note",
    Step.CHECK_IN: "check-in",
    Step.ANY_NEWS: "any news?",
    Step.REPLY: "reply",
    Step.RECONNECT: "get back in touch",
}


DAYS = limits.FORGET_LIFE.days


def read_address(text: str) -> str:
    """Raises Refused."""
    if not text.strip():
        raise Refused("Say whose, for example: make person STAGE=prod ADDRESS=ada@example.com")
    try:
        return normalize_address(text)
    except Invalid as fault:
        raise Refused(f"ADDRESS={text!a}: {fault.fields['address']}") from fault


@dataclass(frozen=True, slots=True)
class People:
    """Both tables of a deployed service, as an operator reads them."""

    account: Account
    outputs: Mapping[str, str]

    def id_of(self, address: str) -> str:
        return subscriber_id(address, self._identity_key())

    def _identity_key(self) -> bytes:
        found = self.account.client("secretsmanager").get_secret_value(
            SecretId=self.outputs["IdentitySecretArn"]
        )
        return str(json.loads(found["SecretString"])["key"]).encode()

    @property
    def table(self) -> Table:
        return Table(self.account.client("dynamodb"), self.outputs["TableName"])

    @property
    def forget(self) -> DynamoForget:
        client = self.account.client("dynamodb")
        return DynamoForget(self.table, Table(client, self.outputs["ForgetTableName"], KEY_NAMES))

    def unblock(self, address: str, now: datetime) -> str:
        """Lifts "I did not ask for this"; a sentence on what became of it."""
        id_ = self.id_of(address)
        known = self.forget.remembered(id_, now)
        if Forgotten.SUPPRESSED in known:
            return (
                "This address is not blocked by its owner. An e-mail came back, or was called "
                f"spam, on {_day(known[Forgotten.SUPPRESSED])}; that is not lifted here."
            )
        if Forgotten.BLOCKED not in known:
            return "This address is not blocked."
        self.forget.unblock(id_)
        return "Lifted. This address can ask for reminders again."

    def tell(self, address: str, now: datetime) -> Iterator[str]:
        """Lines on what is stored: states and dates. An expired item is as good as gone."""
        id_ = self.id_of(address)
        yield f"{address}, known as {id_}"
        yield from describe(self.table.get_partition(items.partition(id_)), now)
        yield from self._lines_of_allowance(address, now)
        for what, at in sorted(self.forget.remembered(id_, now).items()):
            yield f"{REMEMBERED[what]}: {_day(at)}"
        if since := self._suppressed_by_ses(address):
            yield f"SES itself holds this address on its list of refusals, since {_day(since)}."

    def _lines_of_allowance(self, address: str, now: datetime) -> Iterator[str]:
        """Whoever asked too often waits for an e-mail that was never written."""
        counter = f"{COUNTERS[LetterKind.CONFIRMATION]}#{counter_id(address, self._identity_key())}"
        found = self.table.get((f"C#{counter}", items.COUNTER_SORT))
        taken = recent([read_instant(each) for each in found.get("taken", [])], now)
        if taken:
            yield f"Confirmation e-mails asked for in 30 days: {len(taken)}, last {_day(taken[-1])}"
        if not may_take(taken, now):
            yield "Another one can be asked for later: this address had its share."

    def _suppressed_by_ses(self, address: str) -> datetime | None:
        try:
            found = self.account.client("sesv2").get_suppressed_destination(EmailAddress=address)
        except ClientError as fault:
            if code_of(fault) == "NotFoundException":
                return None
            raise
        at: datetime = found["SuppressedDestination"]["LastUpdateTime"]
        return at


def describe(stored: Iterable[Mapping[str, Any]], now: datetime) -> Iterator[str]:
    """Lines on the items of one person, in plain values."""
    live = sorted((each for each in stored if items.is_live(dict(each), now)), key=_order)
    if not live:
        yield "Nothing is stored about this address."
    for plain in live:
        yield from _lines(plain)


def _order(plain: Mapping[str, Any]) -> tuple[bool, str]:
    """The subscriber first, then follow-ups with their reminders, then letters."""
    return plain["sk"] != items.SUBSCRIBER_SORT, plain["sk"]


def _lines(plain: Mapping[str, Any]) -> Iterator[str]:
    sort = plain["sk"]
    try:
        if sort == items.SUBSCRIBER_SORT:
            yield f"This person {STATUS[Status(plain['status'])]}"
        elif sort.startswith(items.FOLLOW_UP_PREFIX):
            confirmed = plain.get("confirmed_at")
            said = f"confirmed on {_day(confirmed)}" if confirmed else "not confirmed"
            yield f"Follow-up {sort[2:]}: {said}"
        else:
            yield from _mailing_lines(sort, dict(plain))
    except (KeyError, ValueError, TypeError):
        yield f"{sort}: this cannot be read. It stands in no plan until somebody looks at it."


def _mailing_lines(sort: str, plain: dict[str, Any]) -> Iterator[str]:
    mailing = items.read_mailing(plain)
    name = f"{plain['letter']} e-mail" if "letter" in plain else "Reminders of"
    due = f" {_day(mailing.due_at)}" if mailing.due_at else ""
    step = f", next: {STEP[mailing.key.step]} {mailing.key.n}" if mailing.key else ""
    yield f"{name.replace('_', ' ').capitalize()} {sort[2:]}: {STATE[mailing.state]}{due}{step}"
    for sent in mailing.sent:
        yield f"  {_sent_line(sent)}"


def _sent_line(sent: Sent) -> str:
    what = f"{STEP[sent.key.step]} {sent.key.n}"
    if sent.outcome is Outcome.SENT:
        return f"{_day(sent.at)}: {what} was taken by SES"
    return f"{_day(sent.at)}: {what} may have left; SES did not answer"


def _day(at: datetime | str) -> str:
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
