"""Deadlines, durations, weekly hours and starting days: found in prose, read from answers, shown as ISO days."""

from __future__ import annotations

import re
from datetime import date, timedelta

import dateparser
from rapidfuzz.distance import OSA

from bot.commands import Reading
from bot.errors import InvalidInput
from bot.understanding import calendar_words as calendar
from bot.understanding import numbers
from bot.understanding.texts import clean

ASK_DAY = "Please give a day, for example 20 December or in three weeks."
ASK_SPAN = "Please give a length of time, for example 3 weeks."
ASK_HOURS = "Please give hours per week, for example 20."
LONGEST = 3650  # days; the limit of Brief.duration_days

_NAMES = (
    "january february august september october november december monday tuesday wednesday thursday friday saturday sunday tomorrow"
).split()
_LONG_WORD = re.compile(r"\b[adfjmnostw][a-z]{5,9}\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:since|founded|born|established|started|launched|posted|published|released|opened|built|made|from|was|were|happened|last|"
    r"copyright|invented|wrote|joined)\b[^.,;\n]{0,12}$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"(?:\bby\b|\bbefore|\buntil|\btill|\bdue\b|deadline|\bdeliver(?:y|ed)?|\bready|\bneed(?:ed|s)?|\bfinish(?:ed)?|\bdone|\bcomplet\w+|"
    r"\blatest|\blater\s+than|\blive|\blaunch|\bwithin|\btimeline|\bwant(?:ed)?|\bexpected|\bdue\s+date)[^.;\n]{0,25}$",
    re.IGNORECASE,
)
_TURNED = re.compile(r"^\s*(?:at\s+the\s+latest|latest|is\s+(?:the|my|our)\s+deadline|would\s+be|please|pls|morning|night|noon|evening)", re.I)
_BEFORE = re.compile(r"\bbefore\s+(?:the\s+)?$", re.IGNORECASE)
_NOT_DUE = re.compile(r"(?:start(?:s|ing)?|begin(?:s|ning)?|available|free|from|as\s+of|onwards?|meet(?:ing)?|call|interview)\W+(?:\w+\W+){0,2}$", re.I)
_URGENT = re.compile(r"\b(?:asap|a\.s\.a\.p|as soon as possible|urgent(?:ly)?|immediately|right away|straight away|rush(?:ed)? job|in a hurry)\b", re.I)
_NOT_URGENT = re.compile(
    r"\b(?:not?\s+(?:that\s+|very\s+|so\s+)?(?:urgent|in a hurry|rush)|no\s+(?:rush|hurry|deadline|time pressure)|whenever|take your time|"
    r"isn'?t\s+urgent|flexible (?:deadline|timing|on time))\b",
    re.I,
)
_DURATION = re.compile(
    rf"(?P<cue>\bfor\s+(?:the\s+next\s+)?|\blasts?\s+|\blasting\s+|\bduration\s*(?:is|of|:)?\s*|\btakes?\s+|\bover\s+|\bcontract\s+(?:for|of)\s+)?"
    rf"\b{calendar.COUNT}\s*-?\s*{calendar.SPAN}(?P<what>\s+(?:long\s+)?(?:project|gig|contract|job|engagement|assignment|of\s+work))?",
    re.IGNORECASE,
)
_NOT_DURATION = re.compile(
    r"^\s*(?:-?\s*old\b|of\s+(?:\w+\s+)?experience|exp\b|experience|ago\b|warranty|from\s+(?:now|today)|later|history|in\s+(?:business|the)|'?\s*experience)",
    re.I,
)
_WEEKLY = re.compile(
    r"(?P<n>\d{1,3})(?:\s*(?:-|to)\s*(?P<m>\d{1,3}))?\s*\+?\s*(?:h(?:ou)?rs?|h)\b\.?\s*(?:of\s+work\s+)?(?:/|per|a|each|every|in\s+a)\s*(?:w(?:ee)?k|w\b)"
    r"|(?P<full>full[\s-]?time)|(?P<part>part[\s-]?time)|(?P<half>half[\s-]?time)"
    r"|(?P<d>\d{1,2})\s*(?:h(?:ou)?rs?|h)\b\s*(?:/|per|a|each)\s*day"
    r"|(?P<k>[1-5]|one|two|three|four|five)\s+days?\s+(?:a|per|each)\s+week",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:available|free|start(?:ing)?|can\s+(?:start|begin)|from|as\s+of|beginning|onwards?)\b(?P<rest>[^.;\n]{0,40})", re.IGNORECASE
)
_NOW = re.compile(r"\b(?:now|immediately|right\s+away|straight\s+away|anytime|any\s+time|asap|at\s+once)\b", re.IGNORECASE)


