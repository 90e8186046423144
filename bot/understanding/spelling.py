"""Months, weekdays and "tomorrow" with typing errors set right."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.understanding.texts import written_out

_NAMES = (
    *("january", "february", "august", "september", "october", "november", "december"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow"),
)
_LONG_WORD = re.compile(r"\b[adfjmnostw][a-z]{5,9}\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def spelled(text: str) -> str:
    """Months, weekdays and "tomorrow" with one typing error set right."""

    def mended(match: re.Match[str]) -> str:
        word = match[0].lower()
        if word in _NAMES or word.removesuffix("s") in _NAMES:
            return match[0]
        errors = 2 if len(word) >= 8 else 1
        return next(
            (name for name in _NAMES if name[0] == word[0] and OSA.distance(word, name, score_cutoff=errors) <= errors),
            match[0],
        )

    return _LONG_WORD.sub(mended, written_out(text))
