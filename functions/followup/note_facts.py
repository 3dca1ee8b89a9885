"""What a template may say: the answers of the form, turned into words that fit a sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from followup.model import FollowUp, Medium, Person, Relation, Tone
from followup.note_days import AHEAD_ONLY, Days, entry
from followup.note_detail import Shape, plain, reason_clause, said_to_you, shaped, stem
from followup.note_tree import capital, tidy

Words = Mapping[str, Sequence[str]]

MARKS = " .,;:!?"

# They are asked "what did they do for you?": a "thing" to thank for, never a topic of talk.
DEEDS = (Relation.RECEPTIONIST, Relation.HELPER, Relation.COORDINATOR)

# Every name a template may use. docs/run-your-own/note-templates.md prints the same table.
FACTS = {
    "name": "whom the note is for, as typed; empty if nobody is named",
    "titled": "true if the name begins with Mr, Ms, Dr or another title, or has a family name",
    "relation": "how they took part: interviewer, panel, recruiter, receptionist …",
    "others": "the names of everybody else who was met, for a `for`",
    "employer": "the employer, as typed; empty until it is entered",
    "job": "the sales engineer job, the internship; without a role: the job, the position",
    "role": "sales engineer; empty if none was typed",
    "topic": "what was talked about: the new test bench",
    "about_topic": "the same after told me: about the new test bench, how you hand over",
    "thing": "what a receptionist, helper or coordinator is thanked for: the coffee",
    "deed": "what the person did: found me a charger",
    "sentence": "a detail that is a whole sentence: you never ship on Fridays",
    "reason": "why it was important or helped, as a sentence: I built one; empty without a detail",
    "day": "the day of the interview: yesterday, on Monday, on Friday 4 December",
    "day_name": "the same without on: yesterday, Monday, Friday 4 December",
    "date": "the same as a date: 4 December",
    "month": "the month of the interview: in November",
    "interview": "the interview by its day: Monday's interview, the interview on Friday 4 December",
    "decision_day": "the day they named: today, on Friday, past: on Friday 4 December; empty if none",
    "decision_name": "the same without on: today, Friday, past: Friday 4 December",
    "decision_ahead": "true while that day is to come",
    "decision_past": "true from that day on",
    "next_day": "when you ask again: on Thursday; if not known: in a few days",
    "answer_by": "when they want your answer to an offer: Friday; empty if they named no day",
    "your_name": "the user's name; may be empty",
    "your_number": "the user's number; may be empty",
    "phone": "the employer's number; may be empty",
    "ask_for": "whom to ask for on the phone: the one they said to call, else `name`",
    "hello_to": "whom a spoken message greets: the same, unless that is no name",
    "formal": "true in the more formal tone",
    "by_hand": "true on a card",
    "may_call": "true if they said that you may call",
    "ask_why": "true if the user wants to ask why it was a no",
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a note depends on besides the form.

    `next_on`: when the user means to ask again; `answer_by`: when an offer wants its answer.
    """

    today: date
    medium: Medium
    next_on: date | None = None
    ask_why: bool = True
    your_number: str = ""
    answer_by: date | None = None


def facts_for(
    follow_up: FollowUp, person: Person | None, occasion: Occasion, words: Words
) -> dict[str, Any]:
    """A value for each of FACTS: text, a truth, or (others) a list of names."""
    who, formal = person or Person(name=""), follow_up.tone is Tone.FORMAL
    is_deed = who.relation in DEEDS
    name = called(who.name, words)
    shape = shaped(who.detail, words, is_deed=is_deed, name=name)
    # To a recruiter the employer is often somebody else.
    is_theirs = who.relation is Relation.RECRUITER
    topic = shape.topic if is_theirs else said_to_you(shape.topic, words)
    reason = clause(who.reason, words, name=name) if shape != Shape() else ""
    others = [called(other.name, words) for other in follow_up.people]
    return {
        "name": name,
        "titled": " " in name or plain(name).rstrip(".") in words["titles"],
        "relation": who.relation.value if person else "",
        "others": [other for other in others if other not in ("", name)],
        "employer": trimmed(follow_up.employer, words),
        "job": job(follow_up.role, words, formal=formal),
        "role": role_words(follow_up.role, words),
        "topic": "" if is_deed else topic,
        "about_topic": "" if is_deed else told(topic, words),
        "thing": topic if is_deed else "",
        "deed": shape.deed,
        "sentence": shape.sentence,
        "reason": said(reason, words, "help" if is_deed else "talk"),
        **_days(follow_up, occasion, words),
        "your_name": trimmed(follow_up.your_name, words),
        "your_number": trimmed(occasion.your_number, words),
        "phone": trimmed(follow_up.phone, words),
        **_called(follow_up.call_whom, name, words),
        "formal": formal,
        "by_hand": occasion.medium is Medium.HAND,
        "may_call": follow_up.may_call,
        "ask_why": occasion.ask_why,
    }


