"""The day that a phrase names: "in three weeks", "end of Q1", "next Friday", "the 5th"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from dateutil.easter import easter

from bot.understanding.calendar_units import COUNT as _COUNT
from bot.understanding.calendar_units import SPAN as _SPAN
from bot.understanding.calendar_units import counted, later, month_end, month_number, months_later

WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?P<{0}>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|"
    r"fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
)


class Firm(IntEnum):
    """How much a phrase needs around it to be a day that somebody means."""

    MAYBE = 0  # "1/2", "sun": only with a cue ("by"), or when it is nearly the whole message
    PLAIN = 1  # "Monday", "tomorrow": with a cue, or in a short message
    SURE = 2


@dataclass(frozen=True, slots=True)
class Day:
    """A day named in a text, and how firmly."""

    start: int
    end: int
    day: date
    firm: Firm


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date, bool], date | None], Firm]


def _future(today: date, month: int, day: int) -> date | None:
    for year in range(today.year, today.year + 9):  # 29 February may be years away
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _exact(year: int, month: int, day: int) -> date | None:
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(match: re.Match[str], today: date, _: bool) -> date | None:
    count = counted(match)
    return later(today, count, match["u"]) if count is not None else None


def _from_day(match: re.Match[str], today: date, month_first: bool) -> date | None:
    count, base = counted(match), first_day(match["base"], today, month_first)
    return later(base, count, match["u"]) if count is not None and base is not None else None


def _weekday(match: re.Match[str], today: date, _: bool) -> date | None:
    wanted, how = WEEKDAYS[match["wd"][:3].lower()], (match["how"] or "").lower()
    if "next" in how or match["nw"]:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        return monday + timedelta(days=wanted)
    ahead = (wanted - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _end_of(match: re.Match[str], today: date, _: bool) -> date | None:
    which, what = (match["which"] or "").lower(), match["what"].lower()
    step = 1 if "next" in which else 0
    if what.startswith("w"):
        friday = today - timedelta(days=today.weekday()) + timedelta(days=4 + 7 * step)
        return friday if friday >= today else friday + timedelta(days=7)
    if what.startswith("d"):
        return today
    if what.startswith("q"):
        start = months_later(date(today.year, 3 * ((today.month - 1) // 3) + 1, 1), 3 * step)
        return months_later(start, 3) - timedelta(days=1)
    if what.startswith("y"):
        return date(today.year + step, 12, 31)
    return month_end(*_month_ahead(today, step))


def _month_ahead(today: date, step: int) -> tuple[int, int]:
    there = months_later(today.replace(day=1), step)
    return there.year, there.month


def _named_quarter(match: re.Match[str], today: date, _: bool) -> date | None:
    month = int(match["q"]) * 3
    if match["y"]:
        return month_end(int(match["y"]) + (2000 if int(match["y"]) < 100 else 0), month)
    end = month_end(today.year, month)
    return end if end >= today else month_end(today.year + 1, month)


def _part_of_month(match: re.Match[str], today: date, _: bool) -> date | None:
    part = (match["part"] or "").lower()
    if match["nm"]:
        year, month = _month_ahead(today, 1 if match["nm"].lower().startswith("next") else 0)
    else:
        month = month_number(match["m"])
        year = today.year + (month < today.month)
        if match["y"]:
            year = int(match["y"])
        elif part.startswith(("by", "before", "begin", "start", "early")) and month == today.month:
            year += today.day > 10
    if part.startswith(("mid", "half")):
        return date(year, month, 15)
    if part.startswith(("by", "begin", "start", "before")):
        return date(year, month, 1)
    return date(year, month, 10) if part.startswith("early") else month_end(year, month)


def _day_month(match: re.Match[str], today: date, _: bool) -> date | None:
    month, day = month_number(match["m"]), int(match["d"])
    return _exact(int(match["y"]), month, day) if match["y"] else _future(today, month, day)


def _iso(match: re.Match[str], _: date, __: bool) -> date | None:
    return _exact(int(match["y"]), int(match["mo"]), int(match["d"]))


def _slashed(match: re.Match[str], today: date, month_first: bool) -> date | None:
    first, second = int(match["d"]), int(match["mo"])
    day, month = (
        (second, first) if (month_first and match["s"] != "." and first <= 12) or second > 12 else (first, second)
    )
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return _exact(int(match["y"]), month, day) if match["y"] else _future(today, month, day)


def _day_of_month(match: re.Match[str], today: date, _: bool) -> date | None:
    day = int(match["d"])
    for step in range(3):
        year, month = _month_ahead(today, step)
        found = _exact(year, month, day)
        if found and found >= today:
            return found
    return None


def _feast(match: re.Match[str], today: date, _: bool) -> date | None:
    name = re.sub(r"[^a-z]", "", match["f"].lower())
    if name == "easter":
        sundays: list[date] = [easter(year) for year in (today.year, today.year + 1)]  # type: ignore[no-untyped-call]
        return next(day for day in sundays if day >= today)
    fixed = {
        "christmaseve": (12, 24), "christmas": (12, 25), "xmas": (12, 25), "newyearseve": (12, 31), "newyear": (1, 1),
        "newyears": (1, 1), "newyearsday": (1, 1), "valentines": (2, 14), "valentinesday": (2, 14), "halloween": (10, 31),
    }  # fmt: skip
    return _future(today, *fixed[name])


def _season_end(match: re.Match[str], today: date, _: bool) -> date | None:
    month = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}[match["s"].lower()]
    end = month_end(today.year, month)
    return end if end >= today else month_end(today.year + 1, month)


def _weekend(match: re.Match[str], today: date, _: bool) -> date | None:
    sunday = today + timedelta(days=(6 - today.weekday()) % 7 or 7)
    return sunday + timedelta(days=7) if "next" in match[0].lower() else sunday


def _week_after_next(_: re.Match[str], today: date, __: bool) -> date | None:
    return today - timedelta(days=today.weekday()) + timedelta(days=18)  # its Friday


def _week_of_month(match: re.Match[str], today: date, _: bool) -> date | None:
    month = month_number(match["m"])
    year = today.year + (month < today.month)
    week = {"first": 1, "second": 2, "third": 3}.get(match["nth"].lower())
    return date(year, month, 7 * week) if week else month_end(year, month)


def _ahead(days: int) -> Callable[[re.Match[str], date, bool], date | None]:
    return lambda _, today, __: today + timedelta(days=days)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


RULES: tuple[Rule, ...] = (
    (_compile(r"\b(?P<y>20\d\d)-(?P<mo>\d{1,2})-(?P<d>\d{1,2})\b"), _iso, Firm.SURE),
    (_compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+{_MONTH.format('m')}(?:,?[\s-]*(?P<y>20\d\d))"
        rf"?(?!\s+for\b)(?!,?\s+1\d{{3}}\b)"), _day_month, Firm.SURE),
    (_compile(rf"\b{_MONTH.format('m')}\s*(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\s*%)"
        r"(?:,?\s*(?P<y>20\d\d)\b)?"), _day_month, Firm.SURE),
    (_compile(r"(?<![\d.,/])(?P<d>\d{1,2})(?P<s>[./-])(?P<mo>\d{1,2})(?P=s)(?P<y>20\d\d|\d\d)\b"), _slashed, Firm.SURE),
    (_compile(r"(?<![\d.,/])(?!24/7)(?P<d>\d{1,2})(?P<s>[./])(?P<mo>\d{1,2})(?P<y>(?!))?(?:\.(?!\d)|"
        r"(?=\s|$|[,;!?)]))"), _slashed, Firm.MAYBE),
    (_compile(rf"\b{_COUNT}\s*-?{_SPAN}\s+(?:from|after)\s+(?!now\b|today\b)(?P<base>(?:next\s+)?[a-z]+(?:\s+\d{{1,"
        rf"2}})?)"), _from_day, Firm.SURE),
    (_compile(rf"\b(?:in|within)\s+(?:the\s+next\s+)?{_COUNT}\s*-?{_SPAN}(?:\s+time)?"), _relative, Firm.SURE),
    (_compile(rf"\b{_COUNT}\s*-?{_SPAN}\s+(?:from\s+(?:now|today)|ahead)"), _relative, Firm.SURE),
    (_compile(rf"(?:timeline|deadline|turn[\s-]?around|time\s*frame|delivery(?:\s+time)?|"
        rf"due(?:\s+in)?|finish(?:ed)?\s+in)\s*(?:is|of|:|=|-)?\s*(?:in\s+)?{_COUNT}\s*-?{_SPAN}"), _relative, Firm.SURE),
    (_compile(r"\b(?:end|close|last\s+day)\s+of\s+(?P<which>the\s+(?:current\s+|next\s+)?|"
        r"this\s+|next\s+)?(?P<what>week|month|quarter|year|day)\b(?!\s+tomorrow)"), _end_of, Firm.SURE),
    (_compile(r"\b(?P<which>)(?P<what>(?-i:EOW|EOM|EOY|EOQ|EOD|COB)|eow|eoy|eod)\b(?!\s+(?:tomorrow|"
        r"mon|tue|wed|thu|fri))"), lambda m, t, f: _end_of_letters(m, t), Firm.SURE),
    (_compile(r"\b(?:(?:by|in|until|till|before|end\s+of)\s+)?(?:the\s+)?(?:end\s+of\s+)?q(?P<q>[1-4])(?:[\s/]+'?("
        r"?P<y>20\d\d|\d\d))?\b"), _named_quarter, Firm.SURE),
    (_compile(rf"\b(?P<part>(?:the\s+)?(?:end|middle|beginning|start)\s+of|mid(?:dle)?(?:[\s-]of)?|"
        rf"early|late|sometime\s+in|in|by(?!\s+\w+\s+\d)|before|until|till)[\s-]+(?:the\s+)?(?:{_MONTH.format('m')}"
        rf"(?:\s+(?P<y>20\d\d))?|(?P<nm>(?:next|this)\s+month))(?!\s*\d)(?!\s+for\b)"), lambda m, t, f: _part(m, t), Firm.SURE),
    (_compile(r"\b(?:the\s+)?week\s+after\s+next\b"), _week_after_next, Firm.SURE),
    (_compile(rf"\b(?P<nth>first|second|third|last)\s+week\s+(?:of|in)\s+{_MONTH.format('m')}"), _week_of_month, Firm.SURE),
    (_compile(r"\bday\s+after\s+tomorrow\b"), _ahead(2), Firm.SURE),
    (_compile(r"\btomorrow\b"), _ahead(1), Firm.PLAIN),
    (_compile(r"\b(?:today|tonight|this\s+(?:evening|afternoon))\b"), _ahead(0), Firm.PLAIN),
    (_compile(r"\byesterday\b"), _ahead(-1), Firm.PLAIN),
    (_compile(rf"\b(?:(?P<how>next|this|coming)\s+)?{_WEEKDAY.format('wd')}(?P<nw>\s+next\s+week|"
        rf"\s+week\b)?"), _weekday, Firm.PLAIN),
    (_compile(r"\b(?P<f>christmas\s+eve|christmas|xmas|new\s+year'?s?\s+eve|new\s+year'?s?(?:\s+day)?|"
        r"easter|valentine'?s?(?:\s+day)?|halloween)\b"), _feast, Firm.PLAIN),
    (_compile(r"\bend\s+of\s+(?:the\s+)?(?P<s>spring|summer|autumn|fall|winter)\b"), _season_end, Firm.SURE),
    (_compile(r"\b(?:this|the|next)\s+weekend\b"), _weekend, Firm.PLAIN),
    (_compile(r"\b(?P<which>next|this)\s+(?P<what>week|month|quarter|year)\b(?!\s+tomorrow)"), _end_of, Firm.PLAIN),
    (_compile(r"\bthe\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:of|century|time|place|"
        r"floor|grade|edition|version))"), _day_of_month, Firm.PLAIN),
)  # fmt: skip


def _end_of_letters(match: re.Match[str], today: date) -> date | None:
    letter = match["what"][-1].lower()
    if letter == "w":
        friday = today - timedelta(days=today.weekday()) + timedelta(days=4)
        return friday if friday >= today else friday + timedelta(days=7)
    if letter == "m":
        return month_end(today.year, today.month)
    if letter == "y":
        return date(today.year, 12, 31)
    return today if letter in "db" else month_end(today.year, 3 * ((today.month - 1) // 3) + 3)


def _part(match: re.Match[str], today: date) -> date | None:
    part = re.sub(r"^the\s+", "", match["part"].lower())
    proxy = {"part": part, "m": match["m"], "y": match["y"], "nm": match["nm"]}
    return _part_of_month(proxy, today, False)  # type: ignore[arg-type]


def days(text: str, today: date, *, month_first: bool) -> Iterator[Day]:
    """Every day that a cleaned text names, earlier rules first; later rules do not read what an earlier one has read."""
    taken: list[tuple[int, int]] = []
    for pattern, rule, firm in RULES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and end > other_start for other_start, other_end in taken):
                continue
            day = rule(match, today, month_first)
            if day is not None:
                taken.append((start, end))
                yield Day(start, end, day, _firmness(match[0], firm))


def _firmness(words: str, firm: Firm) -> Firm:
    return Firm.MAYBE if re.fullmatch(r"(?:mon|tue|wed|thu|fri|sat|sun|tues|thurs)\.?", words, re.IGNORECASE) else firm


def first_day(text: str, today: date, month_first: bool) -> date | None:
    return next((day.day for day in days(text, today, month_first=month_first)), None)
