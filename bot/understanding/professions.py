"""People named by a profession that can mean several kinds of work: "a designer", "an editor"."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.understanding.skill_text import words

FILE = Path(__file__).parent / "data" / "professions.tsv"
# Whoever is wanted stands after one of these, or at the beginning, or before "wanted".
_WANTED = re.compile(
    r"\b(?:need|needs|want|wants|hire|hiring|seek|seeking|find(?: me| us)?|look|looking for"
    r"|search(?:ing)? for|get|wanted:?|as)"
    r"\s+(?:(?:an?|some|somebody|someone|the|two|three|four|\d+|new|good|great|cheap|fast|experienced|professional|freelance"
    r"|talented|skilled|creative|decent|reliable|junior|senior)\s+){0,4}$|^\W*(?:an?\s+)?(?:good\s+|freelance\s+)?$|\band\s+$",
    re.IGNORECASE,
)


def possible_work(text: str) -> list[str]:
    """The kinds of work that a profession wanted here may stand for, the most general first; empty where none is."""
    known, found = _professions(), words(text)
    offered: list[str] = []
    for word in found:
        if word.key in known and _WANTED.search(text[max(0, word.start - 60) : word.start]):
            offered += known[word.key]
    return list(dict.fromkeys(offered))


@cache
def _professions() -> Mapping[str, tuple[str, ...]]:
    """Folded word for a person -> names of skills."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {words(row["person"])[0].key: tuple(row["skills"].split(" | ")) for row in rows}
