"""Pay in words: found in prose, read from an answer, and shown so that it can be read back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from babel.numbers import get_currency_precision

from bot.commands import Reading
from bot.domain.money import COUNTED, MAX_MINOR, Money, Pay, PayUnit
from bot.errors import InvalidInput
from bot.understanding.amounts import Mention
from bot.understanding.amounts import mentions as mentions
from bot.understanding.currencies import currency_of, usual_around
from bot.understanding.pay_context import ENOUGH, is_pay
from bot.understanding.pay_units import unit_around
from bot.understanding.texts import clean, is_correction, small

ASK = "Please give an amount, for example 150 USD."
NEARLY = 1.5  # points; of amounts that are said about as much like pay, the first one is meant
MOST = Decimal(50_000_000)  # major units of a currency like the dollar; a bigger budget is a slip of the finger

SCALES = (
    1,
    100,
    1_000,
    1_000_000,
)  # of words, pages or items, tried in turn until an amount is a whole number of coins
_DOLLARS_WORTH = {  # of a currency with big numbers, for what is too much
    "VND": 25_000, "IDR": 16_000, "KRW": 1_400, "IRR": 42_000, "LAK": 21_000, "COP": 4_000, "PYG": 7_500, "UGX": 3_700,
}  # fmt: skip
# All of these are searched in small letters.
_ABOUT = re.compile(
    r"(?:around|about|approx(?:imately|\.)?|roughly|circa|ca\.?|~|somewhere|"
    r"something like|in the region of|maybe|say|or so|ish)"
    r"[\s,:]*(?:the\s+)?(?:between\s+|up\s+to\s+|from\s+)?$"
)
_UP_TO = re.compile(
    r"(?:up to|upto|max(?:imum|\.)?(?: of| is)?|at (?:the )?most|no(?:t)? more than|"
    r"under|below|less than|no higher than|<=?|≤|"
    r"as much as|limit(?: of| is)?|cap(?:ped)? (?:at|of))\s*:?\s*$"
)
_FROM = re.compile(
    r"(?:at least|min(?:imum|\.)?(?: of| is)?|starting (?:at|from)|starts? at|"
    r"from|more than|over|above|upwards? of|>=?|≥|no less than|"
    r"not less than)\s*:?\s*$"
)
_AFTER_UP_TO = re.compile(r"\s*(?:max(?:imum)?|at (?:the )?most|tops|or less|or under)\b")
_AFTER_FROM = re.compile(r"\s*(?:min(?:imum)?|or more|and up|and above|plus|upwards?|at least)\b")
_AFTER_ABOUT = re.compile(r"\s*(?:-?ish\b|or so|give or take|more or less|approx|roughly|or thereabouts)")
_NOTED = re.compile(r"\n\(Changed later: the budget is [^\n]*\.\)$")
_NAMES_MORE = re.compile(
    r"\s*:|\s*-?\s*(?!(?:now|instead|max|total|please|pls|then|is|per|an?|each|for|if|ok|it|thanks|thx)\b)[a-z]{2}"
)


def _pay(text: str, mention: Mention, reading: Reading) -> Pay:
    """Raises InvalidInput for amounts that cannot be kept."""
    said = small(text)
    before, after = said[max(0, mention.start - 40) : mention.start], said[mention.end : mention.end + 60]
    currency = _currency(said, mention, reading)
    low, high = mention.low, mention.high
    if mention.cents:
        low, high = low / 100, high / 100
    _check(high, currency, negative=mention.negative)
    unit, per = unit_around(said, mention.start, mention.end, high)
    scale = _scale((low, high), currency, unit) if per == 1 else 1
    bottom: int | None = _minor(low * scale, currency)
    top: int | None = _minor(high * scale, currency)
    if bottom == top:
        if _UP_TO.search(before) or _AFTER_UP_TO.match(after):
            bottom = None
        elif _FROM.search(before) or _AFTER_FROM.match(after) or mention.plus:
            top = None
    about = bool(_ABOUT.search(before) or _AFTER_ABOUT.match(after))
    return Pay(low=bottom, high=top, currency=currency, unit=unit, per=per * scale, about=about)


def _currency(said: str, mention: Mention, reading: Reading) -> str:
    if mention.sign is None:
        return reading.currency
    usual = usual_around(said, mention.sign, mention.start, mention.end) or reading.currency
    currency = currency_of(mention.sign, usual)
    if currency is None:
        raise InvalidInput(ASK)
    return currency


def _scale(amounts: tuple[Decimal, Decimal], currency: str, unit: PayUnit) -> int:
    """For how many words or items an amount below the smallest coin is kept, so that it stays exact: 0.5 cents a word is
    5 USD per 1,000 words."""
    if unit not in COUNTED:
        return 1
    coins = [amount.scaleb(get_currency_precision(currency)) for amount in amounts]
    exact = (scale for scale in SCALES if all(coin * scale == (coin * scale).to_integral_value() for coin in coins))
    scale = next(exact, 1)
    return 1_000 if scale == 100 else scale  # "per 1,000 words" is what people say


def _check(amount: Decimal, currency: str, *, negative: bool) -> None:
    if negative:
        raise InvalidInput(f"An amount cannot be below zero. {ASK}")
    if amount == 0:
        raise InvalidInput(f"Work here is always paid, so the amount has to be above zero. {ASK}")
    if amount > MOST * _DOLLARS_WORTH.get(currency, 150 if get_currency_precision(currency) == 0 else 1):
        raise InvalidInput(f"That is more than a gig can pay; did a key get stuck? {ASK}")


def _minor(amount: Decimal, currency: str) -> int:
    minor = Money.of(amount, currency).minor
    if amount.scaleb(get_currency_precision(currency)) < 1 or minor > MAX_MINOR:
        raise InvalidInput(f"That is less than one coin. Please give the pay for more of it at once. {ASK}")
    return minor


def find_pay(text: str, reading: Reading) -> str | None:
    """The pay that is stated in prose, in the spelling of `show_pay`, or None.

    Money that is not pay (turnover, prizes, prices, fees) is left alone; of several amounts the one that is said most
    like pay wins, then the first, then what corrects it ("EDIT: 60").
    """
    plain = clean(text)
    scored: list[tuple[float, Mention, Pay]] = []
    found = mentions(plain)
    said = small(plain)
    for mention in found:
        bare = mention.sign is None and not mention.cents
        score = is_pay(said, mention.start, mention.end, bare=bare, amount=mention.high)
        if score < ENOUGH:
            continue
        try:
            scored.append((score, mention, _pay(plain, mention, reading)))
        except InvalidInput:
            continue
    best = max((score for score, _, _ in scored), default=0.0)
    first = next(((mention, pay) for score, mention, pay in scored if score >= best - NEARLY), None)
    if first is None:
        return None
    stated = [mention for _, mention, _ in scored]
    return show_pay(_corrected(plain, first, [one for one in found if one.start > first[0].start], stated, reading))


def _corrected(
    plain: str, first: tuple[Mention, Pay], later: list[Mention], stated: list[Mention], reading: Reading
) -> Pay:
    """The pay after what takes its place in the same text: "I can pay 50 dollars … EDIT: 60"."""
    last, pay = first
    for mention in later:
        between = plain[last.end : mention.start]
        bare = mention.sign is None and not mention.cents
        if bare and _NAMES_MORE.match(small(plain), mention.end):
            continue  # "actually 3 logos"
        if not is_correction(between, stated=mention in stated):
            continue
        try:
            new = _pay(plain, mention, replace(reading, currency=pay.currency))
        except InvalidInput:
            continue
        if new.unit is PayUnit.TOTAL:
            new = new.model_copy(update={"unit": pay.unit, "per": pay.per})
        last, pay = mention, new
    return pay


def with_pay_noted(words: str, pay: Pay | None) -> str:
    """Somebody's own words, with a last line that says which pay holds where they name another: whoever reads them, in a
    card or a contract, sees no price that no longer counts."""
    words = _NOTED.sub("", words)
    if pay is None:
        return words
    reading = Reading(datetime.min.replace(tzinfo=UTC), currency=pay.currency)
    said = find_pay(words, reading)
    if said is None or parse_pay(said, reading).model_copy(update={"about": pay.about}) == pay:
        return words
    return f"{words}\n(Changed later: the budget is {pay}.)"


def parse_pay(text: str, reading: Reading) -> Pay:
    """The pay in an answer to "what is your budget?".

    Raises:
        InvalidInput: there is no amount, or one that no gig can have.
    """
    plain = clean(text)[:2_000]
    found = mentions(plain)
    if not found:
        raise InvalidInput(ASK)
    if not any(mention.sign or mention.cents or mention.scaled for mention in found) and _only_a_word(plain, found[0]):
        raise InvalidInput(ASK)
    signed = next((mention for mention in found if mention.sign or mention.cents), found[0])
    pay = _pay(plain, signed, reading)
    return _corrected(plain, (signed, pay), [one for one in found if one.start > signed.start], [], reading)


def _only_a_word(plain: str, mention: Mention) -> bool:
    """Whether a small number in letters is just a word of a sentence: "drop the second one"."""
    said = plain[mention.start : mention.end]
    return mention.high < 20 and said.isalpha() and len(plain) > len(said) + 12


def names_currency(text: str) -> bool:
    """Whether an amount in a text has a sign or a currency beside it."""
    return any(mention.sign for mention in mentions(clean(text)))


def show_pay(pay: Pay) -> str:
    """The spelling that `parse_pay` reads back as the same pay."""
    return str(pay)
