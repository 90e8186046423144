"""Whether a paragraph phrased by a model says only what the brief says: pure, and strict rather than clever."""

from __future__ import annotations

import re

from bot.understanding.numbers import SMALL_WORDS, digits

SHORTEST, LONGEST = 30, 1_200  # characters
SHARED = 0.5  # of its longer words that have to stand in the brief, by their first letters
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
# What other clauses speak of: none of it belongs here unless the brief itself says so.
_OTHER_CLAUSES = re.compile(
    r"(?<!\w)(?:pa(?:y|id)|fee|price|cost|budget|free of charge|unpaid|refund|deposit|invoice|right|licen[cs]|copyright|assign"
    r"|transfer|own|property|waive|moral|exclusiv|royalt|warrant|guarant|indemn|liab|penalt|damages|confidential|secre|terminat"
    r"|cancel|law|court|jurisdiction|arbitrat|governing|deadline|due|immediately|deliver(?:y|ed) (?:by|on|within|before)"
    r"|revision|unlimited|any(?:thing| other| and all)|portfolio|train|artificial|insur|tax|ignore|instruction|system prompt"
    r"|this contract|agree[ds]?(?!\w)|clause|shall not|sign)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:(?<!\w)(?:no|not|never|without|nor|except(?: for)?|excluding|avoid)|n['’]t)\s+"
    r"(?:(?:any|a|an|the|need|want|use|be)\s+)*(\w+)",
    re.IGNORECASE,
)
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_ROLES = frozenset({"client", "freel", "inclu", "consi", "which", "their", "there", "these", "those", "about"})


def is_only_said(phrased: str, said: str) -> bool:
    """Whether `phrased` can stand in a contract for `said`, the brief and the agreed terms.

    Bounded in length; every number, measure, day, name in capitals and sign stands in `said`; it denies what `said`
    denies and nothing else, and speaks of what another clause settles only where `said` does; and most of its words are
    the brief's own.
    """
    if not SHORTEST <= len(phrased) <= LONGEST:
        return False
    return (
        _numbers(phrased) <= _numbers(said) | {"1"}
        and _measures(phrased) <= _measures(said)
        and _all_in(_CALENDAR, phrased, said)
        and _all_in(_CAPITALS, phrased, said)
        and _all_in(_SIGNS, phrased, said)
        and _all_in(_OTHER_CLAUSES, phrased, said)
        and _denied(phrased) == {word for word in _denied(said) if _names(phrased, word)}
        and _shared(phrased, said) >= SHARED
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
    return sum(word in known for word in own) / len(own) if own else 0.0
