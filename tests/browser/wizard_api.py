"""The part of the API the wizard talks to, answered by the service's own forms and plan."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from pydantic import ValidationError

from followup.errors import FollowUpError, Invalid, LinkInvalid, PressAgain
from followup.forms import FollowUpForm
from followup.plan import plan
from followup.queries import PlanForm
from followup.requests import faults_of
from followup.views import view_step
from tests.browser.asked import Answer, Asked, Json

GUARDS = ("website", "seconds", "again")
STATUS: dict[type[FollowUpError], int] = {LinkInvalid: 401, PressAgain: 409}


@dataclass
class WizardApi:
    """`queries` are those of GET /plan; `follow_ups` what POST stored, by id, newest body last."""

    queries: list[Json] = field(default_factory=list)
    follow_ups: dict[str, Json] = field(default_factory=dict)
    letters: int = 0
    is_offline: bool = False
    # A private link of this address opens what `added` holds; what came with each form is a guard.
    address: str = "ada@example.com"
    added: dict[str, Json] = field(default_factory=dict)
    guards: list[Json] = field(default_factory=list)
    asks_twice: bool = False

    def reply(self, asked: Asked) -> Answer | None:
        if self.is_offline:
            return None
        try:
            return Answer.of(*self.answer(asked))
        except FollowUpError as fault:
            return Answer.of(STATUS.get(type(fault), 422), refusal(fault))
        except ValidationError as fault:
            problems = [{**problem, "loc": ("body", *problem["loc"])} for problem in fault.errors()]
            return Answer.of(422, refusal(Invalid(fields=faults_of(problems))))

    def answer(self, asked: Asked) -> tuple[int, Json]:
        if asked.path == "/plan":
            return 200, self.plan({name: values[-1] for name, values in asked.query.items()})
        return (201, self.add(asked)) if asked.bearer else (202, self.ask(asked.body))

    def ask(self, body: Json) -> Json:
        guard = {name: body.pop(name) for name in GUARDS if name in body}
        self.guards.append(guard)
        if self.asks_twice and not guard.get("again"):
            raise PressAgain
        return self.store(body)

    def add(self, asked: Asked) -> Json:
        body = asked.body
        if asked.bearer != "link-token":
            raise LinkInvalid
        if body["address"] != self.address:
            raise Invalid(fields={"address": "This is not the address of your link."})
        self.added[body["id"]] = body
        return {"id": body["id"], "same_as": None}

    def plan(self, query: Json) -> Json:
        self.queries.append(query)
        now = datetime.now(UTC)
        PlanForm.check_names(query)
        follow_up = PlanForm.model_validate(query).follow_up(now)
        steps = [view_step(step) for step in plan(follow_up, (), now)]
        return {"country": follow_up.country, "plan": steps}

    def store(self, body: Json) -> Json:
        form = FollowUpForm.model_validate({"people": []} | body)
        follow_up = form.follow_up(body["id"], datetime.now(UTC))
        self.follow_ups[follow_up.id] = body
        self.letters += 1
        return {"id": follow_up.id, "letter": "queued"}


def refusal(fault: FollowUpError) -> Json:
    return {"code": fault.code, "message": fault.message, "fields": fault.fields}
