"""The day behind the words of a phrase: weekdays, ends of weeks and quarters, parts of months, feasts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from bot.understanding.calendar_units import counted, later, month_end, month_number, months_later

WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
ORDINALS = {
    name: number
    for number, name in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
            *("eighteenth", "nineteenth", "twentieth"),
            *(f"twenty-{one}" for one in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")),
            *("twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first"),
        ),
        start=1,
    )
}
Reckoning = Callable[[re.Match[str], date, bool], date | None]  # the match, today, whether 3/4 is March the 4th
_FIXED = {  # month and day; spelled without spaces and apostrophes
    "christmaseve": (12, 24), "christmas": (12, 25), "christmasday": (12, 25), "xmas": (12, 25), "boxingday": (12, 26),
    "newyearseve": (12, 31), "newyear": (1, 1), "newyears": (1, 1), "newyearsday": (1, 1), "valentines": (2, 14),
    "valentinesday": (2, 14), "halloween": (10, 31), "stpatricksday": (3, 17), "independenceday": (7, 4),
    "fourthofjuly": (7, 4), "thofjuly": (7, 4),
}  # fmt: skip
_FLOATING = {  # month, weekday, which of them in the month (-1: the last), days after it
    "thanksgiving": (11, 3, 4, 0), "blackfriday": (11, 3, 4, 1), "cybermonday": (11, 3, 4, 4), "laborday": (9, 0, 1, 0),
    "labourday": (9, 0, 1, 0), "memorialday": (5, 0, -1, 0), "mothersday": (5, 6, 2, 0), "fathersday": (6, 6, 3, 0),
}  # fmt: skip
_BY_EASTER = {"easter": 0, "eastersunday": 0, "eastermonday": 1, "goodfriday": -2}
FEASTS = (
    r"christmas\s+(?:eve|day)|christmas|xmas|boxing\s+day|new\s+year'?s?\s+eve|new\s+year'?s?(?:\s+day)?|"
    r"good\s+friday|easter(?:\s+(?:sunday|monday))?|valentine'?s?(?:\s+day)?|halloween|st\.?\s+patrick'?s\s+day|"
    r"independence\s+day|(?:fourth|4th)\s+of\s+july|thanksgiving|black\s+friday|cyber\s+monday|labou?r\s+day|memorial\s+day|"
    r"(?:mother|father)'?s'?\s+day"
)


def future(today: date, month: int, day: int) -> date | None:
    """The next time that this day comes."""
    for year in range(today.year, today.year + 9):  # 29 February may be years away
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def exact(year: int, month: int, day: int) -> date | None:
    """The day, None where there is no such day; years of two digits are of this century."""
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day)
    except ValueError:
        return None


def relative(match: re.Match[str], today: date, _: bool) -> date | None:
    count = counted(match)
    return later(today, count, match["u"]) if count is not None else None


def weekday(match: re.Match[str], today: date, _: bool) -> date | None:
    """ "Friday", "next Friday" (of next week), "Monday week" (a week after Monday), "Tuesday next week"."""
    wanted, how, week = WEEKDAYS[match["wd"][:3]], match["how"] or "", (match["nw"] or "").strip()
    if "next" in how or week.startswith("next"):
        return today + timedelta(days=7 - today.weekday() + wanted)
    ahead = (wanted - today.weekday()) % 7 or 7
    return today + timedelta(days=ahead + (7 if week == "week" or match["on"] else 0))


def weekdays_ahead(match: re.Match[str], today: date, _: bool) -> date | None:
    """ "two Fridays from now"."""
    count = counted(match)
    ahead = (WEEKDAYS[match["wd"][:3]] - today.weekday()) % 7 or 7
    return today + timedelta(days=ahead + 7 * (int(count) - 1)) if count else None


def _nth_of_month(year: int, month: int, day_of_week: int, nth: int) -> date | None:
    if nth < 0:
        last = month_end(year, month)
        return last - timedelta(days=(last.weekday() - day_of_week) % 7)
    first = date(year, month, 1)
    found = first + timedelta(days=(day_of_week - first.weekday()) % 7 + 7 * (nth - 1))
    return found if found.month == month else None


def weekday_of_month(match: re.Match[str], today: date, _: bool) -> date | None:
    """ "the first Monday in December"."""
    nth = -1 if match["nth"] == "last" else ORDINALS[match["nth"]]
    month = month_number(match["m"])
    found = [_nth_of_month(year, month, WEEKDAYS[match["wd"][:3]], nth) for year in (today.year, today.year + 1)]
    return next((day for day in found if day is not None and day >= today), None)


def end_of(match: re.Match[str], today: date, _: bool) -> date | None:
    return _end(match["what"], today, 1 if "next" in (match["which"] or "") else 0)


def _end(what: str, today: date, step: int) -> date | None:
    if what.startswith("w"):
        friday = today + timedelta(days=4 - today.weekday() + 7 * step)
        return friday if friday >= today else friday + timedelta(days=7)
    if what.startswith(("d", "b", "p")):  # the day, business, play
        return today
    if what.startswith("q"):
        start = months_later(date(today.year, 3 * ((today.month - 1) // 3) + 1, 1), 3 * step)
        return months_later(start, 3) - timedelta(days=1)
    return date(today.year + step, 12, 31) if what.startswith("y") else month_end(*month_ahead(today, step))


def end_by_letters(match: re.Match[str], today: date, _: bool) -> date | None:
    """EOW, EOM, EOQ, EOY, EOD; COB is a day's."""
    return _end(match["what"][-1], today, 0)


