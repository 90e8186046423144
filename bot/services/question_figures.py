"""The numbers of a question on rights: sums of money, spans of time, years."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(_TO_TWENTY.split())} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}
COUNT = rf"\d{{1,4}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
SPAN = re.compile(
    rf"\b(?P<count>{COUNT})[\s-]*(?:calendar |working |business |full )?(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
NET = re.compile(r"\bnet[\s-]*(\d{2,3})\b|(?:\bday |\bD\+)(\d{2,3})\b|\b(\d{2,3})\s*d\b", re.IGNORECASE)
MARKS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "c$": "CAD", "a$": "AUD"}
NAMES = {
    "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP",
    "pounds": "GBP", "quid": "GBP", "yen": "JPY", "rupees": "INR", "rupee": "INR",
}  # fmt: skip
CODES = "usd|eur|gbp|cad|aud|jpy|inr|nzd|brl|sgd|chf"
SUM = re.compile(
    rf"(?:(?P<mark>us\$|c\$|a\$|[$€£¥₹])|\b(?P<code>{CODES}))\s?(?P<sum>\d[\d,. ]*\d|\d)(?P<kilo>k\b)?"
    rf"|\b(?P<sum2>\d[\d,.]*\d|\d)(?P<kilo2>k)?[\s-]?(?P<after>{CODES}|{'|'.join(NAMES)}|[€£$])(?!\w)",
    re.IGNORECASE,
)
MANY = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(word for word in NUMBERS if word not in ('a', 'an', 'zero', 'one'))})\s+(?:\w+\s+)?"
    r"(?:jobs|gigs|orders|projects|contracts|commissions|assignments|pieces|articles|texts|logos|illustrations|shoots|"
    r"photos|flyers|posters|videos|invoices)\b",
    re.IGNORECASE,
)
EACH = re.compile(r"\b(?:each|apiece|per (?:job|gig|piece|order|article|text|project)|a piece)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sum:
    """Money in whole units of a currency, as a question names it; several jobs "each" are added up."""

    amount: float
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,.0f}"


def sum_named(text: str) -> Sum | None:
    """The money that is spoken of: the largest sum; "three jobs of 300 dollars each" is 900."""
    found = [Sum(_amount(match), _currency(match)) for match in SUM.finditer(text)]
    if not found:
        return None
    largest = max(found, key=lambda one: one.amount)
    many = MANY.search(text)
    if many is not None and EACH.search(text):
        return Sum(largest.amount * _number(many["count"]), largest.currency)
    return largest


def spans_named(text: str) -> tuple[int, ...]:
    """Spans of time in days, in the order of the text; a month counts 30, a year 365. "Net 60" is 60."""
    found = [(match.start(), _number(match["count"]) * DAYS[match["unit"].casefold()]) for match in SPAN.finditer(text)]
    found += [(match.start(), int(match[1] or match[2] or match[3])) for match in NET.finditer(text)]
    return tuple(dict.fromkeys(days for _, days in sorted(found)))


def years_named(text: str) -> tuple[int, ...]:
    """Calendar years, in the order of the text."""
    return tuple(dict.fromkeys(int(year) for year in re.findall(r"(?<![\d/.,-])(19[5-9]\d|20[0-4]\d)(?![\d%-])", text)))


def _amount(match: re.Match[str]) -> float:
    raw = (match["sum"] or match["sum2"]).strip(" .,").replace(" ", "")
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", raw).replace(",", ".")
    kilo = 1000 if match["kilo"] or match["kilo2"] else 1
    try:
        return float(plain) * kilo
    except ValueError:  # 1.2.3: a version number
        return 0.0


def _currency(match: re.Match[str]) -> str:
    mark = match["mark"]
    if mark:
        return MARKS[mark.casefold()]
    word = (match["code"] or match["after"]).casefold()
    return NAMES.get(word) or MARKS.get(word) or word.upper()


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.casefold()]
