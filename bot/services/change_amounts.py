"""Numbers of a contract changed in words: revisions, days, shares, the fee."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.agreement import PartOfPay, show_fee
from bot.domain.answering import Reading
from bot.domain.money import Pay, PayUnit
from bot.errors import InvalidInput
from bot.services.change_language import pieces, without_the_other
from bot.services.payment_plans import SHARE, read_parts, share_of
from bot.understanding import dates, money
from bot.understanding.numbers import SMALL_WORDS, loose

_WORDS = "|".join(sorted((*SMALL_WORDS, "no", "tow", "thre"), key=len, reverse=True))  # with the commonest slips
NUMBER = rf"(?<![\w.])(\d+|(?:{_WORDS})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)(?!\w|[.,]\d|\s*%)"
_SPAN = re.compile(
    rf"(?:{NUMBER}|\b(an?|one))[\s-]+((?:more\s+|extra\s+|further\s+|additional\s+)?)(working\s+|business\s+)?(day|week|month|year)s?\b"
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_WORKING = {"day": 1, "week": 5, "month": 22, "year": 260}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_GONE = (
    r"\bout\s*$|\b(?:no|not|don'?t|without|drop|remove|delete|skip|cut|scrap|waive|take\s+out|leave\s+out|"
    r"get\s+rid\s+of|forget)\b"
)
_KILL = r"\b(?:kill|cancel\w*|termination)\s*-?\s*fee|\bcancell?ations?\b|\b(?:cancels?|stops?|pulls?\s+out|walks?\s+away)\b"
_FEE = (
    r"\b(?:fee|price|budget|cost|rate|discount|charge|agreed\s+on)\b|\d\s*(?:%|per\s?cent)\s+(?:less|more|off|cheaper)\b|"
    r"\bmake\s+it\b(?!.*\b(?:net|days?|weeks?|rounds?|revisions?|years?|notice|parts|payments|instal\w+|licen[cs]e)\b)"
)
_AMOUNT = re.compile(
    r"(?:[$€£¥₹]|\b(?:usd|eur|gbp|inr|jpy|cad|aud|chf)\b)?\s*\d[\d.,']*\s*k?\b"
    r"(?:\s*(?:[$€£¥₹]|dollars?|euros?|pounds?|bucks|rupees?|yen|[a-z]{3}\b))?"
)
_LATER = r"\b(?:later|longer|more|extra|additional|further|extend\w*|push\w*|postpone\w*|delay\w*|moved?|shift\w*)\b"
_EARLIER = r"\b(?:earlier|sooner|less|shorten\w*)\b"
_DELIVERY = r"\b(?:deliver\w*|deadline|hand\w*\s+(?:it\s+)?over|finish\w*|ready|due|give\s+(?:me|him|her|us|them))\b"


def counts(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    """Revisions, days and years."""
    for piece in pieces(without_the_other(plain)):
        if re.search(r"\b(?:revisions?|rounds?|corrections?|iterations?|sets?\s+of\s+(?:changes|edits))\b", piece):
            yield from _revisions(piece)
        elif re.search(r"\b(?:nda|confidential\w*|secre\w*|quiet)\b", piece):
            yield from _secrecy(piece)
        elif re.search(r"\bnotice\b", piece):
            yield from _spanned(piece, "notice_days", _GONE)
        elif re.search(r"\b(?:bugs?|bug-?fix\w*|warranty|guarantee)\b", piece):
            yield from _spanned(piece, "bugfix_days", _GONE)
        elif re.search(r"\b(?:review\w*|accept\w*|approv\w*|check\w*|look\s+at)\b", piece):
            yield from _spanned(piece, "review_days", "", working=True)
        elif re.search(r"\b(?:pa(?:y\w*|id)|invoices?|net|money|due|settle\w*)\b", piece) and "deposit" not in piece:
            yield from _payment_days(piece)


def _revisions(piece: str) -> Iterator[tuple[str, str]]:
    if match := re.search(rf"\b({'|'.join(_ORDINALS)})\b", piece):
        yield "revisions", str(_ORDINALS.index(match[1]) + 1)
    elif named := re.findall(NUMBER, piece):
        for words in named if re.search(r"\bor\b", piece) else named[:1]:
            yield "revisions", str(_count(words))
    elif re.search(_GONE, piece):
        yield "revisions", "0"


def _secrecy(piece: str) -> Iterator[tuple[str, str]]:
    if match := re.search(rf"{NUMBER}\s+years?", piece):
        yield "secrecy_years", str(_count(match[1]))
    elif re.search(r"\b(?:forever|perpetual|indefinite\w*|unlimited|for\s+life)\b", piece):
        raise InvalidInput(
            "Secrets are kept for at most 10 years after the end, so that nobody is bound for life. Say how many."
        )
    elif re.search(_GONE, piece):
        yield "secrecy_years", "0"


def _payment_days(piece: str) -> Iterator[tuple[str, str]]:
    if match := re.search(rf"\bnet[\s-]?{NUMBER}", piece):
        yield "payment_days", str(_count(match[1]))
    elif re.search(r"\b(?:immediately|at\s+once|right\s+away|(?:on|at|upon)\s+(?:delivery|receipt))\b", piece):
        if not re.search(rf"{SHARE}|\b(?:everything|all)\b", piece):
            yield "payment_days", "0"
    else:
        yield from _spanned(piece, "payment_days", "")


def _spanned(piece: str, name: str, gone: str, *, working: bool = False) -> Iterator[tuple[str, str]]:
    match = _SPAN.search(piece)
    if match:
        units = _WORKING if working else _DAYS
        count = 1 if match[2] else _count(match[1])
        yield name, str(count * units[match[5]])
    elif gone and re.search(gone, piece):
        yield name, "0"


def _count(words: str) -> int:
    value = 0 if words in ("no", "zero") else loose(words)
    return int(value) if value is not None else 0


def amounts(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    """The kill fee, the fee and the parts in which it is paid."""
    rest = []
    for piece in pieces(without_the_other(plain)):
        if re.search(_KILL, piece) and (share := _kill_fee(piece)) is not None:
            yield "kill_fee", share
        elif re.search(_FEE, piece) or re.match(r"(?:please\s+)?add\s+[$€£]?\d", piece):
            fee = _fee(piece, settings, reading)
            if fee:
                yield "fee", show_fee(fee)
            else:
                rest.append(piece)
        else:
            rest.append(piece)
    delivery = settings.get("delivery")
    parts = read_parts(", ".join(rest), date.fromisoformat(delivery) if delivery else None, reading)
    if parts:
        yield "parts", ";".join(PartOfPay.show(part) for part in parts)


def _kill_fee(piece: str) -> str | None:
    if match := re.search(SHARE, piece):
        return str(int(share_of(match)))
    if re.search(_GONE, piece) and re.search(r"fee", piece):
        return "0"
    match = re.search(r"fee\D{0,12}\b(\d{1,3})\b", piece)
    return match[1] if match else None


def _fee(piece: str, settings: Mapping[str, str], reading: Reading) -> Pay | None:
    """A new fee, or the old one with more or less of it."""
    now = _current(settings)
    if match := re.search(r"(\d{1,2}(?:[.,]\d+)?)\s*(?:%|per\s?cent)", piece):
        less = re.search(r"\b(?:discount|lower|less|reduce|cut|off|down)\b", piece)
        more = re.search(r"\b(?:raise|more|increase|bump|up|plus|extra|surcharge)\b", piece)
        if now is None or not (less or more):
            return None
        factor = 1 + Decimal(match[1].replace(",", ".")) / 100 * (-1 if less else 1)
        return _with(now, int(now.most.minor * factor))
    found = _AMOUNT.search(piece)
    if found is None or re.match(r"\s*(?:days?|weeks?|rounds?|revisions?)", piece[found.end() :]):
        return None
    try:
        pay = money.parse_pay(found[0].strip(), reading)
    except InvalidInput:
        return None
    if pay.low != pay.high:
        return None
    if (
        now is not None
        and pay.currency == now.currency
        and re.search(r"\b(?:add|plus|by|more|extra|off|discount)\b", piece)
    ):
        less = re.search(r"\b(?:lower|reduce|cut|off|discount|less)\b", piece)
        return _with(now, now.most.minor + (-1 if less else 1) * pay.most.minor)
    return (
        pay if now is None or now.unit is PayUnit.TOTAL else pay.model_copy(update={"unit": now.unit, "per": now.per})
    )


def _current(settings: Mapping[str, str]) -> Pay | None:
    stored = settings.get("fee", "")
    if not stored:
        return None
    amount, currency, unit, *per = stored.split(" ")
    return Pay(low=int(amount), high=int(amount), currency=currency, unit=PayUnit(unit), per=int(per[0]) if per else 1)


def _with(fee: Pay, minor: int) -> Pay:
    return fee.model_copy(update={"low": max(1, minor), "high": max(1, minor)})


def days(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    """The day of delivery, told or moved; the last payment moves with it."""
    wanted = without_the_other(plain)
    more_time = (span := _SPAN.search(wanted)) is not None and bool(span[3])  # "an extra week"
    if not (more_time or re.search(_DELIVERY, wanted)) or re.search(
        r"\b(?:pay\w*|paid|money|settle\w*|invoice|notice|review|check|licen[cs]e|confidential\w*)\b|%", wanted
    ):
        return
    day = _moved(wanted, settings)
    if day is None:
        raw = dates.find_deadline(wanted, reading)
        day = dates.parse_deadline(raw, reading) if raw else None
    if day is None:
        return
    yield "delivery", day.isoformat()
    parts = PartOfPay.read(settings.get("parts", ""))
    if parts and parts[-1].on is not None:
        moved = (*parts[:-1], parts[-1].model_copy(update={"on": day}))
        yield "parts", ";".join(PartOfPay.show(part) for part in moved)


def _moved(plain: str, settings: Mapping[str, str]) -> date | None:
    before, match = settings.get("delivery"), _SPAN.search(plain)
    later, earlier = re.search(_LATER, plain), re.search(_EARLIER, plain)
    if not before or match is None or not (later or earlier) or match[5] == "year":
        return None
    count = (1 if match[2] else _count(match[1])) * _DAYS[match[5]]
    return date.fromisoformat(before) + timedelta(days=-count if earlier else count)