def _today(reading: Reading) -> date:
    return reading.local_now.date()


def _month_first(reading: Reading) -> bool:
    """Whether 3/4 is March the 4th for this person: in the United States it is."""
    american = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Detroit", "US/")
    return reading.timezone.startswith(american) or (reading.timezone == "UTC" and False)


def _spelled(text: str) -> str:
    """Months, weekdays and "tomorrow" with one typing error set right."""

    def mended(match: re.Match[str]) -> str:
        word = match[0].lower()
        if word in _NAMES or word.removesuffix("s") in _NAMES:
            return match[0]
        errors = 2 if len(word) >= 8 else 1
        return next((name for name in _NAMES if name[0] == word[0] and OSA.distance(word, name, score_cutoff=errors) <= errors), match[0])

    return _LONG_WORD.sub(mended, text)


def _candidates(text: str, reading: Reading, *, answer: bool) -> list[tuple[float, date]]:
    found: list[tuple[float, date]] = []
    short = answer or len(text) <= 40
    for day in calendar.days(text, _today(reading), month_first=_month_first(reading)):
        front, behind = text[max(0, day.start - 45) : day.start], text[day.end : day.end + 25]
        if not answer and (_PAST.search(front[-30:]) or _NOT_DUE.search(front)):
            continue
        due = bool(_DUE.search(front) or _TURNED.match(behind) or re.match(r"(?:by|before|until|till|within|end\s+of)\b", text[day.start : day.end], re.I))
        whole = day.end - day.start >= 0.6 * len(text.strip())
        if not due and not whole and not (short and day.firm is calendar.Firm.PLAIN) and day.firm is not calendar.Firm.SURE:
            continue
        before = _BEFORE.search(front) and not re.match(r"(?:the\s+)?(?:end|eo[wmyqd]|close|last)", text[day.start : day.end], re.I)
        exact = day.day - timedelta(days=1) if before else day.day
        found.append((2.0 * due + (1.0 if day.firm is calendar.Firm.SURE else 0.0) + 0.1, exact))
    return found


def find_deadline(text: str, reading: Reading) -> str | None:
    """The day by which the work is wanted, as an ISO day, or None. Days of the past and other events are left alone."""
    plain = _spelled(clean(text))
    best: tuple[float, date] | None = None
    for score, day in _candidates(plain, reading, answer=False):
        if day >= _today(reading) and (best is None or score > best[0]):
            best = (score, day)
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
    plain = _spelled(clean(text)[:500])
    found = _candidates(plain, reading, answer=True)
    if found:
        return max(found, key=lambda one: one[0])[1]
    span = _DURATION.search(plain)
    count = calendar.counted(span) if span else None
    if span and count is not None and not _NOT_DURATION.match(plain[span.end() :]):
        later = calendar.later(_today(reading), count, span["u"])
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
        read = dateparser.parse(text, settings={"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future", "DATE_ORDER": order, "REQUIRE_PARTS": ["day", "month"]})
    except (ValueError, OverflowError, RecursionError):  # absurd numbers
        return None
    return read.date() if read else None


def show_date(day: date) -> str:
    """ISO 8601, which `parse_deadline` and `parse_available_from` read back."""
    return day.isoformat()


def find_urgent(text: str, reading: Reading) -> str | None:
    """"yes" or "no" where a text says that the work is (not) urgent, else None."""
    plain = clean(text)
    if _NOT_URGENT.search(plain):
        return "no"
    return "yes" if _URGENT.search(plain) else None


def is_urgent(text: str) -> bool:
    """Whether a text says that the work is urgent, and not that it is not."""
    plain = clean(text)
    return bool(_URGENT.search(plain)) and not _NOT_URGENT.search(plain)


def parse_urgent(text: str, reading: Reading) -> bool:
    """Raises InvalidInput for anything that is neither yes nor no."""
    from bot.understanding.answers import yes_or_no

    plain = clean(text)
    if _NOT_URGENT.search(plain):
        return False
    if _URGENT.search(plain):
        return True
    return yes_or_no(plain, "Please say yes if it is urgent, or no.")


