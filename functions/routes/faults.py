"""Errors as HTTP: which status each has, and what its body says. Nothing else maps them."""

import json
from datetime import datetime
from http import HTTPStatus
from typing import Any

from followup import errors
from followup.mailing import Record

STATUS: dict[type[errors.FollowUpError], HTTPStatus] = {
    errors.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.WrongType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.LinkInvalid: HTTPStatus.UNAUTHORIZED,
    errors.NotThroughSite: HTTPStatus.FORBIDDEN,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.ChangedElsewhere: HTTPStatus.CONFLICT,
    errors.PressAgain: HTTPStatus.CONFLICT,
    errors.TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    errors.Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}


def view_error(fault: errors.FollowUpError, at: datetime) -> dict[str, Any]:
    view: dict[str, Any] = {"code": fault.code, "message": fault.message, "fields": fault.fields}
    if isinstance(fault, errors.ChangedElsewhere) and isinstance(fault.current, Record):
        from followup.views import view_record  # as in answers.py

        view["current"] = view_record(fault.current, at)
    return view


def refuse(fault: errors.FollowUpError, at: datetime) -> dict[str, Any]:
    """What cannot be read never reaches a route, so this is the answer as Lambda gives it."""
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    body = json.dumps(view_error(fault, at))
    return {"statusCode": int(STATUS[type(fault)]), "headers": headers, "body": body}
