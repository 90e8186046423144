"""Families of words and phrases in a sentence: what it speaks of, before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import prompts
from bot.reading.patterns import spelled

FILE = "reading/families"
READ = 800  # characters of a sentence; longer ones are lists, and what they say of each item stands near the beginning


@cache
def families() -> dict[str, re.Pattern[str]]:
    """`prompts/reading/families.toml`, compiled. Every phrase begins where a word begins."""
    found = {}
    for name, phrases in prompts.data(FILE).items():
        assert isinstance(phrases, list)
        alternatives = "|".join(f"(?:{spelled(str(phrase))})" for phrase in phrases)
        found[name] = re.compile(rf"(?<!\w)(?:{alternatives})")
    return found


def families_of(plain: str) -> list[str]:
    """The families that a sentence in plain spelling has a word of, in the order of the file."""
    read = "\n".join(line[:READ] for line in plain.split("\n"))
    return [name for name, pattern in families().items() if pattern.search(read)]


def family_features(plain: str) -> Iterator[str]:
    """Families, and every two that stand in the same sentence: who, does what, without what."""
    found = families_of(plain)
    yield from found
    for one, other in combinations(found, 2):
        yield f"{one} + {other}"
