"""The letters: what each says, that text and HTML agree, and that no word can do harm."""

import re
import uuid
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from html5lib import HTMLParser as HTMLParser5

from followup import limits
from followup.actions import answer
from followup.edits import edit
from followup.model import Answer, Medium, Person, Relation
from followup.reminder_facts import join_names, write_mailto
from followup.tokens import Purpose
from tests.core.world import ADA, World, html_of, links_in, text_of, token_in

HOSTILE = "Acme <b>&\"' {{ 9999*9999 }} https://evil.example.net/"


class Words(HTMLParser):
    """The text of a page as a reader sees it, without style and title."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_hidden = tag in ("style", "title")
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, _tag: str) -> None:
        self._is_hidden = False

    def handle_data(self, data: str) -> None:
        if not self._is_hidden:
            self.words += data.split()


def read_html(letter: EmailMessage) -> Words:
    parser = Words()
    parser.feed(html_of(letter))
    return parser


def a_world(**changes: object) -> World:
    world = World()
    world.follow(**changes)
    return world


def next_letter(world: World) -> EmailMessage:
    letter = world.deliver_next()
    assert letter is not None
    return letter


def every_letter() -> dict[str, EmailMessage]:
    """One of each kind, on the way of an ordinary follow-up."""
    world = a_world(role="Sales engineer", your_name="Ada", max_check_ins=2, phone="+49 30 1")
    letters = {"confirmation": world.letters[0]}
    for name in ("thank_you", "thank_you again", "check_in", "last check_in", "any_news"):
        letters[name] = next_letter(world)
    for given in (Answer.OFFER, Answer.REJECTION):
        letters[f"reply to {given}"] = reply_letter(given)
    return letters | {
        "reconnect": reconnect_letter(),
        "fourth check_in": fourth_check_in(),
        "link": link_letter(),
        "new_address": new_address_letter(),
    }


def reconnect_letter() -> EmailMessage:
    world = a_world(your_name="Ada")
    bearer, id_ = token_in(next_letter(world), "/follow-ups/"), world.record().row.id
    world.service.act(bearer, id_, answer(Answer.REJECTION), world.now)
    world.service.act(bearer, id_, edit({"reconnect": True}), world.now)
    return [next_letter(world) for _ in range(3)][-1]


def fourth_check_in() -> EmailMessage:
    world = a_world(people=(Person("Ada", thanked=True),))
    return [next_letter(world) for _ in range(4)][-1]


def link_letter() -> EmailMessage:
    world = a_world()
    world.access.mail_link(ADA, "192.0.2.1", str(uuid.uuid4()), world.now)
    world.tick()
    return world.letters[-1]


def new_address_letter() -> EmailMessage:
    world = World()
    bearer = world.follow().token
    world.moves.ask(bearer, ADA.replace("ada", "new"), str(uuid.uuid4()), world.now)
    world.tick()
    return world.letters[-1]


def reply_letter(given: Answer) -> EmailMessage:
    world = a_world(your_name="Ada")
    bearer = token_in(next_letter(world), "/follow-ups/")
    world.service.act(bearer, world.record().row.id, answer(given), world.now)
    return next_letter(world)


EVERY = every_letter()
ASKED_FOR = ("confirmation", "link", "new_address")
REMINDERS = [name for name in EVERY if name not in ASKED_FOR]


@pytest.mark.parametrize("name", EVERY)
def test_text_and_html_say_the_same(name: str) -> None:
    letter = EVERY[name]
    spoken = " ".join(read_html(letter).words)

    for line in text_of(letter).split("\n-- \n")[0].splitlines():
        is_rule = set(line.strip()) <= {"-"}
        is_link = line.startswith(("http", "mailto:"))
        said = line.strip().removesuffix(":")
        assert is_rule or is_link or " ".join(said.split()) in spoken, line


@pytest.mark.parametrize("name", EVERY)
def test_both_parts_carry_the_same_links(name: str) -> None:
    letter = EVERY[name]

    in_html = {link for link in read_html(letter).links if link.startswith("http")}

    assert in_html <= set(links_in(letter)) | {"https://follow-up.example.com"}
    assert {link for link in links_in(letter) if "?" in link} <= in_html


@pytest.mark.parametrize("name", REMINDERS)
def test_every_reminder_can_be_ended_with_one_click(name: str) -> None:
    letter = EVERY[name]

    unsubscribe = letter.get_all("List-Unsubscribe", [])
    assert len(unsubscribe) == 1
    assert re.fullmatch(r"<https://follow-up\.example\.com/api/stop/[\w.-]+>", unsubscribe[0])
    assert letter.get_all("List-Unsubscribe-Post") == ["List-Unsubscribe=One-Click"]
    assert "Stop my reminders" in text_of(letter)


@pytest.mark.parametrize("name", EVERY)
def test_every_letter_says_who_sends_it_and_who_reads_an_answer(name: str) -> None:
    letter = EVERY[name]

    assert str(letter["From"]) == "Career Centre <reminders@example.com>"
    assert str(letter["To"]) == ("new@example.com" if name == "new_address" else ADA)
    assert str(letter["Reply-To"]) == "help@example.com"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "help@example.com" in text_of(letter)


@pytest.mark.parametrize("name", EVERY)
def test_no_letter_loads_anything(name: str) -> None:
    html = html_of(EVERY[name])

    assert not re.search(r"<(img|script|link|iframe)\b|url\(|@import", html)
    assert len(EVERY[name].as_bytes()) < limits.MAX_LETTER_BYTES


@pytest.mark.parametrize("name", EVERY)
def test_the_html_of_every_letter_is_valid(name: str) -> None:
    HTMLParser5(strict=True).parse(html_of(EVERY[name]))


@pytest.mark.parametrize("name", EVERY)
def test_without_its_styles_a_letter_keeps_the_lines_of_a_note_and_of_the_buttons(
    name: str,
) -> None:
    """Some mail programs drop them, or the part that kept lines apart."""
    html = html_of(EVERY[name])

    notes = re.findall(r"<blockquote>(.*?)</blockquote>", html, re.DOTALL)
    assert all(line.endswith("<br>") for note in notes for line in note.split("\n")[:-1])
    assert html.count('<a class="button') == html.count('<p class="press"><a class="button')


@pytest.mark.parametrize("name", ASKED_FOR)
def test_a_letter_anybody_can_ask_for_is_no_reminder(name: str) -> None:
    letter = EVERY[name]

    assert letter["List-Unsubscribe"] is None
    assert "Acme" not in letter.as_string() + text_of(letter) + html_of(letter)


@pytest.mark.parametrize(
    ("person", "held"),
    [
        (Person("Mr Babbage", detail="a" * 200, note="a word " * 500), 3),
        (Person("\U0001f600" * 80, detail="b", note="\U0001f600" * 4000), 0),
        (Person("<" * 80, detail='"&' * 100, note='"' * 4000), 1),
        (Person("Ms Hopper", detail="found the moth", contact="hopper@example.com"), 5),
    ],
    ids=["long", "four bytes a character", "escaped", "usual"],
)
def test_a_letter_about_twenty_people_stays_small_and_names_the_page(
    person: Person, held: int
) -> None:
    people = tuple(replace(person, name=f"{n}{person.name}"[:80]) for n in range(20))
    letter = next_letter(a_world(people=people, employer="&" * 80))

    said = text_of(letter)
    assert len(letter.as_bytes()) < limits.MAX_LETTER_BYTES
    assert len(re.findall(r"^For \d", said, re.MULTILINE)) >= held
    assert "are on your page, ready to copy." in said
    assert "I thanked everyone" in said


@pytest.mark.parametrize("name", EVERY)
def test_no_letter_cheers_warns_or_leaves_a_blank(name: str) -> None:
    letter = EVERY[name]
    said = text_of(letter) + str(letter["Subject"])

    assert "!" not in said
    assert "%" not in re.sub(r"(mailto:|https?://)\S+", "", said)
    assert "None" not in said
    assert "{{" not in said
    assert "  \n" not in said


def test_the_letters_say_what_to_do_today() -> None:
    subjects = {name: str(letter["Subject"]) for name, letter in EVERY.items()}

    assert subjects == {
        "confirmation": "Please confirm your reminders",
        "thank_you": "Today: thank Mr Babbage",
        "thank_you again": "Thank Mr Babbage today, if you have not yet",
        "check_in": "Call Acme today if you hear nothing",
        "last check_in": "Last check-in: call Acme today",
        "any_news": "Any news from Acme?",
        "reply to offer": "Today: thank Acme for the offer",
        "reply to rejection": "Today: reply to Acme",
        "reconnect": "Today: get back in touch with Acme",
        "fourth check_in": "Call Acme today",
        "link": "Your link to your follow-ups",
        "new_address": "Confirm your new address",
    }


def test_a_check_in_brings_the_call_the_voicemail_and_the_e_mail() -> None:
    said = text_of(EVERY["check_in"])

    assert "What to say, on +49 30 1" in said
    assert "If you reach the voicemail" in said
    assert "Subject: " in said
    assert "This is check-in 1 of 2." in said
    assert "Have you thanked Mr Babbage?" in said


def test_a_text_for_the_employer_goes_to_the_person_who_asked_the_questions() -> None:
    people = (
        Person("Rosa", Relation.RECEPTIONIST, contact="rosa@example.com", thanked=True),
        Person("Ada", contact="ada@example.com", thanked=True),
    )
    said = text_of(next_letter(a_world(people=people)))

    assert "\nmailto:ada@example.com?subject=" in said
    assert "rosa@example.com" not in said


def test_a_check_in_by_e_mail_brings_no_script() -> None:
    world = a_world(channel="email", people=())
    for _ in range(3):
        letter = next_letter(world)

    assert str(letter["Subject"]) == "Write to Acme today if you hear nothing"
    assert "voicemail" not in text_of(letter)


def test_an_only_check_in_asks_for_the_first_time_and_brings_a_closing_note() -> None:
    people = (Person("Ada", thanked=True),)
    said = text_of(next_letter(a_world(people=people, max_check_ins=1, your_name="Zoe")))

    assert "This is the last check-in." in said
    assert "For later, not for today" in said
    assert "I've asked" not in said.split("This is the last check-in.")[0]
    # A month from now we write to the user; nobody is told of a call on that day.
    voicemail = said.split("If you reach the voicemail")[1].split("No time to call?")[0]
    assert "in a few days" in voicemail
    assert said.count("Subject: ") == 2


def test_a_check_in_asks_once_more_who_was_thanked() -> None:
    world = a_world(people=(Person("Ada"), Person("Bob")))
    said = [text_of(next_letter(world)) for _ in range(5)]
    asks = ["I thanked Ada and Bob" in each for each in said if "What happened?" in each]

    assert asks[:3] == [True, True, False]


def test_the_fourth_check_in_asks_whether_to_go_on() -> None:
    world = a_world(people=(Person("Ada", thanked=True),))
    said = [text_of(next_letter(world)) for _ in range(4)]

    assert ["Would you like to go on?" in each for each in said] == [False, False, False, True]


def test_going_on_less_often_and_stopping_are_one_button_each() -> None:
    said = text_of(EVERY["fourth check_in"])

    asked = said.split("Would you like to go on?")[1].split("What happened?")[0]
    labels = re.findall(r"^(.+):$", asked, re.MULTILINE)
    queries = [parse_qs(urlsplit(link).query).get("do") for link in re.findall(r"http\S+", asked)]
    assert labels == ["Go on", "Less often", "Stop these reminders"]
    assert queries == [["go-on"], ["less-often"], ["stop"]]


@pytest.mark.parametrize(("persistence", "first"), [("steady", 4), ("bold", 6)])
def test_it_is_asked_from_the_fourth_or_the_sixth_check_in_on(persistence: str, first: int) -> None:
    world = a_world(people=(Person("Ada", thanked=True),), persistence=persistence)
    said = [text_of(next_letter(world)) for _ in range(first + 1)]

    assert ["Less often" in each for each in said] == [False] * (first - 1) + [True] * 2


def test_an_unsubscribe_names_the_follow_up_of_its_letter() -> None:
    world = a_world()
    letter = next_letter(world)

    token = str(letter["List-Unsubscribe"]).rpartition("/")[2].rstrip(">")
    assert world.tokens.read(token, Purpose.STOP, world.now).follow_ups == (world.record().row.id,)


def test_the_thank_you_letter_brings_one_note_for_each_person_not_yet_thanked() -> None:
    people = (
        Person("Ada", detail="the new test bench"),
        Person("Bob", Relation.RECEPTIONIST, "found me a charger"),
        Person("Cem", note="Dear Cem,\n\nmy own words.\n\nZoe"),
        Person("Dan", thanked=True),
    )
    letter = next_letter(a_world(people=people))

    said = text_of(letter)
    assert str(letter["Subject"]) == "Today: thank Ada, Bob and Cem"
    assert [name in said for name in ("For Ada", "For Bob", "For Cem", "For Dan")] == [
        True,
        True,
        True,
        False,
    ]
    assert "    my own words." in said
    assert "I thanked everyone" in said


def test_without_people_the_letter_asks_whom_they_met() -> None:
    letter = next_letter(a_world(people=()))

    assert str(letter["Subject"]) == "Today: thank the people you met at Acme"
    assert "Whom did you meet at Acme" in text_of(letter)


def test_a_check_in_says_whom_to_call_beside_the_number() -> None:
    world = a_world(people=(), call_whom="Mrs Reyes", phone="+49 30 1")
    letter = [next_letter(world) for _ in range(3)][-1]

    assert "What to say to Mrs Reyes, on +49 30 1" in text_of(letter)
    assert "Call +49 30 1. Ask for Mrs Reyes." in text_of(letter)


@pytest.mark.parametrize("field", ["employer", "role", "your_name", "phone", "call_whom"])
def test_words_from_the_form_stay_words(field: str) -> None:
    person = Person(HOSTILE, detail=HOSTILE, medium=Medium.EMAIL)
    letter = next_letter(a_world(**{field: HOSTILE, "people": (person,)}))

    html = html_of(letter)
    assert "<b>" not in html
    assert str(9999 * 9999) not in html
    assert 'href="https://evil' not in html


def test_a_note_of_many_lines_keeps_them_and_cannot_make_a_heading_or_a_button() -> None:
    note = "Dear Ada,\n\n\x1a0\x1a\n---\nsubject: other\n\nBye"
    letter = next_letter(a_world(people=(Person("Ada", note=note),)))

    assert "    subject: other" in text_of(letter)
    assert str(letter["Subject"]) == "Today: thank Ada"


def test_a_letter_survives_its_way_as_bytes() -> None:
    world = a_world(employer="Żółć & Söhne", people=(Person("李", detail="测试"),))
    letter = next_letter(world)

    parsed = message_from_bytes(letter.as_bytes(), policy=SMTP)

    assert str(parsed["Subject"]) == "Today: thank 李"
    assert "Żółć & Söhne" in text_of(parsed)


def test_a_late_letter_is_worded_for_today() -> None:
    world = a_world(people=(Person("Ada", thanked=True),))
    due_at = world.record().mailing.due_at
    assert due_at is not None
    world.wait_until(due_at + timedelta(days=3))

    assert "said you would hear by today" not in text_of(world.letters[-1])
    assert "there is no answer yet" in text_of(world.letters[-1])


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Ada"], "Ada"),
        (["Ada", "Bob"], "Ada and Bob"),
        (["Ada", "Bob", "Cem"], "Ada, Bob and Cem"),
        (["Ada", "Bob", "Cem", "Dan"], "Ada, Bob and 2 others"),
    ],
)
def test_names_are_joined_as_one_says_them(names: list[str], said: str) -> None:
    assert join_names(names) == said


def test_a_mailto_that_would_be_cut_is_left_out() -> None:
    assert write_mailto("ada@example.com", "Thank you", "Line one\nline & two") == (
        "mailto:ada@example.com?subject=Thank%20you&body=Line%20one%0D%0Aline%20%26%20two"
    )
    assert write_mailto(None, "Thank you", "a" * 1_500) == ""
    assert (
        write_mailto("x?bcc=y@example.com", "", "")
        == "mailto:x%3Fbcc%3Dy@example.com?subject=&body="
    )
