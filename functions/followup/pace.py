"""The pace of one worker: all of them together stay under the rate the provider allows."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Pace:
    """Letters start at least `seconds` apart. What mails nothing costs no time.

    `clock` counts seconds from anywhere; `sleep` waits for some.
    """

    seconds: float = 0.0
    clock: Callable[[], float] = lambda: 0.0
    sleep: Callable[[float], None] = lambda _seconds: None
    free_at: float | None = None

    def wait(self) -> None:
        """Until the next letter may start."""
        left = 0.0 if self.free_at is None else self.free_at - self.clock()
        if left > 0:
            self.sleep(min(left, self.seconds))

    def start(self) -> None:
        """A letter starts now."""
        self.free_at = self.clock() + self.seconds
