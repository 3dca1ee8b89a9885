"""What the user typed about a person, made to sit in a sentence.

"The one thing you talked about" comes as "the new test bench", "how the ward hands over
at night", "she showed me the lab" or "You never ship on Fridays." A few rules over word
lists tell the shapes apart; the words around a shape come from the templates. The rules
only ever drop a lead-in, turn he, she and they into you, or change a capital.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase

from followup.note_tree import tidy

Words = Mapping[str, Sequence[str]]

SHORTEST_PAST = 5  # "asked", but not "red" or "bed"
MARKS = " .,;:!?…"
PLAIN = str.maketrans(ascii_uppercase + "’", ascii_lowercase + "'")
DIGITS = "0123456789"  # "about 40 people" keeps its "about"
UNSURE = {"them", "theirs", "themselves", "was"}  # "them" is mostly somebody else


@dataclass(frozen=True, slots=True)
class Shape:
    """At most one is filled. `topic` follows "about"; `deed` follows "you"; `sentence` a colon."""

    topic: str = ""
    deed: str = ""
    sentence: str = ""


def shaped(detail: str, words: Words, *, is_deed: bool, name: str = "") -> Shape:
    """`is_deed`: the question was what they did, so "helped" and "kind" need no "you".

    `name`: "Ada showed me the lab" is said to Ada, and means "you".
    """
    typed = as_pronoun(tidy(detail), name)
    text = without_lead_in(typed.strip(MARKS), words["lead-ins"])
    if typed.endswith("?") and text:
        return Shape(sentence=f"{small_start(text, words)}?")
    first, _, rest = text.partition(" ")
    low = plain(first)
    if re.search("[.;!?] ", text):
        return Shape(sentence=small_start(text, words))
    if not text or low in words["question words"]:
        return Shape(topic=small_start(text, words))
    if low in words["they"] and rest:
        return Shape(deed=spoken_to(low, rest, words))
    if low == "you" and rest and (is_deed or starts_deed(rest, words)):
        return Shape(deed=rest)
    if stem(first) in words["subjects"]:
        return Shape(sentence=small_start(text, words))
    return _without_subject(text, words, is_deed=is_deed)


def said_to_you(topic: str, words: Words) -> str:
    """From "how they plan their shifts" to "how you plan your shifts".

    A "their" behind another noun may be of that noun ("teach children to tie their shoes"):
    where it is not sure, the topic stays as it was typed.
    """
    question, subject, rest = [*topic.split(" ", 2), "", ""][:3]
    low = [plain(word).rstrip(",;:") for word in rest.split(" ")]
    is_they = stem(subject) == "they" and rest
    if plain(question) not in words["question words"] or not is_they or UNSURE & {*low}:
        return topic
    own = [at for at, word in enumerate(low) if word == "their"]
    if own and not {*low[1 : own[-1]]} <= {*words["small words"]}:
        return topic
    said = ["your" if plain(word) == "their" else word for word in rest.split(" ")]
    return " ".join([question, f"you{subject[len('they') :]}", *said])


def reason_clause(reason: str, words: Words, *, name: str = "") -> str:
    """The reason without its "because": no capital, no mark at its end, "he" turned into "you".

    "They" stays: here it is as often the boat models as the people who showed them. And to
    somebody called My, "my father built boats" is still about a father.
    """
    is_word = plain(name) in (*words["subjects"], *words["small words"])
    typed = tidy(reason) if is_word else as_pronoun(tidy(reason), name)
    text = without_lead_in(typed.strip(MARKS), words["reason lead-ins"])
    first, _, rest = text.partition(" ")
    pronoun = plain(first)
    if pronoun in ("he", "she") and rest:
        return f"you {spoken_to(pronoun, rest, words)}"
    return small_start(text, words)


def _without_subject(text: str, words: Words, *, is_deed: bool) -> Shape:
    first, _, rest = text.partition(" ")
    low = plain(first)
    if low in {"was", "were"} and rest:
        return Shape(deed=f"were {rest}")
    if starts_deed(text, words) or (is_deed and is_past(low, words)):
        return Shape(deed=f"{low} {rest}".strip())
    if is_deed and low in words["qualities"]:
        return Shape(deed=f"were {low} {rest}".strip())
    if has_verb(text, words) or adds_clause(text, words):
        return Shape(sentence=small_start(text, words))
    if low in words["theirs"]:
        return Shape(topic=f"your {rest}".strip())
    return Shape(topic=small_start(text, words))


def as_pronoun(text: str, name: str) -> str:
    is_named = name and plain(text).startswith(f"{plain(name)} ")
    return f"she{text[len(name) :]}" if is_named else text


def without_lead_in(text: str, starts: Sequence[str]) -> str:
    """From "we talked about the lab" to "the lab", since the note says that part itself."""
    low = plain(text)
    for start in starts:
        if low.startswith(f"{start} ") and low[len(start) + 1] not in DIGITS:
            return text[len(start) + 1 :]
    return text


def spoken_to(pronoun: str, rest: str, words: Words) -> str:
    """From "she" and "runs her own lab" to "run your own lab"; `rest` is not empty."""
    first, *others = rest.split(" ")
    verb = first if pronoun == "they" and plain(first) != "was" else second_person(first, words)
    following = [plain(word) for word in others[1:]] + [""]
    pairs = zip(others, following, strict=True) if others else []
    return " ".join([verb, *(_yours(word, after, pronoun, words) for word, after in pairs)])


def second_person(verb: str, words: Words) -> str:
    """From "is" to "are", "runs" to "run"; a past form stays."""
    low = plain(verb)
    irregular = dict(entry.split(" ") for entry in words["verbs with you"])
    if low in irregular:
        return irregular[low]
    if low in words["no verbs"] or not re.fullmatch("[a-z]+[a-rt-z]s", low):
        return verb
    return re.sub("(ch|sh|ss|x|zz|o)e$", r"\1", re.sub("ie$", "y", low[:-1]))


def _yours(word: str, following: str, pronoun: str, words: Words) -> str:
    own = {"he": "his him himself", "she": "her her herself", "they": "their them themselves"}
    whose, whom, self_ = own[pronoun].split(" ")
    low = plain(word)
    if low == self_:
        return "yourself"
    if low == whose and (whose != whom or (following and following not in words["small words"])):
        return "your"
    return "you" if low == whom else word


def starts_deed(text: str, words: Words) -> bool:
    """Whether it begins as in "asked me" or "explained how", and not as in "used cars"."""
    first, second = [*text.split(" "), ""][:2]
    return is_past(plain(first), words) and plain(second) in words["after a deed"]


def is_past(low: str, words: Words) -> bool:
    regular = low.endswith("ed") and not low.endswith("eed") and len(low) >= SHORTEST_PAST
    return regular or low in words["past forms"]


def has_verb(text: str, words: Words) -> bool:
    """Whether it reads as a whole sentence: "the team is moving", not "the lab you are building"."""
    tokens = [plain(token).rstrip(",;:") for token in text.split(" ")]
    for before, token in pairwise(tokens):
        if token in words["finite verbs"] and before != "to":
            return True
        if before in words["question words"] or token in words["opens a clause"]:
            return False
    return False


def adds_clause(text: str, words: Words) -> bool:
    """As "the rye starter, it's 20 years old" does."""
    added = text.split(", ")[1:]
    return any(stem(part.partition(" ")[0]) in words["subjects"] for part in added)


def small_start(text: str, words: Words) -> str:
    """No capital in front of "the" or "how"; any other word keeps the one it was typed with."""
    first = stem(text.partition(" ")[0])
    if first == "i":
        return "I" + text[1:]
    return plain(text[:1]) + text[1:] if first in words["small words"] else text


def stem(word: str) -> str:
    """Small letters, without what an apostrophe adds: the "it" of "It's"."""
    return plain(word).partition("'")[0]


def plain(text: str) -> str:
    """Small letters a-z and straight apostrophes; other letters stay as they are."""
    return text.lower() if text.isascii() else text.translate(PLAIN)
