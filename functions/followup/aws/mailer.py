"""SES: one letter, one recipient, one try. Errors sorted by what another try may do."""

from email.message import EmailMessage
from typing import Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    CredentialRetrievalError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ProxyConnectionError,
)

from followup.ports import (
    AccountClosed,
    MailError,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)

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


# No connection, or no request at all: these prove that nothing was sent. Every other fault of
# the client (no answer, a dropped or broken one) proves nothing.
BY_FAULT: dict[type[BotoCoreError], type[MailError]] = {
    ConnectTimeoutError: Unreachable,
    EndpointConnectionError: Unreachable,
    ProxyConnectionError: Unreachable,
    CredentialRetrievalError: AccountClosed,
    NoCredentialsError: AccountClosed,
    ParamValidationError: Rejected,
}
NOT_VERIFIED = "MessageRejected"


class SesMailer:
    """A Mailer (followup/ports.py) on SES v2.

    The client must not retry (`total_max_attempts=1`): after a lost answer boto3 would hand
    the same letter over again.
    """

    def __init__(self, client: Any, configuration_set: str) -> None:
        self._client = client
        self._configuration_set = configuration_set

    def send(self, recipient: str, letter: EmailMessage, tags: dict[str, str]) -> str:
        # Before the call: a letter that cannot be written was certainly not sent.
        request = self._request(recipient, letter, tags)
        try:
            answer = self._client.send_email(**request)
        except ClientError as fault:
            raise sort_error(fault, sender_of(letter)) from fault
        except BotoCoreError as fault:
            raise BY_FAULT.get(type(fault), OutcomeUnknown) from fault
        return str(answer["MessageId"])

    def _request(self, recipient: str, letter: EmailMessage, tags: dict[str, str]) -> Any:
        try:
            raw = letter.as_bytes()
        except (ValueError, LookupError) as fault:
            raise Rejected from fault
        return {
            "FromEmailAddress": str(letter["From"]),
            "Destination": {"ToAddresses": [recipient]},
            # Raw, because only raw messages keep our List-Unsubscribe headers everywhere.
            "Content": {"Raw": {"Data": raw}},
            "EmailTags": [{"Name": name, "Value": value} for name, value in tags.items()],
            "ConfigurationSetName": self._configuration_set,
        }


def sender_of(letter: EmailMessage) -> str:
    addresses = letter["From"].addresses
    return str(addresses[0].addr_spec)


def sort_error(fault: ClientError, sender: str) -> MailError:
    """By code; an unlisted one by its HTTP class: 4xx is a definite no, the rest unknown."""
    error = fault.response["Error"]
    code, status = error["Code"], fault.response["ResponseMetadata"]["HTTPStatusCode"]
    if code == NOT_VERIFIED and _is_unverified(sender, error.get("Message", "")):
        return AccountClosed(code)
    return BY_CODE.get(code, _by_status(status))(code)


def _is_unverified(sender: str, message: str) -> bool:
    """SES has one code for a bad letter and for a sender who lost the verification; only its
    list of identities tells them apart. Taken for the letter's fault it would park them all."""
    return "not verified" in message and sender.lower() in message.lower()


def _by_status(status: int) -> type[MailError]:
    if status == 429:
        return Throttled
    if status in (401, 403):
        return AccountClosed
    return Rejected if status < 500 else OutcomeUnknown