def part_of_week(match: re.Match[str], today: date, _: bool) -> date | None:
    """The beginning, the middle or the late part of this or the next week."""
    part = match["part"]
    day = 0 if part.startswith(("beg", "start")) else 1 if part.startswith("early") else 2 if "mid" in part else 4
    monday = today - timedelta(days=today.weekday())
    found = monday + timedelta(days=day + (7 if "next" in match["which"] else 0))
    return found if found >= today else found + timedelta(days=7)


def month_ahead(today: date, step: int) -> tuple[int, int]:
    there = months_later(today.replace(day=1), step)
    return there.year, there.month


def quarter(match: re.Match[str], today: date, _: bool) -> date | None:
    month = 3 * (int(match["q"]) if match["q"] else ORDINALS[match["qw"]])
    if match["y"]:
        return month_end(int(match["y"]) + (2000 if int(match["y"]) < 100 else 0), month)
    end = month_end(today.year, month)
    return end if end >= today else month_end(today.year + 1, month)


def part_of_month(match: re.Match[str], today: date, _: bool) -> date | None:
    part = match["part"].removeprefix("the").strip()
    if match["nm"]:
        year, month = month_ahead(today, 1 if match["nm"].startswith("next") else 0)
    else:
        month = month_number(match["m"])
        year = today.year + (month < today.month)
        if match["y"]:
            year = int(match["y"]) % 100 + 2000
        elif part.startswith(("by", "before", "begin", "start", "early")) and month == today.month:
            year += today.day > 10
    if part.startswith(("mid", "half")):
        return date(year, month, 15)
    if part.startswith("before"):
        return date(year, month, 1) - timedelta(days=1)
    if part.startswith(("by", "begin", "start")):
        return date(year, month, 1)
    return date(year, month, 10) if part.startswith("early") else month_end(year, month)


def day_month(match: re.Match[str], today: date, _: bool) -> date | None:
    month, day = month_number(match["m"]), match["d"]
    number = int(day) if day.isdecimal() else ORDINALS[re.sub(r"\s", "-", day)]
    return exact(int(match["y"]), month, number) if match["y"] else future(today, month, number)


def iso(match: re.Match[str], _: date, __: bool) -> date | None:
    return exact(int(match["y"]), int(match["mo"]), int(match["d"]))


def slashed(match: re.Match[str], today: date, month_first: bool) -> date | None:
    first, second = int(match["d"]), int(match["mo"])
    swapped = (month_first and match["s"] != "." and first <= 12) or second > 12
    day, month = (second, first) if swapped else (first, second)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return exact(int(match["y"]), month, day) if match["y"] else future(today, month, day)


def day_of_month(match: re.Match[str], today: date, _: bool) -> date | None:
    """ "the 5th", "Monday the 30th", "the 1st of next month"."""
    day = int(match["d"])
    first = 1 if "next" in (match["which"] or "") else 0
    for step in range(first, first + 3):
        found = exact(*month_ahead(today, step), day)
        if found and found >= today:
            return found
    return None


def feast(match: re.Match[str], today: date, _: bool) -> date | None:
    name = re.sub(r"[^a-z]", "", match["f"])
    if name in _FIXED:
        return future(today, *_FIXED[name])
    found: list[date] = []
    for year in (today.year, today.year + 1):
        if name in _BY_EASTER:
            sunday: date = easter(year)  # type: ignore[no-untyped-call]
            found.append(sunday + timedelta(days=_BY_EASTER[name]))
        else:
            month, day_of_week, nth, more = _FLOATING[name]
            day = _nth_of_month(year, month, day_of_week, nth)
            found += [day + timedelta(days=more)] if day else []
    return next((day for day in found if day >= today), None)


def season_end(match: re.Match[str], today: date, _: bool) -> date | None:
    month = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}[match["s"]]
    end = month_end(today.year, month)
    return end if end >= today else month_end(today.year + 1, month)


def weekend(match: re.Match[str], today: date, _: bool) -> date | None:
    sunday = today + timedelta(days=(6 - today.weekday()) % 7 or 7)
    return sunday + timedelta(days=7) if "next" in match[0] else sunday


def week_after_next(_: re.Match[str], today: date, __: bool) -> date | None:
    return today - timedelta(days=today.weekday()) + timedelta(days=18)  # its Friday


def week_of_month(match: re.Match[str], today: date, _: bool) -> date | None:
    month = month_number(match["m"])
    year = today.year + (month < today.month)
    week = {"first": 1, "second": 2, "third": 3}.get(match["nth"])
    return date(year, month, 7 * week) if week else month_end(year, month)


def this_time(match: re.Match[str], today: date, _: bool) -> date | None:
    return later(today, 1, match["u"])


def last_before_year(match: re.Match[str], today: date, _: bool) -> date | None:
    return date(int(match["y"]) - 1, 12, 31)


def ahead(days: int) -> Reckoning:
    return lambda _, today, __: today + timedelta(days=days)
