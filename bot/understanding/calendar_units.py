"""Units of time: how many of them a phrase counts, and the day that many lie ahead."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from bot.understanding import numbers

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_COUNT = (
    rf"(?P<n>(?:(?:the\s+)?(?:next|coming)\s+)?(?:about\s+|around\s+|roughly\s+|approx\.?\s+|max(?:imum|\.)?\s+|~\s?)?"
    rf"(?:\d{{1,4}}(?:\s*(?:-|to|or)\s*\d{{1,4}})?|(?:a\s+)?couple(?:\s+of)?|(?:a\s+)?few|several|half\s+an?|an?|thre|"
    rf"(?:{'|'.join(numbers.SMALL_WORDS)})(?:[\s-](?:{'|'.join(numbers.SMALL_WORDS)}))?(?:\s+(?:to|"
    rf"or)\s+(?:{'|'.join(numbers.SMALL_WORDS)}))?))"
)
_SPAN = (
    r"(?P<u>(?:working|business|work|calendar)?\s*(?:days?|nights?)|h(?:ou)?rs?|"
    r"h|w(?:ee)?ks?|fortnights?|months?|mths?|quarters?|y(?:ea)?rs?)\b"
    r"(?:'s?)?"
)
COUNT, SPAN = _COUNT, _SPAN
_COUNTED = re.compile(rf"\b{COUNT}\s*-?\s*{SPAN}")


@lru_cache(maxsize=32)  # deadlines and durations are both looked for among them
def spans(text: str) -> tuple[re.Match[str], ...]:
    """Every count of a unit of time in a text of small letters: "two weeks", "3-4 months"."""
    return tuple(_COUNTED.finditer(text))


def month_number(word: str) -> int:
    return MONTHS[word[:3].lower()]


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def months_later(day: date, count: int) -> date:
    """The same day of the month `count` months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def later(today: date, count: float, unit: str) -> date | None:
    """The day `count` units after `today`; unit as written ("working days", "wks"). None beyond ten years."""
    unit = unit.lower().strip(" .'")
    if count > 3660:
        return None
    if unit.startswith(("work", "business")):
        day, left = today, int(count)
        while left > 0:
            day += timedelta(days=1)
            left -= day.weekday() < 5
        return day
    if unit.startswith("h"):
        return today + timedelta(days=-(-int(count) // 24) if count > 10 else 0)
    if unit.startswith(("m", "q", "y")):
        months = count * {"m": 1, "q": 3, "y": 12}[unit[0]]
        if months > 120:
            return None
        return months_later(today, int(months)) + timedelta(days=round((months - int(months)) * 30))
    days = count * (7 if unit.startswith("w") else 14 if unit.startswith("f") else 1)
    return today + timedelta(days=round(days)) if days <= 3660 else None


def days_in(count: float, unit: str) -> int:
    """A duration in days; a month is 30, a year 365."""
    unit = unit.lower().strip()
    per = {"h": 1 / 24, "w": 7, "f": 14, "m": 30, "q": 90, "y": 365}.get(unit[0], 1.0)
    if unit.startswith(("work", "business")):
        return -(-int(count) * 7 // 5)
    if unit[0] == "y" and count == 0.5:
        return 180
    return max(1, round(count * per))


def counted(match: re.Match[str], group: str = "n") -> float | None:
    text = re.sub(
        r"^(?:the\s+)?(?:next|coming)\s+|^(?:about|around|roughly|approx\.?|max(?:imum|"
        r"\.)?)\s+|^~\s?",
        "",
        match[group].strip(),
        flags=re.I,
    )
    text = re.sub(r"^(?:about|around|roughly)\s+", "", text, flags=re.I)
    if re.match(r"half", text, re.I):
        return 0.5
    value = numbers.loose(text) if not re.fullmatch(r"an?", text, re.I) else 1
    return float(value) if value is not None else None
