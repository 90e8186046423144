"""Two jobs in one message: where the second begins, and words that drop it."""

from __future__ import annotations

import re

from bot.understanding.amounts import Mention, mentions
from bot.understanding.pay_context import ENOUGH, is_pay
from bot.understanding.texts import clean, small

_SOMEBODY = r"(?:some\s?one|some\s?body|an?\s+\w+\s+(?:to|who)\b)"
_APART = r"(?:separately|as\s+a\s+(?:second|separate|different)\s+(?:job|gig|project)|another\s+(?:job|gig)\s*:)"
_LINK = r"(?:[.;!\n]\s*|\b(?:and|also|plus|secondly|second|then)\b[\s,:]*)"
_ANOTHER = re.compile(
    rf"[\s,]*{_LINK}+(?P<apart>{_APART}[\s,:]*)?"
    rf"(?=(?:(?:i|we)(?:'m|'re|\s+am|\s+are)?\s+)?(?:also\s+)?(?:(?:need|want|looking\s+for)\s+)?{_SOMEBODY}"
    r"|(?:i|we)(?:'m|'re|\s+am|\s+are)?\s+also\s+(?:need|want|looking\s+for)\b"
    r"|(?:(?<=separately\s)|(?<=separately,\s)|(?<=gig\s)|(?<=job\s)|(?<=job:\s)|(?<=project\s))\S)"
)
_SAYS_NEED = re.compile(r"\W*(?:i|we|need|want|looking|please)\b")
_DROP = r"drop|forget(?:\s+about)?|skip|scrap|scratch|leave\s+out|never\s*mind|cancel|no\s+need\s+for|i\s+don'?t\s+need"
_DROPS = re.compile(
    rf"\W*(?:please\s+|ok(?:ay)?\W+|no\W+|actually\W+)*(?:(?:{_DROP})\s+(?:the\s+)?(?:second|other|next|2nd)"
    r"\s*(?:one|job|gig|thing|part)?|(?:just|only)\s+the\s+first\s*(?:one|job)?)\W*"
)


def two_jobs(text: str) -> tuple[str, str] | None:
    """A message cut where a second job begins, None for one job.

    Only what is wanted of somebody else and paid by itself is a job of its own: "a logo (200 usd) and also someone to
    translate my menu, 100 usd". A list of things for one budget is one job.
    """
    plain = clean(text)
    for match in _ANOTHER.finditer(small(plain)):
        first, second = plain[: match.start()].strip(), plain[match.end() :].strip()
        if _is_paid(second) and (_is_paid(first) or (match["apart"] and first)):
            return first, second if _SAYS_NEED.match(small(second)) else f"I need {second}"
    return None


def _is_paid(part: str) -> bool:
    return any(said.sign or _says_pay(part, said) for said in mentions(part))


def _says_pay(part: str, said: Mention) -> bool:
    return is_pay(small(part), said.start, said.end, bare=True, amount=said.high) >= ENOUGH


def drops_other(text: str) -> bool:
    """Whether somebody no longer wants the job that waits: "drop the second one", "only the first"."""
    return bool(_DROPS.fullmatch(small(clean(text))))
