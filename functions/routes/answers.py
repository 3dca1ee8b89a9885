"""What every route needs: the bearer of a request, the clock, and answers as JSON or a file."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Header, Path
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from followup import errors, form_fields, requests
from followup.aws import wiring
from followup.mailing import Record
from followup.origin import viewer_of

NO_STORE = {"Cache-Control": "no-store"}

FollowUpId = Annotated[form_fields.Id, Path()]
PathToken = Annotated[form_fields.TokenText, Path()]
Bearer = Annotated[str, Header(alias="authorization", max_length=2_100)]


def now() -> datetime:
    """The one place where the API reads the clock."""
    return datetime.now(UTC)


def token_of(authorization: str) -> str:
    """Raises LinkInvalid where there is no bearer."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise errors.LinkInvalid
    return token


def network_of(event: APIGatewayProxyEventV2) -> str:
    """The network whose share a letter is counted to."""
    return requests.network_of(viewer_of(event.raw_event, has_cdn=wiring.has_cdn()))


def json_answer(body: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Response[Any]:
    return Response(status, "application/json", body, headers=dict(NO_STORE))


def file_answer(text: str, kind: str, name: str) -> Response[Any]:
    """A download, in UTF-8."""
    headers = NO_STORE | {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(HTTPStatus.OK, f"{kind}; charset=utf-8", text, headers=headers)


def record_answer(record: Record, at: datetime) -> Response[Any]:
    from followup.views import view_record  # with the words of notes; a new form shows none

    return json_answer(view_record(record, at))
