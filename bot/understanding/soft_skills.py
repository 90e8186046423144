"""Soft skills in people's words: asked for by clients, shown by freelancers with evidence, never read from tone."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.commands import Reading
from bot.domain.profile import SoftSkillClaim
from bot.errors import InvalidInput
from bot.understanding.skill_text import fold, key_of, words

PACKAGED = Path(__file__).parent / "data" / "soft_skills.tsv"
MOST = 12  # in one answer
LONGEST = 60  # characters in a person's own words
EVIDENCE = 300  # characters kept of one piece of evidence

_SENTENCE = re.compile(r"[^.!?;\n]+")
_NOT = re.compile(
    r"\b(?:no|not|never|isn't|without|don't need|doesn't have to be|need not be)\s+(?:\w+\s+){0,2}$", re.I
)
# A sentence tells of work done when it speaks of the past, of a number, or of somebody who was helped.
_TELLS = re.compile(
    r"\b(?:\w{3,}ed|led|ran|built|made|kept|met|wrote|taught|gave|brought|held|found|won|grew|sold|since|for \d+"
    r"|never missed|always|clients?|customers?|team of|projects?|reviews?|years?|because|when|e\.g\.|for example)\b|\d",
    re.IGNORECASE,
)
# Words in front of a soft skill's name that are no part of it.
_ASKING = re.compile(r"^(?:i am|i'm|we need|must be|should be|good|very|really|be|a|an|the)\s+", re.IGNORECASE)


@cache
def phrasings() -> dict[tuple[str, ...], str]:
    """Soft skill by every way to say it, as folded words."""
    with PACKAGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    said = {key_of(row["name"]): row["name"] for row in rows}
    for row in rows:
        for phrasing in row["phrasings"].split(" | "):
            said.setdefault(key_of(phrasing), row["name"])
    return said


@cache
def soft_skill_names() -> tuple[str, ...]:
    """The soft skills that have a name here, in the order of the file."""
    return tuple(dict.fromkeys(phrasings().values()))


def named_soft_skills(text: str) -> list[tuple[str, int, int]]:
    """Soft skills that a text names, each once, and where; longest phrasing first, negated ones left out."""
    found = words(text)
    longest = max(len(key) for key in phrasings())
    named: dict[str, tuple[int, int]] = {}
    place = 0
    while place < len(found):
        for length in range(min(longest, len(found) - place), 0, -1):
            span = found[place : place + length]
            name = phrasings().get(tuple(word.key for word in span))
            if name is None:
                continue
            if not _NOT.search(text[max(0, span[0].start - 40) : span[0].start]):
                named.setdefault(name, (span[0].start, span[-1].end))
            place += length - 1
            break
        place += 1
    return [(name, start, end) for name, (start, end) in named.items()]


def find_soft_skills(text: str, reading: Reading) -> str | None:
    """The soft skills that a brief asks for, as `parse_soft_skills` reads them: `Reliability; Patience`."""
    named = [name for name, _, _ in named_soft_skills(text)]
    return "; ".join(named[:MOST]) or None


def parse_soft_skills(raw: str, reading: Reading) -> tuple[str, ...]:
    """Soft skills from an answer in any form; what has no name here stays in the person's own words.

    Raises:
        InvalidInput: nothing in it can be a soft skill.
    """
    names: dict[str, str] = {}
    for item in _items(raw):
        for name in [name for name, _, _ in named_soft_skills(item)] or _own_words(item):
            names.setdefault(name.casefold(), name)
    if not names:
        raise InvalidInput(
            "Please name what matters in working together, for example: reliable, patient, explains well."
        )
    return tuple(names.values())[:MOST]


def show_soft_skills(names: Sequence[str]) -> str:
    """`Reliability; Patience`: what `parse_soft_skills` reads back as the same."""
    return "; ".join(names)


def find_soft_skill_claims(text: str, reading: Reading) -> str | None:
    """Soft skills that somebody tells of with evidence: `Teaching ability: I taught 40 beginners`.

    A bare adjective ("I am reliable") is a claim without evidence; it is kept as such, and only evidence counts.
    """
    claims: dict[str, SoftSkillClaim] = {}
    for sentence in _SENTENCE.findall(text):
        named = named_soft_skills(sentence)
        said = " ".join(sentence.split())
        for name, _, _ in named:
            evidence = said if _TELLS.search(said) and len(said.split()) > 5 else ""
            if name not in claims or (evidence and not claims[name].evidence):
                claims[name] = SoftSkillClaim(name=name, evidence=evidence[:EVIDENCE])
    return show_soft_skill_claims(list(claims.values())[:MOST]) if claims else None


def parse_soft_skill_claims(raw: str, reading: Reading) -> tuple[SoftSkillClaim, ...]:
    """Soft skills, each with the evidence behind a colon: `Reliability: 40 jobs, never late; Patience`.

    Raises:
        InvalidInput: nothing in it can be a soft skill.
    """
    claims: dict[str, SoftSkillClaim] = {}
    for item in re.split(r"[;\n]", raw):
        name, colon, evidence = item.partition(":")
        names = parse_soft_skills(name, reading) if name.strip() else ()
        if not colon and len(item.split()) > 5 and (found := find_soft_skill_claims(item, reading)):
            name, _, evidence = found.split("; ")[0].partition(":")
            names = (name,)
        for one in names:
            claims.setdefault(one.casefold(), SoftSkillClaim(name=one, evidence=evidence.strip()[:EVIDENCE]))
    if not claims:
        raise InvalidInput("Please name a strength and what shows it, for example: reliable: 40 jobs, never late.")
    return tuple(claims.values())[:MOST]


def show_soft_skill_claims(claims: Sequence[SoftSkillClaim]) -> str:
    """`Reliability: 40 jobs, never late; Patience`: what `parse_soft_skill_claims` reads back as the same."""
    return "; ".join(
        f"{claim.name}: {claim.evidence.replace(';', ',')}" if claim.evidence else claim.name for claim in claims
    )


def _items(raw: str) -> list[str]:
    """The items of a list; a whole line that is one known phrasing stays whole."""
    items: list[str] = []
    for line in re.split(r"[;\n•]", raw):
        bare = line.strip(" \t-–—*.")
        items.extend([bare] if key_of(bare) in phrasings() else re.split(r",|\s+and\s+|\s+&\s+", bare))
    return [item for item in items if item.strip()]


def _own_words(item: str) -> list[str]:
    own = _ASKING.sub("", re.sub(r"\s+", " ", item).strip(" .-–*"))
    is_name = 2 < len(own) <= LONGEST and len(own.split()) <= 5 and any(fold(word).isalpha() for word in own.split())
    return [own] if is_name else []
