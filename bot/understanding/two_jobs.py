"""Two jobs in one message: where the second begins."""

from __future__ import annotations

import re

from bot.understanding.money import mentions
from bot.understanding.texts import clean

_SOMEBODY = r"(?:some\s?one|some\s?body|an?\s+\w+\s+(?:to|who)\b)"
_ANOTHER = re.compile(
    r"[\s,]*(?:[.;!\n]\s*|\b(?:and|also|plus|secondly|second)\b[\s,:]*)+"
    rf"(?=(?:(?:i|we)\s+)?(?:also\s+)?(?:(?:need|want|looking\s+for)\s+)?{_SOMEBODY}"
    r"|(?:i|we)(?:'m|'re|\s+am|\s+are)?\s+also\s+(?:need|want|looking\s+for)\b)",
    re.IGNORECASE,
)


def two_jobs(text: str) -> tuple[str, str] | None:
    """A message cut where a second job begins, None for one job.

    Only what is wanted of somebody else and paid by itself is a job of its own: "a logo (200 usd) and also someone to
    translate my menu, 100 usd". A list of things for one budget is one job.
    """
    plain = clean(text)
    for match in _ANOTHER.finditer(plain):
        first, second = plain[: match.start()].strip(), plain[match.end() :].strip()
        if all(any(said.sign for said in mentions(part)) for part in (first, second)):
            return first, second
    return None
