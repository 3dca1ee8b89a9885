"""What can be read from the scripts of the pages without running them: limits, words, lengths."""

import re
from pathlib import Path

from followup import limits

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "docs" / "javascripts"
FIELDS = SCRIPTS / "follow-ups" / "edit-fields.mjs"
WORDS = "".join(path.read_text() for path in sorted((SCRIPTS / "screen").glob("en*.mjs")))


def test_the_limits_on_the_page_are_those_of_the_service() -> None:
    faults = (SCRIPTS / "wizard" / "faults.mjs").read_text()
    reminders = (SCRIPTS / "wizard" / "reminders.mjs").read_text()
    draft = (SCRIPTS / "wizard" / "draft.mjs").read_text()

    found = dict(re.findall(r"(\w+): (\d+)", faults.partition("LIMITS = ")[2].partition(";")[0]))

    assert found == {
        "name": str(limits.MAX_NAME_CHARS),
        "detail": str(limits.MAX_DETAIL_CHARS),
        "phone": str(limits.MAX_PHONE_CHARS),
        "note": str(limits.MAX_NOTE_CHARS),
        "years": str(limits.MAX_YEARS_AWAY),
    }
    assert f"PAUSE_MS = {limits.LETTER_PAUSE.seconds // 60} * 60_000" in reminders
    assert f"first: {limits.EARLIEST_HOUR}, last: {limits.LATEST_HOUR}" in reminders
    assert f"MAX_PEOPLE_REMINDED = {limits.MAX_PEOPLE}" in draft


def test_the_limits_of_the_form_are_those_of_the_service() -> None:
    text = FIELDS.read_text("utf-8")
    given = text.partition("LIMITS = {")[2].partition("}")[0]

    found = dict(re.findall(r"(\w+): (\d+)", given))

    assert found == {
        "name": str(limits.MAX_NAME_CHARS),
        "detail": str(limits.MAX_DETAIL_CHARS),
        "phone": str(limits.MAX_PHONE_CHARS),
        "contact": str(limits.MAX_CONTACT_CHARS),
        "people": str(limits.MAX_PEOPLE),
        "check_ins": str(limits.MAX_CHECK_INS),
    }
    assert f"first: {limits.EARLIEST_HOUR}, last: {limits.LATEST_HOUR}" in text
    actions = (FIELDS.parent / "actions.mjs").read_text("utf-8")
    assert f"MAX_CHECK_INS = {limits.MAX_CHECK_INS};" in actions


def test_every_word_of_the_screen_is_used() -> None:
    scripts = "".join(
        path.read_text() for path in SCRIPTS.rglob("*.mjs") if path.parent.name != "screen"
    )
    keys = set(re.findall(r'^\s+"?([\w-]+)"?: ["{\[]', WORDS, re.MULTILINE))
    chosen = {
        *re.findall(r'value="([\w-]+)"', (ROOT / "docs" / "write.md").read_text()),
        "one",
        "other",
    }
    steps = {
        "thank_you",
        "thank_you_again",
        "check_in",
        "any_news",
        "reply",
        "reconnect",
        "what",
        "why",
    }

    unused = {
        key for key in keys - chosen - steps if not re.search(rf"\b{re.escape(key)}\b", scripts)
    }

    assert unused == set()


def test_the_screen_words_are_calm() -> None:
    page = (ROOT / "docs" / "write.md").read_text()
    texts = re.findall(r'"([^"\n]{12,})"', WORDS) + re.findall(r">([^<>{}\n]{12,})<", page)

    assert [text for text in texts if "!" in text] == []
    assert (
        max(len(sentence.split()) for text in texts for sentence in re.split(r"[.?:;] ", text))
        <= 24
    )


def test_the_modules_stay_short() -> None:
    long = {path.name: len(path.read_text().splitlines()) for path in wizard_modules()}

    assert {name: count for name, count in long.items() if count > 250} == {}


def wizard_modules() -> list[Path]:
    return [SCRIPTS / "wizard.mjs", *(SCRIPTS / "wizard").glob("*.mjs")]
