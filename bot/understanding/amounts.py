"""Amounts in a text: every number that may be money, with the sign beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from bot.understanding import numbers
from bot.understanding.currencies import AFTER, BEFORE, SIGNS
from bot.understanding.texts import small

_HALF = r"(?:half\s+an?|a\s+half|an?)(?=\s+(?:cent|penny)\b)"
_NUMBER = rf"(?:{numbers.DIGITS}{numbers.MULTIPLIER}?|{numbers.WORDS}|{_HALF})"
_SEPARATOR = r"\s*(?:-+|~|to|and|or|up\s+to|bis|/)\s*"
_AMOUNT = re.compile(
    rf"(?P<minus>(?<![^\s(:])-(?=[\d$£€]))?(?P<b1>{BEFORE}\s?)?(?<![\d.,#])(?P<n1>{_NUMBER})(?![\d])(?P<p"
    rf"lus1>\+)?(?:\??\s?(?P<a1>{AFTER}))?"
    rf"(?:{_SEPARATOR}(?P<b2>{BEFORE}\s?)?(?P<n2>{_NUMBER})(?![\d])(?:\s?(?P<a2>{AFTER}))?)?(?P<plus2>\+)?"
    rf"(?P<cents>\s?(?:cents?|ct|pence|penny|¢)(?![^\W\d_]))?",
    re.IGNORECASE,
)
_IN_DIGITS = re.compile(rf"({numbers.DIGITS})({numbers.MULTIPLIER})?", re.IGNORECASE)
THREE_DECIMALS = frozenset({"KWD", "BHD", "OMR", "JOD", "TND", "IQD"})
LONGEST_SIGN = 7  # characters: "-CAN$ "
_ANCHOR = re.compile(  # in small letters
    r"\d|\b(?:an?\s+(?:hundred|thousand|grand|million|cent|penny)|half\s+an?\s+(?:cent|penny)|"
    rf"{'|'.join(numbers.SMALL_WORDS)})\b"
)
_SIGN_BEHIND = re.compile(
    rf"\s?(?:/|per\s|an?\s)\s?(?:h(?:ou)?rs?|h|day|week|month|word|page|minute)\s*[,(]?\s*(?P<sign>{AFTER})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s?(?:/|per\s|an?\s)\s?[a-z]{1,6}\s?(?:-|to|and)\s?", re.IGNORECASE)


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
    if (
        "." in text
        and re.fullmatch(r"\d+\.\d{3}", text)
        and any(sign and sign.strip().upper() in THREE_DECIMALS for sign in signs)
    ):
        return Decimal(text), False
    match = _IN_DIGITS.fullmatch(text)
    if match is None:
        half = re.match(r"half|a\s+half", text, re.IGNORECASE)
        return Decimal("0.5") if half else Decimal(1) if text.lower() == "a" else numbers.words(text), False
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
        sign=sign.strip() if sign else "£" if match["cents"] and match["cents"].strip().lower() == "pence" else None,
        scaled=scaled,
        cents=bool(match["cents"]),
        plus=bool(match["plus2"] or match["plus1"]),
        negative=bool(match["minus"]),
    )


def _starts(text: str, end: int, number: int) -> range:
    """Where an amount may begin whose number stands at `number`: further in front only where a sign can be."""
    front = text[max(end, number - LONGEST_SIGN) : number].rstrip()
    word = front.rsplit(None, 1)[-1] if front else ""
    signed = bool(word) and (not word.isalpha() or word.lower() in SIGNS)
    return range(max(end, number - LONGEST_SIGN) if signed else number, number + 1)


def _amounts(text: str) -> Iterator[re.Match[str]]:
    """What `_AMOUNT.finditer` finds, in a tenth of its time: only where a number stands, and a sign's length before it."""
    end = 0
    for anchor in _ANCHOR.finditer(small(text)):
        if anchor.start() < end:
            continue
        for start in _starts(text, end, anchor.start()):
            match = _AMOUNT.match(text, start)
            if match is not None:
                end = match.end()
                yield match
                break


def _with_sign_behind(text: str, mention: Mention) -> Mention:
    """The same amount with the currency that is named behind its unit: "20-25 per hour (GBP)"."""
    behind = _SIGN_BEHIND.match(text, mention.end) if mention.sign is None and not mention.cents else None
    return replace(mention, sign=behind["sign"]) if behind else mention


@lru_cache(maxsize=32)  # several questions are asked about the money in one message
def mentions(text: str) -> tuple[Mention, ...]:
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
            found.append(_with_sign_behind(text, mention))
    return tuple(found)
