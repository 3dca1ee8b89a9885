"""The mails this service sends: one function per letter gathers what its template may say.

Headers: RFC 8058 (one-click unsubscribe), RFC 3834 (Auto-Submitted). Links carry tokens in
the query, since mail scanners mangle fragments; nothing happens when one is opened.
"""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import urlencode

from followup import limits
from followup.letter_policy import from_line, new_letter, to_line
from followup.letter_text import Block, LetterText, read_letter, write_html, write_text
from followup.mailing import LetterKind, Record
from followup.model import Reminder
from followup.reminder_facts import Links, gather, moment_of
from followup.tokens import Purpose, Token, Tokens


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the letters come from; `site_url` has no slash at its end."""

    name: str
    address: str
    reply_to: str
    site_url: str


@dataclass(frozen=True, slots=True)
class Letters:
    """Renders every letter. Links are signed at the instant the letter is made."""

    sender: Sender
    tokens: Tokens

    def render(self, record: Record, reminder: Reminder | None, now: datetime) -> EmailMessage:
        """A reminder, or the letter the record asks for. The recipient is on the To line only."""
        if reminder is not None:
            return self._reminder(record, reminder, now)
        makers = {
            LetterKind.CONFIRMATION: self._confirmation,
            LetterKind.LINK: self._link,
            LetterKind.NEW_ADDRESS: self._new_address,
        }
        assert record.letter is not None
        return makers[record.letter](record, now)

    def _confirmation(self, record: Record, now: datetime) -> EmailMessage:
        """Holds no word from the form: anybody may type an address that is not theirs."""
        confirm = self._token(Purpose.CONFIRM, record, now, record.row.id)
        block = self._token(Purpose.BLOCK, record, now)
        facts = {
            "confirm_link": self._page("confirm", t=confirm),
            "block_link": self._page("block", t=block),
            "days": limits.CONFIRM_LINK_LIFE.days,
        }
        return self._message(record, read_letter("confirmation", facts), ())

    def _link(self, record: Record, now: datetime) -> EmailMessage:
        token = self._token(Purpose.LINK, record, now)
        facts = {
            "link": self._page("follow-ups", t=token),
            "days": limits.PRIVATE_LINK_LIFE.days,
        }
        return self._message(record, read_letter("link", facts), ())

    def _new_address(self, record: Record, now: datetime) -> EmailMessage:
        """Goes to somebody who may know nothing of it: no word from the form, no old address."""
        owner, new = record.subscriber, record.new
        assert new is not None
        token = Token(Purpose.MOVE, owner.id, (), owner.epoch, record.row.id, new.id)
        move = self.tokens.make(token, now)
        block = self.tokens.make(Token(Purpose.BLOCK, new.id), now)
        facts = {
            "move_link": self._page("follow-ups", t=move, do="move"),
            "block_link": self._page("block", t=block),
            "days": limits.MOVE_LINK_LIFE.days,
        }
        return self._message(record, read_letter("new_address", facts), ())

    def _reminder(self, record: Record, reminder: Reminder, now: datetime) -> EmailMessage:
        moment = moment_of(record, reminder, now)
        token = self._token(Purpose.REMINDER, record, now, moment.follow_up.id)
        links = Links(self.sender.site_url, token, reminder.key)
        facts = gather(moment, links)
        letter = read_letter(reminder.key.step.value, facts, moment.follow_up.locale)
        footer = (
            Block("button", label="Open my follow-up", link=links.page()),
            Block("button", label="Stop my reminders", link=links.page(do="stop")),
        )
        message = self._message(record, letter, footer)
        stop = self._token(Purpose.STOP, record, now, moment.follow_up.id)
        message["List-Unsubscribe"] = f"<{self.sender.site_url}/api/stop/{stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return message

    def _message(
        self, record: Record, letter: LetterText, footer: tuple[Block, ...]
    ) -> EmailMessage:
        message = new_letter()
        message["From"] = from_line(self.sender.name, self.sender.address)
        message["To"] = to_line(record.address)
        message["Reply-To"] = from_line("", self.sender.reply_to)
        # Python decodes an encoded word (RFC 2047) in what it is given, line breaks and all: a
        # name could bring headers of its own.
        message["Subject"] = letter.subject.replace("=?", "= ?")
        message["Auto-Submitted"] = "auto-generated"
        text = write_text(letter.blocks, self._signature(footer))
        message.fill(text, write_html(letter, self.sender, footer, "en"))
        return message

    def _signature(self, footer: tuple[Block, ...]) -> list[str]:
        sender = self.sender
        questions = f"Questions? Answer this e-mail, or write to {sender.reply_to}."
        links = [f"{block.label}: {block.link}" for block in footer]
        return [f"{sender.name}, {sender.site_url}", questions, *links]

    def _token(self, purpose: Purpose, record: Record, now: datetime, *ids: str) -> str:
        owner = record.subscriber
        return self.tokens.make(Token(purpose, owner.id, ids, owner.epoch), now)

    def _page(self, page: str, **query: str) -> str:
        return f"{self.sender.site_url}/{page}/?{urlencode(query)}"
