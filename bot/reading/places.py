"""Which law a contract names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.domain.rights import FactBase, Place
from bot.reading.patterns import small_rules
from bot.reading.text import Sentence, plain

_MINE = frozenset({"us", "in", "eu", "america"})  # words that mean something else in a contract


def place_of(spoken: Sequence[Sentence], base: FactBase) -> str:
    """The code of the place whose law a document names; empty where it names none, or none in the fact base."""
    named = [
        code
        for sentence in spoken
        if small_rules().governs.search(sentence.plain)
        for code in _codes(sentence.plain, base)
    ]
    return next((code for code in named if code != "EU"), named[0] if named else "")  # data protection names the EU


def places_named(words: str, base: FactBase) -> tuple[str, ...]:
    """The places that a few words speak of, in order."""
    return tuple(_codes(plain(words), base))


def _codes(words: str, base: FactBase) -> list[str]:
    found = [
        (hit.start(), -len(hit.group()), code)
        for pattern, code in _patterns(base.places)
        for hit in pattern.finditer(words)
    ]
    seen: list[tuple[int, int, str]] = []
    for start, length, code in sorted(found):
        if not any(one <= start < one - other for one, other, _ in seen):
            seen.append((start, length, code))
    return list(dict.fromkeys(code for _, _, code in seen))


@cache
def _patterns(places: tuple[Place, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    spellings = [(plain(word), place.code) for place in places for word in place.words if word not in _MINE]
    spellings += [(word, code) for code, words in small_rules().homes.items() for word in words]
    return tuple((re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), code) for word, code in spellings)
