"""Times of the day, times without messages, and time zones, as people say them."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import process

from bot.commands import Reading
from bot.errors import InvalidInput
from bot.understanding import profile

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>am|pm)?", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?P<from>\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|h)?)\s*(?:-|–|to|till?|until|and|before)\s*(?P<to>\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|h)?)\b(?!\s*(?:eur|usd|€|\$|days?|weeks?|hours?))",
    re.IGNORECASE,
)
_NO_QUIET = re.compile(
    r"\b(?:no|without|end|stop|remove|cancel|lift|switch\s+off|turn\s+off|delete)\s+(?:my\s+|the\s+)?quiet\b|\bquiet\s+hours\s+off\b|"
    r"\b(?:write|message|ping)\s+(?:to\s+)?me\s+(?:at\s+)?any\s*time\b",
    re.IGNORECASE,
)
_ZONE_WORDS = re.compile(
    r"\b(?:in|to|on|at|from|is|use|by|near)\s+(?:the\s+)?(?P<where>[^\W\d_][\w'. /+-]{1,40}?)"
    r"(?:\s+(?:time(?:\s*zone)?|zone|now|these\s+days))*\s*(?:[.!?,;]|$)|"
    r"^\W*(?P<first>[^\W\d_][\w'. /+-]{1,30}?)\s+time(?:\s*zone)?\W*$",
    re.IGNORECASE,
)
_OFF = frozenset({"off", "none", "no", "never", "any time", "anytime", "disable"})
CLOSE_ENOUGH = 88  # of 100; "Lisbonn" is Lisbon, "Paris" is not Parintins


def parse_quiet_hours(raw: str, reading: Reading) -> tuple[int, int]:
    """Two times as minutes after midnight: "22:00 to 8:00", "10pm-8am", "22-8". Equal values mean off."""
    if raw.strip().casefold() in _OFF:
        return (0, 0)
    times = [_minutes(found) for found in _TIME.finditer(raw)]
    if len(times) != 2 or None in times:
        raise InvalidInput("Please give two times, for example 22:00 to 8:00, or say off.")
    return (times[0] or 0, times[1] or 0)


def find_quiet_hours(text: str, reading: Reading) -> str | None:
    """Two times of the day, or "off", where somebody names them; None for "at night", which says no times."""
    if _NO_QUIET.search(text):
        return "off"
    match = _BETWEEN.search(text)
    if match is None:
        return None
    try:
        return show_quiet_hours(parse_quiet_hours(f"{match['from']} to {match['to']}", reading))
    except InvalidInput:
        return None


def find_zone(text: str, reading: Reading) -> str | None:
    """The time zone that somebody names as theirs: "I'm in Lisbon time", "my timezone is CET"."""
    if (named := profile.find_timezone(text, reading)) is not None:
        return named
    for match in _ZONE_WORDS.finditer(text):
        try:
            return parse_timezone(match["where"] or match["first"], reading)
        except InvalidInput:
            continue
    return None


def show_quiet_hours(hours: tuple[int, int]) -> str:
    """`22:00 to 08:00`, or `off`."""
    if hours[0] == hours[1]:
        return "off"
    return " to ".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in hours)


def parse_timezone(raw: str, reading: Reading) -> str:
    """An IANA name from itself, a city ("Lisbon", "new york") or UTC."""
    names = _zones()
    wanted = raw.strip().casefold().replace(" ", "_")
    if wanted in names:
        return names[wanted]
    if (offset := profile.find_timezone(raw.strip().upper(), reading)) is not None and len(wanted) < 8:
        return offset
    close = process.extractOne(wanted, names.keys(), score_cutoff=CLOSE_ENOUGH) if len(wanted) >= 4 else None
    if close is None:
        raise InvalidInput("I do not know that time zone. Name the biggest city in it, for example Lisbon or New York.")
    return names[close[0]]


def _minutes(found: re.Match[str]) -> int | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").casefold()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and minute == 0:
        hour = 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None


@cache
def _zones() -> dict[str, str]:
    """Names people use for a zone, lower case, to its IANA name; the full name wins over a city's."""
    zones = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/"))
    )
    cities = {zone.rsplit("/", 1)[1].casefold(): zone for zone in reversed(zones)}
    return cities | {zone.casefold(): zone for zone in zones} | {"utc": "UTC", "gmt": "UTC"}
