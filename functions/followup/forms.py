"""What the page may send, and in which shape: every field with its limit and its fault.

Pydantic checks the shape; `FollowUpForm.follow_up` checks what needs to know the day.
"""

import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
)
from pydantic_core import PydanticCustomError

from followup import limits
from followup.business_days import COUNTRIES, is_zone, zone_country
from followup.errors import Invalid
from followup.model import (
    Answer,
    Channel,
    FollowUp,
    Medium,
    Persistence,
    Person,
    Record,
    Relation,
    Step,
    StepKey,
    Tone,
)

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
COUNTRY = re.compile(r"[A-Z]{2}")
# Characters that reorder the text around them (Unicode TR 9) or end a line by stealth.
HIDDEN = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
HIDDEN |= {"\u061c", "\u200e", "\u200f", "\u2028", "\u2029"}


def _fault(message: str) -> PydanticCustomError:
    return PydanticCustomError("form", "{fault}", {"fault": message})


def _is_plain(text: str, allowed: str = "") -> bool:
    return not any(
        char in HIDDEN or (unicodedata.category(char) in ("Cc", "Cs") and char not in allowed)
        for char in text
    )


def check_line(text: str) -> str:
    """One line of text, without line breaks, control characters or hidden ones."""
    if not _is_plain(text):
        raise _fault("This holds a line break or a character that cannot be shown. Type it again.")
    return text.strip()


def check_text(text: str) -> str:
    if not _is_plain(text, allowed="\n\r\t"):
        raise _fault("This holds a character that cannot be shown. Type it again.")
    return text.strip()


def read_day(value: Any) -> date:
    """Only `2026-11-23`: pydantic alone would take a number of seconds for a day."""
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _fault("This is not a day in the calendar. Write it like 2026-11-23.")


def check_zone(name: str) -> str:
    if not is_zone(name):
        raise _fault("We do not know this time zone. Choose one from the list.")
    return name


def check_country(code: str) -> str:
    if not COUNTRY.fullmatch(code) or code not in COUNTRIES:
        raise _fault("We do not know this country. Choose one from the list.")
    return code


