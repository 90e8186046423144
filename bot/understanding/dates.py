"""Deadlines, durations, weekly hours and starting days: found in prose, read from answers, shown as ISO days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import dateparser

from bot.commands import Reading
from bot.errors import InvalidInput
from bot.understanding import calendar_units as units
from bot.understanding import calendar_words as calendar
from bot.understanding.answers import yes_or_no
from bot.understanding.durations import LONGEST, NOT_DURATION
from bot.understanding.durations import find_duration as find_duration
from bot.understanding.durations import find_hours_per_week as find_hours_per_week
from bot.understanding.durations import parse_duration as parse_duration
from bot.understanding.durations import parse_hours_per_week as parse_hours_per_week
from bot.understanding.durations import show_duration as show_duration
from bot.understanding.spelling import spelled
from bot.understanding.texts import clean, is_correction, small

ASK_DAY = "Please give a day, for example 20 December or in three weeks."
# All of these are searched in small letters.
_PAST = re.compile(
    r"\b(?:since|founded|born|established|started|launched|posted|published|released|opened|built|made|from|was|were|happened|last|"
    r"copyright|invented|wrote|joined|closed|updated)\b[^.,;\n]{0,12}$"
)
_DUE = re.compile(
    r"(?:\bby\b|\bend\s+of\s+day|\bsometime|\bbefore|\buntil|\btill|\bdue\b|deadline|\bdeliver(?:y|ed)?|"
    r"\bready|\bneed(?:ed|s)?|\bfinish(?:ed)?|\bdone|\bcomplet\w+|\blatest|\blater\s+than|\b(?:not?|nothing|never)\s+after|"
    r"\blive|\blaunch|\bwithin|\btimeline|\bwant(?:ed)?|\bexpected|\bdue\s+date|\btarget\s+date|\btime\s+for|"
    r"\b(?:do|make|send|finish|get|have|deliver)\s+(?:it|this|that|them|everything))[^.;\n]{0,25}$"
)
_TURNED = re.compile(
    r"\s*(?:at\s+the\s+latest|latest|is\s+(?:the|my|our)\s+deadline|would\s+be|please|pls|morning|night|noon|evening|"
    r"if\s+(?:you\s+can|possible|at\s+all))|[^.;\n]{0,12}\bby\s+then\b"
)
_GONE = re.compile(r"\s*,?\s*(?:of\s+)?last\s+year\b")
_BEFORE = re.compile(r"(?<!on\sor\s)\bbefore\s+(?:the\s+)?$")
_BEFORE_THAT = re.compile(r"[^.;\n]{0,12}\bbefore\s+(?:that|then)\b")
_BY_YESTERDAY = re.compile(r"\b(?:by|until|before|for|due)\s+yesterday\b(?!\s*'s)")
_INSIDE = re.compile(r"(?:by|before|until|till|within|end\s+of)\b")
_OR = re.compile(r"\s*,?\s*or\s+(?:on\s+|by\s+|at\s+the\s+latest\s+)?")
_ITS_END = re.compile(r"(?:the\s+)?(?:end|eo[wmyqd]|close|last)")
_APART = re.compile(r"(?:^|[,;.!?\n)])\s*$")  # a day that is a clause by itself: "150 bucks, friday"
_ENDS = re.compile(r"\s*(?:(?:max|ideally|if\s+possible|pls|please|thanks|thx|ok)\W*)*(?:[,;.!)\n]|$)")
_FILLER = re.compile(  # what may stand beside a day that is the whole answer: "on monday then", "around the 5th"
    r"(?:\W|\b(?:on|at|by|for|the|around|about|approx|maybe|perhaps|it|its|it's|is|say|let's|make|that|this|then|please|pls|would|"
    r"will|be|works?|great|good|fine|ok|okay|perfect|ideally|latest|max|or|so|ish|early|late|noon|lunchtime|morning|afternoon|"
    r"evening|night|midnight|\d{1,2}(?::\d\d)?\s*(?:am|pm|h|cet|utc|gmt)?|sometime|cob|eo[bd]|need|needed|want|due|date|deadline|if|possible)\b)*"
)
_DATED = re.compile(r"\W*(?:on|for|around|about)\s+(?:the\s+)?$")  # "on 31.3. at noon"
_NOT_DUE = re.compile(
    r"(?:start(?:s|ing)?|begin(?:s|ning)?|available|free|from|as\s+of|onwards?|every|each|"
    r"meet(?:ings?)?|calls?|interviews?)\W+(?:\w+\W+){0,2}$"
    r"|\b(?:we|they|who|which|it|shop|store|company)\s+(?:\w+\s+)?(?:ships?|delivers?|sends?|answers?|repl(?:y|ies)|responds?|takes?)\s+$"
)
_URGENT = re.compile(
    r"\b(?:asap|a\.s\.a\.p|as soon as possible|urgent(?:ly)?|immediately|right away|"
    r"straight away|rush(?:ed)? job|in a hurry)\b"
)
_NOT_URGENT = re.compile(
    r"\b(?:not?\s+(?:that\s+|very\s+|so\s+)?(?:urgent|in a hurry|rush)|no\s+(?:rush|"
    r"hurry|deadline|time pressure)|whenever|take your time|"
    r"isn'?t\s+urgent|flexible (?:deadline|timing|on time))\b"
)
_FROM = re.compile(
    r"\b(?:available|free|start(?:ing)?|can\s+(?:start|begin)|from|as\s+of|beginning|"
    r"onwards?)\b(?P<rest>[^.;\n]{0,40})"
)
_NOW = re.compile(r"\b(?:now|immediately|right\s+away|straight\s+away|anytime|any\s+time|asap|at\s+once)\b")


def _today(reading: Reading) -> date:
    return reading.local_now.date()


def _month_first(reading: Reading) -> bool:
    """Whether 3/4 is March the 4th for this person: in the United States it is."""
    american = (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Phoenix",
        "America/Detroit",
        "US/",
    )
    return reading.timezone.startswith(american)


def _candidates(text: str, reading: Reading, *, answer: bool) -> list[tuple[float, date]]:
    """Days of a text in small letters that may be the deadline, each with how much speaks for it."""
    found: list[tuple[float, date]] = []
    named = calendar.days(text, _today(reading), month_first=_month_first(reading))
    for day in _without_corrected(text, sorted(named, key=lambda one: one.start)):
        front, behind = text[max(0, day.start - 45) : day.start], text[day.end : day.end + 25]
        if not answer and (_PAST.search(front[-30:]) or _NOT_DUE.search(front) or _GONE.match(behind)):
            continue
        words = text[day.start : day.end]
        due = bool(_DUE.search(front) or _TURNED.match(behind) or _INSIDE.match(words))
        if not due and day.firm is not calendar.Firm.SURE and not _stands_alone(text, day, answer=answer):
            continue
        before = (_BEFORE.search(front) and not _ITS_END.match(words)) or _BEFORE_THAT.match(behind)
        exact = day.day - timedelta(days=1) if before else day.day
        found.append((2.0 * due + (1.0 if day.firm is calendar.Firm.SURE else 0.0) + 0.1, exact))
    return found


def _stands_alone(text: str, day: calendar.Day, *, answer: bool) -> bool:
    """Whether a day is the whole message, but for words that say nothing else, or a clause by itself."""
    front, behind = text[max(0, day.start - 45) : day.start], text[day.end : day.end + 25]
    if (answer or day.firm is calendar.Firm.MAYBE) and day.end - day.start >= 0.6 * len(text.strip()):
        return True
    if day.firm is calendar.Firm.PLAIN and (answer or _FILLER.fullmatch(text[: day.start] + " " + text[day.end :])):
        return True
    ends = re.fullmatch(r"\W*", behind) if day.firm is calendar.Firm.MAYBE else _ENDS.match(behind)
    dated = _DATED.fullmatch(text[: day.start]) and _FILLER.fullmatch(text[day.end :])
    return bool((_APART.search(front) and ends) or dated)


def _without_corrected(text: str, named: list[calendar.Day]) -> list[calendar.Day]:
    """The days without those taken back in the next words ("the 2nd of Jan, no wait, the 9th"), and the later of two
    that are both fine ("Thursday or Friday")."""
    kept: list[calendar.Day] = []
    for day in named:
        last = kept[-1] if kept else None
        if last is not None and is_correction(text[last.end : day.start]):
            if day.bare and last.day.day != day.day.day:
                within = last.day.replace(day=min(day.day.day, units.month_end(last.day.year, last.day.month).day))
                day = replace(day, day=within)
            kept[-1] = replace(day, start=last.start, firm=max(day.firm, last.firm))
        elif last is not None and day.day > last.day and _OR.fullmatch(text[last.end : day.start]):
            kept[-1] = replace(day, start=last.start)
        else:
            kept.append(day)
    return kept


def find_deadline(text: str, reading: Reading) -> str | None:
    """The day by which the work is wanted, as an ISO day, or None. Other events are left alone, and so are days of the
    past, but for a wish that cannot come true ("by yesterday"): `parse_deadline` says so."""
    plain = small(spelled(clean(text)))
    best: tuple[float, date] | None = None
    for score, day in _candidates(plain, reading, answer=False):
        if day >= _today(reading) and (best is None or score > best[0]):
            best = (score, day)
    if best is None and _BY_YESTERDAY.search(plain):
        return show_date(_today(reading) - timedelta(days=1))
    return show_date(best[1]) if best else None


def parse_deadline(text: str, reading: Reading) -> date:
    """The day in an answer to "when do you need it?", in the person's time zone.

    Raises:
        InvalidInput: no day can be read, or it has passed.
    """
    day = _answered_day(text, reading)
    if day < _today(reading):
        raise InvalidInput(f"That day has passed already. {ASK_DAY}")
    if day > _today(reading) + timedelta(days=LONGEST):
        raise InvalidInput(f"That is more than ten years ahead. {ASK_DAY}")
    return day


def _answered_day(text: str, reading: Reading) -> date:
    plain = small(spelled(clean(text)[:500]))
    found = _candidates(plain, reading, answer=True)
    if found:
        return max(found, key=lambda one: one[0])[1]
    span = next(iter(units.spans(plain)), None)
    count = units.counted(span) if span else None
    if span and count is not None and not NOT_DURATION.match(plain[span.end() :]):
        later = units.later(_today(reading), count, span["u"])
        if later is not None:
            return later
    if _URGENT.search(plain):
        raise InvalidInput("I understand that it is urgent. By which day at the latest? For example: in three days.")
    read = _read_by_library(plain, reading)
    if read is None:
        raise InvalidInput(ASK_DAY)
    return read


def _read_by_library(text: str, reading: Reading) -> date | None:
    if not re.search(r"\d|[a-z]{3}", text, re.I) or len(text) > 60 or re.fullmatch(r"[\W\d_]{0,3}|\d+", text):
        return None
    now = reading.local_now.replace(tzinfo=None)
    order = "MDY" if _month_first(reading) else "DMY"
    try:
        read = dateparser.parse(
            text,
            languages=["en"],  # trying two hundred takes a second
            settings={
                "RELATIVE_BASE": now,
                "PREFER_DATES_FROM": "future",
                "DATE_ORDER": order,
                "REQUIRE_PARTS": ["day", "month"],
            },
        )
    except (ValueError, OverflowError, RecursionError):  # absurd numbers
        return None
    return read.date() if read else None


def show_date(day: date) -> str:
    """ISO 8601, which `parse_deadline` and `parse_available_from` read back."""
    return day.isoformat()


def find_urgent(text: str, reading: Reading) -> str | None:
    """ "yes" or "no" where a text says that the work is (not) urgent, else None."""
    plain = small(clean(text))
    if _NOT_URGENT.search(plain):
        return "no"
    return "yes" if _URGENT.search(plain) else None


def is_urgent(text: str) -> bool:
    """Whether a text says that the work is urgent, and not that it is not."""
    plain = small(clean(text))
    return bool(_URGENT.search(plain)) and not _NOT_URGENT.search(plain)


def parse_urgent(text: str, reading: Reading) -> bool:
    """Raises InvalidInput for anything that is neither yes nor no."""
    plain = small(clean(text))
    if _NOT_URGENT.search(plain):
        return False
    if _URGENT.search(plain):
        return True
    return yes_or_no(plain, "Please say yes if it is urgent, or no.")


def find_available_from(text: str, reading: Reading) -> str | None:
    """The first day on which somebody can start, where they say it ("from January"), else None."""
    plain = small(spelled(clean(text)))
    for match in _FROM.finditer(plain):
        rest = match["rest"]
        if re.match(r"\s*(?:right\s+)?" + _NOW.pattern, rest, re.I):
            return show_date(_today(reading))
        day = _start(rest, reading)
        if day is not None and day >= _today(reading):
            return show_date(day)
    return None


def _start(text: str, reading: Reading) -> date | None:
    today = _today(reading)
    month = re.match(
        r"^\W*(?:from\s+|in\s+|of\s+)*(?P<m>" + "|".join(units.MONTHS) + r")[a-z]*\b(?!\s*\d)(?:\s+(?P<y>20\d\d))?",
        text,
        re.I,
    )
    if month:
        number = units.month_number(month["m"])
        year = int(month["y"]) if month["y"] else today.year + (number < today.month)
        return max(today, date(year, number, 1))
    following = re.match(r"^\W*(?:from\s+)?next\s+(week|month|year)", text, re.I)
    if following:
        word = following[1].lower()
        if word == "week":
            return today + timedelta(days=7 - today.weekday())
        return (
            date(today.year + 1, 1, 1)
            if word == "year"
            else units.month_end(today.year, today.month) + timedelta(days=1)
        )
    return calendar.first_day(text, today, _month_first(reading))


def parse_available_from(text: str, reading: Reading) -> date:
    """The day on which somebody can start; "now" is today.

    Raises:
        InvalidInput: no day can be read, or it has passed.
    """
    plain = small(spelled(clean(text)[:500]))
    if _NOW.search(plain):
        return _today(reading)
    day = _start(re.sub(r"^\W*(?:from|as of|starting|available)\s+", "", plain, flags=re.I), reading) or _answered_day(
        plain, reading
    )
    if day < _today(reading):
        raise InvalidInput(f"That day has passed already. {ASK_DAY}")
    return day
