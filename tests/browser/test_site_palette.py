"""Light and dark: as the device says, until somebody chooses."""

import pytest
from playwright.sync_api import expect

from tests.browser.site_steps import PALETTES, expect_palette
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.mark.parametrize("palette", PALETTES)
def test_the_palette_follows_the_device_until_somebody_chooses(visit: Visit, palette: str) -> None:
    other = PALETTES[palette == "light"]
    page = visit(color_scheme=palette)
    expect_palette(page, palette)

    page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
    expect_palette(page, other)
    page.get_by_role("button", name="Dark colors").click()
    page.reload()

    expect_palette(page, palette)


def test_dark_comes_before_the_first_paint_and_not_with_the_scripts(visit: Visit) -> None:
    page = visit("missing/", color_scheme="dark")
    page.route("**/*.{js,mjs}", lambda route: route.fulfill(content_type="text/javascript"))

    page.goto(page.url.replace("missing/", "privacy/"))

    expect_palette(page, "dark")


def test_the_palette_is_switched_by_keyboard(visit: Visit) -> None:
    page = visit(color_scheme="light")
    button = page.get_by_role("button", name="Dark colors", pressed=False)

    button.press("Enter")

    expect(page.get_by_role("button", name="Dark colors", pressed=True)).to_be_focused()
    expect_palette(page, "dark")
