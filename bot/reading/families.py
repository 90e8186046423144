"""Families of words and phrases in a sentence: what it speaks of, before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import prompts
from bot.reading.patterns import spelled

OF_FLAGS, OF_RIGHTS = "reading/families", "reading/rights_families"
READ = 800  # characters of a sentence; longer ones are lists, and what they say of each item stands near the beginning


@cache
def families(file: str) -> dict[str, re.Pattern[str]]:
    """A file of families, compiled. Every phrase begins where a word begins."""
    found = {}
    for name, phrases in prompts.data(file).items():
        assert isinstance(phrases, list)
        alternatives = "|".join(f"(?:{spelled(str(phrase))})" for phrase in phrases)
        found[name] = re.compile(rf"(?<!\w)(?:{alternatives})")
    return found


def families_of(plain: str, file: str = OF_FLAGS) -> list[str]:
    """The families that a sentence in plain spelling has a word of, in the order of the file."""
    read = "\n".join(line[:READ] for line in plain.split("\n"))
    return [name for name, pattern in families(file).items() if pattern.search(read)]


def family_features(plain: str, file: str = OF_FLAGS) -> Iterator[str]:
    """Families, and every two that stand in the same sentence: who, does what, without what."""
    found = families_of(plain, file)
    yield from found
    for one, other in combinations(found, 2):
        yield f"{one} + {other}"
