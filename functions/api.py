"""The HTTP API: the entry of every request. The routes stand in `routes/`, one noun a file.

Every route is declared there and in `infra/template.yaml`; a test compares the two. A new form is
what somebody waits for; the other routes are loaded with the first request for one of them.
"""

from followup.aws import start

# isort: split

from functools import cache
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from followup import errors
from followup.aws import wiring
from followup.aws.outages import OUTAGES
from followup.origin import is_through_site
from followup.requests import faults_of, in_plain_type, refusal_of
from routes import answers, sign_up
from routes.faults import STATUS, refuse, view_error

logger = Logger()
metrics = Metrics()
app = APIGatewayHttpResolver(enable_validation=True)
app.include_router(sign_up.router)
FIRST = f"POST {sign_up.FORM_PATH}"


@cache
def include_all() -> None:
    from routes import calendar, follow_ups, plan, stop, subscriber

    for noun in (plan, calendar, follow_ups, stop, subscriber):
        app.include_router(noun.router)


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    refusal = _refusal_of(event)
    if refusal:
        answer = refuse(refusal, answers.now())
    else:
        if event.get("routeKey") != FIRST:
            include_all()
        answer = app.resolve(in_plain_type(event), context)
    metrics.add_metric(f"Status{answer['statusCode'] // 100}xx", MetricUnit.Count, 1)
    logger.info("request", extra={"route": event.get("routeKey"), "status": answer["statusCode"]})
    return answer


def _refusal_of(event: dict[str, Any]) -> errors.FollowUpError | None:
    try:
        secrets = wiring.origin_secrets()
    except OUTAGES as fault:
        return outage_of(fault)
    if is_through_site(event, secrets):
        return refusal_of(event)
    metrics.add_metric("NotThroughSite", MetricUnit.Count, 1)
    return errors.NotThroughSite()


@app.exception_handler(errors.FollowUpError)
def explain(fault: errors.FollowUpError) -> Response[Any]:
    return answers.json_answer(view_error(fault, answers.now()), STATUS[type(fault)])


@app.exception_handler(RequestValidationError)
def explain_form(fault: RequestValidationError) -> Response[Any]:
    faults = faults_of(fault.errors())
    if sign_up.lacks_address(app.current_event):
        faults |= {"address": "This is needed."}
    return explain(errors.Invalid(fields=faults))


@app.exception_handler(list(OUTAGES))
def explain_outage(fault: Exception) -> Response[Any]:
    return explain(outage_of(fault))


def outage_of(fault: Exception) -> errors.Unavailable:
    logger.error("a service did not answer", extra={"kind": type(fault).__name__})
    return errors.Unavailable()


@app.not_found
def explain_route(_fault: Exception) -> Response[Any]:
    return explain(errors.NotFound())


start.over()
