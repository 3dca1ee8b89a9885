"""One letter of each kind, and its words as a reader sees them."""

import uuid
from email.message import EmailMessage
from functools import cache
from html.parser import HTMLParser

from followup.actions import answer
from followup.edits import edit
from followup.model import Answer, Person
from tests.core.world import ADA, World, html_of, token_in

ASKED_FOR = ("confirmation", "link", "new_address")
REMINDERS = (
    "thank_you",
    "thank_you again",
    "check_in",
    "last check_in",
    "any_news",
    "reply to offer",
    "reply to rejection",
    "reconnect",
    "fourth check_in",
)
EVERY = (*ASKED_FOR, *REMINDERS)


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


@cache
def every_letter() -> dict[str, EmailMessage]:
    """One of each kind, on the way of an ordinary follow-up."""
    world = a_world(role="Sales engineer", your_name="Ada", max_check_ins=2, phone="+49 30 1")
    letters = {"confirmation": world.letters[0]}
    for name in ("thank_you", "thank_you again", "check_in", "last check_in", "any_news"):
        letters[name] = world.next_letter()
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
    bearer, id_ = token_in(world.next_letter(), "/follow-ups/"), world.record().row.id
    world.service.act(bearer, id_, answer(Answer.REJECTION), world.now)
    world.service.act(bearer, id_, edit({"reconnect": True}), world.now)
    return [world.next_letter() for _ in range(3)][-1]


def fourth_check_in() -> EmailMessage:
    world = a_world(people=(Person("Ada", thanked=True),))
    return [world.next_letter() for _ in range(4)][-1]


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
    bearer = token_in(world.next_letter(), "/follow-ups/")
    world.service.act(bearer, world.record().row.id, answer(given), world.now)
    return world.next_letter()
