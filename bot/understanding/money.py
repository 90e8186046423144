"""Pay in words: found in prose, read from an answer, and shown so that it can be read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from babel.numbers import get_currency_precision

from bot.commands import Reading
from bot.domain.money import MAX_MINOR, Money, Pay
from bot.errors import InvalidInput
from bot.understanding import numbers
from bot.understanding.currencies import AFTER, BEFORE, currency_of
from bot.understanding.pay_context import ENOUGH, is_pay
from bot.understanding.pay_units import unit_around
from bot.understanding.texts import clean

ASK = "Please give an amount, for example 150 USD."
NEARLY = 1.5  # points; of amounts that are said about as much like pay, the first one is meant
MOST = Decimal(50_000_000)  # major units of a currency like the dollar; a bigger budget is a slip of the finger

_NUMBER = rf"(?:{numbers.DIGITS}{numbers.MULTIPLIER}?|{numbers.WORDS})"
_SEPARATOR = r"\s*(?:-+|~|to|and|or|up\s+to|bis|/)\s*"
_AMOUNT = re.compile(
    rf"(?P<minus>(?<![^\s(:])-(?=[\d$£€]))?(?P<b1>{BEFORE}\s?)?(?<![\d.,#])(?P<n1>{_NUMBER})(?![\d])(?P<p"
    rf"lus1>\+)?(?:\s?(?P<a1>{AFTER}))?"
    rf"(?:{_SEPARATOR}(?P<b2>{BEFORE}\s?)?(?P<n2>{_NUMBER})(?![\d])(?:\s?(?P<a2>{AFTER}))?)?(?P<plus2>\+)?"
    rf"(?P<cents>\s?(?:cents?|ct|pence|¢)(?![^\W\d_]))?",
    re.IGNORECASE,
)
THREE_DECIMALS = frozenset({"KWD", "BHD", "OMR", "JOD", "TND", "IQD"})
LONGEST_SIGN = 7  # characters: "-CAN$ "
_ANCHOR = re.compile(
    rf"\d|\b(?:an?\s+(?:hundred|thousand|grand|million)|{'|'.join(numbers.SMALL_WORDS)})\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s?(?:/|per\s|an?\s)\s?[a-z]{1,6}\s?(?:-|to|and)\s?", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:around|about|approx(?:imately|\.)?|roughly|circa|ca\.?|~|somewhere|"
    r"something like|in the region of|maybe|say|or so|ish)"
    r"[\s,:]*(?:the\s+)?(?:between\s+|up\s+to\s+|from\s+)?$",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"(?:up to|upto|max(?:imum|\.)?(?: of| is)?|at (?:the )?most|no(?:t)? more than|"
    r"under|below|less than|no higher than|<=?|≤|"
    r"as much as|limit(?: of| is)?|cap(?:ped)? (?:at|of))\s*:?\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:at least|min(?:imum|\.)?(?: of| is)?|starting (?:at|from)|starts? at|"
    r"from|more than|over|above|upwards? of|>=?|≥|no less than|"
    r"not less than)\s*:?\s*$",
    re.IGNORECASE,
)
_AFTER_UP_TO = re.compile(r"\s*(?:max(?:imum)?|at (?:the )?most|tops|or less|or under)\b", re.IGNORECASE)
_AFTER_FROM = re.compile(r"\s*(?:min(?:imum)?|or more|and up|and above|plus|upwards?|at least)\b", re.IGNORECASE)
_AFTER_ABOUT = re.compile(
    r"\s*(?:-?ish\b|or so|give or take|more or less|approx|roughly|or thereabouts)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount somewhere in a text, before it is decided whether it is pay."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    sign: str | None  # as written; None: a bare number
    scaled: bool
    cents: bool
    plus: bool
    negative: bool


def _value(text: str, signs: tuple[str | None, ...]) -> tuple[Decimal, bool]:
    """The amount, and whether it was written with a multiplier. `1.500 KWD` is one and a half: such money has three decimals."""
    text = text.strip()
    if re.fullmatch(r"\d+\.\d{3}", text) and any(sign and sign.strip().upper() in THREE_DECIMALS for sign in signs):
        return Decimal(text), False
    match = re.fullmatch(rf"({numbers.DIGITS})({numbers.MULTIPLIER})?", text, re.IGNORECASE)
    if match is None:
        return numbers.words(text), False
    value = numbers.digits(match[1])
    return (value * numbers.multiplier(match[2]), True) if match[2] else (value, False)


def _mention(match: re.Match[str]) -> Mention | None:
    codes = (match["a1"], match["b1"], match["a2"], match["b2"])
    low, scaled = _value(match["n1"], codes)
    high, end, signs = low, match.end("n1"), [match["a1"], match["b1"]]
    second_sign = match["a2"] or match["b2"]
    if match["n2"]:
        second, second_scaled = _value(match["n2"], codes)
        if second_scaled and not scaled and low < second / 100:  # "5-10k": both are thousands
            low, scaled = low * 1000, True
        if second >= low and (second <= low * 20 or second_sign or any(signs)):
            high, signs = second, [match["a2"], match["b2"], *signs]
            scaled = scaled or second_scaled
            end = match.end()
        elif not second_sign and not any(signs):
            return None  # "24/7", "10 to 3"
    sign = next((sign for sign in signs if sign and len(sign.strip()) > 1), None) or next(
        (sign for sign in signs if sign), None
    )
    end = max(end, match.end("a1")) if end != match.end() else end
    if match["cents"] and not match["n2"]:
        end = match.end()
    return Mention(
        start=match.start(),
        end=end,
        low=low,
        high=high,
        sign=sign.strip() if sign else None,
        scaled=scaled,
        cents=bool(match["cents"]),
        plus=bool(match["plus2"] or match["plus1"]),
        negative=bool(match["minus"]),
    )


def _amounts(text: str) -> Iterator[re.Match[str]]:
    """What `_AMOUNT.finditer` finds, in a tenth of its time: only where a number stands, and a sign's length before it."""
    end = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < end:
            continue
        for start in range(max(end, anchor.start() - LONGEST_SIGN), anchor.start() + 1):
            match = _AMOUNT.match(text, start)
            if match is not None:
                end = match.end()
                yield match
                break


