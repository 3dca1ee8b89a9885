"""The sending protocol as a pure model, small enough to visit every state it can reach.

Two steps of one follow-up, some workers, the provider's events, and at most one thing that the
person does. Everything may overlap; every read and every write is a moment of its own. Letters
are counted where the provider accepts them. Time passes only as far as it matters: 45 minutes
(no worker lives that long), the wait after a refusal, the next day.

`is_due` is what a worker reads in the row. The index may show a row in flight before that; who
meets it changes neither rev, state nor attempt, so here it is no step.

`MUTANTS` are the ways to get it wrong that the design names, and those found since: each leaves
out one condition, and each must be seen to break a guarantee (R1 to R5).
"""

from collections.abc import Iterator

from tests.faults.worlds import (
    MAX_TRIES,
    NOBODY,
    Event,
    Row,
    Worker,
    World,
    excuse,
    fail,
    more,
    next_row,
    put,
    seen,
    unused,
)

MUTANTS = {
    "read_then_write_claim": "the claim does not ask whether the row is still as read",
    "unconditional_mark": "a sent letter is marked without asking whose attempt it is",
    "event_by_state": "an event settles whatever letter is in flight",
    "facts_not_reread": "what comes next is planned from the facts read before sending",
    "short_lease": "a row can be taken again while its worker still runs",
    "release_clears_tries": "a refusal forgets the tries that ended unknown",
    "edit_clears_tries": "an edit forgets the tries that ended unknown",
    "release_gives_up": "a refusal is not written when somebody edited meanwhile",
}


