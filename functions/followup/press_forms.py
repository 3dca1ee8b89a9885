"""What the page may send about a follow-up that is stored: an edit, and every button."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool

from followup.form_fields import Address, Day, RequiredName, Zone
from followup.forms import Form, InterviewForm, OpenForm, check_days
from followup.mailing import Record
from followup.model import Answer, Step, StepKey


class EditForm(InterviewForm):
    """The body of `PATCH /follow-ups/{id}`: what changed, and the `rev` it was read at.

    An absent field stays as it is; null empties those that may be empty.
    """

    rev: Annotated[int, Field(ge=1, le=1_000_000_000, strict=True)]
    zone: Zone = ""
    employer: RequiredName = ""
    interviewed_on: Day = date.min
    reconnect: StrictBool = False

    def fields(self) -> dict[str, Any]:
        """Only what was given, as fields of FollowUp."""
        given = {name: getattr(self, name) for name in self.model_fields_set - {"rev"}}
        if "people" in given:
            given["people"] = tuple(person.person() for person in self.people)
        return given


class LinkForm(OpenForm):
    """The body of `POST /link`."""

    address: Address


class AddressForm(Form):
    """The body of `POST /address`."""

    address: Address


class AnswerForm(Form):
    answer: Answer


class ThankedForm(Form):
    person: Annotated[int, Field(strict=True)] | Literal["all"]

    def place(self) -> int | None:
        """The place of one person in the form; None for everyone."""
        return None if self.person == "all" else self.person


class DoneForm(Form):
    round: Annotated[int, Field(ge=1, le=1_000, strict=True)]
    step: Step
    n: Annotated[int, Field(ge=1, le=1_000, strict=True)]

    def key(self) -> StepKey:
        return StepKey(self.round, self.step, self.n)


class SnoozeForm(Form):
    """One of the two; neither means two business days."""

    until: Day | None = None
    business_days: Annotated[int, Field(ge=1, le=60, strict=True)] | None = None


class EmptyForm(Form):
    """A press that needs no words; `{}`."""


def check_edit(record: Record, fields: dict[str, Any], now: datetime) -> None:
    """An edit may name one day only; the two must still follow each other."""
    if not fields.keys() & {"interviewed_on", "decision_on"}:
        return
    assert record.follow_up is not None
    edited = replace(record.follow_up, **fields)
    check_days(edited.interviewed_on, edited.decision_on, now)
