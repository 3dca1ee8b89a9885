"""The local SES: real SDK calls in, letters and Send events out."""

import base64
import json
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from followup.events import Effect, read_event
from infra.outbox import Letter, Outbox
from infra.postman import MAX_BYTES, PATH, Postman
from infra.send_events import make_event
from tests.infra.calls import call, send_raw

ROW = "0" * 40 + "_R_" + "3f0f0c7e-6e6a-4e0e-9d5a-0123456789ab"
ATTEMPT = "9b2f5c1e-7d3a-4c58-8f60-abcdefabcdef"


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path)


@pytest.fixture
def told() -> list[tuple[dict[str, Any], Letter]]:
    """What the postman told, filled when it is closed at the latest."""
    return []


@pytest.fixture
def postman(outbox: Outbox, told: list[tuple[dict[str, Any], Letter]]) -> Iterator[Postman]:
    postman = Postman(outbox)
    postman.open(lambda request, letter: told.append((request, letter)))
    yield postman
    postman.close()


@pytest.fixture
def ses(postman: Postman) -> Any:
    return boto3.client(
        "sesv2",
        endpoint_url=postman.url,
        region_name="eu-central-1",
        aws_access_key_id="a",
        aws_secret_access_key="b",
        config=Config(retries={"total_max_attempts": 1}, proxies={}),
    )


def a_message(subject: str = "Grüße") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Ada <ada@example.com>", "bob@example.com"
    message["Subject"] = subject
    message["List-Unsubscribe"] = "<http://localhost:8000/api/stop/t>"
    message.set_content("In words\nwith “quotes”\n")
    message.add_alternative("<p>In words</p>\n", subtype="html")
    return message


def a_request(**changes: Any) -> dict[str, Any]:
    return {
        "FromEmailAddress": "Ada <ada@example.com>",
        "Destination": {"ToAddresses": ["bob@example.com"]},
        "Content": {"Raw": {"Data": a_message().as_bytes()}},
        "EmailTags": [{"Name": "row", "Value": ROW}, {"Name": "attempt", "Value": ATTEMPT}],
        "ConfigurationSetName": "letters",
    } | changes


def test_a_letter_is_kept_as_it_was_handed_over(ses: Any, outbox: Outbox, tmp_path: Path) -> None:
    answer = ses.send_email(**a_request())

    (file,) = tmp_path.glob("*.eml")
    assert file.read_bytes() == a_message_like(file).as_bytes()
    assert answer["MessageId"] in file.name
    (letter,) = outbox.letters()
    assert (letter.to, letter.subject) == ("bob@example.com", "Grüße")
    assert letter.text == "In words\nwith “quotes”\n"
    assert letter.html == "<p>In words</p>\n"
    assert letter.headers["List-Unsubscribe"] == "<http://localhost:8000/api/stop/t>"


def a_message_like(file: Path) -> EmailMessage:
    """The same message with the boundary the file happens to have."""
    message = a_message()
    message.set_boundary(file.read_text().split('boundary="')[1].split('"')[0])
    return message


def test_the_service_understands_the_send_event(
    postman: Postman, ses: Any, told: list[Any]
) -> None:
    ses.send_email(**a_request())
    postman.close()

    ((request, letter),) = told
    event = make_event(request, letter)
    read = read_event(event)
    assert read is not None
    assert (read.attempt, read.effect) == (ATTEMPT, Effect.SETTLE)
    assert event["detail-type"] == "Email Sent"
    assert event["detail"]["mail"]["tags"]["ses:configuration-set"] == ["letters"]
    assert event["detail"]["mail"]["destination"] == ["bob@example.com"]


@pytest.mark.parametrize(
    "changes",
    [
        {"Content": {"Simple": {"Subject": {"Data": "a"}, "Body": {"Text": {"Data": "b"}}}}},
        {"Content": {"Raw": {"Data": b" \n"}}},
        {"Destination": {"ToAddresses": ["bob@example.com", "eve@example.com"]}},
        {"Destination": {"CcAddresses": ["bob@example.com"]}},
    ],
)
def test_a_letter_ses_would_not_get_from_us_is_refused(
    ses: Any, outbox: Outbox, changes: dict[str, Any]
) -> None:
    with pytest.raises(ClientError) as refused:
        ses.send_email(**a_request(**changes))

    assert refused.value.response["Error"]["Code"] == "BadRequestException"
    assert len(outbox) == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"Destination": 1}',
        b'{"Destination": {"ToAddresses": ["a"]}, "Content": {"Raw": {"Data": "YQ=%="}}}',
        b'{"Destination": {"ToAddresses": ["a"]}, "Content": {"Raw": {"Data": 5}}}',
        b'{"Destination": {"ToAddresses": "a"}, "Content": {"Raw": {"Data": "YQ=="}}}',
    ],
)
def test_nonsense_is_refused(postman: Postman, outbox: Outbox, body: bytes) -> None:
    reply = call(postman.url, PATH, "POST", body)

    assert reply.status == 400
    assert reply.headers["x-amzn-errortype"] == "BadRequestException"
    assert json.loads(reply.body)["message"]
    assert len(outbox) == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: text/plain; charset=nowhere\n\nx",
        b"From: \xff\xfe\nTo: <<<>>>,;:\nSubject: =?utf-8?q?=FF?=\n\nx",
        b"\x00\x01\x02",
        b"Content-Type: multipart/alternative\n\nx",
        b"To: =?x?y?z?=\nContent-Transfer-Encoding: base64\n\n!!!!",
    ],
)
def test_a_broken_message_stops_neither_postman_nor_outbox(
    postman: Postman, outbox: Outbox, raw: bytes
) -> None:
    content = {"Raw": {"Data": base64.b64encode(raw).decode()}}

    reply = call(postman.url, PATH, "POST", json.dumps(a_request(Content=content)).encode())

    assert reply.status in (200, 400)
    assert len(outbox.letters()) == (reply.status == 200)


def test_another_operation_is_refused(postman: Postman) -> None:
    assert call(postman.url, "/v2/email/identities", "POST", b"{}").status == 404


def test_a_message_too_large_is_refused_before_it_is_read(postman: Postman) -> None:
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {MAX_BYTES + 1}\r\n\r\n"

    assert send_raw(postman.url, head.encode()).status == 413


def test_a_request_of_unknown_length_is_refused(postman: Postman) -> None:
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"

    assert send_raw(postman.url, head.encode()).status == 411