def find_duration(text: str, reading: Reading) -> str | None:
    """How long the work lasts, in days, where it is said ("for 6 months"), else None."""
    plain = clean(text)
    for match in _DURATION.finditer(plain):
        front, behind = plain[max(0, match.start() - 25) : match.start()], plain[match.end() :]
        count = calendar.counted(match)
        if count is None or _NOT_DURATION.match(behind) or re.search(r"(?:\bin|within|last|past|every|per|next)\s*$", front, re.I):
            continue
        hours = match["u"].lower().startswith("h")
        alone = len(plain) - len(match[0]) < 60 and re.match(r"[\s,.;!]*(?:$|,|\d)", behind) and re.search(r"(?:^|\babout|\baround|[,:])\s*$", front, re.I)
        if not hours and (match["cue"] or match["what"] or alone or re.match(r"\s*(?:project|gig|contract)", behind, re.I)):
            days = calendar.days_in(count, match["u"])
            return str(days) if 1 <= days <= LONGEST else None
    return None


def parse_duration(text: str, reading: Reading) -> int:
    """Days of work or of calendar time; a month is 30 days.

    Raises:
        InvalidInput: there is no length of time, or an absurd one.
    """
    plain = clean(text)[:300]
    if re.fullmatch(r"\d{1,4}", plain):
        days = int(plain)
    else:
        match = _DURATION.search(plain)
        count = calendar.counted(match) if match else None
        if match is None or count is None or count > LONGEST or plain.startswith("-"):
            raise InvalidInput(ASK_SPAN)
        days = calendar.days_in(count, match["u"])
    if not 1 <= days <= LONGEST:
        raise InvalidInput(f"That is not a length a gig can have. {ASK_SPAN}")
    return days


def show_duration(days: int) -> str:
    return f"{days} days" if days != 1 else "1 day"


def _weekly(match: re.Match[str]) -> int:
    if match["n"]:
        return int(match["m"] or match["n"])
    if match["d"]:
        return int(match["d"]) * 5
    if match["k"]:
        word = match["k"].lower()
        return 8 * (int(word) if word.isdigit() else int(numbers.words(word)))
    return 40 if match["full"] else 20


def find_hours_per_week(text: str, reading: Reading) -> str | None:
    """Hours a week, where they are said, else None. Full time is 40, part and half time 20."""
    for match in _WEEKLY.finditer(clean(text)):
        hours = _weekly(match)
        if 1 <= hours <= 80:
            return str(hours)
    return None


def parse_hours_per_week(text: str, reading: Reading) -> int:
    """Raises InvalidInput: no number of hours, or not between 1 and 80."""
    plain = clean(text)[:200]
    match = _WEEKLY.search(plain)
    bare = re.search(r"(?<![\d-])\d{1,4}(?:\s*(?:-|to)\s*(\d{1,3}))?", plain)
    if match:
        hours = _weekly(match)
    elif bare:
        hours = int(bare[1] or re.split(r"\D", bare[0])[0])
    else:
        raise InvalidInput(ASK_HOURS)
    if not 1 <= hours <= 80:
        raise InvalidInput(f"A week has room for 1 to 80 hours of work. {ASK_HOURS}")
    return hours


def find_available_from(text: str, reading: Reading) -> str | None:
    """The first day on which somebody can start, where they say it ("from January"), else None."""
    plain = _spelled(clean(text))
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
    month = re.match(r"^\W*(?:from\s+|in\s+|of\s+)*(?P<m>" + "|".join(calendar.MONTHS) + r")[a-z]*\b(?!\s*\d)(?:\s+(?P<y>20\d\d))?", text, re.I)
    if month:
        number = calendar.month_number(month["m"])
        year = int(month["y"]) if month["y"] else today.year + (number < today.month)
        return max(today, date(year, number, 1))
    following = re.match(r"^\W*(?:from\s+)?next\s+(week|month|year)", text, re.I)
    if following:
        word = following[1].lower()
        if word == "week":
            return today + timedelta(days=7 - today.weekday())
        return date(today.year + 1, 1, 1) if word == "year" else calendar.month_end(today.year, today.month) + timedelta(days=1)
    return calendar.first_day(text, today, _month_first(reading))


def parse_available_from(text: str, reading: Reading) -> date:
    """The day on which somebody can start; "now" is today.

    Raises:
        InvalidInput: no day can be read, or it has passed.
    """
    plain = _spelled(clean(text)[:500])
    if _NOW.search(plain):
        return _today(reading)
    day = _start(re.sub(r"^\W*(?:from|as of|starting|available)\s+", "", plain, flags=re.I), reading) or _answered_day(plain, reading)
    if day < _today(reading):
        raise InvalidInput(f"That day has passed already. {ASK_DAY}")
    return day
