"""What stands around an amount: whether it is pay at all."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from decimal import Decimal
from functools import lru_cache

from bot.domain.money import PayUnit
from bot.understanding.pay_units import unit_around

CLAUSE = 110  # characters of a clause that are looked at in front of an amount
ENOUGH = 1.0  # points from which an amount counts as pay

_CLAUSE_END = re.compile(r"[.!?;](?=\s|$)|\n|\bbut\b")
_SEGMENT_END = re.compile(r"[.!?;](?=\s|$)|\n|,(?!\d)|\s-\s|\s\|\s|[()\[\]]|:\s|\s-(?=[$£€])")
_PAY = re.compile(
    r"\b(?:budget(?:ed|s|'s)?|pay(?:s|ing|ment|rate|out)?|paid|wages?|salary|"
    r"compensat\w+|(?:hourly|daily|day|fixed|flat|word)?\s*rates?|remuneration|"
    r"stipend|honorarium|bounty|reward|retainer|fixed\s+price|price(?:\s+idea)?\s*(?:is|"
    r":)|fee\s*(?:is|of|:)|quote|charge|hourly|"
    r"(?:can|could|willing\s+to|able\s+to|happy\s+to|ready\s+to|(?:i|we)(?:'d|"
    r"'ll|\s+would|\s+will|\s+can|\s+could)?)\s+(?:only\s+|also\s+)?(?:offer|"
    r"spend|give|shell\s+out|do|afford|go\s+(?:up\s+)?to|send\s+you)|"
    r"offer(?:ing|ed)?|(?:my|our)\s+max(?:imum)?(?:\s+is)?|(?:i|we)\s+(?:only\s+)?(?:have|"
    r"got)|you(?:'ll|\s+will|\s+can)?\s+(?:get|make|earn|receive|be\s+paid)|"
    r"starting\s+at|worth\s+to\s+me|cost\s+me)\b"
)
_NOT_PAY = re.compile(
    r"\b(?:turnover|revenues?|sales|raised|raising|funding|funded|valu(?:ed|"
    r"ation|e)|profits?|prizes?|win(?:s|ning)?|won|donat\w+|charity|gave|grants?|"
    r"invest\w*|"
    r"s[oe]ld|sell(?:s|ing)?|retails?|costs?|priced|tickets?|discounts?|sav(?:e[sd]?|"
    r"ings?)|worth|subscriptions?|plan|vouchers?|coupons?|off|loans?|debts?|"
    r"rent|house|car|phone|laptop|deposit|insurance|fines?|bonus(?:es)?|commission|"
    r"tips?|bought|buy(?:ing|s)?|spent|lost|owe[sd]?|capital|market|deals?|"
    r"orders?|transactions?|purchase[sd]?|referral|refund|generat\w+|licen[cs]es?|"
    r"hosting|domain|software|accounts?|assets?|goal|kickstarter|fundrais\w+|"
    r"expect|makes|making|made|earn(?:s|ed|ing)?|(?:ad|ads|advertising|marketing|"
    r"media|film|production)\s*(?:spend|budget)|basket|average|btc|bitcoin|"
    r"stocks?|shares?|finds?|found|found|covers?|covered|employees?|(?:customers?|"
    r"clients?|users?|they|he|she|people|members|guests|visitors|students|buyers|"
    r"readers|"
    r"patients|tenants)\s+(?:\w+\s+)?(?:pay|paid|pays|spend|spent|give|gave|"
    r"get|got)|price\s+(?:list|tag|range)|items?\s+from|menu|haircut|portfolio\s+of|"
    r"manag(?:es?|ed|ing)|incomes?|calculators?|(?:i|we)\s+(?:already\s+|only\s+|just\s+)?paid|"
    r"how\s+much|what\s+(?:would|do)\s+you\s+charge|should\s+i\s+(?:pay|charge))\b"
)
# What has a price of its own, and is worked on, too: "translate my menu, 100 usd".
_THING = re.compile(
    r"(?:tickets?|plan|vouchers?|coupons?|house|car|phone|laptop|software|hosting|domain|accounts?|market|menu|shares?|covers?|"
    r"basket|subscriptions?|sales|investors?|invest\w*|customers?|employees?|orders?|kickstarter|fundrais\w+|"
    r"licen[cs]es?|insurance|rent)"
)
_PRICE_OF_IT = re.compile(r"(?:,|\bfor)\s*(?:just\s+|only\s+|about\s+|around\s+|up\s+to\s+|max\s+)?$")
_NOTHING_MORE = re.compile(
    r"\W*(?:(?:max|total|fixed|flat|please|pls|thanks|in\s+total|all\s+in)\W*)*(?:$|[,.;!]|\band\b)"
)
_SEATS = re.compile(
    r"\b(?:seats?|chairs?|tables?|catering|buffet|venue|event|party|wedding|guests?|people|room|hall|invitations?)\b"
)
_NOT_PAY_AFTER = re.compile(
    r"^\s*-?\s*(?:[)\]]\s*)?(?:(?:per|a|each|/)\s*(?:month|year|mo|yr)\s+)?(?:monthly\s+|"
    r"yearly\s+|annual\s+)?(?:in\s+(?:total\s+)?)?(?:million|billion|bn\b|mm\b|"
    r"turnover|revenues?|sales|funding|prizes?|"
    r"arr\b|mrr\b|gift|value\b|discount|off\b|house|car\b|phone|laptop|tickets?|"
    r"plan\b|subscri\w+|raise\b|fund\b|grant|donation|loan|profit|worth\b|"
    r"deposit|bonus|credit|company|startup|industry|market|business|products?\b|"
    r"tier|coupon|bill\b|(?:ad|ads|advertising|marketing)\s+(?:budget|spend)|"
    r"application\s+fee|entry\s+fee|membership|equity|is\s+required\s+by|to\s+charity|"
    r"was\s+(?:lost|stolen)|watch\b|course\b|was\b|last\s+year|invest\w*)|^\s*(?:per|a|each|/)\s*(?:day|week|month|year)\s+on\b"
)
_PAY_AFTER = re.compile(
    r"^\s*(?:[)\]]\s*)?(?:(?:is|as)\s+(?:my|our|the)\s+(?:max|limit|budget|offer|"
    r"rate|price|pay)|budget|salary|fixed|flat|total|in\s+total|altogether|all\s+in|"
    r"max(?:imum)?\b|"
    r"tops\b|obo\b|o\.b\.o|negotiable|neg\b|(?:via|by|through|in|over)?\s*(?:paypal|"
    r"cash|venmo|wise|bank)|doe\b|each\b|apiece|offered|upfront|up\s+front|"
    r"reward|bounty|retainer|stipend|(?:when|once|upon|on)\s+(?:done|completion|"
    r"delivery|finished)|for\s+(?:the|this)\s+(?:whole|entire|job|project|gig|"
    r"work|task))"
)
_FOR_WORK = re.compile(
    r"^\s*(?:for|to|pelo|por|für|för|til|till|pour|para)\s+(?!(?:charity|you\b|me\b|us\b|all\b|"
    r"new\b|every\b))"
)
_PRICE_OF_NEED = re.compile(
    r"(?:\b(?:for|around|about|approx\w*|~|circa|up\s+to|under|max|between|from)\s*(?:just|"
    r"only|about|around|like|a\s+max\s+of|the\s+sum\s+of)?\s*|,\s*|\b(?:not?\s+more\s+than|at\s+most|at\s+least)\s*)$"
)
_HIRING = re.compile(
    r"\b(?:need(?:s|ed)?|look(?:ing|in)\s+for|hiring|hire|wanted|seeking|searching|"
    r"want|require|anyone|anybody|someone|somebody|can\s+you|make\s+me|design|"
    r"draw|build|"
    r"write|translate|edit|fix)\b"
)
_ASKS = re.compile(rf"{_HIRING.pattern}|\b\w{{3,}}(?:tor|ter|per|ner|ger|ist|der)s?\b")  # a trade asks, too
_NEED = re.compile(r"\b(?:need|want|looking\s+for)\b(?!.*\b(?:worth|sells?|costs?|weighs?)\b)")
_ARTICLE = re.compile(r"(?:\b(?:an?|the|our|my|your|his|her|their|of|this|that|each|every)\s+)$")
_NOUN_AFTER = re.compile(r"^[\s-]+(?!(?:for|per|a|an|to|and|or|in|on|by|from|if|is|as|with|when|each|"
        r"total|fixed|flat|max|budget|salary|reward|"
                         r"paypal|via|usd|the|once|upon|obo|plus|minimum|negotiable|depending|retainer|"
        r"stipend|bounty|cash|only|please|pls|thanks|thx|ish|ea|incl\w*|excl\w*|plus|gross|net|deadline|asap|urgent|now|ok|"
        r"today|tomorrow|until|till|ideally|brutto|netto|för|til|till|para|pour|por|pelo|für|mxn|eur|gbp|cad|aud|"
        r"inr|all)\b)[a-z]")  # fmt: skip
_COUNTED = re.compile(
    r"^\s*-?\s*(?:x\b|×|%|px|words?|pages?|hours?|hrs?|days?|weeks?|months?|"
        r"years?|yrs?|minutes?|mins?|seconds?|secs?|people|users|followers|k?m\b|"
    r"banners?|logos?|images?|photos?|posts?|articles?|videos?|products?|concepts?|"
        r"revisions?|rounds?|am\b|pm\b|st\b|nd\b|rd\b|th\b|"
    r"mm\b|cm\b|kg\b|gb\b|mb\b|fps\b|dpi\b|miles|inch|items?|pieces?|slides?|"
        r"screens?|episodes?|characters?|languages?|jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec|stars?|views|h\b|different|more\b|of\s+(?:them|"
        r"these|those)|to\s+\d+\s*(?:hours|days|weeks|months))"
)  # fmt: skip
_STRAIGHT = re.compile(
    r"\W*(?:(?:is|are|was|of|at|around|about|approx\w*|roughly|for|up\s+to|to|"
    r"between|from|starting|max\w*|rates?|me|you|would|will|be|range\w*|like|"
    r"a|the|"
    r"total|usually|currently|maybe|only|just|it|this|that|min\w*|under|below|"
    r"not\s+more\s+than|ca|circa|somewhere|per\s+\w+)\W+){0,5}[^\w+]{0,3}"
)
_FIRM_UNITS = (PayUnit.HOUR, PayUnit.DAY, PayUnit.WORD, PayUnit.PAGE, PayUnit.MINUTE)


def _back_to(pattern: re.Pattern[str], text: str, start: int, most: int) -> str:
    front = text[max(0, start - most) : start]
    cut = 0
    for match in pattern.finditer(front):
        if match.end() < len(front.rstrip()) or "\n" not in match[0]:
            cut = match.end()
    return front[cut:]


@lru_cache(maxsize=32)
def _pay_ends(text: str) -> tuple[int, ...]:
    return tuple(match.end() for match in _PAY.finditer(text))


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def is_pay(text: str, start: int, end: int, *, bare: bool, amount: Decimal) -> float:
    """How much an amount is said like pay: `ENOUGH` or more counts. `bare`: it names no currency.

    What speaks last before the amount, in the same sentence, decides between pay ("budget", "we can offer") and other
    money ("revenue", "the prize is").
    """
    behind = text[end : end + 60].split("\n", 1)[0]
    near = bisect_right(_pay_ends(text), start) - bisect_left(_pay_ends(text), start - CLAUSE)
    if bare and not near and "for" not in text[max(0, start - 14) : start]:
        return 0.0  # most numbers of a text: nothing else has to be looked at
    front = _back_to(_CLAUSE_END, text, start, CLAUSE)
    if bare and not _PAY.search(front):
        return ENOUGH if _is_price_of_need(front, behind, amount) else 0.0
    unit, _ = unit_around(text, start, end, amount)
    pay, other = _last_end(_PAY, front), _last_end(_NOT_PAY, front)
    said = pay > other
    if bare:
        return _bare(behind, unit, amount, said=said and bool(_STRAIGHT.fullmatch(front[pay:])))
    if _NOT_PAY_AFTER.match(behind) or (other >= pay and other >= 0 and not _is_of_a_thing(front, behind)):
        return -3.0
    points = 3.0 if said and len(front) - pay < 60 else 0.0
    if unit in _FIRM_UNITS:
        points += 2.0
    elif unit is not PayUnit.TOTAL:
        points += 1.2
    if _PAY_AFTER.match(behind):
        points += 1.5
    if points < ENOUGH and _ARTICLE.search(front) and _NOUN_AFTER.match(behind):
        return -1.0  # "a $100 bill"
    points += _position(text, start, end, behind)
    return points + (3.0 if points > 0 and _in_title(text, start) else 0.0)


def _is_of_a_thing(front: str, behind: str) -> bool:
    """Whether the only other money spoken of is that of a thing which is worked on: "translate my menu, 100 usd"."""
    if not (_PRICE_OF_IT.search(front) and _NOTHING_MORE.match(behind) and _ASKS.search(front)):
        return False
    return all(_THING.fullmatch(match[0]) for match in _NOT_PAY.finditer(front))


def _is_price_of_need(front: str, behind: str, amount: Decimal) -> bool:
    """Whether a bare number ends a need: "I need a logo for 300". Chairs for 300 are for people."""
    if not 20 <= amount < 100_000 or 1900 <= amount <= 2100:
        return False
    ends = re.search(r"\bfor\s+(?:about\s+|around\s+|max\s+)?$", front) and _NOTHING_MORE.match(behind)
    return bool(ends and _NEED.search(front) and not _SEATS.search(front))


def _bare(behind: str, unit: PayUnit, amount: Decimal, *, said: bool) -> float:
    if amount < 1 and unit is PayUnit.TOTAL:
        return 0.0
    if not said or _NOT_PAY_AFTER.match(behind) or (_COUNTED.match(behind) and unit not in _FIRM_UNITS):
        return 0.0
    return 2.0 if amount >= 5 or unit is not PayUnit.TOTAL else 0.0


def _position(text: str, start: int, end: int, behind: str) -> float:
    """Points for where an amount stands: alone between commas, at the head of "… for a logo", in a title, behind a need."""
    segment = _back_to(_SEGMENT_END, text, start, 60).strip(" $£€~")
    rest = _SEGMENT_END.split(behind, maxsplit=1)[0].strip(" +")
    points = 0.0
    if len(segment) <= 16 and re.fullmatch(
        r"(?:(?:around|about|approx\.?|circa\.?|ca\.?|only|just|up to|max|from|like|"
        r"maybe|at|not?\s+more\s+than|at\s+most)\s*)?",
        segment,
    ):
        if len(rest) <= 14 and not re.match(r"\w{3,} \w{3,}", rest) and not (rest and _NOUN_AFTER.match(behind)):
            points += 1.6
        elif _FOR_WORK.match(behind):
            points += 1.2
    clause = _back_to(_CLAUSE_END, text, start, 160)
    if _HIRING.search(clause) and (_PRICE_OF_NEED.search(clause) or len(rest) <= 2):
        points += 1.2
    return points


def _in_title(text: str, start: int) -> bool:
    return len(text) > 250 and start < text.find("\n")
