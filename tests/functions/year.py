"""A year in the life of one subscriber, through the real handlers, with time as data.

Nothing waits: the clock jumps from one due moment or press to the next. What was mailed is
written down together with the facts of that moment, and after each press the plan that was shown.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from followup.aws.queue import write_message
from followup.mailing import RowKey
from followup.model import FollowUp, StepKey
from followup.ports import Forget, Store
from tests.core.memory import MemoryQueue
from tests.core.world import token_in
from tests.functions.calls import Api, Context, a_form

PLACES = [
    ("Europe/Berlin", "DE"),
    ("Europe/London", "GB"),
    ("Europe/Lisbon", "PT"),
    ("America/New_York", "US"),
    ("America/Los_Angeles", "US"),
    ("America/Sao_Paulo", "BR"),
    ("Pacific/Kiritimati", None),
    ("Australia/Sydney", "AU"),
    ("Australia/Lord_Howe", "AU"),
    ("Asia/Kolkata", "IN"),
    ("Asia/Jerusalem", "IL"),
    ("Asia/Tokyo", "JP"),
]
BEGIN, END = datetime(2027, 1, 4, tzinfo=UTC), datetime(2028, 1, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Mailed:
    """A reminder that left, and the follow-up as it was then."""

    follow_up: FollowUp
    key: StepKey
    at: datetime


@dataclass(frozen=True)
class Shown:
    """The plan as answered at some moment: it holds until the next press."""

    at: datetime
    steps: list[tuple[StepKey, datetime]]


@dataclass
class Life:
    """One subscriber. `read_index` gives each row that waits, with the time it is due."""

    seed: int
    store: Store
    forget: Forget
    read_index: Callable[[], list[tuple[datetime, RowKey]]]
    now: datetime = BEGIN
    queue: MemoryQueue = field(default_factory=MemoryQueue)
    letters: list[EmailMessage] = field(default_factory=list)
    mailed: dict[str, list[Mailed]] = field(default_factory=dict)
    shown: dict[str, list[Shown]] = field(default_factory=dict)
    presses: int = 0
    index: list[tuple[datetime, RowKey]] = field(default_factory=list)
    bearer: str = ""
    is_stopped: bool = False

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.zone, self.country = PLACES[self.seed % len(PLACES)]
        self.agenda: list[tuple[datetime, Callable[[], None]]] = []

    @property
    def address(self) -> str:
        return f"person-{self.seed}@example.com"

    def live(self, api: Api) -> None:
        """From the first sign-up to the end of the year."""
        self.api = api
        starts = sorted(self._some_time(0, 250) for _ in range(self.random.randint(1, 5)))
        self.now = starts[0]
        self._sign_up()
        self.agenda = [(at, self._add) for at in starts[1:]]
        while self._step():
            pass

    def surprises(self) -> list[object]:
        """What left or failed to between two presses, against the plan shown after the first."""
        found: list[object] = []
        for id_, shown in self.shown.items():
            ends = [*(each.at for each in shown[1:]), END]
            for plan, until in zip(shown, ends, strict=True):
                left = [
                    (entry.key, entry.at)
                    for entry in self.mailed.get(id_, [])
                    if plan.at < entry.at <= until
                ]
                due = [(key, at) for key, at in plan.steps if at <= until]
                if left != due:
                    found.append((self.seed, id_, plan.at, until, left, due))
        return found

    def send(self, recipient: str, letter: EmailMessage, tags: dict[str, str]) -> str:
        """The mailer: takes every letter, and notes which step it was about."""
        assert recipient == self.address
        self.letters.append(letter)
        subscriber, kind, id_ = tags["row"].split("_")
        if kind == "R":
            record = self.store.load(RowKey(subscriber, id_), self.now)
            assert record is not None
            assert record.follow_up is not None
            assert record.mailing.key is not None
            entry = Mailed(record.follow_up, record.mailing.key, self.now)
            self.mailed.setdefault(id_, []).append(entry)
        return "message"

    def next_due(self) -> datetime | None:
        self.index = self.read_index()
        return min((due_at for due_at, _ in self.index), default=None)

    def due(self, as_of: datetime) -> list[RowKey]:
        """As last read: from there to the tick that asks nothing happens."""
        return [row for due_at, row in self.index if due_at <= as_of]

    def _step(self) -> bool:
        """To the next due moment, or the next press where that comes first."""
        due_at = self.next_due()
        press_at = min((at for at, _ in self.agenda), default=END)
        if min(due_at or END, press_at) >= END:
            self.now = END
            return False
        if due_at and due_at <= press_at:
            self.now = max(self.now, due_at)
            self._tick()
        else:
            self.agenda.sort(key=lambda entry: entry[0])
            self.now, press = self.agenda.pop(0)
            press()
        return True

    def _tick(self) -> None:
        importlib.import_module("dispatch").handler({"time": self.now.isoformat()}, Context())
        waiting = [*self.queue.messages]
        self.queue.messages.clear()
        records = [
            {"messageId": str(n), "body": write_message(row, as_of)}
            for n, (row, as_of) in enumerate(waiting)
        ]
        answer = importlib.import_module("send").handler({"Records": records}, Context())
        assert answer == {"batchItemFailures": []}

    def _sign_up(self) -> None:
        form = self._form()
        assert self.api("POST", "/api/follow-ups", form).status == 202
        self.next_due()
        self._tick()
        token = token_in(self.letters[-1], "/confirm/")
        confirmed = self.api("POST", "/api/confirm", {"token": token})
        self.bearer = confirmed.body["token"]
        self._begin(form["id"], self._item(form["id"]))

    def _add(self) -> None:
        """With the link; somebody whose follow-ups all ended long ago signs up once more."""
        if self.api("GET", "/api/follow-ups", bearer=self.bearer).status == 401:
            self.is_stopped = False
            self._sign_up()
            return
        form = self._form()
        added = self.api("POST", "/api/follow-ups", form, bearer=self.bearer)
        assert added.status == 201
        if self.is_stopped:
            self.is_stopped = False
            self._look_at_all()
        self._begin(form["id"], added.body["follow_up"])

    def _begin(self, id_: str, item: dict[str, Any] | None) -> None:
        self._note(id_, item)
        for _ in range(self.random.choice([0, 1, 2, 3, 4])):
            at = self.now + timedelta(minutes=self.random.randint(60, 45 * 24 * 60))
            press = self.random.choice(PRESSES)
            self.agenda.append((at, lambda press=press: self._press(id_, press)))  # type: ignore[misc]
        if self.random.random() < 0.8:
            at = self.now + timedelta(minutes=self.random.randint(60, 30 * 24 * 60))
            self.agenda.append((at, lambda: self._press(id_, "answer")))

    def _press(self, id_: str, press: str) -> None:
        self.presses += 1
        if press in ("stop everything", "start again"):
            self.is_stopped = press == "stop everything"
            verb = "stop" if self.is_stopped else "start"
            answer = self.api("POST", f"/api/{verb}/{self.bearer}")
            assert answer.status == 200 or not self._item(id_)
            self._look_at_all()
            return
        path = f"/api/follow-ups/{id_}"
        item = self._item(id_)
        if item is None:
            return
        method, place, body = self._request(press, item)
        answer = self.api(method, path + place, body, bearer=self.bearer)
        assert answer.status == 200, (press, body, answer.body)
        self._note(id_, answer.body)

    def _request(self, press: str, item: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
        later = str(self._today() + timedelta(days=self.random.randint(3, 30)))
        step = item["next"] or {"round": 1, "step": "check_in", "n": 1}
        key = {name: step[name] for name in ("round", "step", "n")}
        answers = ["offer", "rejection", "another_round", "withdrawn"]
        edits: list[dict[str, Any]] = [
            {"decision_on": later},
            {"persistence": "bold"},
            {"hour": 7},
            {"reconnect": True},
        ]
        requests: dict[str, tuple[str, str, dict[str, Any]]] = {
            "answer": ("POST", "/answer", {"answer": self.random.choice(answers)}),
            "thanked": ("POST", "/thanked", {"person": "all"}),
            "done": ("POST", "/done", key),
            "snooze": ("POST", "/snooze", {"business_days": self.random.randint(1, 6)}),
            "edit": ("PATCH", "", {"rev": item["rev"]} | self.random.choice(edits)),
            "stop": ("POST", "/stop", {}),
            "undo": ("POST", "/undo", {}),
        }
        return requests[press]

    def _look_at_all(self) -> None:
        answer = self.api("GET", "/api/follow-ups", bearer=self.bearer)
        items = {each["id"]: each for each in answer.body.get("follow_ups", [])}
        for id_ in self.shown:
            self._note(id_, items.get(id_))

    def _note(self, id_: str, item: dict[str, Any] | None) -> None:
        coming = [step for step in item["plan"] if not step["sent_at"]] if item else []
        steps = [
            (StepKey(s["round"], s["step"], s["n"]), datetime.fromisoformat(s["at"]))
            for s in coming
        ]
        self.shown.setdefault(id_, []).append(Shown(self.now, steps))

    def _item(self, id_: str) -> dict[str, Any] | None:
        """None once it is over and deleted."""
        answer = self.api("GET", f"/api/follow-ups/{id_}", bearer=self.bearer)
        return answer.body if answer.status == 200 else None

    def _form(self) -> dict[str, Any]:
        interviewed_on = self._today() - timedelta(days=self.random.choice([0, 0, 0, 1, 2, 6]))
        decision_on = interviewed_on + timedelta(days=self.random.randint(0, 21))
        people = [{"name": f"Person {n}"} for n in range(self.random.randint(0, 2))]
        return a_form(
            id=str(UUID(int=self.random.getrandbits(128), version=4)),
            address=self.address,
            zone=self.zone,
            country=self.country or ...,
            hour=self.random.randint(6, 21),
            interviewed_on=str(interviewed_on),
            decision_on=str(decision_on) if self.random.random() < 0.7 else None,
            persistence=self.random.choice(["gentle", "steady", "steady", "bold"]),
            max_check_ins=self.random.choice([None, None, 1, 3, 5]),
            people=people,
        )

    def _today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def _some_time(self, first_day: int, last_day: int) -> datetime:
        """By day, to the second, so that no press falls on a due moment."""
        clock = time(self.random.randint(0, 23), self.random.randint(0, 59), 37)
        day = (BEGIN + timedelta(days=self.random.randint(first_day, last_day))).date()
        return datetime.combine(day, clock, UTC)


PRESSES = [
    "answer",
    "thanked",
    "done",
    "done",
    "snooze",
    "snooze",
    "edit",
    "edit",
    "edit",
    "stop",
    "undo",
    "stop everything",
    "start again",
]
