"""Anything in any order: ticks, crashes, events early, late, lost and twice, and the person.

The store is in memory, the rules are the real ones, time is data. Each letter is counted where
the provider accepts it. Hypothesis looks for an order that breaks a guarantee.
"""

import copy
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from followup import limits
from followup.actions import Change, answer, snooze, stop, thank, undo
from followup.mailing import Forgotten, State
from followup.model import Answer, Outcome
from followup.restoring import moved_on
from followup.sending import Sending
from followup.settling import settle
from tests.core.builders import a_person
from tests.core.world import World
from tests.faults.mortals import Killed, Mailbox, MortalStore

ACTS = ("take", "take and hang", "take and die", "die", "fail")
REFUSALS = ("throttle", "refuse", "pause", "unreachable")
KILLS = ("before claim", "after claim", "before replace", "after replace")
PRESSES: dict[str, Callable[[], Change]] = {
    "offer": lambda: answer(Answer.OFFER),
    "rejection": lambda: answer(Answer.REJECTION),
    "thank": lambda: thank(0),
    "thank all": lambda: thank(None),
    "snooze": lambda: snooze(None, 2),
    "only this one": stop,
    "undo": undo,
}


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World(store=MortalStore())
        people = (a_person(), a_person(name="Ms Hopper"))
        self.bearer = self.world.follow(people=people).token
        self.box = Mailbox(self)
        self.is_erased = self.has_just_ended = False
        self.meanwhile: tuple[str, str] | None = None
        self.backup: Any = None

    @property
    def store(self) -> MortalStore:
        assert isinstance(self.world.store, MortalStore)
        return self.world.store

    @rule(acts=st.lists(st.sampled_from(ACTS + REFUSALS), max_size=3))
    def tick(self, acts: list[str]) -> None:
        self.box.acts, self.has_just_ended = list(acts), False
        self._work()

    @rule(acts=st.lists(st.sampled_from(ACTS + REFUSALS), min_size=1, max_size=4))
    def ticks_whenever_something_is_due(self, acts: list[str]) -> None:
        for act in acts:
            self._move_to_what_is_due()
            self.tick([act])

    @rule(
        act=st.sampled_from(ACTS + REFUSALS),
        place=st.sampled_from(["render", "flight"]),
        what=st.sampled_from(["work", "event", "stop", "erase", *sorted(PRESSES)]),
    )
    def something_happens_during_a_tick(self, act: str, place: str, what: str) -> None:
        self._move_to_what_is_due()
        self.meanwhile = (place, what)
        self.tick([act])
        self.meanwhile = None

    def happen(self, place: str) -> None:
        """What comes between reading and claiming, or between sending and settling."""
        if self.meanwhile is None or self.meanwhile[0] != place:
            return
        what, self.meanwhile = self.meanwhile[1], None
        acts, self.box.acts = self.box.acts, []
        if what == "work":
            self._work()
        elif what == "event" and self.box.attempts:
            self.an_event_comes(0)
        elif what in PRESSES and not self.is_erased:
            self.somebody_presses(what)
        elif what == "stop" and not self.is_erased:
            self.everything_is_stopped_or_started(True)
        elif what == "erase" and not self.is_erased:
            self.everything_is_erased()
        self.box.acts = acts

    @rule(kill=st.sampled_from(KILLS))
    def tick_and_be_killed(self, kill: str) -> None:
        self._move_to_what_is_due()
        self.store.kill, self.has_just_ended = kill, False
        self._work()
        self.store.kill = ""

    @rule()
    def tick_twice(self) -> None:
        self.has_just_ended = False
        self._work(times=2)

    @rule(minutes=st.sampled_from([1, 30, 46, 300, 1440, 4320]))
    def time_passes(self, minutes: int) -> None:
        self.world.now += timedelta(minutes=minutes)

    @precondition(lambda self: self.box.attempts)
    @rule(place=st.integers(0, 9))
    def an_event_comes(self, place: int) -> None:
        """Prompt, late, or once more; those never chosen are lost."""
        told = self.box.attempts[-1 - place % len(self.box.attempts)]
        settle(self.store, told.row, told.attempt, Outcome.SENT, self.world.now)
        told.is_told = True

    @precondition(lambda self: not self.is_erased)
    @rule(press=st.sampled_from(sorted(PRESSES)))
    def somebody_presses(self, press: str) -> None:
        id_ = next(iter(self.store.facts)).id
        self.world.service.act(self.bearer, id_, PRESSES[press](), self.world.now)

    @precondition(lambda self: not self.is_erased)
    @rule(is_stop=st.booleans())
    def everything_is_stopped_or_started(self, is_stop: bool) -> None:
        if is_stop:
            self.world.stops.stop(self.bearer, self.world.now)
            self.has_just_ended = True
        else:
            self.world.stops.start(self.bearer, self.world.now)

    @precondition(lambda self: not self.is_erased)
    @rule()
    def everything_is_erased(self) -> None:
        self.world.service.erase(self.bearer, self.world.now)
        self.is_erased = self.has_just_ended = True

    @rule()
    def a_backup_is_made(self) -> None:
        kept = (self.store.subscribers, self.store.facts, self.store.rows)
        self.backup = copy.deepcopy(kept)

    @precondition(lambda self: self.backup)
    @rule()
    def the_backup_is_restored(self) -> None:
        """Sending is off meanwhile: endings are replayed, and what may have left moves on."""
        subscribers, facts, rows = copy.deepcopy(self.backup)
        self.store.subscribers, self.store.facts, self.store.rows = subscribers, facts, rows
        for (id_, what), (at, _) in list(self.world.forget.items.items()):
            if what is Forgotten.ERASED:
                self.world.forget.erase(id_, at)
            elif what is Forgotten.STOPPED:
                self.world.forget.stop(id_, at)
        for row, stored in self.store.rows.items():
            record = self.store.load(row, self.world.now)
            newer = moved_on(record, self.world.now) if record else None
            stored.mailing = newer or stored.mailing
        # What was pressed since is lost; pressed again, it is mailed again, and rightly.
        self.box.attempts.clear()

    @invariant()
    def no_letter_leaves_twice_unless_its_event_is_missing(self) -> None:
        for wave, count in Counter(each.wave for each in self.box.attempts).items():
            assert count <= limits.MAX_TRIES, "R3: a third letter"
            earlier = [each for each in self.box.attempts if each.wave == wave][:-1]
            gaps = [self.box.attempts[-1].at - each.at for each in earlier]
            assert all(gap >= limits.LEASE for gap in gaps), "R1: a second letter too soon"

    @invariant()
    def nobody_comes_back(self) -> None:
        if self.is_erased:
            assert not self.store.rows
            assert not self.store.subscribers

    @invariant()
    def tries_stay_in_bounds(self) -> None:
        for row in self.store.rows.values():
            assert 0 <= row.mailing.tries <= limits.MAX_TRIES
            assert row.mailing.state is not State.SENDING or row.mailing.attempt

    def teardown(self) -> None:
        """R4: left alone, without faults and without events, everything ends."""
        self.box.acts, self.has_just_ended = [], False
        for _ in range(100):
            if not self._move_to_what_is_due():
                return
            self._work()
            # The next tick: who holds back after a fault looks again when time has passed.
            self.world.now += timedelta(minutes=1)
            self.no_letter_leaves_twice_unless_its_event_is_missing()
        raise AssertionError("R4: it never ends")

    def _move_to_what_is_due(self) -> bool:
        ahead = [row.mailing.due_at for row in self.store.rows.values() if row.mailing.due_at]
        self.world.now = max([self.world.now, *([min(ahead)] if ahead else [])])
        return bool(ahead)

    def _work(self, times: int = 1) -> None:
        for row in self.store.due(self.world.now) * times:
            try:
                self._worker().send(row, self.world.now)
            except Killed:
                return

    def _worker(self) -> Sending:
        return replace(self.world.worker(), mailer=self.box, render=self._render)

    def _render(self, *_moment: object) -> EmailMessage:
        self.happen("render")
        return EmailMessage()


def searching(examples: int, steps: int, *, is_repeatable: bool = False) -> settings:
    """`is_repeatable`: the same orders in each run; the long search takes new ones.

    A fault is shrunk but not explained: for that each line is traced, and on a busy machine the
    time limit came before the fault was told.
    """
    return settings(
        phases=[Phase.reuse, Phase.generate, Phase.shrink],
        derandomize=is_repeatable,
        print_blob=True,
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
