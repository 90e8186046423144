"""What a client wants to count more or less for a job, in words: "price matters less and reviews more", "only skills count"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.matching import PartName

LONGEST = 120  # characters; who says more tells of a job
MORE, LESS, NOT_AT_ALL = 2.0, 0.5, 0.0  # what a wish multiplies a weight by

NAMES: Mapping[str, PartName] = {
    "skill": PartName.SKILLS,
    "skills": PartName.SKILLS,
    "expertise": PartName.SKILLS,
    "know-how": PartName.SKILLS,
    "similar work": PartName.SIMILAR_WORK,
    "similar projects": PartName.SIMILAR_WORK,
    "similar jobs": PartName.SIMILAR_WORK,
    "past work": PartName.SIMILAR_WORK,
    "previous work": PartName.SIMILAR_WORK,
    "experience": PartName.SIMILAR_WORK,
    "portfolio": PartName.SIMILAR_WORK,
    "portfolios": PartName.SIMILAR_WORK,
    "samples": PartName.SIMILAR_WORK,
    "record": PartName.RECORD,
    "track record": PartName.RECORD,
    "review": PartName.RECORD,
    "reviews": PartName.RECORD,
    "rating": PartName.RECORD,
    "ratings": PartName.RECORD,
    "stars": PartName.RECORD,
    "reputation": PartName.RECORD,
    "quality": PartName.RECORD,  # what clients said of it
    "price": PartName.PRICE,
    "prices": PartName.PRICE,
    "pricing": PartName.PRICE,
    "budget": PartName.PRICE,
    "rate": PartName.PRICE,
    "rates": PartName.PRICE,
    "cost": PartName.PRICE,
    "costs": PartName.PRICE,
    "money": PartName.PRICE,
    "time": PartName.AVAILABILITY,
    "availability": PartName.AVAILABILITY,
    "speed": PartName.AVAILABILITY,
    "punctuality": PartName.AVAILABILITY,
    "being on time": PartName.AVAILABILITY,
    "way of working": PartName.SOFT_SKILLS,
    "soft skill": PartName.SOFT_SKILLS,
    "soft skills": PartName.SOFT_SKILLS,
    "communication": PartName.SOFT_SKILLS,
}
_FIRST = {  # "the cheapest first"
    r"cheap(?:er|est)(?:\s+(?:one|ones|people|person))?": PartName.PRICE,
    r"(?:best|highest|better|top)\W(?:rated|reviewed)(?:\s+(?:one|ones|people))?": PartName.RECORD,
    r"(?:most|more)\s+experienced(?:\s+(?:one|ones|people))?": PartName.SIMILAR_WORK,
    r"(?:fastest|soonest|quickest)(?:\s+(?:one|ones|people))?": PartName.AVAILABILITY,
}


@dataclass(frozen=True, slots=True)
class TiltWish:
    """`factors` by part; with `only`, nothing else counts; with `reset`, everything counts as published again."""

    factors: Mapping[PartName, float] = field(default_factory=dict)
    only: bool = False
    reset: bool = False


_VERB = r"(?:matters?|counts?|weighs?)"
_NOT = r"(?:n'?t|\s+not)"
_ABOUT = r"(?:\s+(?:about|for))?"
_DIRECTIONS = (
    (
        "only",
        rf"(?:only|just|nothing\s+but|all\s+that\s+{_VERB}\s+is|i\s+only\s+care\s+about|only\s+go\s+by|just\s+go\s+by|"
        rf"is\s+all\s+(?:that\s+)?(?:{_VERB}|i\s+care\s+about))",
    ),
    (
        "less",
        rf"(?:{_VERB}\s+(?:a\s+(?:bit|little)\s+|much\s+|even\s+)?less|(?:a\s+bit\s+|much\s+|even\s+)?less\s+(?:important|relevant|weight\s+(?:on|to|for))|"
        rf"(?:is|are)(?:{_NOT})\s+(?:(?:so|that|as|very|too|really|all\s+that)\s+)*important(?!\s+at\s+all)|"
        rf"(?:do|does)(?:{_NOT})\s+{_VERB}\s+(?:(?:so|that|as|too|very)\s+)*much|"
        rf"(?:do|does)(?:{_NOT})\s+(?:really\s+)?care\s+(?:(?:so|that|as|too|very)\s+)*much{_ABOUT}|care\s+less{_ABOUT}|"
        r"not\s+(?:so|that|as|too)\s+(?:much|important)(?:\s+about)?|lower\s+the\s+weight\s+(?:of|for)|"
        rf"{_VERB}\s+(?:far\s+)?too\s+(?:much|high(?:ly)?)|"
        r"(?:is|are)\s+(?:only\s+)?secondary|flexible\s+(?:on|about|with)|"
        r"(?<=>)\s+(?:a\s+bit\s+|much\s+|even\s+)?less(?:\s+important)?)",
    ),
    (
        "not_at_all",
        rf"(?:(?:do|does|should|must|shall)(?:{_NOT})\s+{_VERB}(?:\s+at\s+all)?|(?:do|does)(?:{_NOT})\s+(?:really\s+)?care{_ABOUT}|"
        rf"(?:do|should)(?:{_NOT})\s+(?:look\s+at|consider|use|count)|"
        r"ignor(?:e|ing)|disregard|leave\s+out|leave\s+aside|forget(?:\s+about)?|never\s*mind|no\s+matter|regardless\s+of|"
        rf"(?:is|are)\s+(?:irrelevant|unimportant|no\s+(?:issue|object|problem))|(?:is|are)(?:{_NOT})\s+(?:important\s+at\s+all|an\s+issue))",
    ),
    (
        "more",
        rf"(?:{_VERB}\s+(?:a\s+(?:bit|little)\s+|much\s+|even\s+|the\s+)?(?:more|most)|{_VERB}\s+a\s+lot|"
        r"(?:(?:a\s+bit|much|even|the)\s+)?(?:more|most)\s+(?:important|relevant|weight\s+(?:on|to|for))|"
        r"(?:is|are)\s+(?:(?:very|really|quite|super|so|especially|also)\s+)*(?:important|key|crucial|essential)|"
        rf"(?:really\s+)?care\s+(?:a\s+lot\s+)?(?:more|most|mainly|mostly|a\s+lot|especially){_ABOUT}|really\s+care{_ABOUT}|"
        r"prefer|rather(?:\s+have)?|tilt(?:ed)?\s+(?:to|towards?)|prioriti[sz]e|focus\s+(?:more\s+)?on|emphasi[sz]e|(?:put|give|place)\s+(?:more\s+)?(?:weight|emphasis|priority)\s+(?:on|to)|"
        r"(?:sort|order|rank|list)\s+(?:(?:them|these|people|the\s+list)\s+)?by|(?<=>)\s+(?:a\s+bit\s+|much\s+|even\s+)?(?:more(?:\s+important)?|first))",
    ),
)
_RESET = re.compile(
    r"^\W*(?:please\s+)?(?:"
    r"(?:(?:go\s+)?back\s+to|use|restore|return\s+to|give\s+me|show\s+me)\s+the\s+(?:normal|published|default|usual|standard|original|old|first)\s+(?:weights?|order|ranking|list)"
    r"|reset\s+(?:the|my|all|this)?\s*(?:weights?|tilts?|order|ranking)"
    r"|(?:remove|drop|forget|undo|take\s+back|clear)\s+(?:the|my|all|that|this)?\s*tilts?"
    r"|(?:the\s+)?(?:normal|published|default|original)\s+(?:weights?|order)(?:\s+again)?"
    r"|untilt(?:\s+(?:it|the\s+list))?|(?:show\s+(?:me\s+)?)?(?:(?:it|the\s+list)\s+)?without\s+(?:the|my|any)\s+tilts?"
    r"|take\s+(?:the|my|that|this|all)\s+tilts?\s+back"
    r")(?:\s+(?:please|again|now))*\W*$",
    re.IGNORECASE,
)
_FILLER = frozenset(
    """
    please pls the a an our i we it to me us for this job now here also too should shall must let make want you can could
    would like all but really much very of them these people person show list have having be is are am i'm i'd in with
    not just ok okay hmm well think low high weight matter matters count counts again so actually though one ones good
    their his her
    """.split()  # noqa: SIM905 - lines of words are easier to read and to change
)
_PART = re.compile(
    rf"\b(?:the\s+|their\s+)?(?P<name>{'|'.join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"<(?P<kind>part|more|less|not_at_all|only)(?::(?P<name>\w+))?>|(?P<than>\b(?:than|over)\b)")
_CLAUSE = re.compile(r"[,;.!]|\band\b|\bbut\b|\bwhile\b|&|\+", re.IGNORECASE)
_FACTOR = {"more": MORE, "less": LESS, "not_at_all": NOT_AT_ALL, "only": MORE}
_OPPOSITE = {MORE: LESS, LESS: MORE, NOT_AT_ALL: MORE}


def read_tilt(text: str) -> TiltWish | None:
    """The wish, where the words are one and nothing else."""
    if len(text) > LONGEST or any(letter.isdigit() for letter in text):
        return None
    if _RESET.match(text):
        return TiltWish(reset=True)
    marked = _marked(text)
    if not re.search(r"<part:", marked) or _strays(marked):
        return None
    factors = _factors(marked)
    return TiltWish(factors, only="<only>" in marked) if factors else None


def _marked(text: str) -> str:
    """The words with what they name in marks: `<part:price> <less> and <part:record> <more>`."""
    said = text.casefold().replace("’", "'")
    said = _PART.sub(lambda found: f"<part:{NAMES[found['name'].casefold()]}>", said)
    for words, part in _FIRST.items():
        said = re.sub(rf"\b(?:the\s+)?{words}\s+first\b", f"<part:{part}> <more>", said)
    for name, words in _DIRECTIONS:
        said = re.sub(rf"(?<!\w){words}(?!\w)", f" <{name}> ", said)
    return said


def _strays(marked: str) -> bool:
    """Whether there are words that say something else."""
    rest = re.findall(r"[^\W\d_][\w'-]*", _CLAUSE.sub(" ", _TOKEN.sub(" ", marked)))
    return any(word not in _FILLER for word in rest)


def _factors(marked: str) -> dict[PartName, float]:
    """Each clause's direction goes to its parts; a clause without one goes with the next that has it, or the last."""
    found: dict[PartName, float] = {}
    waiting: list[PartName] = []
    last: float | None = None
    for clause in _CLAUSE.split(marked):
        tokens = list(_TOKEN.finditer(clause))
        direction = next((_FACTOR[one["kind"]] for one in tokens if one["kind"] in _FACTOR), None)
        if direction is None and any(one["than"] for one in tokens):
            direction = MORE  # "experience over price"
        after = next((one.start() for one in tokens if one["than"]), len(clause))
        parts = [PartName(one["name"]) for one in tokens if one["kind"] == "part" and one.start() < after]
        if direction is None:
            waiting += parts
            continue
        last = direction
        found |= dict.fromkeys([*waiting, *parts], direction)
        others = [PartName(one["name"]) for one in tokens if one["kind"] == "part" and one.start() > after]
        found |= dict.fromkeys(others, _OPPOSITE[direction])
        waiting = []
    return found if last is None else found | dict.fromkeys(waiting, last)
