"""The plan of days and choices alone: no names travel, nothing is stored."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from followup import queries
from followup.plan import plan
from followup.views import view_step
from routes import answers

router = APIGatewayHttpRouter()


@router.get("/api/plan")
def show_plan(form: Annotated[queries.PlanForm, Query()]) -> Response[Any]:
    now = answers.now()
    form.check_names(router.current_event.query_string_parameters)
    follow_up = form.follow_up(now)
    steps = [view_step(step) for step in plan(follow_up, (), now)]
    return answers.json_answer({"country": follow_up.country, "plan": steps})
