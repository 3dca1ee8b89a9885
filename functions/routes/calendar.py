"""Calendar files: of a plan, of one follow-up, and the feed a calendar program asks for.

The writer is imported where it is used: `icalendar` takes longer to load than any other route.
"""

from hashlib import sha256
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from followup import errors, form_fields, queries
from followup.aws import settings, wiring
from followup.plan import plan
from routes import answers
from routes.answers import Bearer, FollowUpId, token_of

router = APIGatewayHttpRouter()
CALENDAR = "text/calendar"
ENDING = ".ics"
File = Annotated[form_fields.TokenText, Path()]


@router.get("/api/plan.ics")
def show_plan_file(form: Annotated[queries.PlanForm, Query()]) -> Response[Any]:
    from followup import calendar

    now = answers.now()
    form.check_names(router.current_event.query_string_parameters)
    id_ = sha256(form.model_dump_json().encode()).hexdigest()[:32]
    steps = plan(form.follow_up(now), (), now)
    written = calendar.write_plan(steps, id_, _site(), now)
    return answers.file_answer(written.decode(), CALENDAR, "plan.ics")


@router.post("/api/calendar")
def make_feed(authorization: Bearer = "") -> Response[Any]:
    token = wiring.access().make_feed(token_of(authorization), answers.now())
    return answers.json_answer({"path": f"/api/calendar/{token}{ENDING}"})


@router.get("/api/calendar/<file>")
def show_feed(file: File) -> Response[Any]:
    """A calendar program asks with what it was given, and can do nothing with a bearer."""
    from followup import calendar

    now = answers.now()
    try:
        records = wiring.access().open_feed(file.removesuffix(ENDING), now)
    except errors.LinkInvalid as fault:
        raise errors.NotFound from fault
    written = calendar.write_records(records, _site(), now)
    return answers.file_answer(written.decode(), CALENDAR, "follow-ups.ics")


@router.get("/api/follow-ups/<follow_up>/calendar.ics")
def show_file(follow_up: FollowUpId, authorization: Bearer = "") -> Response[Any]:
    from followup import calendar

    now = answers.now()
    record = wiring.service().open_one(token_of(authorization), follow_up, now)
    written = calendar.write_records([record], _site(), now)
    return answers.file_answer(written.decode(), CALENDAR, "follow-up.ics")


def _site() -> str:
    return wiring.settings().text(settings.SITE_URL)
