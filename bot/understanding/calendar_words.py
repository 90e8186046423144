"""The phrases that name a day: "in three weeks", "end of Q1", "next Friday", "the 5th"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from bot.understanding import calendar_reckoning as reckoning
from bot.understanding.calendar_reckoning import FEASTS, ORDINALS, Reckoning
from bot.understanding.calendar_units import COUNT, SPAN, counted, later, spans
from bot.understanding.texts import small

_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?P<wd>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|"
    r"fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
)
_DAY_NAME = r"(?:today|tomorrow|tonight|(?:mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?)"
_ORDINAL = "|".join(sorted((name.replace("-", r"[\s-]") for name in ORDINALS), key=len, reverse=True))
_NTH = "first|second|third|fourth|last"


class Firm(IntEnum):
    """How much a phrase needs around it to be a day that somebody means."""

    MAYBE = 0  # "1/2", "sun": only with a cue ("by"), or when it is nearly the whole message
    PLAIN = 1  # "Monday", "tomorrow": with a cue, or in a short message
    SURE = 2


@dataclass(frozen=True, slots=True)
class Day:
    """A day named in a text, and how firmly. `bare`: only its number is said, "the 9th"."""

    start: int
    end: int
    day: date
    firm: Firm
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a phrase looks like in small letters, and its day. A text without any of `needs` is not searched; a phrase
    that begins with a count of some unit of time is looked for only where there is one (`counts`)."""

    pattern: re.Pattern[str]
    reckon: Reckoning
    firm: Firm
    needs: tuple[str, ...]
    counts: bool

    def found(self, said: str) -> Iterator[re.Match[str]]:
        """The phrases of this kind in a text."""
        if self.needs and not any(word in said for word in self.needs):
            return iter(())
        if self.counts:
            starts = (span.start() for span in spans(said))
            return (match for start in starts if (match := self.pattern.match(said, start)))
        return self.pattern.finditer(said)


def _rule(pattern: str, reckon: Reckoning, firm: Firm, *needs: str) -> _Rule:
    counts = pattern.startswith(rf"\b{COUNT}") and SPAN in pattern
    return _Rule(re.compile(pattern), reckon, firm, needs, counts)


def _from_day(match: re.Match[str], today: date, month_first: bool) -> date | None:
    count, base = counted(match), first_day(match["base"], today, month_first)
    return later(base, count, match["u"]) if count is not None and base is not None else None


def _day_after(match: re.Match[str], today: date, month_first: bool) -> date | None:
    day = reckoning.feast(match, today, month_first)
    return day + timedelta(days=1) if day else None


