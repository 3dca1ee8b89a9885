"""The follow-ups a bearer opens: look, edit, and every button."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from followup import actions, press_forms
from followup.aws import wiring
from followup.views import view_owner, view_record
from routes import answers
from routes.answers import Bearer, FollowUpId, token_of

router = APIGatewayHttpRouter()


@router.get("/api/follow-ups")
def show_all(authorization: Bearer = "") -> Response[Any]:
    now = answers.now()
    opened = wiring.service().open(token_of(authorization), now)
    items = [view_record(record, now) for record in opened.records]
    return answers.json_answer(
        {"follow_ups": items, "whole": opened.is_whole} | view_owner(opened.owner)
    )


@router.get("/api/follow-ups/<follow_up>")
def show_one(follow_up: FollowUpId, authorization: Bearer = "") -> Response[Any]:
    now = answers.now()
    record = wiring.service().open_one(token_of(authorization), follow_up, now)
    return answers.record_answer(record, now)


@router.patch("/api/follow-ups/<follow_up>")
def edit(
    follow_up: FollowUpId, form: press_forms.EditForm, authorization: Bearer = ""
) -> Response[Any]:
    bearer, now = token_of(authorization), answers.now()
    fields = form.fields()
    press_forms.check_edit(wiring.service().open_one(bearer, follow_up, now), fields, now)
    record = wiring.service().edit(bearer, follow_up, fields, form.rev, now)
    return answers.record_answer(record, now)


@router.delete("/api/follow-ups/<follow_up>")
def delete(follow_up: FollowUpId, authorization: Bearer = "") -> Response[Any]:
    wiring.service().delete(token_of(authorization), follow_up, answers.now())
    return answers.json_answer({"deleted": True})


@router.post("/api/follow-ups/<follow_up>/answer")
def answer(
    follow_up: FollowUpId, form: press_forms.AnswerForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(authorization, follow_up, actions.answer(form.answer))


@router.post("/api/follow-ups/<follow_up>/thanked")
def thanked(
    follow_up: FollowUpId, form: press_forms.ThankedForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(authorization, follow_up, actions.thank(form.place()))


@router.post("/api/follow-ups/<follow_up>/done")
def done(
    follow_up: FollowUpId, form: press_forms.DoneForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(authorization, follow_up, actions.finish(form.key()))


@router.post("/api/follow-ups/<follow_up>/snooze")
def snooze(
    follow_up: FollowUpId, form: press_forms.SnoozeForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(authorization, follow_up, actions.snooze(form.until, form.business_days))


@router.post("/api/follow-ups/<follow_up>/stop")
def stop(
    follow_up: FollowUpId, _form: press_forms.EmptyForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(authorization, follow_up, actions.stop())


@router.post("/api/follow-ups/<follow_up>/undo")
def undo(
    follow_up: FollowUpId, _form: press_forms.EmptyForm, authorization: Bearer = ""
) -> Response[Any]:
    return _act(authorization, follow_up, actions.undo())


def _act(authorization: str, follow_up: str, change: actions.Change) -> Response[Any]:
    now = answers.now()
    record = wiring.service().act(token_of(authorization), follow_up, change, now)
    return answers.record_answer(record, now)