def check_id(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise _fault("This is not an id.") from None


Day = Annotated[date, BeforeValidator(read_day)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(check_zone)]
Country = Annotated[str, AfterValidator(check_country)]
Id = Annotated[str, Field(max_length=64), AfterValidator(check_id)]
Name = Annotated[str, Field(max_length=limits.MAX_NAME_CHARS), AfterValidator(check_line)]
Detail = Annotated[str, Field(max_length=limits.MAX_DETAIL_CHARS), AfterValidator(check_text)]
Phone = Annotated[str, Field(max_length=limits.MAX_PHONE_CHARS), AfterValidator(check_line)]
Contact = Annotated[str, Field(max_length=limits.MAX_CONTACT_CHARS), AfterValidator(check_line)]
NoteText = Annotated[str, Field(max_length=limits.MAX_NOTE_CHARS), AfterValidator(check_text)]
Hour = Annotated[int, Field(ge=limits.EARLIEST_HOUR, le=limits.LATEST_HOUR)]
CheckIns = Annotated[int, Field(ge=1, le=limits.MAX_CHECK_INS)]
TokenText = Annotated[str, Field(min_length=1, max_length=2_000)]


class Form(BaseModel):
    """Unknown fields are refused: a misspelled one would be lost without a word."""

    model_config = ConfigDict(extra="forbid")


class PersonForm(Form):
    name: Annotated[Name, Field(min_length=1)]
    relation: Relation = Relation.INTERVIEWER
    detail: Detail = ""
    medium: Medium = Medium.EMAIL
    contact: Contact | None = None
    thanked: StrictBool = False
    note: NoteText | None = None

    def person(self) -> Person:
        return Person(**{name: getattr(self, name) for name in type(self).model_fields})


class FollowUpForm(Form):
    """The body of `POST /follow-ups`."""

    id: Id | None = None
    address: Annotated[str, Field(max_length=limits.MAX_ADDRESS_CHARS)]
    zone: Zone
    country: Country | None = None
    hour: Annotated[Hour, Field(strict=True)] = limits.DEFAULT_HOUR
    employer: Annotated[Name, Field(min_length=1)]
    role: Name = ""
    interviewed_on: Day
    decision_on: Day | None = None
    may_call: StrictBool = False
    phone: Phone = ""
    persistence: Persistence = Persistence.STEADY
    channel: Channel = Channel.CALL
    max_check_ins: Annotated[CheckIns, Field(strict=True)] | None = None
    your_name: Name = ""
    tone: Tone = Tone.FRIENDLY
    locale: Literal["en"] = "en"
    people: Annotated[list[PersonForm], Field(max_length=limits.MAX_PEOPLE)] = []

    def follow_up(self, new_id: str, now: datetime) -> FollowUp:
        """Raises Invalid with the fields whose days do not fit together."""
        check_days(self.interviewed_on, self.decision_on, now)
        plain = {name: getattr(self, name) for name in type(self).model_fields}
        del plain["address"]
        return FollowUp(
            **plain
            | {
                "id": self.id or new_id,
                "people": tuple(person.person() for person in self.people),
                "country": self.country or zone_country(self.zone),
            }
        )


class EditForm(Form):
    """The body of `PATCH /follow-ups/{id}`: what changed, and the `rev` it was read at.

    An absent field stays as it is; null empties those that may be empty.
    """

    rev: Annotated[int, Field(ge=1, le=1_000_000_000, strict=True)]
    zone: Zone = ""
    country: Country | None = None
    hour: Annotated[Hour, Field(strict=True)] = limits.DEFAULT_HOUR
    employer: Annotated[Name, Field(min_length=1)] = ""
    role: Name = ""
    interviewed_on: Day = date.min
    decision_on: Day | None = None
    may_call: StrictBool = False
    phone: Phone = ""
    persistence: Persistence = Persistence.STEADY
    channel: Channel = Channel.CALL
    max_check_ins: Annotated[CheckIns, Field(strict=True)] | None = None
    your_name: Name = ""
    tone: Tone = Tone.FRIENDLY
    people: Annotated[list[PersonForm], Field(max_length=limits.MAX_PEOPLE)] = []
    reconnect: StrictBool = False

    def fields(self) -> dict[str, Any]:
        """Only what was given, as fields of FollowUp."""
        given = {name: getattr(self, name) for name in self.model_fields_set - {"rev"}}
        if "people" in given:
            given["people"] = tuple(person.person() for person in self.people)
        return given


class PlanForm(Form):
    """The query of `GET /plan`: days and choices, no names."""

    interviewed_on: Day
    zone: Zone
    decision_on: Day | None = None
    persistence: Persistence = Persistence.STEADY
    channel: Channel = Channel.CALL
    country: Country | None = None
    hour: Hour = limits.DEFAULT_HOUR
    max_check_ins: CheckIns | None = None
    recorded_at: AwareDatetime | None = None

    @classmethod
    def check_names(cls, given: Iterable[str]) -> None:
        """Raises Invalid: the resolver drops what it does not know from a query."""
        unknown = sorted(set(given) - set(cls.model_fields))
        if unknown:
            raise Invalid(fields={name: "We do not know this field." for name in unknown})

    def follow_up(self, now: datetime) -> FollowUp:
        check_days(self.interviewed_on, self.decision_on, now)
        plain = {name: getattr(self, name) for name in type(self).model_fields}
        recorded_at = plain.pop("recorded_at")
        if recorded_at and abs(recorded_at - now) > timedelta(days=366 * limits.MAX_YEARS_AWAY):
            raise Invalid(fields={"recorded_at": "This is more than two years away."})
        country = self.country or zone_country(self.zone)
        return FollowUp(
            **plain | {"id": "", "employer": "", "country": country, "ready_at": recorded_at}
        )


class TokenForm(Form):
    token: TokenText


class ConfirmForm(TokenForm):
    follow_ups: Annotated[list[Id], Field(max_length=limits.MAX_FOLLOW_UPS * 2)] | None = None


class AnswerForm(Form):
    answer: Answer


class ThankedForm(Form):
    person: Annotated[int, Field(strict=True)] | Literal["all"]


class DoneForm(Form):
    round: Annotated[int, Field(ge=1, le=1_000, strict=True)]
    step: Step
    n: Annotated[int, Field(ge=1, le=1_000, strict=True)]

    def key(self) -> StepKey:
        return StepKey(self.round, self.step, self.n)


class SnoozeForm(Form):
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
    return abs(day - today) > timedelta(days=366 * limits.MAX_YEARS_AWAY)
