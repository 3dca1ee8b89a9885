"""SES's answers, sorted by what another try may do."""

from email.message import EmailMessage
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from followup.aws.mailer import SesMailer, sort_error
from followup.ports import AccountClosed, OutcomeUnknown, Rejected, Throttled


def an_error(code: str, status: int) -> ClientError:
    metadata: Any = {"HTTPStatusCode": status}
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": metadata}, "SendEmail")


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
    assert type(sort_error(an_error(code, status))) is kind


class SilentClient:
    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def send_email(self, **_request: Any) -> Any:
        raise self.fault


@pytest.mark.parametrize(
    "fault",
    [ConnectTimeoutError(endpoint_url="x"), ReadTimeoutError(endpoint_url="x")],
)
def test_no_answer_proves_nothing(fault: Exception) -> None:
    letter = EmailMessage()
    letter["From"] = "reminders@example.com"

    with pytest.raises(OutcomeUnknown):
        SesMailer(SilentClient(fault), "letters").send("ada@example.com", letter, {})
