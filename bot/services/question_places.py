"""The places that a question names, also those whose law is not in the fact base."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bot.services.facts import fact_base

# Words that mean something else as well: they count with a capital letter, or after "in" or "from".
AMBIGUOUS = frozenset({"us", "eu", "rome", "kiwi", "columbus", "polish", "washington", "buffalo", "milan", "hollywood"})
INITIALS = frozenset({"la", "sf"})  # "LA", or "in la"; not "La Paz"
ORDINARY = frozenset(
    {"phoenix", "queens", "cork", "essen", "kano", "lima", "perth", "rio", "split", "verona", "charlotte"}
)
_LANGUAGES = (
    "english french german spanish italian dutch polish portuguese chinese japanese indian turkish danish finnish greek "
    "czech swedish norwegian russian korean"
)
LANGUAGES = frozenset(_LANGUAGES.split())
# "translated into German", "a German translation": a language, not a place
INTO_LANGUAGE = re.compile(r"\b(?:in|into|to|from)\s+$", re.IGNORECASE)
OF_LANGUAGE = re.compile(r"^\s*(?:-\s*)?(?:translation|language|speaking|version|edition|subtitles)\b", re.IGNORECASE)
STANDING_IN = re.compile(r"\b(?:in|from|near|around|outside|of)\s+(?:the\s+|beautiful\s+|downtown\s+)?$", re.IGNORECASE)
LIVES = re.compile(
    r"\b(?i:i'?m|i am|we are|live[sd]?|living|based|located|resident|(?:client|freelancer|designer|developer|writer|company)"
    r"(?: is)?) (?i:in|from)\s+((?:the\s+)?[A-Z][a-z]{2,}(?:\s+[A-Z][a-z]+)?)|\blaw of\s+((?:the\s+)?[A-Z][a-z]{2,})"
)


def places_in(text: str) -> list[str]:
    """The codes of the places a text names, in its order, each at its finest: New York City rather than the US."""
    matches = (match for match in _pattern().finditer(text) if _meant(match, text))
    return finest(_words()[match[0].casefold().removesuffix("'s")][0] for match in matches)


def finest(codes: Iterable[str]) -> list[str]:
    """Each place once, without those that only say less finely where another lies."""
    once = list(dict.fromkeys(codes))
    return [code for code in once if not any(other.startswith(f"{code}-") for other in once)]


def place_named(words: str) -> str:
    """The code for a place told beside a question: a code stays one, a name becomes one, anything else is kept."""
    if words in {code for code, _ in _words().values()}:
        return words
    found = places_in(words[:1].upper() + words[1:])
    return found[0] if found else words


def without_places(text: str) -> str:
    """The text without the names of places, which say nothing on what is asked."""
    return " ".join(_pattern().sub(lambda match: "" if _meant(match, text) else match[0], text).split())


def unknown_place(text: str) -> str:
    """Where somebody says to be, if nothing else explains the name."""
    match = LIVES.search(text)
    return (match[1] or match[2]) if match else ""


def _meant(match: re.Match[str], text: str) -> bool:
    """Whether a word that can mean a place means it here."""
    word = match[0].casefold().removesuffix("'s")
    before, after = text[: match.start()], text[match.end() :]
    if word in LANGUAGES and (INTO_LANGUAGE.search(before) or OF_LANGUAGE.search(after)):
        return False
    if word == "us":
        return match[0].startswith("US") or re.search(r"\b(?:in|from) the $", before, re.IGNORECASE) is not None
    if word in INITIALS:
        return match[0].isupper() or STANDING_IN.search(before) is not None
    if not _words()[word][1]:
        return True
    if text.islower() and word not in AMBIGUOUS | ORDINARY:
        return True  # who writes no capitals at all
    return match[0][0].isupper() or STANDING_IN.search(before) is not None


@cache
def _words() -> dict[str, tuple[str, bool]]:
    """Word -> the place's code, and whether it needs a capital letter. The words of a place come before its cities."""
    found: dict[str, tuple[str, bool]] = {}
    places = (*fact_base().places, *fact_base().elsewhere)
    for place in places:
        for word in place.words:
            found.setdefault(word, (place.code, word in AMBIGUOUS))
    for place in places:
        for word in place.cities:
            found.setdefault(word, (place.code, True))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in sorted(_words(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{either})(?:'s)?(?!\w)", re.IGNORECASE)
