"""What people type about somebody they met, and the shape in which it enters a sentence."""

import pytest

from followup.note_detail import reason_clause, said_to_you, shaped
from followup.note_files import words

WORDS = words("en")

TALKED_ABOUT = [
    ("the new test bench", "topic", "the new test bench"),
    ("The new test bench.", "topic", "the new test bench"),
    ("Postgres 17", "topic", "Postgres 17"),
    ("how the ward hands over at night", "topic", "how the ward hands over at night"),
    ("How you are going to open on Sundays", "topic", "how you are going to open on Sundays"),
    ("We talked about the boat models", "topic", "the boat models"),
    ("they told me about night shifts", "topic", "night shifts"),
    ("about 40 people work there", "topic", "about 40 people work there"),
    ("her years in Oslo", "topic", "your years in Oslo"),
    ("the lab you are building", "topic", "the lab you are building"),
    ("what to do when a crane is late", "topic", "what to do when a crane is late"),
    ("embedded software", "topic", "embedded software"),
    ("red tape", "topic", "red tape"),
    ("moving to Lisbon", "topic", "moving to Lisbon"),
    ("the team is moving to Leeds", "sentence", "the team is moving to Leeds"),
    ("that nobody works on Fridays", "sentence", "nobody works on Fridays"),
    ("i asked about mistakes", "sentence", "I asked about mistakes"),
    ("I'd never seen a crane", "sentence", "I'd never seen a crane"),
    ("We laughed about the name", "sentence", "we laughed about the name"),
    ("The bench. It is new.", "sentence", "the bench. It is new"),
    ("The starter, it's 20 years old", "sentence", "the starter, it's 20 years old"),
    ("the lathe, the press and the kiln", "topic", "the lathe, the press and the kiln"),
    ("You never ship on Fridays.", "sentence", "you never ship on Fridays"),
    ("What would you change first?", "sentence", "what would you change first?"),
    ("Ada asked about my thesis", "deed", "asked about my thesis"),
    ("asked me what I would change first", "deed", "asked me what I would change first"),
    ("asked about my thesis", "deed", "asked about my thesis"),
    ("asked if I can drive", "deed", "asked if I can drive"),
    ("moved to Leeds last year", "deed", "moved to Leeds last year"),
    ("You asked what I would change", "deed", "asked what I would change"),
    ("She explained the rota", "deed", "explained the rota"),
    ("she runs her own lab", "deed", "run your own lab"),
    ("he teaches and studies", "deed", "teach and studies"),
    ("he is moving", "deed", "are moving"),
    ("they have their own boatyard", "deed", "have your own boatyard"),
    ("你们的测试台", "topic", "你们的测试台"),
]

DONE_FOR_ME = [
    ("you found me a charger", "deed", "found me a charger"),
    ("found me a charger", "deed", "found me a charger"),
    ("Found me a charger!", "deed", "found me a charger"),
    ("she calmed me down", "deed", "calmed me down"),
    ("smiled", "deed", "smiled"),
    ("offered coffee", "deed", "offered coffee"),
    ("she lent me her pen", "deed", "lent me your pen"),
    ("she told me to call her", "deed", "told me to call you"),
    ("he let me use his phone", "deed", "let me use your phone"),
    ("they kept it themselves", "deed", "kept it yourself"),
    ("was very patient", "deed", "were very patient"),
    ("very kind", "deed", "were very kind"),
    ("the coffee", "topic", "the coffee"),
    ("for finding me a charger", "topic", "finding me a charger"),
    ("thanks for the tour", "topic", "the tour"),
    ("I could leave my bag there", "sentence", "I could leave my bag there"),
]


@pytest.mark.parametrize(("typed", "shape", "text"), TALKED_ABOUT)
def test_what_was_talked_about(typed: str, shape: str, text: str) -> None:
    found = shaped(typed, WORDS, is_deed=False, name="Ada")

    assert getattr(found, shape) == text
    assert found.topic + found.deed + found.sentence == text


@pytest.mark.parametrize(("typed", "shape", "text"), DONE_FOR_ME)
def test_what_somebody_did(typed: str, shape: str, text: str) -> None:
    found = shaped(typed, WORDS, is_deed=True)

    assert getattr(found, shape) == text
    assert found.topic + found.deed + found.sentence == text


REASONS = [
    ("I built one", "I built one"),
    ("because I built one.", "I built one"),
    ("Because i built one!", "I built one"),
    ("It stayed with me because it is rare…", "it is rare"),
    ("It helped because my phone was empty.", "my phone was empty"),
    ("of the way you spoke", "of the way you spoke"),
    ("because of the rain", "of the rain"),
    ("She took her time.", "you took your time"),
    ("he runs his own lab", "you run your own lab"),
    ("Ada had time for me", "you had time for me"),
    ("they remind me of home", "they remind me of home"),
    ("You listened", "you listened"),
    ("The bench is new. I like new things.", "the bench is new. I like new things"),
    ("Wine made in Leeds", "Wine made in Leeds"),
    ("“quoted” <b>&", "“quoted” <b>&"),
    ("she", "she"),
    ("because", "because"),
    (" ,.! ", ""),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "clause"), REASONS)
def test_a_reason_follows_because(typed: str, clause: str) -> None:
    assert reason_clause(typed, WORDS, name="Ada") == clause


def test_a_name_that_is_a_word_is_left_alone_in_a_reason() -> None:
    assert reason_clause("My father built boats", WORDS, name="My") == "my father built boats"
    assert reason_clause("I built one", WORDS, name="I") == "I built one"


@pytest.mark.parametrize("typed", ["", "   ", " . ", "…", "\t\n"])
def test_nothing_typed_has_no_shape(typed: str) -> None:
    found = shaped(typed, WORDS, is_deed=False)

    assert found.topic + found.deed + found.sentence == ""


SAID_TO_YOU = [
    ("how they plan the shifts", "how you plan the shifts"),
    ("how they plan their shifts", "how you plan your shifts"),
    ("how they look after their patients", "how you look after your patients"),
    ("why they've moved", "why you've moved"),
    ("what they’re building", "what you’re building"),
    ("how they teach children to tie their shoes", "how they teach children to tie their shoes"),
    ("how they train them", "how they train them"),
    ("how they", "how they"),
    ("how the ward hands over", "how the ward hands over"),
    ("the boats and how they work", "the boats and how they work"),
    ("", ""),
]


@pytest.mark.parametrize(("topic", "said"), SAID_TO_YOU)
def test_the_employers_they_is_you_in_a_note(topic: str, said: str) -> None:
    assert said_to_you(topic, WORDS) == said
