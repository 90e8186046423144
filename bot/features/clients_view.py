"""How a freelancer looks to clients: blind, until both agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.commands import Command, Reading, Router, Subject
from bot.domain.profile import Profile
from bot.messages import Action, Button, Card, Field, Reply
from bot.services import alerts
from bot.understanding import skills, wishes

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()


_SEEN = re.compile(
    r"\b(?:what|how)\b.{0,25}\bclients?\b.{0,15}\b(?:see|know|find)\b(?:.{0,12}\b(?:me|my|of)\b|\W*$)|\blook\s+(?:like\s+)?to\s+(?:a\s+)?clients?\b|"
    r"\b(?:as|like|how|way)\s+(?:an?\s+|the\s+)?clients?\s+sees?\s+(?:it|me)\b",
    re.IGNORECASE,
)


def asks_how_seen(text: str, reading: Reading) -> bool:
    """Whether words ask how clients see the one who asks: "what do I look like to clients?"."""
    return bool(_SEEN.search(text)) and len(text) < 120


async def clients_view(turn: Turn) -> list[Reply]:
    """The stored profile as a client sees it before both agree, whatever draft is open."""
    profile = await alerts.own_profile(turn.uow, person_id=turn.person.id)
    words = (
        "So clients see you before you both agree: no name, photo, link, place or school. "
        "Beside it stand reasons drawn from their brief; /why and the number of a gig shows yours."
    )
    if not profile.open_to_work:
        words += " You are paused, so nobody sees you now."
    filling = turn.conversation.filling
    if filling is not None and filling.command == "offer":
        words += " Your draft is not saved yet, so it does not count here."
    buttons = () if filling is not None else (Button("Change", Action("change_profile")),)
    return [Reply(words, card=blind_card(profile), buttons=buttons, private=True)]


def blind_card(profile: Profile) -> Card:
    """What a profile tells before names: skills, experience, pay, time, titles of work, ways of working."""
    hours = f"{profile.hours_per_week} hours a week" if profile.hours_per_week else ""
    start = f"from {profile.available_from:%-d %B %Y}" if profile.available_from else ""
    lines = (
        ("Skills", skills.show_skill_claims(profile.skills).replace(";", ",")),
        ("Experience", f"{profile.years:g} years" if profile.years else ""),
        ("Asks", str(profile.rate) if profile.rate else ""),
        ("Time", ", ".join(filter(None, (hours, start)))),
        ("Languages", wishes.show_language_codes(profile.languages)),
        ("Work", "\n".join(f"• {one.title}{f' ({one.role})' if one.role else ''}" for one in profile.portfolio)),
        ("How they work", "\n".join(f"• {one.name}" for one in profile.soft_skills)),
        ("Record", "what clients said of work done here, where there is any"),
    )
    return Card("A freelancer", tuple(Field(name, value) for name, value in lines if value))


router.add(
    Command(
        "clients_view",
        "How clients see you",
        clients_view,
        phrases=(
            "what do i look like to clients",
            "how do i look to clients",
            "how do clients see me",
            "what do clients see",
            "what do clients see of me",
            "what can clients see",
            "what do clients know about me",
            "how am i shown to clients",
            "show my profile as clients see it",
            "show me my profile as clients see it",
            "show me my profile as a client",
            "my profile as clients see it",
            "my profile as a client sees it",
            "preview my profile",
            "how does my profile look",
            "how does my profile look to clients",
            "do clients see my name",
            "can clients see my name",
        ),
        hears=asks_how_seen,
        subject=Subject.ANYTHING,
        examples=("Show me my profile the way a client sees it", "What exactly does a client see of me?"),
        menu=False,
    )
)
