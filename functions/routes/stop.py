"""The way out that every letter carries: stop, and start again."""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from followup import queries
from followup.aws import settings, wiring
from routes import answers
from routes.answers import PathToken

router = APIGatewayHttpRouter()


@router.get("/api/stop/<token>")
def show_stop(token: PathToken) -> Response[Any]:
    """A mail scanner may open this as often as it likes: the page only asks."""
    site = wiring.settings().text(settings.SITE_URL)
    to = {"Location": f"{site}/follow-ups/?{urlencode({'t': token, 'do': 'stop'})}"}
    return Response(HTTPStatus.SEE_OTHER, "text/plain", "", headers=to)


@router.post("/api/stop/<token>")
def stop(token: PathToken, form: Annotated[queries.StopForm, Query()]) -> Response[Any]:
    """RFC 8058: one POST from the mail program, no cookie, no question."""
    wiring.stops().stop(token, answers.now(), only=form.only == "true")
    return answers.json_answer({"stopped": True})


@router.post("/api/start/<token>")
def start(token: PathToken) -> Response[Any]:
    wiring.stops().start(token, answers.now())
    return answers.json_answer({"stopped": False})
