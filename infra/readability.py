"""How hard a page is to read, as a school grade in the United States.

Flesch-Kincaid (Kincaid and others, 1975): 0.39 × words per sentence + 11.8 × syllables
per word − 15.59. Grade 7.5 is about what a reader of 13 follows. Syllables are counted
by rule, without a dictionary, so a word may be one off; over a page that evens out.

`python -m infra.readability docs/guide/*.md` prints words and grade of each page.
"""

import re
import sys
from pathlib import Path

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
MARKUP = re.compile(r"<!--.*?-->|<[^>]+>|\{[^}]*\}|&\w+;", re.DOTALL)
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
LIST_MARK = re.compile(r"^(?:[-*]|\d+\.|:)\s+")
SENTENCE_END = re.compile(r"[.?!]+(?=\s|$)|\n")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
VOWELS = re.compile(r"[aeiouy]+")
# What groups of vowels get wrong, each with its correction.
CORRECTIONS = (
    (re.compile(r"[^l]e$|[aeiouy]le$"), -1),  # write, while; not table
    (re.compile(r"[^aeioucgszxhl]es$|[aeiouy]les$"), -1),  # notes, rules; not pages, tables
    (re.compile(r"[^aeioutd]ed$"), -1),  # called; not wanted
    (re.compile(r"^(?:some|every|here|there|where)(?=[a-z])"), -1),  # somebody
    (re.compile(r"[^cgstl]i[ao]|iet"), +1),  # period, quiet; not social
    (re.compile(r"[aeouy]ing|[aeo]ye[^sd]|(?:id|ar)ea"), +1),  # going, employer, idea
)


def prose(markdown: str) -> str:
    """The running text of a page, one block per line.

    Phrases to say (fences of class `.say`) are kept, for they are read too. Headings,
    tables, other code, addresses of links and front matter are left out.
    """
    text = FRONT_MATTER.sub("", markdown)
    text = FENCE.sub(_spoken, text)
    text = LINK.sub(r"\1", MARKUP.sub("", text))
    return "\n".join(filter(None, map(_plain, text.splitlines())))


def words(text: str) -> list[str]:
    """The words of the text, without figures and signs."""
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences, a line end closing one too; pieces without a word do not count."""
    return [piece for piece in SENTENCE_END.split(text) if WORD.search(piece)]


def syllables(word: str) -> int:
    """Syllables of one English word by rule: groups of vowels, then the corrections."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    change = sum(by for pattern, by in CORRECTIONS if pattern.search(bare))
    return max(len(VOWELS.findall(bare)) + change, 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of running text; 0.0 when there is none."""
    all_words, all_sentences = words(text), sentences(text)
    if not all_words:
        return 0.0
    per_sentence = len(all_words) / len(all_sentences)
    per_word = sum(map(syllables, all_words)) / len(all_words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def _spoken(fence: re.Match[str]) -> str:
    return fence["body"] if ".say" in fence["info"] else ""


def _plain(line: str) -> str:
    line = line.strip()
    if line.startswith(("#", "|")):
        return ""
    return LIST_MARK.sub("", line.removeprefix("> ")).replace("*", "").replace("`", "")


def main(paths: list[str]) -> None:
    for path in paths:
        text = prose(Path(path).read_text(encoding="utf-8"))
        print(f"{path}: {len(words(text))} words, grade {grade(text):.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
