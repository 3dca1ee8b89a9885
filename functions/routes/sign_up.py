"""The way in: ask, look at what waits, confirm; and say that nobody asked."""

import uuid
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from followup import forms
from followup.addresses import normalize_address
from followup.aws import wiring
from routes import answers
from routes.answers import Bearer, token_of

router = APIGatewayHttpRouter()
FORM_PATH = "/api/follow-ups"


def lacks_address(event: APIGatewayProxyEventV2) -> bool:
    """Whether this is a form without its address: only a private link brings one."""
    is_open_form = event.path == FORM_PATH and event.http_method == "POST"
    is_asked = is_open_form and not event.headers.get("authorization")
    return is_asked and bool(event.body) and "address" not in event.json_body


@router.post(FORM_PATH)
def add(form: forms.FollowUpForm, authorization: Bearer = "") -> Response[Any]:
    return _add(form, token_of(authorization)) if authorization else _ask(form)


def _add(form: forms.FollowUpForm, bearer: str) -> Response[Any]:
    from followup.views import view_record  # as in answers.py

    now = answers.now()
    follow_up = form.follow_up(str(uuid.uuid4()), now)
    address = normalize_address(form.address) if form.address else None
    record = wiring.sign_up().add(bearer, follow_up, address, now)
    view = {
        "id": record.row.id,
        "follow_up": view_record(record, now),
        "same_as": record.same_as,
    }
    return answers.json_answer(view, HTTPStatus.CREATED)


def _ask(form: forms.FollowUpForm) -> Response[Any]:
    now = answers.now()
    form.check_press()
    follow_up = form.follow_up(str(uuid.uuid4()), now)
    address = normalize_address(form.address or "")
    network = answers.network_of(router.current_event)
    wiring.sign_up().ask(follow_up, address, network, str(uuid.uuid4()), now)
    return answers.json_answer({"id": follow_up.id, "letter": "queued"}, HTTPStatus.ACCEPTED)


@router.post("/api/confirm/preview")
def preview(form: forms.TokenForm) -> Response[Any]:
    from followup.views import view_pending  # as in answers.py

    records = wiring.sign_up().pending(form.token, answers.now())
    return answers.json_answer({"follow_ups": [view_pending(record) for record in records]})


@router.post("/api/confirm")
def confirm(form: forms.ConfirmForm) -> Response[Any]:
    confirmed = wiring.sign_up().confirm(form.token, form.follow_ups, answers.now())
    return answers.json_answer({"follow_ups": confirmed.follow_ups, "token": confirmed.token})


@router.post("/api/block")
def block(form: forms.TokenForm) -> Response[Any]:
    wiring.sign_up().set_blocked(form.token, True, answers.now())
    return answers.json_answer({"blocked": True})


@router.post("/api/unblock")
def unblock(form: forms.TokenForm) -> Response[Any]:
    wiring.sign_up().set_blocked(form.token, False, answers.now())
    return answers.json_answer({"blocked": False})
