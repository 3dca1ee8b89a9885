"""Somebody who reads our letters in a mail program and presses their buttons in a browser."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, expect

from tests.stack.visitor import Visitor, confirm, next_letter

BUTTON = re.compile(r'<a class="button[^"]*" href="([^"]+)">([^<]+)</a>')
FOOTER = re.compile(r'<p><a href="([^"]+)">([^<]+)</a></p>')


@dataclass
class Reader:
    """Somebody with a mail program and a browser. `link` is their private one."""

    visitor: Visitor
    page: Page
    letter: dict[str, Any] = field(default_factory=dict)
    link: str = ""

    def sign_up(self, **changes: Any) -> str:
        id_ = self.visitor.ask(**changes)
        self.link = confirm(self.visitor)
        return id_

    def wait_for(self, subject: str) -> None:
        """Delivers until a letter with these words in its subject is there."""
        for _ in range(8):
            self.letter = next_letter(self.visitor)
            if subject in self.letter["subject"]:
                return
        raise AssertionError(f"{subject} never came")

    @property
    def buttons(self) -> dict[str, str]:
        return {label: link.replace("&amp;", "&") for link, label in BUTTON.findall(self.html)}

    @property
    def footer(self) -> dict[str, str]:
        return {label: link.replace("&amp;", "&") for link, label in FOOTER.findall(self.html)}

    @property
    def html(self) -> str:
        return str(self.letter["html"]).replace("&#39;", "'")

    def open(self, label: str) -> None:
        links = self.buttons | self.footer
        self.page.goto(links[label])

    def press(self, label: str) -> None:
        button = self.page.get_by_role("button", name=label, exact=True)
        button.locator("visible=true").first.click()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def item(self) -> dict[str, Any]:
        """The follow-up as the service has it."""
        status, body = self.visitor.call("GET", "/api/follow-ups", bearer=self.link)
        assert status == 200, body
        return dict(body["follow_ups"][0])

    def undo(self, id_: str) -> None:
        status, body = self.visitor.call("POST", f"/api/follow-ups/{id_}/undo", {}, self.link)
        assert status == 200, body
