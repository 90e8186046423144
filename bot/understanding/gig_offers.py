"""Offers for a gig in words: the gig applied for or passed on, the price, and what is said beside it."""

from __future__ import annotations

import re

from bot.commands import Reading
from bot.errors import InvalidInput
from bot.understanding import money
from bot.understanding.answers import is_yes

_REF = re.compile(
    r"^\W*(?:(?:hi|hello|yes|ok|please|i|i'd|we|would|want|like|love|can|could|let|me|us|to|do|take|have|get|apply|applying|for|am|i'm|interested|in|"
    r"sign|up|count|the)\b\W*)*(?:(?:gig|job)\s*)?#?\s*\d{1,9}\b(?!\s*(?:[a-z]{3}\b|[$€£]))\W*",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:for|at|price)\s+(?P<price>\d[\d.,]*k?)\W*(?:$|\b(?:in\s+all|total|flat|all\s+in|please|and|i|,))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_NEWS = re.compile(
    r"hi|hello|yes|ok|please|would|want|like|love|can|could|let|me|us|to|do|take|have|get|apply|applying|for|am|interested|in|the|one|gig|job|"
    r"first|second|third|fourth|fifth|last|it|that|this|and|with|my|offer|price",
    re.IGNORECASE,
)
FEWEST = 2  # words that say something beside a price


def _without_ref(text: str) -> str:
    return _REF.sub("", text, count=1).strip()


def find_price(text: str, reading: Reading) -> str | None:
    """The price in a message that may name the gig's number before it."""
    rest = _without_ref(text)
    bare = _FOR.search(rest)
    return money.find_pay(rest, reading) or (money.show_pay(money.parse_pay(bare["price"], reading)) if bare else None)


def parse_note(raw: str, reading: Reading) -> str:
    """Raises InvalidInput: a mere yes."""
    if is_yes(raw) and len(raw.split()) < FEWEST:
        raise InvalidInput("What shall I tell them? Skip it if there is nothing.")
    return raw.strip()


def find_note(text: str, reading: Reading) -> str | None:
    """What a message says beside the gig and the price: "I can start tomorrow"."""
    rest = _without_ref(text)
    for mention in reversed(money.mentions(rest)):
        rest = f"{rest[: mention.start]}{rest[mention.end :]}"
    rest = rest.strip(" ,.;:-\n")
    says = [word for word in _WORD.findall(rest) if not _NO_NEWS.fullmatch(word)]
    return f"{rest[0].upper()}{rest[1:]}" if len(says) >= FEWEST else None


_APPLIES = re.compile(
    r"\bapply(?:ing)?\b.{0,25}\d|"
    r"\b(?:i\s+want|i'?d\s+like|i\s+would\s+like|i'?ll\s+take|can\s+i|could\s+i|let\s+me|i\s+can|interested\s+in|sign\s+me\s+up\s+for)\s+"
    r"(?:to\s+)?(?:do\s+|have\s+|get\s+|take\s+|apply\s+for\s+)?(?:the\s+)?(?:(?:gig|job)\s*#?\d|#\d|(?:first|second|third|fourth|fifth|last)\s+(?:gig|job)\b)",
    re.IGNORECASE,
)
LONGEST = 300  # characters; who says more than that of themselves writes a profile


def applies(text: str, reading: Reading) -> bool:
    """Whether words apply for a gig they name: "apply for gig 14", "I want #14 for 500"."""
    return len(text) <= LONGEST and bool(_APPLIES.search(text)) and "\n\n" not in text and not _NOT_MINE.search(text)


_NOT_MINE = re.compile(
    r"\b(?:who|how\s+many|did|does|anybody|anyone|somebody|people|they)\b.{0,20}\bappl|\bnot\s+interested\b|\bdon'?t\s+want\b",
    re.IGNORECASE,
)


_PASSES = re.compile(
    r"\b(?:not\s+interested\s+in|decline|pass\s+on|don'?t\s+want|no\s+thanks\s+to|skip)\s+(?:the\s+)?(?:(?:gig|job)\s*#?\d|#\d|\w+\s+gig\b)",
    re.IGNORECASE,
)


def passes_on(text: str, reading: Reading) -> bool:
    """Whether words pass on a gig they name: "not interested in gig 2"."""
    return len(text) <= LONGEST and bool(_PASSES.search(text))


_WITHDRAWS = re.compile(
    r"\b(?:withdraw|take\s+back|cancel|retract|pull)\s+(?:my|the)\s+(?:application|offer|proposal|bid)\b", re.IGNORECASE
)


def withdraws(text: str, reading: Reading) -> bool:
    """Whether somebody wants an offer of theirs back: "withdraw my application"."""
    return len(text) <= LONGEST and bool(_WITHDRAWS.search(text))
