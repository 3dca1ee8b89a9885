"""What a page says with the service and without it, and the places that are filled."""

import pytest

from infra.passages import StrayMark, completed, described

BOTH = (
    "Your notes stay here.<!-- with reminders --> We may write to you.<!-- end -->"
    "<!-- without reminders --> Nothing is sent.<!-- end --> The end."
)


@pytest.mark.parametrize(
    ("reminders", "wanted"),
    [
        ("on", "Your notes stay here. We may write to you. The end."),
        ("off", "Your notes stay here. Nothing is sent. The end."),
    ],
)
def test_a_page_says_what_is_true_of_this_site(reminders: str, wanted: str) -> None:
    assert completed(BOTH, reminders=reminders) == wanted


@pytest.mark.parametrize(
    ("reminders", "wanted"),
    [("on", "Your address."), ("pilot", "Your address. A trial."), ("off", "Your address.")],
)
def test_a_trial_says_so(reminders: str, wanted: str) -> None:
    text = "Your address.<!-- pilot reminders --> A trial.<!-- end -->"

    assert completed(text, reminders=reminders) == wanted


def test_a_trial_has_the_service() -> None:
    assert completed(BOTH, reminders="pilot") == completed(BOTH, reminders="on")


@pytest.mark.parametrize(
    ("reminders", "wanted"), [("on", "- a\n- b\n- c\n"), ("off", "- a\n- c\n")]
)
def test_a_list_stays_in_one_piece(reminders: str, wanted: str) -> None:
    text = "- a\n<!-- with reminders -->\n- b\n<!-- end -->\n- c\n"

    assert completed(text, reminders=reminders) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "<!-- with reminders --> begun only",
        "ended only <!-- end -->",
        "<!-- with reminder -->x<!-- end -->",
    ],
)
@pytest.mark.parametrize("reminders", ["on", "off"])
def test_a_passage_without_beginning_or_end_stops_the_build(text: str, reminders: str) -> None:
    with pytest.raises(StrayMark):
        completed(text, reminders=reminders)


def test_a_place_is_filled_by_its_name() -> None:
    text = completed("<!-- chart: hiring-days -->\n\n<!-- notes: offer -->", reminders="on")

    assert text.startswith("<figure")
    assert "write.md?kind=offer" in text


@pytest.mark.parametrize("place", ["<!-- chart: nobody -->", "<!-- notes: nothing -->"])
def test_a_place_nobody_knows_stops_the_build(place: str) -> None:
    with pytest.raises(KeyError):
        completed(place, reminders="on")


def test_other_remarks_stay() -> None:
    assert completed("<!-- more -->", reminders="on") == "<!-- more -->"


def test_the_description_promises_no_reminders_where_there_are_none() -> None:
    meta = {"description": "Be reminded.", "description_without_reminders": "Write."}

    assert described(meta, reminders="on") == "Be reminded."
    assert described(meta, reminders="off") == "Write."
    assert described({"description": "Read."}, reminders="off") == "Read."
