"""Sentences in seven other languages, word by word in English, so that one vocabulary reads them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import prompts
from bot.reading.text import Sentence

FILE = "reading/glossary.tsv"
FEWEST = 3  # known words from which a sentence counts as in another language; single ones are names and loans
SHORTEST = 3  # letters of a stem
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|shall|will|by|for|with|any|is|are|be|this|that|its|or|on|not|it|has|may|must|from|which|as|all|"
    r"if|when|your|you|we|our|they|their|his|her|he|she|at|was|no|have|in)\b"
)
_TOKEN = r"[A-Z]{4,}|[a-z]+'|[a-z]+(?:-[a-z]+)*|\d+"


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words of one language. `stems` fit any ending, `phrases` several words."""

    words: dict[str, str]
    stems: dict[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    scanner: re.Pattern[str]

    def english(self, plain: str) -> str:
        """The sentence word by word in English; a word that is not here stays as it is."""
        return self.scanner.sub(lambda hit: self._of(hit.group()), plain)

    def known(self, plain: str) -> int:
        """How many words of a sentence are in here as they stand."""
        return sum(word in self.words for word in re.findall(_TOKEN, plain))

    def _of(self, found: str) -> str:
        if found in self.words:
            return self.words[found] + (" " if found.endswith("'") else "")
        if " " in found or "-" in found or "'" in found:
            for phrase, english in self.phrases:
                if phrase.fullmatch(found):
                    return english
        stem = next((found[:end] for end in range(len(found), SHORTEST - 1, -1) if found[:end] in self.stems), "")
        return self.stems.get(stem, found)


def glossed(document: Sequence[Sentence]) -> list[Sentence]:
    """The same sentences; a second line of `plain` says in English what stands in another language."""
    return [_glossed(sentence) for sentence in document]


def _glossed(sentence: Sentence) -> Sentence:
    english = len(_ENGLISH.findall(sentence.plain))
    if english * 5 >= sentence.plain.count(" "):  # every fifth word or more, which only English has
        return sentence
    best = max(glossaries().values(), key=lambda glossary: glossary.known(sentence.plain))
    if best.known(sentence.plain) < max(FEWEST, english + 1):
        return sentence
    return replace(sentence, plain=f"{sentence.plain}\n{best.english(sentence.plain)}")


@cache
def glossaries() -> dict[str, Glossary]:
    """`prompts/reading/glossary.tsv` by language."""
    lines = prompts.path(FILE).read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {
        language: _glossary([(row[0], row[column]) for row in rows])
        for column, language in enumerate(head)
        if column > 0
    }


def _glossary(rows: Sequence[tuple[str, str]]) -> Glossary:
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for english, cell in rows:
        for entry in filter(None, cell.split(",")):
            if re.search(r"[_'-]\w|[_*].", entry):
                phrases.setdefault(entry.replace("_", " "), english)
            elif entry.endswith("*"):
                stems.setdefault(entry[:-1], english)
            else:
                words.setdefault(entry, english)
    patterns = {_pattern(phrase): english for phrase, english in sorted(phrases.items(), key=lambda one: -len(one[0]))}
    several = "".join(f"(?:{pattern})(?!\\w)|" for pattern in patterns)
    return Glossary(
        words,
        stems,
        tuple((re.compile(pattern), english) for pattern, english in patterns.items()),
        re.compile(rf"(?<!\w)(?:{several}{_TOKEN})"),
    )


def _pattern(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"\w*")
