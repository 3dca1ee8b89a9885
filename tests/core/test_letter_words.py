"""What each letter says and asks for."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from followup.model import Person, Relation
from tests.core.every_letter import a_world, every_letter
from tests.core.world import text_of


def test_the_letters_say_what_to_do_today() -> None:
    subjects = {name: str(letter["Subject"]) for name, letter in every_letter().items()}

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
    said = text_of(every_letter()["check_in"])

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
    said = text_of(a_world(people=people).next_letter())

    assert "\nmailto:ada@example.com?subject=" in said
    assert "rosa@example.com" not in said


def test_a_check_in_by_e_mail_brings_no_script() -> None:
    world = a_world(channel="email", people=())
    for _ in range(3):
        letter = world.next_letter()

    assert str(letter["Subject"]) == "Write to Acme today if you hear nothing"
    assert "voicemail" not in text_of(letter)


def test_an_only_check_in_asks_for_the_first_time_and_brings_a_closing_note() -> None:
    people = (Person("Ada", thanked=True),)
    said = text_of(a_world(people=people, max_check_ins=1, your_name="Zoe").next_letter())

    assert "This is the last check-in." in said
    assert "For later, not for today" in said
    assert "I've asked" not in said.split("This is the last check-in.")[0]
    # A month from now we write to the user; nobody is told of a call on that day.
    voicemail = said.split("If you reach the voicemail")[1].split("No time to call?")[0]
    assert "in a few days" in voicemail
    assert said.count("Subject: ") == 2


def test_a_check_in_asks_once_more_who_was_thanked() -> None:
    world = a_world(people=(Person("Ada"), Person("Bob")))
    said = [text_of(world.next_letter()) for _ in range(5)]
    asks = ["I thanked Ada and Bob" in each for each in said if "What happened?" in each]

    assert asks[:3] == [True, True, False]


def test_the_fourth_check_in_asks_whether_to_go_on() -> None:
    world = a_world(people=(Person("Ada", thanked=True),))
    said = [text_of(world.next_letter()) for _ in range(4)]

    assert ["Would you like to go on?" in each for each in said] == [False, False, False, True]


def test_going_on_less_often_and_stopping_are_one_button_each() -> None:
    said = text_of(every_letter()["fourth check_in"])

    asked = said.split("Would you like to go on?")[1].split("What happened?")[0]
    labels = re.findall(r"^(.+):$", asked, re.MULTILINE)
    queries = [parse_qs(urlsplit(link).query).get("do") for link in re.findall(r"http\S+", asked)]
    assert labels == ["Go on", "Less often", "Stop these reminders"]
    assert queries == [["go-on"], ["less-often"], ["stop"]]


@pytest.mark.parametrize(("persistence", "first"), [("steady", 4), ("bold", 6)])
def test_it_is_asked_from_the_fourth_or_the_sixth_check_in_on(persistence: str, first: int) -> None:
    world = a_world(people=(Person("Ada", thanked=True),), persistence=persistence)
    said = [text_of(world.next_letter()) for _ in range(first + 1)]

    assert ["Less often" in each for each in said] == [False] * (first - 1) + [True] * 2


def test_the_thank_you_letter_brings_one_note_for_each_person_not_yet_thanked() -> None:
    people = (
        Person("Ada", detail="the new test bench"),
        Person("Bob", Relation.RECEPTIONIST, "found me a charger"),
        Person("Cem", note="Dear Cem,\n\nmy own words.\n\nZoe"),
        Person("Dan", thanked=True),
    )
    letter = a_world(people=people).next_letter()

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
    letter = a_world(people=()).next_letter()

    assert str(letter["Subject"]) == "Today: thank the people you met at Acme"
    assert "Who did you meet at Acme" in text_of(letter)


def test_a_check_in_says_whom_to_call_beside_the_number() -> None:
    world = a_world(people=(), call_whom="Mrs Reyes", phone="+49 30 1")
    letter = [world.next_letter() for _ in range(3)][-1]

    assert "What to say to Mrs Reyes, on +49 30 1" in text_of(letter)
    assert "Call +49 30 1. Ask for Mrs Reyes." in text_of(letter)


def test_a_late_letter_is_worded_for_today() -> None:
    world = a_world(people=(Person("Ada", thanked=True),))
    due_at = world.record().mailing.due_at
    assert due_at is not None
    world.wait_until(due_at + timedelta(days=3))

    assert "said you would hear by today" not in text_of(world.letters[-1])
    assert "there is no answer yet" in text_of(world.letters[-1])
