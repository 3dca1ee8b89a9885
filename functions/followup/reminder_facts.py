"""What the template of a reminder may say: the words, texts and links of one moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from itertools import accumulate
from typing import Any
from urllib.parse import quote, quote_plus

from followup import limits
from followup.check_ins import asks_to_go_on, is_last_check_in, shown_maximum
from followup.mailing import Record
from followup.model import Channel, FollowUp, Reminder, Step, StepKey
from followup.note_days import Days
from followup.note_files import words
from followup.note_kinds import Kind
from followup.plan import next_on_after, today
from followup.ready import Ready, check_in, ready_for, to_employer

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """A reminder on its day. `next_on` is the letter after it, should nothing change."""

    follow_up: FollowUp
    key: StepKey
    day: date
    next_on: date | None

    @property
    def days(self) -> Days:
        return Days(self.day, words(self.follow_up.locale), by_hand=False)


@dataclass(frozen=True, slots=True)
class Links:
    """The buttons of one reminder. Each leads to the page that asks before it acts."""

    site_url: str
    token: str
    key: StepKey

    def page(self, **query: str) -> str:
        """A token needs no quoting: it is made of letters, digits, dots, dashes and underscores."""
        more = "".join(f"&{name}={quote_plus(value)}" for name, value in query.items())
        return f"{self.site_url}/follow-ups/?t={self.token}{more}"

    def facts(self) -> Facts:
        key = self.key
        step = {"round": str(key.round), "step": str(key.step), "n": str(key.n)}
        return {
            "open_link": self.page(),
            "done_link": self.page(do="done", **step),
            "snooze_link": self.page(do="snooze"),
            "thanked_link": self.page(do="thanked", person="all"),
            "more_time_link": self.page(do="more-time"),
            "offer_link": self.page(do="answered", answer="offer"),
            "rejection_link": self.page(do="answered", answer="rejection"),
            "another_round_link": self.page(do="answered", answer="another_round"),
            "withdrawn_link": self.page(do="answered", answer="withdrawn"),
            "less_often_link": self.page(do="less-often"),
            "stop_link": self.page(do="stop"),
            "go_on_link": self.page(do="go-on"),
            "wizard_link": f"{self.site_url}/write/",
        }


def moment_of(record: Record, reminder: Reminder, now: datetime) -> Moment:
    follow_up, sent = record.follow_up, record.mailing.sent
    assert follow_up is not None
    next_on = next_on_after(follow_up, sent, reminder, now)
    return Moment(follow_up, reminder.key, today(follow_up, sent, now), next_on)


def gather(moment: Moment, links: Links) -> Facts:
    """Everything the template of this step names; a name it lacks is an error."""
    follow_up, days = moment.follow_up, moment.days
    decision = follow_up.decision_on
    common = {
        "employer": follow_up.employer,
        "answer": follow_up.answer and follow_up.answer.value,
        "n": moment.key.n,
        "interviewed_words": days.on(follow_up.interviewed_on),
        "decision_name": days.name(decision) if decision else "",
        "next_words": _next_words(moment),
    }
    return common | links.facts() | GATHERERS[moment.key.step](moment, links)


def _thank_you(moment: Moment, links: Links) -> Facts:
    notes = [_note(each, moment, links) for each in _ready(moment)]
    names = [note["to"] for note in notes]
    fitting = number_that_fit(notes)
    return {
        "names": join_names(names),
        "notes": notes[:fitting],
        "on_the_page": join_names(names[fitting:]),
    }


def number_that_fit(notes: list[Facts]) -> int:
    """How many of the notes one letter can hold, in their order."""
    sizes = accumulate(_bytes_of(note) for note in notes)
    return sum(size <= limits.MAX_NOTES_BYTES for size in sizes)


def _bytes_of(note: Facts) -> int:
    """As text and as HTML; what is not ASCII travels as base64, a third longer."""
    said = [note["body"], escape(note["body"]), *[note["mailto"], note["thanked_link"]] * 2]
    return sum(len(each.encode()) for each in said) * 4 // 3


def _check_in(moment: Moment, links: Links) -> Facts:
    follow_up, key = moment.follow_up, moment.key
    script, voicemail, email = check_in(follow_up, key, moment.day, moment.next_on)
    is_last = is_last_check_in(follow_up, key)
    return {
        "by_call": follow_up.channel is Channel.CALL,
        "is_promised_day": moment.day == follow_up.decision_on,
        "is_last": is_last,
        "asks_to_go_on": asks_to_go_on(follow_up, key),
        "count_words": _count_words(follow_up, key.n),
        "call_whom": follow_up.call_whom,
        "phone": follow_up.phone,
        "unthanked": join_names([person.name for person in follow_up.unthanked]),
        "script": script,
        "voicemail": voicemail,
        "email": _note(email, moment, links),
        "closing": _closing(moment) if is_last and key.n == 1 else None,
    }


def _closing(moment: Moment) -> Ready:
    """For who asks once only: no later letter brings it."""
    return to_employer(moment.follow_up, Kind.CHECK_IN_LAST, moment.day, moment.key.n)


def _one_note(moment: Moment, links: Links) -> Facts:
    return {"email": _note(_ready(moment)[0], moment, links)}


GATHERERS: dict[Step, Callable[[Moment, Links], Facts]] = {
    Step.THANK_YOU: _thank_you,
    Step.CHECK_IN: _check_in,
    Step.ANY_NEWS: lambda _moment, _links: {},
    Step.REPLY: _one_note,
    Step.RECONNECT: _one_note,
}


def _ready(moment: Moment) -> list[Ready]:
    return ready_for(moment.follow_up, moment.key, moment.day, moment.next_on)


def _note(ready: Ready, moment: Moment, links: Links) -> Facts:
    person = moment.follow_up.people[ready.person] if ready.person is not None else None
    return {
        "to": person.name if person else "",
        "subject": ready.subject,
        "body": ready.body,
        "mailto": write_mailto(person.contact if person else None, ready.subject, ready.body),
        "thanked_link": links.page(do="thanked", person=str(ready.person)),
    }


def write_mailto(contact: str | None, subject: str, body: str) -> str:
    """RFC 6068; empty where a mail program would cut the text."""
    to = quote(contact, safe="@") if contact and "@" in contact else ""
    text = quote(body.replace("\n", "\r\n"), safe="")
    link = f"mailto:{to}?subject={quote(subject, safe='')}&body={text}"
    return link if len(link) < limits.MAX_MAILTO_CHARS else ""


def join_names(names: list[str]) -> str:
    """One to three names in full; of more, two and a count."""
    if len(names) <= 1:
        return "".join(names)
    shown = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} others"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _next_words(moment: Moment) -> str:
    employer = moment.follow_up.employer
    if moment.next_on is None:
        return f"This is the last e-mail about {employer}."
    return f"If you press nothing, the next e-mail about {employer} comes {moment.days.on(moment.next_on)}."


def _count_words(follow_up: FollowUp, n: int) -> str:
    of = shown_maximum(follow_up)
    return f"This is check-in {n} of {of}." if of else ""
