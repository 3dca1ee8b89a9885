"""I did not ask for this: explained, forbidden by a press, and lifted again on the same page."""

from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.watching import Visit, axe_findings_in_both

pytest_plugins = ["tests.browser.site_fixtures"]

ADDRESS = "block/?t=block-token"
BLOCK = "Do not send me these e-mails"
LIFT = "Allow these e-mails again"


def test_a_press_blocks_another_lifts_it_and_opening_the_page_does_nothing(
    visit: Visit, api: FakeApi
) -> None:
    page = visit(ADDRESS)
    expect(page.get_by_role("button", name=BLOCK)).to_be_visible()
    assert not api.is_blocked

    page.get_by_role("button", name=BLOCK).click()
    expect(page.get_by_role("heading", name="No more of these e-mails")).to_be_focused()
    assert api.is_blocked
    page.get_by_role("button", name=LIFT).click()
    expect(page.get_by_role("heading", name="These e-mails are allowed again")).to_be_focused()
    assert not api.is_blocked
    page.get_by_role("button", name=BLOCK).click()

    expect(page.get_by_role("button", name=LIFT)).to_be_visible()
    assert api.is_blocked


def test_without_its_token_the_page_says_that_nothing_more_comes(visit: Visit) -> None:
    page = visit("block/")

    expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()
    expect(page.locator("block-page")).to_contain_text("nothing more comes")


def test_a_forged_token_is_told_at_the_press(visit: Visit, api: FakeApi) -> None:
    page = visit("block/?t=forged")

    page.get_by_role("button", name=BLOCK).click()

    expect(page.get_by_role("heading", name="This link does not work")).to_be_focused()
    assert not api.is_blocked


def test_offline_is_said_and_tried_again(visit: Visit, api: FakeApi) -> None:
    api.is_offline = True
    page = visit(ADDRESS)
    page.get_by_role("button", name=BLOCK).click()
    expect(page.locator("block-page").get_by_role("alert")).to_contain_text(
        "cannot reach the service"
    )

    api.is_offline = False
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("button", name=LIFT)).to_be_visible()
    assert api.is_blocked


def test_axe_finds_nothing(visit: Visit) -> None:
    page = visit(ADDRESS, width=360)
    page.get_by_role("button", name=BLOCK).wait_for()
    before = axe_findings_in_both(page)

    page.get_by_role("button", name=BLOCK).click()
    page.get_by_role("button", name=LIFT).wait_for()

    assert before + axe_findings_in_both(page) == []
