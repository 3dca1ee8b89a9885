"""SES: one letter, one recipient, one try. Errors sorted by what another try may do."""

from email.message import EmailMessage
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from followup.ports import AccountClosed, MailError, OutcomeUnknown, Rejected, Throttled

# SES v2 API reference, SendEmail, "Errors".
BY_CODE: dict[str, type[MailError]] = {
    "TooManyRequestsException": Throttled,
    "ThrottlingException": Throttled,
    "LimitExceededException": Throttled,
    "AccountSuspendedException": AccountClosed,
    "SendingPausedException": AccountClosed,
    "MailFromDomainNotVerifiedException": AccountClosed,
    "NotFoundException": AccountClosed,
    "AccessDeniedException": AccountClosed,
    "BadRequestException": Rejected,
    "MessageRejected": Rejected,
}


class SesMailer:
    """A Mailer (followup/ports.py) on SES v2.

    The client must not retry (`total_max_attempts=1`): after a lost answer boto3 would hand
    the same letter over again.
    """

    def __init__(self, client: Any, configuration_set: str) -> None:
        self._client = client
        self._configuration_set = configuration_set

    def send(self, recipient: str, letter: EmailMessage, tags: dict[str, str]) -> str:
        try:
            # Raw, because only raw messages keep our List-Unsubscribe headers everywhere.
            answer = self._client.send_email(
                FromEmailAddress=str(letter["From"]),
                Destination={"ToAddresses": [recipient]},
                Content={"Raw": {"Data": letter.as_bytes()}},
                EmailTags=[{"Name": name, "Value": value} for name, value in tags.items()],
                ConfigurationSetName=self._configuration_set,
            )
        except ClientError as fault:
            raise sort_error(fault) from fault
        except BotoCoreError as fault:
            raise OutcomeUnknown from fault
        return str(answer["MessageId"])


def sort_error(fault: ClientError) -> MailError:
    """By code; an unlisted one by its HTTP class: 4xx is a definite no, the rest unknown."""
    code = fault.response["Error"]["Code"]
    status = fault.response["ResponseMetadata"]["HTTPStatusCode"]
    by_status = Throttled if status == 429 else Rejected if status < 500 else OutcomeUnknown
    return BY_CODE.get(code, by_status)(code)
