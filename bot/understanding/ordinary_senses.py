"""Names of skills that are ordinary words too, and how to tell which is meant."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from bot.understanding.skill_text import Word, fold

FILE = Path(__file__).parent / "data" / "ordinary_senses.tsv"
AROUND = 6  # words on each side that can make a skill's name an ordinary word
_BEGINS = re.compile(r"(?:^|[.!?:;\n])\s*$")  # where a capital says nothing


def only_begins(name: str, text: str, start: int) -> bool:
    """Whether the capital that makes it a skill may be there because a sentence begins: "Excel at what you do"."""
    return name.istitle() and bool(_BEGINS.search(text[max(0, start - 5) : start]))


def is_ordinary(span: Sequence[Word], found: Sequence[Word], place: int) -> bool:
    """Whether the words around make it the ordinary word: a python in a zoo, a trip to Java."""
    beside = _senses().get(span[0].key) if len(span) == 1 else None
    around = (*found[max(0, place - AROUND) : place], *found[place + 1 : place + 1 + AROUND])
    return beside is not None and not beside.isdisjoint(word.key for word in around)


@cache
def _senses() -> Mapping[str, frozenset[str]]:
    """Folded words that are skills and other things too, with what stands beside the other thing."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {fold(row["word"]): frozenset(fold(word) for word in row["beside"].split(" | ")) for row in rows}
