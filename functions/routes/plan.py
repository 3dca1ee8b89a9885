"""The plan of days and choices alone: no names travel, nothing is stored."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from followup import queries
from followup.plan import plan
from followup.views import view_step
from routes import answers

router = APIGatewayHttpRouter()
# The same for everybody who asks the same, so a CDN may answer too; a minute later days may differ.
A_MINUTE = {"Cache-Control": "public, max-age=60"}


@router.get("/api/plan")
def show_plan(form: Annotated[queries.PlanForm, Query()]) -> Response[Any]:
    now = answers.now()
    form.check_names(router.current_event.query_string_parameters)
    follow_up = form.follow_up(now)
    steps = [view_step(step) for step in plan(follow_up, (), now)]
    view = {"country": follow_up.country, "plan": steps}
    return Response(HTTPStatus.OK, "application/json", view, headers=dict(A_MINUTE))