def _called(call_whom: str, name: str, words: Words) -> dict[str, str]:
    """They may have said to call somebody else, or only "the front office"."""
    ask_for = trimmed(call_whom, words) or name
    return {"ask_for": ask_for, "hello_to": called(ask_for, words)}


def clause(reason: str, words: Words, *, name: str) -> str:
    """The reason without "that" in front, but "that is how I learned it" keeps its own."""
    found = reason_clause(reason, words, name=name)
    first, _, rest = found.partition(" ")
    second = plain(rest.partition(" ")[0])
    is_clause = second in (*words["small words"], *words["opens a clause"])
    is_lead_in = plain(first) == "that" and is_clause and second not in words["finite verbs"]
    return rest if is_lead_in else found


def said(reason: str, words: Words, join: str) -> str:
    """The reason as a sentence, its full stop left to the note; "of the rain" is none by itself."""
    if not needs_because(reason, words):
        return capital(reason)
    return f"{entry(words['reason joins'], join)} {reason}"


def needs_because(reason: str, words: Words) -> bool:
    """As "of the rain" and "when I was 16" do; "when I was 16, I started as one" is whole."""
    first, _, *rest = [stem(word) for word in f"{reason} ".split(" ")]
    if first in words["reasons that may need because"]:
        return not any(word in words["subjects"] for word in rest)
    return first in words["reasons that need because"]


def told(topic: str, words: Words) -> str:
    """After "told me" a noun needs "about"; "how you hand over" does not."""
    is_question = plain(topic.partition(" ")[0]) in words["question words"]
    return topic if is_question or not topic else f"about {topic}"


def _days(follow_up: FollowUp, occasion: Occasion, words: Words) -> dict[str, Any]:
    # A note written before the interview is sent after it: count from that day on.
    today = max(occasion.today, follow_up.interviewed_on)
    by_hand = occasion.medium is Medium.HAND
    days = Days(today, words, by_hand=by_hand)
    promised = Days(today, words, by_hand=by_hand, weekdays_back=AHEAD_ONLY)
    decision = follow_up.decision_on
    return {
        "day": days.on(follow_up.interviewed_on),
        "day_name": days.name(follow_up.interviewed_on),
        "date": days.dated(follow_up.interviewed_on),
        "month": days.in_month(follow_up.interviewed_on),
        "interview": days.interview(follow_up.interviewed_on),
        "decision_day": promised.on(decision) if decision else "",
        "decision_name": promised.name(decision) if decision else "",
        "decision_ahead": bool(decision and decision > today),
        "decision_past": bool(decision and decision <= today),
        "next_day": days.on(occasion.next_on) if occasion.next_on else days.form("no day"),
        "answer_by": days.name(occasion.answer_by) if occasion.answer_by else "",
    }


def job(role: str, words: Words, *, formal: bool) -> str:
    """Such as "the sales engineer job", "the internship", "the position"."""
    said, tone = role_words(role, words), "formal" if formal else "friendly"
    if not said:
        return entry(words["jobs"], tone)
    says_it_all = plain(said.rpartition(" ")[2]) in words["job words"]
    key = "role says it all" if says_it_all else f"{tone} with role"
    return entry(words["jobs"], key).replace("ROLE", said)


def role_words(role: str, words: Words) -> str:
    """From "Sales engineer (m/f/d)" to "sales engineer"; names and capitals inside stay."""
    text = role
    for mark in ("(", ",", ";", "|", " - ", " – "):
        text = text.partition(mark)[0]
    text = trimmed(text, words)
    first, _, rest = text.partition(" ")
    if plain(first) in ("a", "an", "the") and rest:
        return role_words(rest, words)
    has_capitals_after = plain(text[1:]) != text[1:]
    is_plain_word = re.fullmatch("[A-Z][a-z'-]+", first) and first not in words["names in roles"]
    return plain(text[:1]) + text[1:] if is_plain_word and not has_capitals_after else text


def called(name: str, words: Words) -> str:
    """The name to greet with; "the lady at the desk" is not one."""
    text = trimmed(name, words)
    return "" if plain(text.partition(" ")[0]) in words["no names"] else text


def trimmed(text: str, words: Words) -> str:
    """One line without a mark at its end, since the note sets its own; "Acme Inc." keeps its dot."""
    started = tidy(text).lstrip(MARKS)
    line = started.rstrip(MARKS)
    has_dot = started[len(line) :].startswith(".")
    return f"{line}." if has_dot and ends_short(line, words) else line


def ends_short(line: str, words: Words) -> bool:
    return plain(f"{line.rpartition(' ')[2]}.") in all_plain(tuple(words["abbreviations"]))


@cache
def all_plain(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain(each) for each in entries)
