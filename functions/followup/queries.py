"""What may stand in the query of an address, and in which shape."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from followup import limits
from followup.business_days import zone_country
from followup.errors import Invalid
from followup.form_fields import CheckIns, Country, Day, Digits, Hour, Zone
from followup.forms import Form, check_days
from followup.model import Channel, FollowUp, Persistence


class QueryForm(Form):
    @classmethod
    def check_names(cls, given: Iterable[str]) -> None:
        """Raises Invalid: the resolver drops what it does not know from a query."""
        unknown = sorted(set(given) - set(cls.model_fields))
        if unknown:
            raise Invalid(fields={name: "We do not know this field." for name in unknown})


class PlanForm(QueryForm):
    """The query of `GET /plan`: days and choices, no names."""

    interviewed_on: Day
    zone: Zone
    decision_on: Day | None = None
    persistence: Persistence = Persistence.STEADY
    channel: Channel = Channel.CALL
    country: Country | None = None
    hour: Annotated[Hour, Digits] = limits.DEFAULT_HOUR
    max_check_ins: Annotated[CheckIns, Digits] | None = None
    recorded_at: AwareDatetime | None = None

    def follow_up(self, now: datetime) -> FollowUp:
        check_days(self.interviewed_on, self.decision_on, now)
        plain = {name: getattr(self, name) for name in type(self).model_fields}
        recorded_at = plain.pop("recorded_at")
        if recorded_at and abs(recorded_at - now) > limits.FARTHEST:
            raise Invalid(fields={"recorded_at": "This is more than two years away."})
        country = self.country or zone_country(self.zone)
        return FollowUp(
            **plain | {"id": "", "employer": "", "country": country, "ready_at": recorded_at}
        )


class ExportForm(QueryForm):
    """The query of `GET /export`."""

    format: Literal["json", "csv"] = "json"


class StopForm(QueryForm):
    """The query of `POST /stop/{token}`."""

    only: Literal["true", "false"] = "false"