class Model:
    """The protocol, or a mutant of it."""

    def __init__(self, mutant: str = "") -> None:
        assert mutant in ("", *MUTANTS)
        self.mutant = mutant

    def steps(self, world: World) -> Iterator[World]:
        """Every world that may come next."""
        for place, worker in enumerate(world.workers):
            for after, changed in self._work(world, worker):
                yield put(changed, place, after)
            if worker.at != "idle" and world.faults:
                yield put(fail(world), place, Worker())
        yield from self._time(world)
        yield from self._events(world)
        yield from self._person(world)

    def _work(self, world: World, worker: Worker) -> Iterator[tuple[Worker, World]]:
        doing = {
            "idle": self._read,
            "move": self._move,
            "claim": self._claim,
            "send": self._send,
            "settle": self._reread,
            "mark": self._mark,
            "release": self._reread,
            "free": self._free,
        }
        return doing[worker.at](world, worker)

    def _read(self, world: World, worker: Worker) -> Iterator[tuple[Worker, World]]:
        row = world.row
        assert worker == Worker()
        if row is None or row.state == "over" or not row.is_due:
            return
        is_spent = row.state == "sending" and row.tries >= MAX_TRIES
        is_wanted = not (world.answered or world.stopped)
        at = "claim" if is_wanted and not is_spent else "move"
        ended = world.stopped or world.erased
        yield Worker(at, seen(row), NOBODY, world.answered, ended, row.step), world

    def _move(self, world: World, worker: Worker) -> Iterator[tuple[Worker, World]]:
        """No letter: the second unknown is written down, or a step that is not wanted."""
        row = world.row
        if row is None or seen(row) != worker.seen:
            yield Worker(), world
            return
        outcome = "unknown" if row.tries else "ended"
        goes_on = not (world.stopped or worker.saw_answer)
        yield Worker(), world._replace(row=next_row(row, outcome, worker.saw_answer, goes_on))

    def _claim(self, world: World, worker: Worker) -> Iterator[tuple[Worker, World]]:
        row = world.row
        is_blind = self.mutant == "read_then_write_claim"
        if row is None or not (is_blind or (seen(row) == worker.seen and row.is_due)):
            yield Worker(), world
            return
        attempt = unused(world)
        taken = row._replace(
            state="sending", attempt=attempt, tries=row.tries + 1, is_due=False, waits=False
        )
        # A lost answer changes nothing: the client asks again and finds its own attempt.
        yield worker._replace(at="send", attempt=attempt), world._replace(row=taken)

    def _send(self, world: World, worker: Worker) -> Iterator[tuple[Worker, World]]:
        yield worker._replace(at="release"), world  # a refusal: nothing left
        event = (worker.attempt, worker.step)
        out = world._replace(accepted=more(world.accepted, worker.step))
        told = out._replace(events=out.events | {event})
        yield worker._replace(at="mark"), told  # with the facts read before the claim
        if world.faults:
            yield Worker(), fail(world)  # no answer, and nothing left
            yield Worker(), fail(told)  # no answer, and the letter left
            yield Worker(), excuse(fail(out), worker.step)  # its event is lost as well

    def _reread(self, world: World, worker: Worker) -> Iterator[tuple[Worker, World]]:
        row, at = world.row, {"settle": "mark", "release": "free"}[worker.at]
        if row is None or row.state != "sending" or row.attempt != worker.attempt:
            yield Worker(), world
        else:
            yield worker._replace(at=at, seen=seen(row), saw_answer=world.answered), world

    def _mark(self, world: World, worker: Worker) -> Iterator[tuple[Worker, World]]:
        row = world.row
        if self.mutant == "unconditional_mark":
            row = row or Row(worker.step)
            yield Worker(), world._replace(row=next_row(row, "sent", world.answered, True))
        elif row is None or row.state != "sending" or row.attempt != worker.attempt:
            yield Worker(), world
        elif self.mutant == "facts_not_reread":
            yield Worker(), world._replace(row=next_row(row, "sent", worker.saw_answer, True))
        elif row.rev != worker.seen[0]:
            yield worker._replace(at="settle"), world
        else:
            yield Worker(), world._replace(row=next_row(row, "sent", worker.saw_answer, True))

    def _free(self, world: World, worker: Worker) -> Iterator[tuple[Worker, World]]:
        row = world.row
        if row is None or row.state != "sending" or row.attempt != worker.attempt:
            yield Worker(), world
        elif row.rev != worker.seen[0]:
            gives_up = self.mutant == "release_gives_up"
            yield Worker() if gives_up else worker._replace(at="release"), world
        else:
            tries = 0 if self.mutant == "release_clears_tries" else row.tries - 1
            free = row._replace(state="due", attempt=NOBODY, tries=tries, waits=True)
            yield Worker(), world._replace(row=free)

    def _time(self, world: World) -> Iterator[World]:
        row = world.row
        if row is None or row.state == "over" or row.is_due:
            return
        is_quiet = all(worker.at == "idle" for worker in world.workers) and not world.feedback
        woken = world._replace(row=row._replace(is_due=True))
        if row.state == "due" and (row.waits or is_quiet):
            yield woken
        if row.state == "sending" and (is_quiet or self.mutant == "short_lease"):
            if (row.attempt, row.step) not in world.events:
                yield woken
            elif world.faults:
                yield excuse(fail(woken), row.step)  # the event comes too late

    def _events(self, world: World) -> Iterator[World]:
        if world.feedback:
            yield self._settle_by_event(world)
            return
        for event in world.events | world.heard:
            row = world.row
            known = world._replace(events=world.events - {event}, heard=world.heard | {event})
            if row is not None and self._is_named(row, event):
                yield known._replace(feedback=(event, seen(row), world.answered))
            elif event in world.events:
                yield known
            if event in world.events and world.faults:
                lost = fail(world)._replace(events=world.events - {event})
                is_open = row is not None and row.attempt == event[0]
                yield excuse(lost, event[1]) if is_open else lost

    def _settle_by_event(self, world: World) -> World:
        assert world.feedback is not None
        event, read, saw_answer = world.feedback
        done, row = world._replace(feedback=None), world.row
        if row is None or not self._is_named(row, event):
            return done
        if row.rev != read[0]:
            return world._replace(feedback=(event, seen(row), world.answered))
        return done._replace(row=next_row(row, "sent", saw_answer, True))

    def _is_named(self, row: Row, event: Event) -> bool:
        is_same = row.attempt == event[0] or self.mutant == "event_by_state"
        return row.state == "sending" and is_same

    def _person(self, world: World) -> Iterator[World]:
        if not world.action:
            return
        done, row = world._replace(action="", user=None), world.row
        if world.action == "stop":
            yield done._replace(stopped=True)
        elif world.action == "erase":
            yield done._replace(row=None, erased=True)
        elif row is not None and seen(row) == world.user:
            yield self._press(done, row, world.action)
        elif row is not None:
            yield world._replace(user=seen(row))

    def _press(self, done: World, row: Row, action: str) -> World:
        """Facts, rev and schedule in one write; in flight, facts and rev only."""
        newer = row._replace(rev=row.rev + 1)
        is_answer = action == "answer"
        if row.state == "due" and is_answer:
            outcome = "unknown" if row.tries else "ended"
            newer = next_row(newer, outcome, True, False)
        elif row.state == "due":
            tries = 0 if self.mutant == "edit_clears_tries" else row.tries
            newer = newer._replace(tries=tries, is_due=row.is_due or row.waits, waits=False)
        return done._replace(row=newer, answered=is_answer)
