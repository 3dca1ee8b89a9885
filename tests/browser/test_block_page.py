"""I did not ask for this: explained, forbidden by a press, and lifted again on the same page."""

from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.watching import Visit, axe_findings_in_both

pytest_plugins = ["tests.browser.site_fixtures"]

ADDRESS = "block/?t=block-token"
BLOCK = "Do not send me these e-mails"
LIFT = "Allow these e-mails again"


def test_opening_the_page_blocks_nothing(visit: Visit, api: FakeApi) -> None:
    page = visit(ADDRESS)

    expect(page.get_by_role("button", name=BLOCK)).to_be_visible()
    assert not api.is_blocked


def test_a_press_blocks_and_another_lifts_it(visit: Visit, api: FakeApi) -> None:
    page = visit(ADDRESS)

    page.get_by_role("button", name=BLOCK).click()
    expect(page.get_by_role("heading", name="No more of these e-mails")).to_be_focused()
    was_blocked = api.is_blocked
    page.get_by_role("button", name=LIFT).click()

    expect(page.get_by_role("heading", name="These e-mails are allowed again")).to_be_focused()
    assert (was_blocked, api.is_blocked) == (True, False)


def test_after_a_lift_it_can_be_blocked_once_more(visit: Visit, api: FakeApi) -> None:
    page = visit(ADDRESS)

    for name in (BLOCK, LIFT, BLOCK):
        page.get_by_role("button", name=name).click()

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
    before = axe_findings_in_both(page)

    page.get_by_role("button", name=BLOCK).click()
    page.get_by_role("button", name=LIFT).wait_for()

    assert before + axe_findings_in_both(page) == []
