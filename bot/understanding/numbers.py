"""Numbers as people write them: 1.500,00 · 60k · fifty · a couple."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 1_000_000}
_LOOSE: dict[str, int | Decimal] = {
    "a": 1,
    "an": 1,
    "couple": 2,
    "few": 3,
    "several": 4,
    "dozen": 12,
    "half": Decimal("0.5"),
    "thre": 3,
    "tow": 2,
}
SMALL_WORDS: dict[str, int] = {**_UNITS, **_TENS}

_word = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
_scale = "|".join(_SCALES)
_COMPOUND = re.compile(rf"(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(list(_UNITS)[1:10])})")  # "twenty-one" is no range
# "fifty", "twenty-five", "two hundred and fifty", "twelve hundred", "a thousand", "one and a half thousand"
WORDS = (
    rf"(?:(?:a|an|(?:{_word}))(?:\s+and\s+a\s+half)?(?:[\s-]+(?:{_word}))?(?:\s+(?:{_scale}))+"
    rf"(?:\s+(?:and\s+)?(?:{_word})(?:[\s-]+(?:{_word}))?(?:\s+hundred)?)?|(?:{_word})(?:[\s-]+(?:{_word}))?)(?![^\W_])"
)
DIGITS = r"(?:\d{1,3}(?:[,.'\s]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d{1,13}(?:[.,]\d{1,4})?|[.,]\d{1,3})"
MULTIPLIER = (
    r"(?:\s?(?:k(?![^\W\d_])|m(?:il(?:lion)?s?|io)?(?![^\W\d_])|thousand|grand|"
    r"hundred|lakhs?|crores?)(?![^\W\d_]))"
)
_TIMES = {
    "k": 1000,
    "thousand": 1000,
    "grand": 1000,
    "hundred": 100,
    "lakh": 100_000,
    "lakhs": 100_000,
    "crore": 10**7,
    "crores": 10**7,
}


def digits(text: str) -> Decimal:
    """The value of a number in digits: the last of two kinds of separators is the decimal one; one before three digits groups."""
    plain = re.sub(r"[\s']", "", text)
    comma, dot = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and dot >= 0:
        group, point = (",", ".") if dot > comma else (".", ",")
        return Decimal(plain.replace(group, "").replace(point, "."))
    separator = "," if comma >= 0 else "."
    parts = plain.split(separator)
    grouped = len(parts) > 2 or (len(parts) == 2 and len(parts[1]) == 3 and parts[0] not in ("", "0"))
    return Decimal("".join(parts) if grouped else plain.replace(",", ".").lstrip())


def words(text: str) -> Decimal:
    """The value of a number in words. Raises KeyError for a word that is no number."""
    total = current = Decimal(0)
    for word in re.split(r"[\s-]+", text.lower().replace("and a half", "point-five").strip()):
        if word in ("and", "point"):
            continue
        if word == "five" and "and a half" in text.lower() and current == current.to_integral_value() and current:
            current += Decimal("0.5")
        elif word in _SCALES:
            scale = _SCALES[word]
            current = (current or Decimal(1)) * scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
        else:
            current += SMALL_WORDS[word] if word in SMALL_WORDS else _LOOSE[word]
    return total + current


def multiplier(text: str) -> int:
    """What a `k`, `m`, `grand` behind a number stands for."""
    key = text.strip().lower()
    return _TIMES.get(key, 10**6 if key.startswith("m") else 1)


def loose(text: str) -> Decimal | None:
    """A count as it is said before a unit of time: 3, "three", "a couple of", "2-3" (the later one); None if it is no count."""
    text = text.lower().strip().removesuffix(" of").strip()
    if _COMPOUND.fullmatch(text):
        return words(text)
    pieces = re.split(r"\s*(?:-|to|or)\s*(?=\S)", text)
    last = pieces[-1] if len(pieces) > 1 and re.search(r"\d|" + _word, pieces[0]) else text
    last = re.sub(r"^(?:a|an|the)\s+(?=\w)", "", last)
    if re.fullmatch(r"\d+(?:[.,]\d+)?", last):
        return Decimal(last.replace(",", "."))
    try:
        return words(last)
    except KeyError:
        return None