_NO_YEARS = r"(?!y(?:ea)?rs?\b)"
_DAYS_OR_WEEKS = rf"(?!h(?:ou)?rs?\b|h\b){_NO_YEARS}{SPAN}"
_SURE, _PLAIN, _MAYBE = Firm.SURE, Firm.PLAIN, Firm.MAYBE
_RULES: tuple[_Rule, ...] = (
    _rule(r"\b(?P<y>20\d\d)[-/](?P<mo>\d{1,2})[-/](?P<d>\d{1,2})\b", reckoning.iso, _SURE, "20"),
    _rule(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:-|to|and|or)\s*)?(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+"
          rf"{_MONTH}(?:,?[\s-]*(?P<y>20\d\d))?(?!\s+for\b)(?!,?\s+1\d{{3}}\b)", reckoning.day_month, _SURE),
    _rule(rf"\b{_MONTH}\s*(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\s*%)(?:,?\s*(?P<y>20\d\d)\b)?", reckoning.day_month, _SURE),
    _rule(rf"\b(?P<d>{_ORDINAL})\s+(?:day\s+)?of\s+{_MONTH}(?:,?\s*(?P<y>20\d\d)\b)?", reckoning.day_month, _SURE, " of "),
    _rule(r"(?<![\d.,/])(?P<d>\d{1,2})(?P<s>[./-])(?P<mo>\d{1,2})(?P=s)(?P<y>20\d\d|\d\d)\b", reckoning.slashed, _SURE),
    _rule(r"(?<![\d.,/])(?!24/7)(?P<d>\d{1,2})(?P<s>[./])(?P<mo>\d{1,2})(?P<y>(?!))?(?:\.(?!\d)|(?=\s|$|[,;!?)]))",
          reckoning.slashed, _MAYBE),
    _rule(rf"\b{COUNT}\s*-?{SPAN}\s+(?:from|after)\s+(?!now\b|today\b)(?P<base>(?:next\s+)?[a-z]+(?:\s+\d{{1,2}})?)",
          _from_day, _SURE, " from ", " after "),
    _rule(r"\b(?:in|within|inside(?:\s+of)?)\s+(?:under\s+|less\s+than\s+|at\s+most\s+)?(?:the\s+next\s+)?"
          rf"{COUNT}\s*-?{SPAN}(?:\s+time)?", reckoning.relative, _SURE),
    _rule(rf"\b{COUNT}\s*-?{SPAN}\s+(?:from\s+(?:now|today)|ahead)", reckoning.relative, _SURE, "from ", "ahead"),
    _rule(r"(?:timeline|deadline|turn[\s-]?around|time\s*frame|delivery(?:\s+time)?|due(?:\s+in)?|finish(?:ed)?\s+in|"
          rf"\byou\s+have)\s*(?:is|of|:|=|-)?\s*(?:in\s+)?{COUNT}\s*-?{_NO_YEARS}{SPAN}(?!\s+(?:of|exp\w*|working|in)\b)",
          reckoning.relative, _SURE),
    # A limit in front of a span or behind it: "max two weeks", "one week tops", "4-week turnaround".
    _rule(r"\b(?:max(?:imum|\.)?|at\s+(?:the\s+)?most|(?:no|not)\s+(?:more|longer)\s+than|(?<!no\s)(?<!not\s)less\s+than|under)\s+"
          rf"{COUNT}\s*-?{_DAYS_OR_WEEKS}(?!\s+(?:of|a|per|old|notice|each|now|ago)\b|\s*/)", reckoning.relative, _SURE,
          "max", "most", "than", "under"),
    _rule(rf"\b{COUNT}\s*-?{_DAYS_OR_WEEKS}\s*,?\s*(?:max\b|maximum\b|tops\b|at\s+(?:the\s+)?(?:most|latest)\b|or\s+less\b|"
          r"deadline\b|turn[\s-]?around\b|time\s*frame\b|timeline\b|delivery\s+time\b)", reckoning.relative, _SURE,
          "max", "tops", "most", "latest", "less", "line", "around", "frame", "time"),
    _rule(rf"\b{COUNT}\s+(?P<wd>mon|tues|wednes|thurs|fri|satur|sun)days?\s+from\s+(?:now|today)", reckoning.weekdays_ahead,
          _SURE, "from "),
    _rule(rf"\b(?P<nth>{_NTH})\s+{_WEEKDAY}\s+(?:of|in)\s+{_MONTH}", reckoning.weekday_of_month, _SURE),
    _rule(r"\b(?<!\bat\sthe\s)(?:end|close|last\s+day)\s+of\s+(?P<which>the\s+(?:current\s+|next\s+)?|this\s+|next\s+)?"
          rf"(?P<what>week|month|quarter|year|day|business|play)\b(?!\s+(?:on\s+)?{_DAY_NAME})", reckoning.end_of, _SURE),
    _rule(r"\bbefore\s+(?P<which>the|this)\s+(?P<what>week|month|quarter|year|day)\s+(?:is\s+(?:over|out|up)|ends)",
          reckoning.end_of, _SURE, "before "),
    _rule(rf"\b(?<!today\s)(?<!tomorrow\s)(?<!day\s)(?P<what>eo[wmyqdb]|(?:(?<=by\s)|(?<=before\s)|^)cob)\b(?!\s+(?:on\s+)?{_DAY_NAME})",
          reckoning.end_by_letters, _SURE, "eo", "cob"),
    _rule(r"\b(?:(?:by|in|until|till|before|end\s+of)\s+)?(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?(?:q(?P<q>[1-4])|"
          r"(?P<qw>first|second|third|fourth)\s+quarter)(?:(?:\s+of\s+|[\s/]+)'?(?P<y>20\d\d|\d\d))?\b",
          reckoning.quarter, _SURE, "q"),
    _rule(r"\b(?P<part>(?:the\s+)?(?:end|middle|beginning|start)\s+of|mid(?:dle)?(?:[\s-]of)?|"
          rf"early(?:\s+in)?|late(?:\s+in)?|sometime\s+in|in|by(?!\s+\w+\s+\d)|before|until|till)[\s-]+(?:the\s+)?(?:{_MONTH}"
          r"(?:\s+'?(?P<y>20\d\d|(?<=')\d\d))?|(?P<nm>(?:next|this)\s+month))(?!\s*\d)(?!\s+for\b)",
          reckoning.part_of_month, _SURE),
    _rule(r"\b(?P<part>beginning\s+of|start\s+of|early|mid(?:dle)?(?:[\s-]+of)?|late|later)[\s-]+(?:in\s+)?(?:the\s+)?"
          r"(?P<which>this|next|coming)\s+week\b", reckoning.part_of_week, _SURE, " week"),
    _rule(r"\b(?:the\s+)?week\s+after\s+next\b", reckoning.week_after_next, _SURE, "week after"),
    _rule(rf"\b(?P<nth>{_NTH})\s+week\s+(?:of|in)\s+{_MONTH}", reckoning.week_of_month, _SURE, " week "),
    _rule(r"\bthis\s+time\s+next\s+(?P<u>week|month|year)\b", reckoning.this_time, _SURE, "this time"),
    _rule(r"\bbefore\s+(?P<y>20\d\d)\b", reckoning.last_before_year, _SURE, "before 20"),
    _rule(r"\bday\s+after\s+tomorrow\b", reckoning.ahead(2), _SURE, "tomorrow"),
    _rule(rf"\bday\s+after\s+(?P<f>{FEASTS})\b", _day_after, _SURE, "day after"),
    _rule(r"\btomorrow\b", reckoning.ahead(1), _PLAIN, "tomorrow"),
    _rule(r"\b(?:today|tonight|this\s+(?:evening|afternoon))\b", reckoning.ahead(0), _PLAIN, "to", "this"),
    _rule(r"\byesterday\b", reckoning.ahead(-1), _PLAIN, "yesterday"),
    _rule(rf"\b(?P<f>{FEASTS})\b", reckoning.feast, _PLAIN),
    _rule(r"\b(?:the\s+)?(?P<d>[0-3]?\d)(?:st|nd|rd|th)\s+of\s+(?P<which>the|this|next)\s+month\b", reckoning.day_of_month, _SURE,
          "month"),
    _rule(rf"\b{_WEEKDAY},?\s+(?:the\s+)?(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b(?P<which>(?!))?", reckoning.day_of_month, _PLAIN),
    _rule(rf"\b(?:(?P<on>a\s+week\s+on)\s+|(?P<how>next|this|coming)\s+(?:coming\s+)?)?{_WEEKDAY}(?P<nw>\s+next\s+week|\s+week\b)?",
          reckoning.weekday, _PLAIN),
    _rule(r"\bend\s+of\s+(?:the\s+)?(?P<s>spring|summer|autumn|fall|winter)\b", reckoning.season_end, _SURE, "end of"),
    _rule(r"\b(?:this|the|next|over|by|until|till)\s+weekend\b", reckoning.weekend, _PLAIN, "weekend"),
    _rule(r"\b(?P<which>next|this)\s+(?P<what>week|month|quarter|year)\b(?!\s+tomorrow)", reckoning.end_of, _PLAIN,
          "next", "this"),
    _rule(r"\bthe\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b(?P<which>(?!))?(?!\s+(?:of|century|time|place|floor|grade|edition|version))",
          reckoning.day_of_month, _PLAIN, "the "),
)  # fmt: skip
_SHORT_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun|tues|thurs)\.?")


def days(text: str, today: date, *, month_first: bool) -> Iterator[Day]:
    """Every day that a cleaned text names, earlier rules first; later rules do not read what an earlier one has read."""
    said = small(text)
    taken: list[tuple[int, int]] = []
    for rule in _RULES:
        for match in rule.found(said):
            start, end = match.span()
            if any(start < other_end and end > other_start for other_start, other_end in taken):
                continue
            day = rule.reckon(match, today, month_first)
            if day is not None:
                taken.append((start, end))
                firm = Firm.MAYBE if _SHORT_WEEKDAY.fullmatch(match[0]) else rule.firm
                yield Day(start, end, day, firm, bare=rule.reckon is reckoning.day_of_month)


def first_day(text: str, today: date, month_first: bool) -> date | None:
    """The first day that a text names, None where it names none."""
    return next((day.day for day in days(text, today, month_first=month_first)), None)
