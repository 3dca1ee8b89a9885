"""What concerns everything of somebody: the link, the address, the export, the end."""

import uuid
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from followup import press_forms, queries
from followup.addresses import normalize_address
from followup.aws import wiring
from followup.forms import TokenForm
from routes import answers
from routes.answers import Bearer, token_of

router = APIGatewayHttpRouter()
QUEUED = {"letter": "queued"}


@router.post("/api/link")
def mail_link(form: press_forms.LinkForm) -> Response[Any]:
    form.check_press()
    address = normalize_address(form.address)
    network = answers.network_of(router.current_event)
    wiring.access().mail_link(address, network, str(uuid.uuid4()), answers.now())
    return answers.json_answer(QUEUED, HTTPStatus.ACCEPTED)


@router.post("/api/link/rotate")
def rotate(authorization: Bearer = "") -> Response[Any]:
    token = wiring.access().rotate(token_of(authorization), answers.now())
    return answers.json_answer({"token": token})


@router.post("/api/address")
def ask_to_move(form: press_forms.AddressForm, authorization: Bearer = "") -> Response[Any]:
    bearer, letter = token_of(authorization), str(uuid.uuid4())
    wiring.moves().ask(bearer, normalize_address(form.address), letter, answers.now())
    return answers.json_answer(QUEUED, HTTPStatus.ACCEPTED)


@router.post("/api/address/confirm")
def move(form: TokenForm) -> Response[Any]:
    return answers.json_answer({"token": wiring.moves().confirm(form.token, answers.now())})


@router.get("/api/export")
def export(
    form: Annotated[queries.ExportForm, Query()], authorization: Bearer = ""
) -> Response[Any]:
    from followup import export as files  # csv is loaded by nobody else

    form.check_names(router.current_event.query_string_parameters)
    owner, records = wiring.access().export(token_of(authorization), answers.now())
    write, kind = {
        "json": (files.write_json, "application/json"),
        "csv": (files.write_csv, "text/csv"),
    }[form.format]
    name = f"follow-ups.{form.format}"
    return answers.file_answer(write(owner, records), kind, name)


@router.delete("/api/subscriber")
def erase(authorization: Bearer = "") -> Response[Any]:
    wiring.service().erase(token_of(authorization), answers.now())
    return answers.json_answer({"erased": True})
