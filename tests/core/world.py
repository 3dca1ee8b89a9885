"""A whole service in memory, with time as data: sign up, confirm, tick, read the mail."""

import re
import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

from followup.access import Access
from followup.brake import Brake
from followup.letter_orders import LetterOrders
from followup.letters import Letters, Sender
from followup.mailing import Record, RowKey
from followup.model import FollowUp
from followup.moves import Moves
from followup.sending import Result, Sending
from followup.service import Service
from followup.sign_up import Confirmed, SignUp
from followup.stops import Stops
from followup.tokens import Tokens
from tests.core.builders import a_follow_up
from tests.core.memory import MemoryCounters, MemoryMailer, MemoryQueue
from tests.core.memory_forget import MemoryForget
from tests.core.memory_store import MemoryStore

START = datetime(2026, 11, 23, 10, tzinfo=UTC)  # a Monday
ADA = "ada@example.com"
SITE = "https://follow-up.example.com"
SENDER = Sender("Career Centre", "reminders@example.com", "help@example.com", SITE)


@dataclass
class World:
    """`now` only moves forward, by `wait_until`."""

    now: datetime = START
    store: MemoryStore = field(default_factory=MemoryStore)
    counters: MemoryCounters = field(default_factory=MemoryCounters)
    queue: MemoryQueue = field(default_factory=MemoryQueue)
    mailer: MemoryMailer = field(default_factory=MemoryMailer)
    tokens: Tokens = field(default_factory=lambda: Tokens(["a signing key for tests"]))
    network_limit: int = 100
    brake: Brake = field(default_factory=Brake)
    forget: MemoryForget = field(init=False)

    def __post_init__(self) -> None:
        self.forget = MemoryForget(self.store)

    @property
    def sign_up(self) -> SignUp:
        return SignUp(self.store, self.forget, self.tokens, self.orders)

    @property
    def orders(self) -> LetterOrders:
        key, limit = b"an id key", self.network_limit
        return LetterOrders(self.store, self.counters, self.queue, key, limit)

    @property
    def service(self) -> Service:
        return Service(self.store, self.forget, self.tokens)

    @property
    def stops(self) -> Stops:
        return Stops(self.store, self.forget, self.tokens)

    @property
    def access(self) -> Access:
        return Access(self.store, self.tokens, self.orders)

    @property
    def moves(self) -> Moves:
        return Moves(self.store, self.forget, self.tokens, self.orders)

    def worker(self, time_left: timedelta = timedelta(seconds=60)) -> Sending:
        return Sending(
            self.store,
            self.mailer,
            Letters(SENDER, self.tokens).render,
            lambda: str(uuid.uuid4()),
            lambda: time_left,
            self.brake,
        )

    def ask(self, follow_up: FollowUp, address: str = ADA, network: str = "192.0.2.1") -> None:
        id_ = follow_up.id or str(uuid.uuid4())
        pending = replace(follow_up, id=id_, ready_at=None)
        self.sign_up.ask(pending, address, network, str(uuid.uuid4()), self.now)

    def tick(self) -> list[Result]:
        """What the index finds now, each row handed to one worker."""
        self.queue.messages.clear()
        return [self.worker().send(row, self.now) for row in self.store.due(self.now)]

    def wait_until(self, moment: datetime) -> list[Result]:
        self.now = max(self.now, moment)
        return self.tick()

    def deliver_next(self) -> EmailMessage | None:
        """Moves to the next due row and mails it; None when nothing is due any more."""
        for _ in range(10):
            ahead = [row.mailing.due_at for row in self.store.rows.values() if row.mailing.due_at]
            if not ahead:
                return None
            before = len(self.letters)
            self.wait_until(min(ahead))
            if len(self.letters) > before:
                return self.letters[-1]
        raise AssertionError("rows keep moving and no letter leaves")

    def next_letter(self) -> EmailMessage:
        letter = self.deliver_next()
        assert letter is not None
        return letter

    def confirm(self, letter: EmailMessage | None = None) -> Confirmed:
        found = letter or self.letters[-1]
        return self.sign_up.confirm(token_in(found, "/confirm/"), None, self.now)

    def follow(self, **changes: object) -> Confirmed:
        """Signs up and confirms in one go."""
        self.ask(a_follow_up(**changes))
        self.tick()
        return self.confirm()

    def record(self, place: int = 0) -> Record:
        row = list(self.store.facts)[place]
        found = self.store.load(row, self.now)
        assert found is not None
        return found

    def all_records(self) -> list[Record]:
        found = [self.store.load(row, self.now) for row in self.store.facts]
        return [each for each in found if each]

    @property
    def letters(self) -> list[EmailMessage]:
        return [letter for _, letter, _ in self.mailer.letters]


def a_due_world(**changes: object) -> World:
    """A confirmed follow-up whose first reminder is due now, unmailed."""
    world = World()
    world.follow(**changes)
    world.mailer.letters.clear()
    due_at = world.record().mailing.due_at
    assert due_at is not None
    world.now = due_at
    return world


def text_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def html_of(letter: EmailMessage) -> str:
    part = letter.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def links_in(letter: EmailMessage) -> list[str]:
    return re.findall(r"https?://\S+", text_of(letter))


def token_in(letter: EmailMessage, page: str) -> str:
    link = next(link for link in links_in(letter) if page in link)
    return parse_qs(urlsplit(link).query)["t"][0]


def stop_token_in(letter: EmailMessage) -> str:
    return str(letter["List-Unsubscribe"]).rpartition("/")[2].rstrip(">")


def a_row(place: int = 0, subscriber: str = "ab" * 20, *, is_letter: bool = False) -> RowKey:
    return RowKey(subscriber, str(uuid.UUID(int=place + 1)), is_letter)