def mentions(text: str) -> list[Mention]:
    """Every amount of a cleaned text."""
    found: list[Mention] = []
    for match in _amounts(text):
        mention = _mention(match)
        if mention is None:
            continue
        last = found[-1] if found else None
        if last and last.sign and last.low <= mention.low and _BETWEEN.fullmatch(text[last.end : mention.start]):
            found[-1] = replace(last, end=mention.end, high=mention.high)  # "$10/hr - $18/hr"
        else:
            found.append(mention)
    return found


def _pay(text: str, mention: Mention, reading: Reading) -> Pay:
    """Raises InvalidInput for amounts that cannot be kept."""
    before, after = text[max(0, mention.start - 40) : mention.start], text[mention.end : mention.end + 60]
    currency = currency_of(mention.sign, reading.currency) if mention.sign else reading.currency
    if currency is None:
        raise InvalidInput(ASK)
    low, high = mention.low, mention.high
    if mention.cents:
        low, high = low / 100, high / 100
    _check(high, currency, negative=mention.negative)
    bottom: int | None = _minor(low, currency)
    top: int | None = _minor(high, currency)
    if bottom == top:
        if _UP_TO.search(before) or _AFTER_UP_TO.match(after):
            bottom = None
        elif _FROM.search(before) or _AFTER_FROM.match(after) or mention.plus:
            top = None
    about = bool(_ABOUT.search(before) or _AFTER_ABOUT.match(after))
    return Pay(
        low=bottom, high=top, currency=currency, unit=unit_around(text, mention.start, mention.end, high), about=about
    )


def _check(amount: Decimal, currency: str, *, negative: bool) -> None:
    if negative:
        raise InvalidInput(f"An amount cannot be below zero. {ASK}")
    if amount == 0:
        raise InvalidInput(f"Work here is always paid, so the amount has to be above zero. {ASK}")
    per_dollar = {
        "VND": 25_000,
        "IDR": 16_000,
        "KRW": 1_400,
        "IRR": 42_000,
        "LAK": 21_000,
        "COP": 4_000,
        "PYG": 7_500,
        "UGX": 3_700,
    }
    if amount > MOST * per_dollar.get(currency, 150 if get_currency_precision(currency) == 0 else 1):
        raise InvalidInput(f"That is more than a gig can pay; did a key get stuck? {ASK}")


def _minor(amount: Decimal, currency: str) -> int:
    minor = Money.of(amount, currency).minor
    if minor == 0 or minor > MAX_MINOR:
        raise InvalidInput(
            f"I can only keep amounts from one cent up. Please give the pay for 100 or 1,000 of them. {ASK}"
        )
    return minor


def find_pay(text: str, reading: Reading) -> str | None:
    """The pay that is stated in prose, in the spelling of `show_pay`, or None.

    Money that is not pay (turnover, prizes, prices, fees) is left alone; of several amounts the one that is said most
    like pay wins, then the first.
    """
    plain = clean(text)
    scored: list[tuple[float, str]] = []
    for mention in mentions(plain):
        bare = mention.sign is None and not mention.cents
        score = is_pay(plain, mention.start, mention.end, bare=bare, amount=mention.high)
        if score < ENOUGH:
            continue
        try:
            scored.append((score, show_pay(_pay(plain, mention, reading))))
        except InvalidInput:
            continue
    best = max((score for score, _ in scored), default=0.0)
    return next((shown for score, shown in scored if score >= best - NEARLY), None)


def parse_pay(text: str, reading: Reading) -> Pay:
    """The pay in an answer to "what is your budget?".

    Raises:
        InvalidInput: there is no amount, or one that no gig can have.
    """
    plain = clean(text)[:2_000]
    found = mentions(plain)
    if not found:
        raise InvalidInput(ASK)
    signed = [mention for mention in found if mention.sign or mention.cents] or found
    return _pay(plain, signed[0], reading)


def show_pay(pay: Pay) -> str:
    """The spelling that `parse_pay` reads back as the same pay."""
    return str(pay)
