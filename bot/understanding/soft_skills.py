"""Soft skills in people's words: asked for by clients, shown by freelancers with evidence, never read from tone."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
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
LEAST_EVIDENCE = 3  # words; "Patience: yes" is a claim
MOST_OF_ONE = 2  # strengths that one sentence is evidence of

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


# A word that is not only said of people ("transparent background", "a kind of") counts in these three places.
_OF_A_PERSON = re.compile(
    r"\b(?:you|i|we|who|that|he|she|they|person|people|freelancer|somebody|someone|anybody|anyone|candidate|designer|developer"
    r"|must|should|to|will|please|us|really|very|super|highly|extremely|also|always)(?:'re|'m|'s|'ll)?"
    r"(?:\s+(?:is|are|am|be|being|stay|stays|remain|have|has|a|an|very|really|super|highly|also|always|quite|so)){0,3}\s+$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"^[\s,]+(?:(?:and\s+)?\w+[\s,]+){0,2}?(?:person|people|individual|soul|human|partner|professional|candidate|someone|expert"
    r"|freelancer|assistant|specialist|team|guy|woman|man|illustrator|accountant|\w{3,}(?:ner|per|ter|tor|her|tist|rist|list)s?)\b",
    re.IGNORECASE,
)
_LISTING = re.compile(r"^\s*(?:,|;|/|&|\+|•|-|and|or|but)(?:\s*(?:and|or|a|an|very|really))*\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedSoftSkill:
    """A soft skill and where a text names it. `doubtful`: in a word that is not only said of people."""

    name: str
    start: int
    end: int
    doubtful: bool = False


@cache
def phrasings() -> dict[tuple[str, ...], tuple[str, bool]]:
    """Soft skill by every way to say it, as folded words, and whether that way is doubtful."""
    with PACKAGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    said: dict[tuple[str, ...], tuple[str, bool]] = {}
    for row in rows:
        for phrasing in (*row["phrasings"].split(" | "), row["name"]):
            said.setdefault(key_of(phrasing), (row["name"], phrasing.startswith("?")))
    return said


@cache
def _longest() -> dict[str, int]:
    """First word of a phrasing -> words in the longest one that begins with it."""
    longest: dict[str, int] = {}
    for key in phrasings():
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


@cache
def soft_skill_names() -> tuple[str, ...]:
    """The soft skills that have a name here, in the order of the file."""
    return tuple(dict.fromkeys(name for name, _ in phrasings().values()))


def named_soft_skills(text: str, *, answer: bool = False) -> list[NamedSoftSkill]:
    """Soft skills that a text names, each once; longest phrasing first, negated ones left out.

    `answer`: the text answers the question for soft skills, so that a bare "kind" is one.
    """
    hits = [hit for hit in _hits(text) if not _NOT.search(text[max(0, hit.start - 40) : hit.start])]
    sure = {place for place, hit in enumerate(hits) if answer or not hit.doubtful or _said_of_a_person(hit, text)}
    for _ in range(2):  # in a list, one that is sure carries its neighbours
        for place in range(len(hits)):
            for other in (place - 1, place + 1):
                if other in sure:
                    first, second = hits[min(place, other)], hits[max(place, other)]
                    sure |= {place} if _LISTING.match(text[first.end : second.start]) else set()
    named: dict[str, NamedSoftSkill] = {}
    for place in sorted(sure):
        named.setdefault(hits[place].name, hits[place])
    return list(named.values())


def _said_of_a_person(hit: NamedSoftSkill, text: str) -> bool:
    before, after = text[max(0, hit.start - 60) : hit.start], text[hit.end : hit.end + 40]
    return bool(_OF_A_PERSON.search(before) or _PERSON.match(after))


def _hits(text: str) -> list[NamedSoftSkill]:
    found = words(text)
    hits: list[NamedSoftSkill] = []
    place = 0
    while place < len(found):
        length = 1
        for size in range(min(_longest().get(found[place].key, 0), len(found) - place), 0, -1):
            span = found[place : place + size]
            known = phrasings().get(tuple(word.key for word in span))
            if known:
                hits.append(NamedSoftSkill(known[0], span[0].start, span[-1].end, known[1]))
                length = size
                break
        place += length
    return hits


def find_soft_skills(text: str, reading: Reading) -> str | None:
    """The soft skills that a brief asks for, as `parse_soft_skills` reads them: `Reliability; Patience`."""
    named = [skill.name for skill in named_soft_skills(text)]
    return "; ".join(named[:MOST]) or None


def parse_soft_skills(raw: str, reading: Reading) -> tuple[str, ...]:
    """Soft skills from an answer in any form; what has no name here stays in the person's own words.

    Raises:
        InvalidInput: nothing in it can be a soft skill.
    """
    names: dict[str, str] = {}
    for item in _items(raw):
        for name in [skill.name for skill in named_soft_skills(item, answer=True)] or _own_words(item):
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
        for name in (skill.name for skill in named):
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
            told = _evidence(evidence.strip()[:EVIDENCE], claims.values())
            claims.setdefault(one.casefold(), SoftSkillClaim(name=one, evidence=told))
    if not claims:
        raise InvalidInput("Please name a strength and what shows it, for example: reliable: 40 jobs, never late.")
    return tuple(claims.values())[:MOST]


def _evidence(told: str, claims: Collection[SoftSkillClaim]) -> str:
    """What was told, where it is more than a word or two and not said of everything alike."""
    says_something = len(re.findall(r"\w+", told)) >= LEAST_EVIDENCE
    return told if says_something and sum(told == claim.evidence for claim in claims) < MOST_OF_ONE else ""


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
