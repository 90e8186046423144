"""What stands around an amount: whether it is pay, and for which unit."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.domain.money import PayUnit

_PER = r"^\s*(?:\)|usd|eur|gbp|cad|aud)?\s*(?:/|per|an?(?=\s)|each|every|p/?(?=[hwdm]\b)|for\s+(?:each|every))\s*"
_UNITS: tuple[tuple[PayUnit, str], ...] = (
    (PayUnit.HOUR, r"(?:finished\s+|working\s+|man[\s-]?)?h(?:ou)?r?s?\b|std\b"),
    (PayUnit.DAY, r"(?:full\s+|working\s+)?days?\b"),
    (PayUnit.WEEK, r"we?e?ks?\b"),
    (PayUnit.MONTH, r"mo(?:nth)?s?\b"),
    (PayUnit.YEAR, r"y(?:ea)?rs?\b|annum\b"),
    (PayUnit.WORD, r"(?:source\s+|target\s+)?words?\b"),
    (PayUnit.PAGE, r"pages?\b|pg\b"),
    (PayUnit.MINUTE, r"(?:finished\s+|audio\s+|video\s+)?min(?:ute)?s?\b"),
    (PayUnit.TOTAL, r"(?:project|job|gig|total|whole|contract)\b"),
    (PayUnit.ITEM, r"(?:\d[\d,.]*\s*k?|hundred|thousand)\s*-?\s*[a-z]|[a-z]{3,}"),
)
_NOT_ITEMS = re.compile(r"lot|few|bit|result|maximum|minimum|budget|good|great|little|deposit|total|start|bonus")
_BEHIND: tuple[tuple[PayUnit, re.Pattern[str]], ...] = (
    (PayUnit.HOUR, re.compile(r"^\s*[(,]?\s*(?:hourly|p\.?/?h\.?r?\b|ph\b|hr\b|/?\s*h\b)", re.I)),
    (PayUnit.DAY, re.compile(r"^\s*[(,]?\s*(?:daily|p\.?d\.?\b)", re.I)),
    (PayUnit.WEEK, re.compile(r"^\s*[(,]?\s*(?:weekly|p\.?w\.?\b)", re.I)),
    (PayUnit.MONTH, re.compile(r"^\s*[(,]?\s*(?:monthly|p\.?c?\.?m\.?\b)", re.I)),
    (PayUnit.YEAR, re.compile(r"^\s*[(,]?\s*(?:annual(?:ly)?|yearly|p\.?a\.?\b|salary|base\b)", re.I)),
    (PayUnit.ITEM, re.compile(r"^\s*(?:apiece|a\s+(?:piece|pop)|each\b|ea\b)", re.I)),
)
_FRONT: tuple[tuple[PayUnit, re.Pattern[str]], ...] = (
    (PayUnit.HOUR, re.compile(r"(?:hourly(?:\s+(?:rate|pay|wage))?|(?:per|an)\s+hour|rate\s+per\s+hour)[^.\n\d]{0,25}$", re.I)),
    (PayUnit.DAY, re.compile(r"(?:daily\s+rate|day\s+rate|per\s+day|(?:rate|pay)\s+for\s+the\s+day)[^.\n\d]{0,25}$", re.I)),
    (PayUnit.WEEK, re.compile(r"(?:weekly(?:\s+(?:rate|pay|wage))?|per\s+week)[^.\n\d]{0,25}$", re.I)),
    (PayUnit.MONTH, re.compile(r"(?:monthly(?:\s+(?:rate|pay|salary|budget|retainer))?|per\s+month|retainer)[^.\n\d]{0,25}$", re.I)),
    (PayUnit.YEAR, re.compile(r"(?:annual(?:ly)?(?:\s+(?:salary|pay))?|yearly|per\s+year|salary\s*(?:range)?)[^.\n\d]{0,25}$", re.I)),
    (PayUnit.WORD, re.compile(r"per\s+word[^.\n\d]{0,15}$", re.I)),
    (PayUnit.PAGE, re.compile(r"per\s+page[^.\n\d]{0,15}$", re.I)),
)

_PAY_BEFORE = re.compile(
    r"(?:budget(?:ed)?|pay(?:s|ing|ment|out|rate)?|paid|wages?|salary|compensat(?:ion|ed)|rates?|offer(?:s|ing|ed)?|reward|remuneration|"
    r"stipend|honorarium|fixed(?:\s+price)?|spend|afford|fee|quote|charge|bounty|price|for\s+(?:just\s+|only\s+)?|"
    r"up\s+to|around|i(?:'d|\s+would)\s+give|have|give\s+you|earn|make|worth)"
    r"(?:\s*[:=]|\W{1,3}(?:[\w'/-]+\W{1,3}){0,4}|\W{0,3})$",
    re.I,
)
_STRONG_BEFORE = re.compile(
    r"(?:\bbudget(?:ed)?|\bpay(?:s|ing|ment|rate)?|\bpaid|\bwages?|\bsalary|\bcompensat(?:ion|ed)|\brates?|\bremuneration|\bstipend|"
    r"\bwilling to (?:pay|spend|offer)|\bbounty|\bhonorarium|\boffer(?:ing)?|\bcan (?:pay|spend|offer)|\bfixed price)"
    r"(?:\s*[:=]\s*|\W{1,3}(?:[\w'/-]+\W{1,3}){0,6})$",
    re.I,
)
_NOT_PAY_BEFORE = re.compile(
    r"(?:turnover|revenue|sales|raised|funding|funded|valu(?:ed|ation)|profits?|prizes?|win(?:s|ning)?|won|donat\w+|grants?|invest\w+|"
    r"sold|sell(?:s|ing)?|retails?|costs?|priced?\s+at|ticket|discount|save[sd]?|saving|worth|subscription|plan|gift\s?card|"
    r"coupon|loan|debt|rent|house|car|deposit|insurance|fine|bonus(?:es)?|commission|tips?|charged?\s+(?:them|customers|people)|bought|"
    r"spent|lost|owe[sd]?|capital|backed|market|deals?|orders?|transactions?|purchase[sd]?|buy(?:ing)?|price\s+of|referral|refund|generated?|"
    r"licen[cs]e|hosting|domain|software|budgets?\s+of\s+(?:our|the)\s+clients?|accounts?|assets?)\W{1,3}(?:[\w'/$-]+\W{1,3}){0,4}$",
    re.I,
)
_NOT_PAY_AFTER = re.compile(
    r"^\s*(?:/?\s*(?:per|a)\s+(?:month|year)\s+)?(?:in\s+)?(?:million|billion|bn|turnover|revenue|in\s+(?:revenue|sales|funding|prizes?)|arr|"
    r"mrr|prize|gift\s?cards?|value|discount|off\b|house|car|phone|laptop|ticket|plan|subscription|raise|fund|grant|donation|loan|"
    r"profit|sales|worth\s+of|deposit|bonus|credit|company|startup|industry|market|business|product|tier|coupon|"
    r"(?:ad|ads|advertising|marketing)\s+(?:budget|spend))",
    re.I,
)
_HIRING = re.compile(
    r"\b(?:need|looking\s+for|hiring|hire|wanted|seeking|want|require|job|gig|project|task|budget|freelancer|someone|somebody)\b", re.I
)
_COUNTED = re.compile(
    r"^\s*-?\s*(?:x\b|%|px|words?|pages?|hours?|hrs?|days?|weeks?|months?|years?|minutes?|mins?|seconds?|secs?|people|users|followers|"
    r"banners?|logos?|images?|photos?|posts?|articles?|videos?|products?|concepts?|revisions?|rounds?|am\b|pm\b|st\b|nd\b|rd\b|th\b|"
    r"mm\b|cm\b|kg\b|gb\b|mb\b|fps\b|dpi\b|k?m\b|miles|inch|items?|pieces?|slides?|screens?|episodes?|characters?|languages?|jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec)",
    re.I,
)  # fmt: skip


def unit_around(text: str, start: int, end: int, amount: Decimal) -> PayUnit:
    """What the amount between `start` and `end` is for; the words behind it count before those in front."""
    behind, front = text[end : end + 60], text[max(0, start - 50) : start]
    per = re.match(_PER, behind, re.I)
    if per:
        rest = behind[per.end() :]
        for unit, pattern in _UNITS:
            if re.match(pattern, rest, re.I) and not (unit is PayUnit.ITEM and _NOT_ITEMS.match(rest)):
                return unit
    for unit, compiled in (*((u, p) for u, p in _BEHIND if p.search(behind)), *((u, p) for u, p in _FRONT if p.search(front))):
        if not (unit is PayUnit.YEAR and amount < 1000):
            return unit
    return PayUnit.TOTAL


def is_pay(text: str, start: int, end: int, *, bare: bool, amount: Decimal) -> float:
    """How much an amount is said like pay; 0 or less: it is something else. `bare`: it names no currency."""
    front, behind = text[max(0, start - 70) : start], text[end : end + 40]
    front = front.rsplit("\n", 1)[-1] if "\n" in front.rstrip() else front
    strong = bool(_STRONG_BEFORE.search(front))
    unit = unit_around(text, start, end, amount)
    if bare:
        cued = strong and not _COUNTED.match(behind) and amount >= 5
        return 2.0 if cued else 0.0
    if _NOT_PAY_AFTER.match(behind):
        return -1.0
    if _NOT_PAY_BEFORE.search(front) and not strong:
        return -1.0
    score = 3.0 if strong else 0.0
    if unit is not PayUnit.TOTAL:
        score += 1.5
    if _PAY_BEFORE.search(front):
        score += 1.0
    if len(text) < 400 or start < 120:
        score += 1.0 if _HIRING.search(text[:400]) else 0.6
    return score - 0.5
