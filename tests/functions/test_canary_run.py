"""Everything the service does, with a canary in every field; then all it told is searched.

Told are: log lines and metrics, queue messages, tags handed to SES, what is remembered of endings,
answers to those who have no right to more, and the text of every fault.
"""

import importlib
import json
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from followup.aws.items import Unreadable
from followup.aws.mailer import SesMailer
from followup.aws.store import DynamoStore
from tests.core.ses_events import ATTEMPT, an_event
from tests.core.world import stop_token_in, token_in
from tests.functions.calls import Api, Context, Deliver, a_form
from tests.functions.canary import leaks_in
from tests.functions.conftest import Mailbox, work_off

FIELDS = ("employer", "role", "your_name", "phone", "call_whom")
OF_A_PERSON = ("name", "detail", "reason", "contact", "note")
ADDRESS, NEW = "kanari-ada@example.com", "kanari-new@example.com"


def a_singing_form(**changes: Any) -> dict[str, Any]:
    person = {name: f"kanari-{name}" for name in OF_A_PERSON}
    fields = {name: f"kanari-{name}" for name in FIELDS}
    return a_form(address=ADDRESS, people=[person], **fields | changes)


class Run:
    """One life, step after step; `told` gathers what others could read."""

    def __init__(self, api: Api, deliver: Deliver, mailbox: Mailbox) -> None:
        self.api, self.deliver, self.mailbox = api, deliver, mailbox
        self.form, self.told, self.tokens = a_singing_form(), list[str](), list[str]()
        self.path = f"/api/follow-ups/{self.form['id']}"

    def post(self, path: str, body: Any = None, bearer: str = "") -> Any:
        return self.api("POST", path, body, bearer=bearer).body

    def sign_up(self) -> None:
        self.post("/api/follow-ups", self.form)
        self.take(self.api.stack.messages())
        token = self.keep(token_in(self.deliver()[-1], "/confirm/"))
        self.bearer = self.keep(self.post("/api/confirm", {"token": token})["token"])

    def live(self) -> None:
        letter = self.deliver()[-1]
        button = self.keep(token_in(letter, "/follow-ups/"))
        stop = self.keep(stop_token_in(letter))
        for bearer in (self.bearer, button):
            for action, body in PRESSES.items():
                self.post(f"{self.path}/{action}", body, bearer)
        for path in ("/api/follow-ups", self.path, f"{self.path}/calendar.ics", "/api/export"):
            self.api("GET", path, bearer=self.bearer)
        self.api("GET", self.keep(self.post("/api/calendar", {}, self.bearer)["path"]))
        for verb in ("stop", "start"):
            self.post(f"/api/{verb}/{stop}")

    def go_wrong(self) -> None:
        """What is refused says why, in words that hold nothing of it."""
        odd = a_singing_form(hour="kanari-hour", admin="kanari-admin")
        told = [self.post("/api/follow-ups", odd), self.post("/api/follow-ups", "{kanari-json")]
        told += [self.post(self.path, {}, self.tokens[0]), self.post("/api/confirm", self.form)]
        told.append(self.api("GET", "/api/plan", query={"zone": "kanari-zone"}).body)
        told.append(self.api("GET", f"/api/stop/{'kanari' * 300}").body)
        self.take(json.dumps(each) for each in told)

    def hear(self) -> None:
        """Events as SES sends them, with the recipient and the subject in them."""
        [row] = self.api.stack.items_of("R#")
        owner, id_ = row["pk"].removeprefix("S#"), row["sk"].removeprefix("R#")
        for kind in ("Send", "Bounce", "Complaint", "Reject", "Open"):
            event = an_event(kind, row=f"{owner}_R_{id_}", bounce={"bounceType": "Transient"})
            event["detail"]["mail"] |= {
                "destination": [ADDRESS],
                "commonHeaders": {"to": [ADDRESS], "subject": "kanari-name"},
            }
            self.feed(event)
        self.feed({"source": "aws.ses", "detail": {"mail": {"tags": {"row": [ADDRESS]}}}})

    def feed(self, event: Any) -> None:
        self.take([str(importlib.import_module("feedback").handler(event, Context()))])

    def end(self) -> None:
        self.post("/api/address", {"address": NEW}, self.bearer)
        self.keep(token_in(self.deliver()[-1], "/block/"))
        fresh = self.keep(self.post("/api/link/rotate", {}, self.bearer)["token"])
        self.api("DELETE", "/api/subscriber", bearer=fresh)

    def keep(self, token: str) -> str:
        """A token is a canary too."""
        self.tokens.append(token.rpartition("/")[2].removesuffix(".ics"))
        return token

    def take(self, texts: Any) -> None:
        self.told += texts


PRESSES: dict[str, Any] = {
    "thanked": {"person": 0},
    "done": {"round": 1, "step": "thank_you", "n": 1},
    "snooze": {"business_days": 2},
    "answer": {"answer": "offer"},
    "stop": {},
    "undo": {},
}


