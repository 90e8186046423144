"""How long work lasts and how many hours a week it takes: found in prose and read from answers."""

from __future__ import annotations

import re

from bot.commands import Reading
from bot.errors import InvalidInput
from bot.understanding import calendar_units as calendar
from bot.understanding import numbers
from bot.understanding.texts import clean, small

ASK_SPAN = "Please give a length of time, for example 3 weeks."
ASK_HOURS = "Please give hours per week, for example 20."
LONGEST = 3650  # days; the limit of Brief.duration_days

# All of these are searched in small letters.
_CUE = (
    r"(?:\bfor\s+(?:the\s+next\s+)?|\blasts?\s+|\blasting\s+|\bduration\s*(?:is|of|:)?\s*|\btakes?\s+|\bover\s+|"
    r"\bcontract\s+(?:for|of)\s+|\b(?:contract\s+)?runs?\s+|\b(?:fixed[\s-]+)?term\s*(?:is|of|:)?\s*|\blength\s*(?:is|of|:)?\s*)"
)
_CUED = re.compile(rf"{_CUE}$")
_AT_LEAST = re.compile(r"\b(?:at\s+least|minimum(?:\s+of)?|min\.?)\s+$")
_OF_WORK = re.compile(
    r"[\s-]+(?:long\s+)?(?:project|gig|contract|job|engagement|assignment|shoot|of\s+work|to\s+(?:start|begin)\s+with)|"
    r"\s*(?:project|gig|contract)"
)
NOT_DURATION = re.compile(
    r"^\s*(?:-?\s*old\b|of\s+(?:\w+\s+)?experience|exp\b|experience|ago\b|warranty|guarantee|"
    r"from\s+(?:now|today)|later|history|in\s+(?:business|the|advance)|'?\s*experience|ahead|notice|before)"
)
_ELSEWHEN = re.compile(r"(?:\bin|within|last|past|every|per|next|been|doing\s+this)\s*$")
_CLAUSE_ENDS = re.compile(r"\s*(?:[.;!\n]|$|,\s*(?:must|should|no|remote|start))")  # in a longer text
_WEEKLY = re.compile(
    r"(?P<n>\d{1,3})(?:\s*(?:-|to)\s*(?P<m>\d{1,3}))?\s*\+?\s*(?:h(?:ou)?rs?|"
    r"h)\b\.?\s*(?:of\s+work\s+)?(?:/|per|a|each|every|in\s+a)\s*(?:w(?:ee)?k|"
    r"w\b)"
    r"|(?P<full>full[\s-]?time)|(?P<part>part[\s-]?time)|(?P<half>half[\s-]?time)"
    r"|(?P<d>\d{1,2})\s*(?:h(?:ou)?rs?|h)\b\s*(?:/|per|a|each)\s*day"
    r"|(?P<k>[1-5]|one|two|three|four|five)\s+days?\s+(?:a|per|each)\s+week"
)


def find_duration(text: str, reading: Reading) -> str | None:
    """How long the work lasts, in days, where it is said ("for 6 months"), else None."""
    plain = small(clean(text))
    for match in calendar.spans(plain):
        count = calendar.counted(match)
        if count is None or match["u"].startswith("h") or not _lasts(plain, match, count):
            continue
        days = calendar.days_in(count, match["u"])
        return str(days) if 1 <= days <= LONGEST else None
    return None


def _lasts(plain: str, match: re.Match[str], count: float) -> bool:
    """Whether the words around a span say that the work lasts it."""
    front, behind = plain[max(0, match.start() - 40) : match.start()], plain[match.end() :]
    if NOT_DURATION.match(behind) or _ELSEWHEN.search(_CUED.sub("", front)):
        return False
    if _CUED.search(front) or _OF_WORK.match(behind):
        return True
    short = len(plain) - len(match[0]) < 60
    ends = re.match(r"[\s,.;!]*(?:$|,|\d)", behind) if short else _CLAUSE_ENDS.match(behind)
    if _AT_LEAST.search(front):
        return bool(ends) and not (match["u"].startswith("y") and count > 1)  # years that somebody has to have worked
    return bool(ends and re.search(r"(?:^|\babout|\baround|[,:])\s*$", front))


def parse_duration(text: str, reading: Reading) -> int:
    """Days of work or of calendar time; a month is 30 days.

    Raises:
        InvalidInput: there is no length of time, or an absurd one.
    """
    plain = small(clean(text)[:300])
    if re.fullmatch(r"\d{1,4}", plain):
        days = int(plain)
    else:
        match = next(iter(calendar.spans(plain)), None)
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
        word = match["k"]
        return 8 * (int(word) if word.isdigit() else int(numbers.words(word)))
    return 40 if match["full"] else 20


def find_hours_per_week(text: str, reading: Reading) -> str | None:
    """Hours a week, where they are said, else None. Full time is 40, part and half time 20."""
    for match in _WEEKLY.finditer(small(clean(text))):
        hours = _weekly(match)
        if 1 <= hours <= 80:
            return str(hours)
    return None


def parse_hours_per_week(text: str, reading: Reading) -> int:
    """Raises InvalidInput: no number of hours, or not between 1 and 80."""
    plain = small(clean(text)[:200])
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
