"""Who can be killed, and who fails as told: the store and the mailbox of `any_order`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

from followup.mailing import Mailing, Record, RowKey, Status
from followup.model import StepKey
from followup.ports import AccountClosed, OutcomeUnknown, Rejected, Throttled, Unreachable
from tests.core.memory_store import MemoryStore
from tests.core.world import World

ADA = "ada@example.com"
Wave = tuple[str, StepKey | None, int]


class Killed(BaseException):
    """SIGKILL: nothing of ours runs any more."""


@dataclass
class Attempt:
    row: RowKey
    attempt: str
    wave: Wave
    at: datetime
    is_told: bool = False


@dataclass
class MortalStore(MemoryStore):
    """Kills whoever writes, before or after the write, when told to."""

    kill: str = ""

    def claim(self, record: Record, mailing: Mailing, now: datetime) -> bool:
        return self._mortal("claim", lambda: super(MortalStore, self).claim(record, mailing, now))

    def replace(self, record: Record, mailing: Mailing) -> bool:
        return self._mortal("replace", lambda: super(MortalStore, self).replace(record, mailing))

    def _mortal(self, write: str, do: Callable[[], bool]) -> bool:
        kill, self.kill = (self.kill, "") if self.kill.endswith(write) else ("", self.kill)
        if kill.startswith("before"):
            raise Killed
        done = do()
        if kill.startswith("after"):
            raise Killed
        return done


class Machine(Protocol):
    world: World
    has_just_ended: bool

    def happen(self, place: str) -> None:
        """What comes meanwhile."""


@dataclass
class Mailbox:
    """`acts`: what happens to the letters to come; then each is taken."""

    machine: Machine
    acts: list[str] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)

    def send(self, recipient: str, _letter: EmailMessage, tags: dict[str, str]) -> str:
        act = self.acts.pop(0) if self.acts else "take"
        if act.startswith("take"):
            self._take(recipient, tags)
        self.machine.happen("flight")
        faults: dict[str, BaseException] = {
            "take and hang": OutcomeUnknown(),
            "take and die": Killed(),
            "die": Killed(),
            "fail": OutcomeUnknown(),
            "throttle": Throttled(),
            "refuse": Rejected(),
            "pause": AccountClosed(),
            "unreachable": Unreachable(),
        }
        if act in faults:
            raise faults[act]
        return "message"

    def _take(self, recipient: str, tags: dict[str, str]) -> None:
        subscriber, kind, id_ = tags["row"].split("_")
        row = RowKey(subscriber, id_, is_letter=kind == "L")
        world = self.machine.world
        # Whoever read before the end may still mail: one letter is in flight (R5).
        owner, _ = world.store.subscribers.get(subscriber, (None, None))
        if owner is None or owner.status is Status.STOPPED:
            assert self.machine.has_just_ended, "R5: mail after the end"
            return
        mailing = world.store.rows[row].mailing
        earlier = len([each for each in mailing.sent if each.key == mailing.key])
        wave = (row.id, mailing.key, earlier)
        assert recipient == ADA
        self.attempts.append(Attempt(row, tags["attempt"], wave, world.now))