@pytest.fixture
def run(api: Api, deliver: Deliver, mailbox: Mailbox) -> Run:
    made = Run(api, deliver, mailbox)
    made.sign_up()
    return made


def assert_nothing_sings(run: Run, *printed: str) -> None:
    told = "\n".join([*run.told, *printed, *run.api.stack.messages()])
    assert told.strip()
    assert "kanari" not in told
    assert [token for token in run.tokens if token in told] == []
    assert leaks_in(told) == []


def test_a_whole_life_is_told_to_nobody(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run.live()
    run.go_wrong()
    run.hear()
    run.end()

    remembered = json.dumps(run.api.stack.items("forget"), default=str)
    assert_nothing_sings(run, capsys.readouterr().out, remembered)


def test_ses_is_told_ids_only_beside_the_letter(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = SesMailer._request

    def noted(self: SesMailer, *given: Any) -> Any:
        request = real(self, *given)
        run.take([json.dumps(request["EmailTags"]), request["ConfigurationSetName"]])
        return request

    monkeypatch.setattr(SesMailer, "_request", noted)
    run.deliver()

    assert_nothing_sings(run, capsys.readouterr().out)


REFUSAL = ClientError(
    {"Error": {"Code": "ValidationException", "Message": f"kanari {ADDRESS}"}}, "UpdateItem"
)


def name_of(given: object) -> str:
    return given if isinstance(given, str) else type(given).__name__


FAULTS: list[Exception] = [
    REFUSAL,
    EndpointConnectionError(endpoint_url=f"http://kanari/{ADDRESS}"),
    ValueError(f"kanari: {ADDRESS}"),
]


IN_THE_WORKER = [
    *(("load", fault) for fault in FAULTS),
    ("claim", FAULTS[0]),
    ("replace", FAULTS[0]),
    ("send", FAULTS[1]),
    ("render", FAULTS[2]),
]


@pytest.mark.parametrize(("place", "fault"), IN_THE_WORKER, ids=name_of)
def test_a_fault_in_the_worker_is_told_by_its_kind(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
    fault: Exception,
) -> None:
    owner: Any = {"send": SesMailer, "render": importlib.import_module("send").Letters}.get(
        place, DynamoStore
    )
    monkeypatch.setattr(owner, place, failing(fault))
    run.api.stack.messages()
    due = [item["due_at"] for item in run.api.stack.items() if item.get("state") == "due"]
    importlib.import_module("dispatch").handler({"time": min(due)}, Context())

    run.take([str(work_off(run.api.stack.messages()))])

    assert_nothing_sings(run, capsys.readouterr().out)


@pytest.mark.parametrize("fault", [*FAULTS[:2], TimeoutError()], ids=name_of)
@pytest.mark.parametrize("route", ["GET /api/follow-ups", "DELETE /api/subscriber"])
def test_an_outage_is_told_by_its_kind(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: Exception,
    route: str,
) -> None:
    monkeypatch.setattr(DynamoStore, "subscriber", failing(fault))

    answer = run.api(*route.split(), bearer=run.bearer)

    assert (answer.status, answer.body["code"]) == (503, "unavailable")
    run.take([json.dumps(answer.body)])
    assert_nothing_sings(run, capsys.readouterr().out)


def failing(fault: Exception) -> Callable[..., Any]:
    def fail(*_given: object, **_more: object) -> Any:
        raise fault

    return fail


BROKEN = {"F#": "form", "R#": "step", "S": "status"}


@pytest.mark.filterwarnings("ignore:No application metrics")
@pytest.mark.parametrize("prefix", BROKEN)
def test_an_item_nobody_can_read_is_not_read_out(
    run: Run, capsys: pytest.CaptureFixture[str], prefix: str
) -> None:
    """Lambda writes the text of a fault that nobody caught into the log."""
    [item] = run.api.stack.items_of(prefix)
    broken = json.dumps(run.form | {"tone": ADDRESS}) if prefix == "F#" else ADDRESS
    [row] = run.api.stack.items_of("R#")
    for found, name, value in (
        (item, BROKEN[prefix], broken),
        (row, "state", "sending"),  # a report is read against the rest only in flight
        (row, "attempt", ATTEMPT),
    ):
        run.api.stack.dynamodb.update_item(
            TableName="table",
            Key={key: {"S": found[key]} for key in ("pk", "sk")},
            UpdateExpression="SET #name = :value",
            ExpressionAttributeNames={"#name": name},
            ExpressionAttributeValues={":value": {"S": value}},
        )
    event = an_event(row=f"{item['pk'].removeprefix('S#')}_R_{run.form['id']}")

    run.take([caught(lambda: run.api("GET", run.path, bearer=run.bearer))])
    run.take([caught(lambda: run.feed(event))])

    assert_nothing_sings(run, capsys.readouterr().out)


def caught(do: Callable[[], object]) -> str:
    """As Lambda writes it down."""
    with pytest.raises(Unreadable) as fault:
        do()
    return "".join(traceback.format_exception(fault.value))
