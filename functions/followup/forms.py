"""What the page may send, and in which shape: the form itself, and what confirms it.

The other forms stand in `press_forms.py`, loaded by the routes that need them. Pydantic checks each field (form_fields.py); what needs to know the day is checked here.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from followup import limits
from followup.business_days import zone_country
from followup.errors import Invalid, PressAgain
from followup.form_fields import (
    Address,
    CheckIns,
    Contact,
    Country,
    Day,
    Detail,
    Hour,
    Id,
    Name,
    NoteText,
    Phone,
    RequiredName,
    TokenText,
    Zone,
)
from followup.model import Channel, FollowUp, Medium, Persistence, Person, Relation, Situation, Tone

# What asks for thanks; where something else happened, the page sends the first.
Thanks = Literal[Situation.JUST_INTERVIEWED, Situation.IT_WENT_BADLY, Situation.FORGOT_TO_ASK]


class Form(BaseModel):
    """Unknown fields are refused: a misspelled one would be lost without a word."""

    # Built when a request first needs it, since no request needs all of them.
    model_config = ConfigDict(extra="forbid", defer_build=True)


class PersonForm(Form):
    name: RequiredName
    relation: Relation = Relation.INTERVIEWER
    detail: Detail = ""
    reason: Detail = ""
    medium: Medium = Medium.EMAIL
    contact: Contact | None = None
    thanked: StrictBool = False
    note: NoteText | None = None

    def person(self) -> Person:
        return Person(**{name: getattr(self, name) for name in type(self).model_fields})


NOBODY: list[PersonForm] = []  # pydantic copies a default


class OpenForm(Form):
    """A form anybody may send. `website` is hidden from people; `seconds` is how long it was
    open; `again` says that somebody pressed a second time."""

    website: Annotated[str, Field(max_length=2_000)] = ""
    seconds: Annotated[int, Field(ge=0, strict=True)] | None = None
    again: StrictBool = False

    def check_press(self) -> None:
        """Raises PressAgain for what a program would send. Nothing is ever dropped silently."""
        is_hasty = self.seconds is not None and self.seconds < limits.FORM_SECONDS
        if (self.website or is_hasty) and not self.again:
            raise PressAgain


class InterviewForm(Form):
    """What may be told about an interview, or left open: in a new follow-up, and in an edit."""

    country: Country | None = None
    hour: Annotated[Hour, Field(strict=True)] = limits.DEFAULT_HOUR
    role: Name = ""
    decision_on: Day | None = None
    may_call: StrictBool = False
    call_whom: Name = ""
    phone: Phone = ""
    situation: Thanks = Situation.JUST_INTERVIEWED
    persistence: Persistence = Persistence.STEADY
    channel: Channel = Channel.CALL
    max_check_ins: Annotated[CheckIns, Field(strict=True)] | None = None
    your_name: Name = ""
    tone: Tone = Tone.FRIENDLY
    people: Annotated[list[PersonForm], Field(max_length=limits.MAX_PEOPLE)] = NOBODY


class FollowUpForm(OpenForm, InterviewForm):
    """The body of `POST /follow-ups`. A private link brings its own `address`."""

    id: Id | None = None
    address: Address | None = None
    zone: Zone
    employer: RequiredName
    interviewed_on: Day
    locale: Literal["en"] = "en"

    def follow_up(self, new_id: str, now: datetime) -> FollowUp:
        """Raises Invalid with the fields whose days do not fit together."""
        check_days(self.interviewed_on, self.decision_on, now)
        own = type(self).model_fields.keys() - OpenForm.model_fields.keys() - {"address"}
        plain = {name: getattr(self, name) for name in own}
        return FollowUp(
            **plain
            | {
                "id": self.id or new_id,
                "people": tuple(person.person() for person in self.people),
                "country": self.country or zone_country(self.zone),
            }
        )


class TokenForm(Form):
    token: TokenText


class ConfirmForm(TokenForm):
    follow_ups: Annotated[list[Id], Field(max_length=limits.MAX_FOLLOW_UPS * 2)] | None = None


def check_days(interviewed_on: date, decision_on: date | None, now: datetime) -> None:
    """Within two years of today, and in the order in which things happen."""
    faults = {}
    today = now.astimezone(UTC).date()
    if _is_far(interviewed_on, today):
        faults["interviewed_on"] = "This day is more than two years away. Check the year."
    if decision_on and _is_far(decision_on, today):
        faults["decision_on"] = "This day is more than two years away. Check the year."
    elif decision_on and decision_on < interviewed_on:
        faults["decision_on"] = "This day is before the interview. Check both days."
    if faults:
        raise Invalid(fields=faults)


def _is_far(day: date, today: date) -> bool:
    return abs(day - today) > limits.FARTHEST
