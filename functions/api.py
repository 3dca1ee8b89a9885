"""The HTTP API: decodes a request, calls one use case, encodes the result.

Every route is declared here and in `infra/template.yaml`; a test compares the two.
"""

import json
import uuid
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.exceptions import BotoCoreError, ClientError

from followup import actions, errors, form_fields, forms
from followup.addresses import normalize_address
from followup.aws import settings as names
from followup.aws import wiring
from followup.model import Record
from followup.plan import plan
from followup.requests import faults_of, in_plain_type, network_of, refusal_of
from followup.views import View, view_pending, view_record, view_step

logger = Logger()
metrics = Metrics()
app = APIGatewayHttpResolver(enable_validation=True)

STATUS: dict[type[errors.FollowUpError], HTTPStatus] = {
    errors.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.WrongType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.LinkInvalid: HTTPStatus.UNAUTHORIZED,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.ChangedElsewhere: HTTPStatus.CONFLICT,
    errors.TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    errors.Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}

FollowUpId = Annotated[form_fields.Id, Path()]
StopToken = Annotated[form_fields.TokenText, Path()]
Bearer = Annotated[str, Header(alias="authorization", max_length=2_100)]


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    refusal = refusal_of(event)
    answer = _refuse(refusal) if refusal else app.resolve(in_plain_type(event), context)
    metrics.add_metric(f"Status{answer['statusCode'] // 100}xx", MetricUnit.Count, 1)
    logger.info("request", extra={"route": event.get("routeKey"), "status": answer["statusCode"]})
    return answer


@app.get("/api/plan")
def show_plan(form: Annotated[forms.PlanForm, Query()]) -> Response[Any]:
    now = _now()
    form.check_names(app.current_event.query_string_parameters)
    follow_up = form.follow_up(now)
    steps = [view_step(step) for step in plan(follow_up, (), now)]
    return _json({"country": follow_up.country, "plan": steps})


@app.post("/api/follow-ups")
def sign_up(form: forms.FollowUpForm) -> Response[Any]:
    now = _now()
    follow_up = form.follow_up(str(uuid.uuid4()), now)
    address = normalize_address(form.address)
    network = network_of(app.current_event.request_context.http.source_ip)
    wiring.sign_up().ask(follow_up, address, network, str(uuid.uuid4()), now)
    return _json({"id": follow_up.id, "letter": "queued"}, HTTPStatus.ACCEPTED)


@app.post("/api/confirm/preview")
def preview(form: forms.TokenForm) -> Response[Any]:
    records = wiring.sign_up().pending(form.token, _now())
    return _json({"follow_ups": [view_pending(record) for record in records]})


@app.post("/api/confirm")
def confirm(form: forms.ConfirmForm) -> Response[Any]:
    confirmed = wiring.sign_up().confirm(form.token, form.follow_ups, _now())
    return _json({"follow_ups": confirmed.follow_ups, "token": confirmed.token})


@app.post("/api/block")
def block(form: forms.TokenForm) -> Response[Any]:
    wiring.sign_up().set_blocked(form.token, True, _now())
    return _json({"blocked": True})


@app.post("/api/unblock")
def unblock(form: forms.TokenForm) -> Response[Any]:
    wiring.sign_up().set_blocked(form.token, False, _now())
    return _json({"blocked": False})


@app.get("/api/follow-ups")
def show_all(authorization: Bearer = "") -> Response[Any]:
    now = _now()
    opened = wiring.service().open(_token(authorization), now)
    items = [view_record(record, now) for record in opened.records]
    return _json({"follow_ups": items, "whole": opened.is_whole})


@app.get("/api/follow-ups/<follow_up>")
def show_one(follow_up: FollowUpId, authorization: Bearer = "") -> Response[Any]:
    return _json_record(wiring.service().open_one(_token(authorization), follow_up, _now()))


