"""Which gigs somebody wants to hear of, and for how long of none: "only design gigs above 300", "until Monday"."""

from __future__ import annotations

import re

from bot.commands import Reading
from bot.errors import InvalidInput
from bot.understanding import dates, durations, money
from bot.understanding.texts import clean

_LEAST = re.compile(
    r"\b(?:above|over|from|at\s+least|more\s+than|minimum(?:\s+of)?|min\.?|upwards\s+of|(?:below|under|less\s+than)|starting\s+at)\s+"
    r"(?P<what>[^,;\n]{1,30})|(?P<plus>\S*\d\S*\s*\+|\d[\d.,]*\s*(?:\w{3}|€|\$|£)?\s+(?:and|or)\s+(?:up|more|above))",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:only|just)\s+(?:(?:tell|alert|ping|inform|notify|write|show|send)\s+(?:to\s+)?me\s+)?(?:(?:about|of|for|when\s+it\s+is|when\s+it's)\s+)?"
    r"(?P<a>[^\d,;.!?]{3,60}?)\s*(?:gigs?|jobs?|work|projects?|stuff|things|alerts?)?\s*"
    r"(?=$|[.!?;,]|\b(?:above|over|from|at\s+least|more\s+than|min|that|which|please|pls|if|paying|with)\b)",
    re.IGNORECASE,
)
_NO_TOPIC = re.compile(
    r"^(?:me|the|some|any|all|good|better|new|paid|well|big|small|long|short|high|higher|gigs?|jobs?|work|projects?|those|these|want|hear|"
    r"to|of|about|alerts?|tell|please|i|a|an|want\s+to)$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\b(?:gigs?|jobs?|work|projects?|stuff|please|hear|want|about|of|for|to|me|alerts?|tell|the)\b", re.IGNORECASE
)
LONGEST = 40  # characters of a word that is looked for


_WISH = re.compile(
    r"^\W*(?:please\s+|i\s+)?(?:(?:only|just)\b(?!\s+(?:need|want\s+an?\b)).{0,60}\b(?:gigs?|jobs?|alerts?)\b|"
    r"(?:only|just)\s+(?:tell|alert|ping|notify|inform|write\s+to)\s+me\b|"
    r"(?:no|nothing|don'?t\s+(?:send|show|tell)\s+me)\b.{0,30}\b(?:gigs?|jobs?)\b.{0,12}\b(?:below|under|less\s+than)\b)",
    re.IGNORECASE,
)


def is_wish(text: str) -> bool:
    """Whether words say which gigs somebody wants to hear of: "only design gigs above 300"."""
    return bool(_WISH.match(text)) and "?" not in text


def find_least(text: str, reading: Reading) -> str | None:
    """The least that a gig should pay, in the spelling of `money.show_pay`."""
    match = _LEAST.search(clean(text))
    if match is None:
        return None
    try:
        pay = money.parse_pay((match["what"] or match["plus"]).rstrip("+ "), reading)
    except InvalidInput:
        return None
    least = pay.low if pay.low is not None else pay.high
    return money.show_pay(pay.model_copy(update={"low": least, "high": least, "about": False}))


def find_words(text: str, reading: Reading) -> str | None:
    """What the gigs should be about: "only logo or packaging gigs" is `logo; packaging`."""
    match = _ABOUT.search(clean(text))
    if match is None:
        return None
    found = _words(match["a"])
    return show_words(found) if found else None


def _words(text: str) -> tuple[str, ...]:
    pieces = (_NOISE.sub(" ", piece) for piece in re.split(r"\s*(?:,|;|/|\bor\b|\band\b)\s*", text))
    cleaned = (" ".join(piece.split()) for piece in pieces)
    return tuple(dict.fromkeys(one[:LONGEST] for one in cleaned if len(one) > 1 and not _NO_TOPIC.match(one)))[:10]


def parse_words(text: str, reading: Reading) -> tuple[str, ...]:
    """Raises InvalidInput: nothing is named."""
    found = _words(clean(text)[:500])
    if not found:
        raise InvalidInput("Please name what they should be about, for example: logo, packaging.")
    return found


def show_words(words: tuple[str, ...]) -> str:
    return "; ".join(words)


def find_days(text: str, reading: Reading) -> int | None:
    """For how many days: "two weeks", "until Monday"."""
    try:
        return durations.parse_duration(text, reading)
    except InvalidInput:
        pass
    until = re.search(r"\b(?:until|till?|before)\b(?P<day>.{2,40})", text, re.IGNORECASE)
    day = dates.find_deadline(f"by{until['day']}", reading) if until else None
    if day is None:
        return None
    left = (dates.parse_deadline(day, reading) - reading.local_now.date()).days
    return left if left > 0 else None
