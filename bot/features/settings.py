"""Quiet hours and the time zone, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands import Command, Param, Reading, Router, Subject
from bot.domain.people import Person
from bot.messages import Action, Button, Reply
from bot.services import people_settings
from bot.understanding import quiet_hours

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

NIGHTS = ("22:00 to 8:00", "20:00 to 8:00", "23:00 to 9:00")


_AT_NIGHT = re.compile(
    r"\b(?:don'?t|do\s+not|no|stop|not|never|quiet|leave\s+me)\b.{0,40}\b(?:at\s+night|nights?|after\s+\d{1,2}|before\s+\d{1,2}(?:\s*[ap]m|\s*(?:in\s+the\s+)?morning)|"
    r"while\s+i\s+sleep)\b|\bquiet\b.{0,25}\d",
    re.IGNORECASE,
)
_MY_ZONE = re.compile(
    r"\b(?:my|the)\s+(?:time\s*zone|clock)\b|\btime\s*zone\s+(?:is|to)\b|"
    r"^\W*(?:i'?m|i\s+am|we'?re|we\s+are)\s+(?:in|on)\s+(?:the\s+)?[\w ]{2,30}\btime(?:\s*zone)?\W*$",
    re.IGNORECASE,
)
MOST_WORDS = 12  # who says more says something else


def asks_for_quiet(text: str, reading: Reading) -> bool:
    """Whether words ask not to be written to at night: "dont bother me at night"."""
    return bool(_AT_NIGHT.search(text)) and len(text.split()) <= MOST_WORDS and "?" not in text


def names_a_zone(text: str, reading: Reading) -> bool:
    """Whether words say by which clock somebody lives: "I'm in Lisbon time"."""
    return bool(_MY_ZONE.search(text)) and len(text.split()) <= MOST_WORDS and "?" not in text


async def quiet(turn: Turn, *, hours: tuple[int, int]) -> list[Reply]:
    """Set quiet hours."""
    person = await people_settings.set_clock(turn.uow, person_id=turn.person.id, quiet=hours)
    turn.person = person
    if person.quiet_from is None:
        return [Reply("Quiet hours are off: alerts come at any time.")]
    return [
        Reply(
            f"No alerts or invitations from {quiet_hours.show_quiet_hours(hours)} ({person.timezone}). "
            f"They wait until then. {_clock(turn, person)}",
            buttons=(Button("No quiet hours", Action("quiet", ("off",))),),
            replaces_pressed=True,
        )
    ]


def _clock(turn: Turn, person: Person) -> str:
    now = f"It is {turn.now.astimezone(ZoneInfo(person.timezone)):%H:%M} there now."
    return f"{now} If that is not your clock, tell me your city, for example: I'm in Lisbon time."


async def timezone(turn: Turn, *, zone: str) -> list[Reply]:
    """Set the time zone that days and quiet hours are read in."""
    turn.person = await people_settings.set_clock(turn.uow, person_id=turn.person.id, timezone=zone)
    return [Reply(f"Your time zone is {zone}; it is {turn.now.astimezone(ZoneInfo(zone)):%H:%M} there now.")]


router.add(
    Command(
        "quiet",
        "Quiet hours: no alerts between these times",
        quiet,
        params=(
            Param(
                "hours",
                "For example 22:00 to 8:00, or off",
                quiet_hours.parse_quiet_hours,
                question="When should I be quiet? Each day, for example 22:00 to 8:00.",
                show=quiet_hours.show_quiet_hours,
                find=quiet_hours.find_quiet_hours,
                choices=(*((night, night) for night in NIGHTS), ("No quiet hours", "off")),
            ),
        ),
        phrases=(
            "quiet hours {hours}",
            "be quiet {hours}",
            "quiet {hours}",
            "quiet from {hours}",
            "no messages between {hours}",
            "no messages after {time}",
            "no messages at night",
            "don't bother me at night",
            "don't bother me after {time}",
            "don't write to me at night",
            "don't write to me after {time}",
            "don't message me at night",
            "don't message me after {time}",
            "don't disturb me at night",
            "not at night please",
            "do not disturb",
        ),
        hears=asks_for_quiet,
        subject=Subject.ANYTHING,
        examples=("Don't write to me at night", "Please let me sleep, no messages after ten"),
    )
)
router.add(
    Command(
        "timezone",
        "Your time zone",
        timezone,
        params=(
            Param(
                "zone",
                "For example Europe/Lisbon, or Lisbon",
                quiet_hours.parse_timezone,
                question="Which city's time do you live by? For example Lisbon.",
                find=quiet_hours.find_zone,
            ),
        ),
        phrases=(
            "my time zone is {city}",
            "my timezone is {city}",
            "i'm in {city} time",
            "i am in {city} time",
            "i'm on {city} time",
            "{city} time",
            "my clock is {city}",
            "i live in the {city} time zone",
            "set my timezone to {city}",
            "set my time zone to {city}",
            "change my timezone to {city}",
            "change my time zone to {city}",
        ),
        hears=names_a_zone,
        subject=Subject.ANYTHING,
        examples=("I live by New York time",),
    )
)
