"""Letters somebody asked for: within their limits, queued at once, the same for every address."""

from dataclasses import dataclass
from datetime import datetime

from followup import limits
from followup.addresses import counter_id, network_id
from followup.errors import TooMany
from followup.mailing import LetterKind, Record
from followup.ports import Counters, Queue, Store

# Each kind of letter has an allowance of its own: one cannot be used up through another.
COUNTERS = {
    LetterKind.CONFIRMATION: "letters",
    LetterKind.LINK: "links",
    LetterKind.NEW_ADDRESS: "moves",
}


@dataclass(frozen=True, slots=True)
class LetterOrders:
    """`network_limit` is how many letters one network may ask for in an hour."""

    store: Store
    counters: Counters
    queue: Queue
    identity_key: bytes
    network_limit: int

    def count_network(self, network: str, now: datetime) -> None:
        """Raises TooMany for a network's excess, or everybody's, before anything of an address
        is touched. A network's excess does not count for the others."""
        if (
            self._count(f"network#{network_id(network, self.identity_key)}", now)
            > self.network_limit
        ):
            raise TooMany("Too many requests came from your network. Try again in an hour.")
        if self._count("everybody", now) > limits.REQUESTS_PER_HOUR:
            raise TooMany("Very many requests come in just now. Try again in an hour.")

    def order(self, letter: Record, now: datetime) -> None:
        """Stores and queues a letter if its address has not had its share yet.

        Both are tried for an unknown address too: then nothing is stored, and the worker finds
        nothing. So nobody can tell one address from another by how long this takes.
        """
        if not self.counters.take_letter_slot(self._counter(letter), now):
            return
        self.store.add_letter(letter, now + limits.PENDING_LIFE)
        self.queue.put([letter.row], now)

    def free(self, letter: Record) -> None:
        """A press proves that the address wants its letters: its allowance begins anew."""
        self.counters.free_letter_slots(self._counter(letter))

    def _count(self, what: str, now: datetime) -> int:
        """How many there were in this hour, this one included."""
        return self.counters.count(f"{what}#{now:%Y-%m-%dT%H}", now + limits.NETWORK_COUNTER_LIFE)

    def _counter(self, letter: Record) -> str:
        assert letter.letter is not None
        return f"{COUNTERS[letter.letter]}#{counter_id(letter.address, self.identity_key)}"