@app.patch("/api/follow-ups/<follow_up>")
def edit(follow_up: FollowUpId, form: forms.EditForm, authorization: Bearer = "") -> Response[Any]:
    bearer, now = _token(authorization), _now()
    fields = form.fields()
    forms.check_edit(wiring.service().open_one(bearer, follow_up, now), fields, now)
    return _json_record(wiring.service().edit(bearer, follow_up, fields, form.rev, now))


@app.post("/api/follow-ups/<follow_up>/answer")
def answer(
    follow_up: FollowUpId, form: forms.AnswerForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(authorization, follow_up, actions.answer(form.answer))


@app.post("/api/follow-ups/<follow_up>/thanked")
def thanked(
    follow_up: FollowUpId, form: forms.ThankedForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(
        authorization, follow_up, actions.thank(None if form.person == "all" else form.person)
    )


@app.post("/api/follow-ups/<follow_up>/done")
def done(follow_up: FollowUpId, form: forms.DoneForm, authorization: Bearer = "") -> Response[Any]:
    return _act(authorization, follow_up, actions.finish(form.key()))


@app.post("/api/follow-ups/<follow_up>/snooze")
def snooze(
    follow_up: FollowUpId, form: forms.SnoozeForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(authorization, follow_up, actions.snooze(form.until, form.business_days))


@app.post("/api/follow-ups/<follow_up>/stop")
def stop(
    follow_up: FollowUpId, _form: forms.EmptyForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(authorization, follow_up, actions.stop())


@app.post("/api/follow-ups/<follow_up>/undo")
def undo(
    follow_up: FollowUpId, _form: forms.EmptyForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(authorization, follow_up, actions.undo())


@app.get("/api/stop/<token>")
def show_stop(token: StopToken) -> Response[Any]:
    """A mail scanner may open this as often as it likes: the page only asks."""
    site = wiring.settings().text(names.SITE_URL)
    to = {"Location": f"{site}/follow-ups/?{urlencode({'t': token, 'do': 'stop'})}"}
    return Response(HTTPStatus.SEE_OTHER, "text/plain", "", headers=to)


@app.post("/api/stop/<token>")
def stop_everything(token: StopToken) -> Response[Any]:
    """RFC 8058: one POST from the mail program, no cookie, no question."""
    wiring.service().stop_everything(token, _now())
    return _json({"stopped": True})


@app.exception_handler(errors.FollowUpError)
def explain(fault: errors.FollowUpError) -> Response[Any]:
    return _json(_view_error(fault), STATUS[type(fault)])


@app.exception_handler(RequestValidationError)
def explain_form(fault: RequestValidationError) -> Response[Any]:
    return explain(errors.Invalid(fields=faults_of(fault.errors())))


@app.not_found
def explain_route(_fault: Exception) -> Response[Any]:
    return explain(errors.NotFound())


def _act(authorization: str, follow_up: str, change: actions.Change) -> Response[Any]:
    return _json_record(wiring.service().act(_token(authorization), follow_up, change, _now()))


def _refuse(fault: errors.FollowUpError) -> dict[str, Any]:
    """What cannot be read never reaches a route."""
    body = json.dumps(_view_error(fault))
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return {"statusCode": int(STATUS[type(fault)]), "headers": headers, "body": body}


def _json_record(record: Record) -> Response[Any]:
    return _json(view_record(record, _now()))


def _json(body: View, status: HTTPStatus = HTTPStatus.OK) -> Response[Any]:
    return Response(status, "application/json", body, headers={"Cache-Control": "no-store"})


@app.exception_handler([BotoCoreError, ClientError])
def explain_outage(fault: Exception) -> Response[Any]:
    logger.error("a service did not answer", extra={"kind": type(fault).__name__})
    return explain(errors.Unavailable())


def _view_error(fault: errors.FollowUpError) -> View:
    view: View = {"code": fault.code, "message": fault.message, "fields": fault.fields}
    if isinstance(fault, errors.ChangedElsewhere) and isinstance(fault.current, Record):
        view["current"] = view_record(fault.current, _now())
    return view


def _token(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise errors.LinkInvalid
    return token


def _now() -> datetime:
    return datetime.now(UTC)
