"""Whether a paragraph phrased by a model says only what the brief says: pure, and strict rather than clever."""

from __future__ import annotations

import re

from bot.understanding.numbers import SMALL_WORDS, digits

SHORTEST, LONGEST = 30, 1_200  # characters
SHARED = 0.5  # of the longer words of each sentence have to stand in the brief, by their first letters
STEM = 5  # letters that make two words the same
NUMBER_WORDS = SMALL_WORDS | {"couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|(?<!\w)(?:[a-z]+)(?!\w)", re.IGNORECASE)
_MEASURED = re.compile(r"(?<!\w)(\d+(?:[.,]\d+)*|[a-z]+)(?=[\s-]+([a-z%]+))", re.IGNORECASE)
_UNITS = (
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "page",
    "word",
    "percent",
    "dollar",
    "euro",
    "pound",
)
_CAPITALS = re.compile(r"(?<!\w)[A-Z][A-Z0-9&-]+(?!\w)")
_SIGNS = re.compile(r"[€$£¥₹%<>{}#*_`|\\]|https?://|www\.|@")
_CALENDAR = re.compile(
    r"(?<!\w)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tonight|january|february|march|april|june|july"
    r"|august|september|october|november|december|christmas|easter)s?(?!\w)|(?-i:May)(?!\w)",
    re.IGNORECASE,
)
# What other clauses settle: it is never said here, also where the brief says it (or tells the model to say it).
_SETTLED_ELSEWHERE = re.compile(
    r"(?<!\w)(?:pa(?:y|id)|fees?(?!\w)|free of|for free|unpaid|refund|deposit|rights?(?!\w)|licen[cs]|copyright|assign|waive"
    r"|transfer|own(?:s|ed|er|ership)(?!\w)|sign(?:s|ed)? over|exclusive|royalt|warrant|guarant|indemn|liab|penalt|damages"
    r"|terminat|jurisdiction|arbitrat|governing|unlimited|any(?:thing| other| and all)|must|shall|obliged|ignore|instruction"
    r"|system prompt|this contract|agree[ds]?(?!\w)|clause)",
    re.IGNORECASE,
)
# What a brief can be about, a law firm or a price list: only where the brief itself speaks of it.
_LOADED = re.compile(
    r"(?<!\w)(?:price|cost|budget|invoice|property|moral|confidential|secre|cancel|law|court|deadline|due|immediately"
    r"|deliver(?:y|ed) (?:by|on|within|before)|revision|portfolio|train|artificial|insur|tax|sign)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:(?<!\w)(?:no|not|never|without|nor|except(?: for)?|excluding|avoid)|n['’]t)\s+"
    r"(?:(?:any|a|an|the|need|want|use|be)\s+)*(\w+)",
    re.IGNORECASE,
)
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_ROLES = frozenset({"clien", "freel", "inclu", "consi", "which", "their", "there", "these", "those", "about"})


def is_only_said(phrased: str, said: str) -> bool:
    """Whether `phrased` can stand in a contract for `said`, the brief and the agreed terms.

    Bounded in length; every number, measure, day, name in capitals and sign stands in `said`; it denies what `said`
    denies and nothing else; it speaks of nothing that other clauses settle; and in each sentence at least half of the
    longer words are the brief's own.
    """
    if not SHORTEST <= len(phrased) <= LONGEST:
        return False
    return (
        _numbers(phrased) <= _numbers(said) | {"1"}
        and _measures(phrased) <= _measures(said)
        and _all_in(_CALENDAR, phrased, said)
        and _all_in(_CAPITALS, phrased, said)
        and _all_in(_SIGNS, phrased, said)
        and _all_in(_LOADED, phrased, said)
        and not _SETTLED_ELSEWHERE.search(phrased)
        and _denied(phrased) == {word for word in _denied(said) if _names(phrased, word)}
        and all(_shared(sentence, said) >= SHARED for sentence in re.split(r"(?<=[.!?;])\s+", phrased))
    )


def _worth(word: str) -> str | None:
    """A number in figures or in words as digits; None for other words."""
    if not word[0].isdigit():
        value = NUMBER_WORDS.get(word.casefold())
        return None if value is None else str(value)
    try:
        return f"{digits(word).normalize():f}"
    except ArithmeticError:
        return word


def _numbers(text: str) -> set[str]:
    return {worth for found in _NUMBER.finditer(text) if (worth := _worth(found.group()))}


def _measures(text: str) -> set[tuple[str, str]]:
    """Numbers with what they measure: three weeks are not three months."""
    found = set()
    for match in _MEASURED.finditer(text):
        unit = next((unit for unit in _UNITS if match[2].casefold().startswith(unit)), None)
        if unit and (worth := _worth(match[1])):
            found.add((worth, unit))
    return found


def _all_in(pattern: re.Pattern[str], phrased: str, said: str) -> bool:
    known = {found.group().casefold() for found in pattern.finditer(said)}
    return all(found.group().casefold() in known for found in pattern.finditer(phrased))


def _denied(text: str) -> set[str]:
    """Stems of what a text says no to: "no drop shadows" denies drop."""
    return {found[1].casefold()[:STEM] for found in _NEGATED.finditer(text)}


def _names(text: str, stem: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(stem)}", text, re.IGNORECASE) is not None


def _shared(phrased: str, said: str) -> float:
    known = {word[:STEM] for word in _LONG_WORD.findall(said.casefold())} | _ROLES
    words = [word[:STEM] for word in _LONG_WORD.findall(phrased.casefold())]
    own = [word for word in words if word not in _ROLES]
    return sum(word in known for word in own) / len(own) if own else 1.0
