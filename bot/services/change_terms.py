"""What may be switched on and off in a contract, and what is told in free words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.domain.agreement import MAX_SPECIALS
from bot.domain.answering import Reading
from bot.errors import InvalidInput
from bot.services.change_language import pieces, without_the_other
from bot.services.payment_plans import SHARE

_NO = (
    r"\b(?:no|not|without|never|don'?t|cannot|can'?t|won'?t|mustn'?t|nobody|nothing|remove|drop|delete|skip|forbid\w*|"
    r"prohibit\w*|banned|take\s+out|leave\s+out)\b"
)
_PORTFOLIO = (
    r"\b(?:portfolio|show-?case|show-?reel|behance|dribbble|case\s+stud(?:y|ies)|reference\s+work|as\s+(?:a\s+)?reference)\b|"
    r"\b(?:show|display|present|share|post|put)\w*\b[^;]*\b(?:it|this|them|the\s+(?:work|result|logo|design))\b[^;]*"
    r"\b(?:my|his|her|their|the\s+freelancer's|the\s+designer's)\s+(?:own\s+)?(?:web\s?site|site|page|instagram|reel|social\w*)\b"
)
_CREDIT = (
    r"\bcredit(?:ed|s)?\b(?!\s+card)|\bby-?line\b|\bname\s+me\b|\bnamed\s+as\b|"
    r"\bmy\s+name\s+(?:has\s+to|must|should|shall|is|on)\b"
)
_TRAINS = (
    r"\btrain(?:s|ed|ing)?\b(?=.*\b(?:ai|models?|it|this|work|data)\b)|\b(?:ai|model)\b.*\btrain|"
    r"\b(?:feed|fed|teach)\b.*\b(?:ai|models?)\b"
)
_AI = (
    r"\bai\b|\bartificial\s+intelligence\b|\bgenerative\b|"
    r"\b(?:midjourney|chat-?gpt|dall-?e|llms?|copilot|stable\s+diffusion)\b"
)
_AS_AID = r"\b(?:assist\w*|aid|help\w*|support\w*|brainstorm\w*|ideas?|inspiration|research|sketch\w*|mood\s?boards?)\b"
_DATA = r"\bpersonal\s+data\b|\bgdpr\b|\b(?:customer|user|patient|employee)s?'?\s+data\b"
_METHOD = (
    r"\b(?:pa(?:y|id|yment)\w*|send\s+(?:me\s+)?the\s+money)\b[^.;]*?\b(?:via|by|with|through|using|over|per)\s+"
    r"((?:pay\s?pal|wise|stripe|(?:bank|wire)\s+transfer|sepa(?:\s+transfer)?|credit\s+card|payoneer|revolut|venmo|upi|zelle|cheque|check|cash|"
    r"crypto\w*|bitcoin|usdc)(?:\s+or\s+\w+(?:\s+transfer)?)?)\b"
)
_SPELLED = {"paypal": "PayPal", "pay pal": "PayPal", "sepa": "SEPA transfer", "upi": "UPI"} | {
    name: name.title() for name in ("wise", "stripe", "payoneer", "revolut", "venmo", "zelle", "bitcoin")
}
_TIMES = {
    "double": 2,
    "twice": 2,
    "two times": 2,
    "2x": 2,
    "three times": 3,
    "triple": 3,
    "3x": 3,
    "five times": 5,
    "ten times": 10,
}
_ADD = r"(?:add(?:\s+a\s+(?:clause|sentence|line))?|also\s+agreed|special(?:\s+agreement)?|write\s+in(?:to\s+it)?)"
_FREE = (
    ("special", rf"^\s*(?:please\s+)?{_ADD}\s*(?::|\bthat\b)\s*(.{{3,400}})"),
    ("out_of_scope", r"\b(?:not\s+included|out\s+of\s+scope|excluded?|excluding)\s*(?:is|are)?\s*:?\s+(.{3,400})"),
    ("out_of_scope", r"^\s*(.{3,200}?)\s+(?:is|are)\s+(?:not\s+(?:part\s+of|included|in)\b.*|excluded|out\s+of\s+scope)\W*$"),
    ("out_of_scope", r"^\s*no\s+(.{3,80}?)\s+(?:is\s+|are\s+)?included\W*$"),
    ("expenses", r"\bexpenses\s*(?:are|is)?\s*:\s*(.{3,250})"),
    ("expenses", r"\bclient\s+(?:pays|covers|bears)\s+(?:for\s+)?(?!\d|half)(.{3,200}?)(?:\s+extra)?$"),
    ("expenses", r"^\s*(.{3,200}?)\s+(?:is|are)\s+(?:on|paid\s+by)\s+the\s+client\W*$"),
    ("scope", r"^\s*scope\s*:\s*(.{3,3000})"),
    ("purpose", r"^\s*purpose\s*:\s*(.{3,250})"),
)  # fmt: skip
_MORE_WORK = (
    r"^\s*(?:please\s+)?add\s+(.{3,200}?)\s+to\s+(?:the\s+)?(?:scope|work|deliverables|list|job)\W*$|"
    r"^\s*(?:please\s+)?add\s+((?:an?|another|one\s+more|two|three|\d)\s+.{3,200})$"
)
_MEASURED = r"\d\s*(?:%|[$€£])|\b(?:days?|weeks?|years?)\b|\brevision|\bround"
_DROPPED = r"\b(?:remove|drop|delete)\b.*\b(?:special\s+agreements?|also\s+agreed|what\s+(?:we|i|they)\s+added)\b"


def switches(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    """Portfolio, credit, AI, training, personal data: each by the words beside it."""
    for piece in pieces(without_the_other(plain)):
        negative = re.search(_NO, piece) is not None
        answer = "no" if negative else "yes"
        if re.search(_PORTFOLIO, piece):
            yield "portfolio", answer
        if re.search(_CREDIT, piece):
            yield "credit", answer
        if re.search(_TRAINS, piece):
            yield "training", answer
        elif re.search(_AI, piece):
            yield "ai", "forbidden" if negative else "assisted" if re.search(_AS_AID, piece) else "allowed"
        if re.search(_DATA, piece):
            yield "personal_data", answer


def money_terms(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    """How money is sent, and how far each side is liable."""
    if match := re.search(_METHOD, plain):
        yield "pay_by", _SPELLED.get(match[1], match[1])
    if re.search(r"\bliab\w+|\bcap\b", plain):
        for words, times in _TIMES.items():
            if re.search(rf"\b{words}\b", plain):
                yield "liability", str(times)
                return
        if re.search(r"\b(?:at|to|by)\s+(?:\w+\s+)?(?:the\s+)?(?:fee|price|amount\s+paid|fees\s+paid)\b", plain):
            yield "liability", "1"


def free_text(text: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    """What is told in the writer's own words; they stand in the contract as they are.

    Raises:
        InvalidInput: there are too many special agreements.
    """
    for name, pattern in _FREE:
        if match := re.search(pattern, text, re.IGNORECASE | re.DOTALL):
            value = next(group for group in match.groups() if group).strip(" .")
            if name == "special":
                yield name, _with(settings, value)
                return
            if name != "expenses" or not re.search(rf"\d+\s*days?|within|{SHARE}", value):
                yield name, value
                return
    if (match := re.search(_MORE_WORK, text, re.IGNORECASE)) and not re.search(_MEASURED, text):
        yield "special", _with(settings, f"Also included: {(match[1] or match[2]).strip(' .')}")
    elif re.search(_DROPPED, text, re.IGNORECASE):
        yield "special", ""


def _with(settings: Mapping[str, str], words: str) -> str:
    rows = [*filter(None, settings.get("special", "").split("\n")), " ".join(words.split())]
    if len(rows) > MAX_SPECIALS:
        raise InvalidInput(
            f"There are {MAX_SPECIALS} special agreements in it already. Say “drop the special agreements” to begin anew."
        )
    return "\n".join(dict.fromkeys(rows))
