"""What an amount of pay is for: an hour, a word, 100 items, the whole job."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.domain.money import MOST_UNITS, PayUnit

_PER = re.compile(
    r"^\s*[\])(,]*\s*(?:usd|eur|gbp|cad|aud)?[\s,)]*(?:/|per\b|an?\b(?=\s)|each\b|"
    r"every\b|p/?(?=[hwdm]\b)|for\s+(?:each|every)\b|pro\b|par\b|por\b|al?\b(?=\s+(?:hora|"
    r"mes|d[ií]a|heure))|à\s+l')\s*[~(]?\s*"
)
_NAMES: tuple[tuple[PayUnit, str], ...] = (
    (PayUnit.HOUR, r"(?:finished\s+|working\s+|man[\s-]?|billable\s+)?h(?:ou)?r?s?\b|std\b|stunde\b|heure\b|hora\b"),
    (PayUnit.DAY, r"(?:full\s+|working\s+|shoot(?:ing)?\s+)?days?\b|tag\b|jour\b|d[ií]a\b"),
    (PayUnit.WEEK, r"we?e?ks?\b|wk\b|woche\b|semaine\b|semana\b"),
    (PayUnit.MONTH, r"mo(?:nth)?s?\b|monat\b|mois\b|mes\b"),
    (PayUnit.YEAR, r"y(?:ea)?rs?\b|annum\b|jahr\b|an(?:n[ée]e)?\b|año\b"),
    (PayUnit.WORD, r"(?:source\s+|target\s+|finished\s+|written\s+)?words?\b|wort\b|mot\b|palabra\b"),
    (PayUnit.PAGE, r"(?:finished\s+|standard\s+)?pages?\b|pg\b|seite\b|página\b"),
    (PayUnit.MINUTE, r"(?:finished\s+|audio\s+|video\s+|recorded\s+)?min(?:ute)?s?\b"),
    (PayUnit.TOTAL, r"(?:project|job|gig|total|whole|contract|everything|head\s+of)\b"),
    (PayUnit.ITEM, r"(?:\d[\d,.]*\s*k?|hundred|thousand)\s*-?\s*[a-z]|[a-z]{3,}"),  # "per 5 minute video", "per logo"
)
_UNITS = tuple((unit, re.compile(pattern)) for unit, pattern in _NAMES)
_MANY = re.compile(  # "per 1,000 words", "per 100 images", "for every hundred tags"
    r"(?:(?P<n>\d{1,3}(?:[,.\s]\d{3})+|\d{1,7})\s*(?:(?P<times>k|hundred|thousand)\s)?\s*|(?:an?\s+)?(?P<alone>hundred|thousand)\s+)"
    r"(?P<what>(?!hours?\b|days?\b|weeks?\b|months?\b|years?\b)[a-z]{2,}s)\b"
)
_OF_MANY = {"word": PayUnit.WORD, "page": PayUnit.PAGE, "minu": PayUnit.MINUTE}
_NOT_ITEMS = re.compile(
    r"(?:lot|few|bit|result|max|minimum|budget|good|great|little|deposit|total|"
    r"start|bonus|nice|simple|small|big|very|new|one|single|full|short|quick|"
    r"basic|decent|logo\s+and|website|landing|brand|complete|professional|custom|high|well|person\s+who)\b"
)


def _behind(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*[(,]?\s*(?:{words})")


def _in_front(words: str, most: int = 25) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})[^.\n\d]{{0,{most}}}$")


_AFTER = (
    (PayUnit.HOUR, _behind(r"hourly|p\.?/?h\.?r?\b|ph\b|hr\b|h\b|/\s*h\b")),
    (PayUnit.DAY, _behind(r"daily|p\.?d\.?\b|day\s+rate")),
    (PayUnit.WEEK, _behind(r"weekly|p\.?w\.?\b")),
    (PayUnit.MONTH, _behind(r"monthly|p\.?c?\.?m\.?\b|retainer")),
    (PayUnit.YEAR, _behind(r"annual(?:ly)?|yearly|p\.?a\.?\b|salary|base\b|k?\s*(?:starting\s+)?salary")),
    (PayUnit.ITEM, _behind(r"apiece|a\s+(?:piece|pop)\b|each\b|ea\b")),
)
_BEFORE = (
    (PayUnit.HOUR, _in_front(r"hourly(?:\s+(?:rate|pay|wage))?|(?:per|an)\s+hour|rate\s+per\s+hour")),
    (PayUnit.DAY, _in_front(r"daily\s+rate|day\s+rate|per\s+day|(?:rate|pay)\s+for\s+the\s+day")),
    (PayUnit.WEEK, _in_front(r"weekly(?:\s+(?:rate|pay|wage))?|per\s+week")),
    (PayUnit.MONTH, _in_front(r"monthly(?:\s+(?:rate|pay|salary|budget|retainer))?|per\s+month|retainer")),
    (PayUnit.YEAR, _in_front(r"annual(?:ly)?(?:\s+(?:salary|pay))?|yearly|per\s+year|salary\s*(?:range)?")),
    (PayUnit.WORD, _in_front(r"per\s+word", 12)),
    (PayUnit.PAGE, _in_front(r"per\s+page", 12)),
    (PayUnit.ITEM, _in_front(r"per\s+(?!hour|day|week|month|year|word|page|project|job)[a-z]{3,}", 6)),
)
_EMPLOYED = re.compile(
    r"\b(?:full[\s-]?time|salary|salaried|benefits|relocat\w+|permanent|dental|"
    r"401k|pto|paid\s+(?:holidays?|vacation)|per\s+annum|position|career|perm\b|"
    r"join\s+our\s+team|r[eé]sum[eé]|cv\b|years?\s+of\s+(?:\w+\s+)?experience|background\s+in)"
)
_PROJECT = re.compile(r"\b(?:budget|project|fixed|total|quote|freelanc\w*|gig|milestones?)\b")
LEAST_SALARY, MOST_SALARY = 15_000, 500_000  # major units a year, in currencies like the dollar, euro and pound


def _behind_amount(text: str, end: int) -> tuple[PayUnit, int] | None:
    behind = text[end : end + 60]
    per = _PER.match(behind)
    if per:
        rest = behind[per.end() :]
        if many := _MANY.match(rest):
            count = int(re.sub(r"[,.\s]", "", many["n"])) if many["n"] else 1
            count *= {"hundred": 100, None: 1}.get(many["times"] or many["alone"], 1_000)
            unit = _OF_MANY.get(many["what"].rstrip("s")[:4], PayUnit.ITEM)
            return (unit, count) if 1 < count <= MOST_UNITS else None
        for unit, pattern in _UNITS:
            if pattern.match(rest) and not (unit is PayUnit.ITEM and _NOT_ITEMS.match(rest)):
                return (_several(text, rest) if unit is PayUnit.TOTAL else unit), 1
    return next(((unit, 1) for unit, pattern in _AFTER if pattern.match(behind)), None)


def _several(text: str, rest: str) -> PayUnit:
    """ "$400 per project" is for each of several where the text speaks of projects, else for the whole."""
    word = rest.split()[0].lower().strip(".,;:)") if rest.split() else ""
    return PayUnit.ITEM if word and re.search(rf"\b{re.escape(word)}s\b", text) else PayUnit.TOTAL


def unit_around(text: str, start: int, end: int, amount: Decimal) -> tuple[PayUnit, int]:
    """What the amount between `start` and `end` is for, and how many of it ("per 1,000 words"), in a text of small
    letters; the words behind the amount count before those in front."""
    behind = _behind_amount(text, end)
    if behind is not None:
        return behind
    front = text[max(0, start - 50) : start]
    for unit, pattern in _BEFORE:
        if pattern.search(front) and not (unit is PayUnit.YEAR and amount < 1000):
            return unit, 1
    if LEAST_SALARY <= amount <= MOST_SALARY and len(text) > 120 and not _PROJECT.search(front):
        employed = _EMPLOYED.search(text) or not _PROJECT.search(text)
        return (PayUnit.YEAR if employed else PayUnit.TOTAL), 1
    return PayUnit.TOTAL, 1
