"""The link that stops the reminders."""

import pytest

from tests.core.world import stop_token_in
from tests.functions.calls import Api, Deliver


def test_a_stop_ends_every_reminder_however_often_it_is_posted(
    api: Api, confirmed: tuple[str, str], deliver: Deliver
) -> None:
    [letter] = deliver()
    path = "/api/stop/" + stop_token_in(letter)

    shown = api("GET", path)
    form = "application/x-www-form-urlencoded"
    presses = [api("POST", path, "List-Unsubscribe=One-Click", content_type=form) for _ in range(2)]

    assert shown.status == 303
    assert shown.headers["Location"].startswith("https://follow-up.example.com/follow-ups/?t=")
    assert [press.body for press in presses] == [{"stopped": True}] * 2
    assert deliver() == []
    assert api.stack.items_of("S")[0]["status"] == "stopped"
    id_, bearer = confirmed
    item = api("GET", f"/api/follow-ups/{id_}", bearer=bearer).body
    assert item["stopped_at"]
    assert item["next"] is None


@pytest.mark.usefixtures("confirmed")
@pytest.mark.parametrize("body", ["List-Unsubscribe=One-Click&x=\xe9", "{", "", "a" * 70_000])
def test_a_stop_never_fails_on_what_a_mail_program_posts(
    api: Api, deliver: Deliver, body: str
) -> None:
    [letter] = deliver()
    path = "/api/stop/" + stop_token_in(letter)

    assert api("POST", path, body, content_type="text/odd").body == {"stopped": True}


def test_a_hostile_stop_link_adds_nothing_to_the_address(api: Api) -> None:
    answer = api("GET", "/api/stop/AAA&do=answered<b>")

    assert answer.headers["Location"].endswith("/?t=AAA%26do%3Danswered%3Cb%3E&do=stop")


@pytest.mark.usefixtures("confirmed")
def test_opening_the_stop_link_stops_nothing(api: Api, deliver: Deliver) -> None:
    [letter] = deliver()

    api("GET", "/api/stop/" + stop_token_in(letter))

    assert api.stack.items_of("S")[0]["status"] == "active"
