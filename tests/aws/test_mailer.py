"""SES's answers, sorted by what another try may do."""

from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)

from followup.aws.mailer import SesMailer, sort_error
from followup.ports import AccountClosed, OutcomeUnknown, Rejected, Throttled, Unreachable

SENDER = "reminders@example.com"


def an_error(code: str, status: int, message: str = "") -> ClientError:
    metadata: Any = {"HTTPStatusCode": status}
    error: Any = {"Code": code, "Message": message}
    return ClientError({"Error": error, "ResponseMetadata": metadata}, "SendEmail")


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("TooManyRequestsException", 429, Throttled),
        ("LimitExceededException", 400, Throttled),
        ("SomethingNew", 429, Throttled),
        ("SendingPausedException", 400, AccountClosed),
        ("AccountSuspendedException", 400, AccountClosed),
        ("MailFromDomainNotVerifiedException", 400, AccountClosed),
        ("AccessDeniedException", 403, AccountClosed),
        ("ExpiredTokenException", 403, AccountClosed),
        ("MessageRejected", 400, Rejected),
        ("BadRequestException", 400, Rejected),
        ("SomethingNew", 400, Rejected),
        ("InternalServiceErrorException", 500, OutcomeUnknown),
        ("ServiceUnavailable", 503, OutcomeUnknown),
    ],
)
def test_an_error_is_sorted_by_code_then_by_status(
    code: str, status: int, kind: type[Exception]
) -> None:
    assert type(sort_error(an_error(code, status), SENDER)) is kind


@pytest.mark.parametrize(
    ("identity", "kind"), [("Reminders@example.com", AccountClosed), ("ada@example.com", Rejected)]
)
def test_a_sender_who_lost_the_verification_is_no_fault_of_the_letter(
    identity: str, kind: type[Exception]
) -> None:
    message = (
        "Email address is not verified. The following identities failed the check in region "
        f"EU-CENTRAL-1: {identity}"
    )

    assert type(sort_error(an_error("MessageRejected", 400, message), SENDER)) is kind


class SilentClient:
    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def send_email(self, **_request: Any) -> Any:
        raise self.fault


def a_letter(text: str = "Hello") -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    letter["From"] = f"Career Centre <{SENDER}>"
    letter.set_content(text)
    return letter


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (ReadTimeoutError(endpoint_url="x"), OutcomeUnknown),
        (ConnectionClosedError(endpoint_url="x"), OutcomeUnknown),
        (ConnectTimeoutError(endpoint_url="x"), Unreachable),
        (EndpointConnectionError(endpoint_url="x"), Unreachable),
        (NoCredentialsError(), AccountClosed),
        (ParamValidationError(report="x"), Rejected),
    ],
)
def test_no_answer_proves_nothing_and_no_connection_proves_that_nothing_left(
    fault: Exception, kind: type[Exception]
) -> None:
    with pytest.raises(kind) as raised:
        SesMailer(SilentClient(fault), "letters").send("ada@example.com", a_letter(), {})

    assert raised.type is kind


def test_a_letter_that_cannot_be_written_is_not_sent() -> None:
    class Broken(EmailMessage):
        def as_bytes(self, *_args: Any, **_more: Any) -> bytes:
            raise UnicodeEncodeError("ascii", "ü", 0, 1, "a lone surrogate")

    with pytest.raises(Rejected):
        SesMailer(SilentClient(AssertionError()), "letters").send("ada@example.com", Broken(), {})
