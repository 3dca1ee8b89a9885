"""How a visitor uses the page of the follow-ups, in words a test can be read by."""

from collections.abc import Callable, Iterable
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.watching import Visit, axe_findings_in_both

LINK = "follow-ups/?t=link-token"
LETTER = "follow-ups/?t=reminder-token"
STOP = "follow-ups/?t=stop-token&do=stop"
MOVE = "follow-ups/?t=move-token&do=move"


# What the buttons of the letters lead to, and the button that each of them means.
LETTER_LINKS = [
    ("do=answered&answer=offer", "Yes, I have an offer"),
    ("do=answered&answer=rejection", "Yes, they said no"),
    ("do=answered&answer=another_round", "Yes, another interview"),
    ("do=answered&answer=withdrawn", "Yes, I stopped"),
    ("do=thanked&person=0", "Yes, I thanked Mr Babbage"),
    ("do=thanked", "Yes, I thanked everyone"),
    ("do=done&round=1&step=check_in&n=1", "I called or wrote, no answer yet"),
    ("do=snooze", "Remind me in 2 working days"),
    ("do=stop", "Stop this"),
    ("do=less-often", "Yes, less often"),
]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def card(page: Page) -> Locator:
    return page.locator("follow-ups-page .card")


def said(page: Page) -> Locator:
    """What the card says was done."""
    return card(page).locator("> .message--done")


def alert(page: Page) -> Locator:
    return page.locator("follow-ups-page .message--error:not(:empty)")


def part(page: Page, title: str) -> Locator:
    """One part of the page, by its heading."""
    heading = page.get_by_role("heading", name=title, exact=True)
    return page.locator("follow-ups-page .panel").filter(has=heading)


def open_folds(page: Page) -> None:
    for fold in page.locator("follow-ups-page details").all():
        fold.evaluate("one => { one.open = true }")


def width_faults(page: Page) -> list[str]:
    """Whether the page, with everything unfolded, is wider than the screen."""
    open_folds(page)
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [] if widths[0] <= widths[1] else [f"{widths[0]} px wide"]


def faults_of(page: Page, look: Callable[..., list[str]] = axe_findings_in_both) -> list[str]:
    """The same on this width, and what axe finds inside what the page's script has drawn."""
    wide = width_faults(page)
    return look(page, within="follow-ups-page") + wide


def faults_on_both_widths(page: Page) -> list[str]:
    """As on a phone, and whether the page fits a desk too."""
    found = faults_of(page)
    seen = page.viewport_size
    assert seen
    page.set_viewport_size({"width": 1440, "height": 900})
    found += width_faults(page)
    page.set_viewport_size(seen)
    return found


def ids(items: Iterable[dict[str, str]]) -> list[str]:
    return [item["id"] for item in items]


def open_form(visit: Visit, **options: Any) -> Page:
    """The form of the follow-up on the page of a private link."""
    page = visit(LINK, **options)
    press(page, "Change the details")
    return page


def form(page: Page) -> Locator:
    return page.locator(".edit-form")


def person(page: Page, number: int) -> Locator:
    return page.get_by_role("group", name=f"Person {number}")
