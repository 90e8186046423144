"""How a profile is asked for, shown and read back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.commands import Param
from bot.domain.profile import AlertWishes, Profile
from bot.features.alerting import wishes_in_words
from bot.features.params import parse_text
from bot.features.suggestions import suggest_skills
from bot.messages import Card, Field
from bot.understanding import dates, money, pieces, profile, profile_words, quiet_hours, skills, soft_skills, wishes

PROFILE_PARAMS: tuple[Param, ...] = (
    Param(
        "about",
        "What you do, in your own words",
        parse_text,
        question="What do you do? Tell me in your own words; your rate and your time are useful too.",
        find=profile_words.find_about,
        tells_all=True,
        max_length=20_000,
        long=True,
        why="From your words I find the gigs that fit you.",
    ),
    Param(
        "headline",
        "What you are, in a line",
        parse_text,
        find=profile_words.find_headline,
        required=False,
        max_length=120,
    ),
    Param(
        "skills",
        "Your skills, for example: Figma (5 years); illustration",
        skills.parse_skill_claims,
        question="What are your skills? For example: Figma (5 years), illustration.",
        show=skills.show_skill_claims,
        find=profile_words.find_skills,
        suggest=suggest_skills,
        max_length=2000,
        many=True,
        why="Clients are matched with you by your skills.",
    ),
    Param(
        "rate",
        "Your usual rate, for example: 45 EUR an hour",
        money.parse_pay,
        question="What is your usual rate? For example 45 EUR an hour.",
        show=money.show_pay,
        find=money.find_pay,
        required=False,
        asked=True,
        why="Clients see it, and I show you no gig that pays less than you say.",
    ),
    Param(
        "floor",
        "The rate below which you want to hear nothing",
        money.parse_pay,
        show=money.show_pay,
        find=profile.find_floor,
        required=False,
    ),
    Param(
        "hours",
        "Hours a week you have",
        dates.parse_hours_per_week,
        question="How many hours a week do you have?",
        find=dates.find_hours_per_week,
        required=False,
        asked=True,
        why="So that nobody asks for more time than you have.",
    ),
    Param(
        "available",
        "From when, for example: January",
        dates.parse_available_from,
        show=dates.show_date,
        find=dates.find_available_from,
        required=False,
    ),
    Param(
        "years",
        "Years of experience",
        profile.parse_years,
        show=profile.show_years,
        find=profile.find_years,
        required=False,
    ),
    Param(
        "pieces",
        "Work to look at: title, link, your part",
        pieces.parse_pieces,
        question="Is there work of yours to look at? A title and a link are enough.",
        show=pieces.show_pieces,
        find=pieces.find_pieces,
        required=False,
        asked=True,
        max_length=4000,
        long=True,
        many=True,
        why="Work that is like theirs convinces clients more than anything else.",
    ),
    Param(
        "languages",
        "Languages you work in",
        wishes.parse_language_codes,
        show=wishes.show_language_codes,
        find=wishes.find_language_codes,
        required=False,
        many=True,
    ),
    Param(
        "soft_skills",
        "How you work, with an example",
        soft_skills.parse_soft_skill_claims,
        show=soft_skills.show_soft_skill_claims,
        find=soft_skills.find_soft_skill_claims,
        required=False,
        max_length=2000,
        many=True,
    ),
    Param(
        "refused",
        "Work you do not do",
        profile.parse_topics,
        show=profile.show_topics,
        find=profile.find_refused,
        required=False,
        many=True,
    ),
    Param(
        "preferred",
        "Work you like best",
        profile.parse_topics,
        show=profile.show_topics,
        find=profile.find_preferred,
        required=False,
        many=True,
    ),
    Param("place", "Where you are; never used in ranking", parse_text, find=profile.find_place, required=False),
    Param("timezone", "Your time zone", quiet_hours.parse_timezone, find=profile.find_timezone, required=False),
    Param(
        "alerts",
        "Gig alerts on or off",
        wishes.parse_yes_no,
        question="Shall I write to you when a gig fits? You can switch it off at any time.",
        show=wishes.show_yes_no,
        choices=(("Yes, write to me", "yes"), ("No", "no")),
        why="An alert is one message when a gig fits you, never twice, and never in your quiet hours.",
    ),
)


def profile_of(values: Mapping[str, Any], person_id: UUID, now: datetime) -> Profile:
    """The profile that these values describe."""
    return Profile(
        person_id=person_id,
        headline=values.get("headline") or _headline(values),
        about=values.get("about") or "",
        skills=values.get("skills") or (),
        soft_skills=values.get("soft_skills") or (),
        portfolio=values.get("pieces") or (),
        years=values.get("years"),
        rate=values.get("rate"),
        floor=values.get("floor"),
        hours_per_week=values.get("hours"),
        available_from=values.get("available"),
        languages=values.get("languages") or (),
        place=values.get("place") or "",
        wanted_work=values.get("preferred") or (),
        refused_work=values.get("refused") or (),
        alerts=AlertWishes(on=bool(values.get("alerts"))),
        created_at=now,
        updated_at=now,
    )


def answers_of(stored: Profile, timezone: str) -> dict[str, str]:
    """The answers that would make this profile again."""
    values: dict[str, Any] = {
        "about": stored.about or stored.headline,
        "headline": stored.headline,
        "skills": stored.skills,
        "rate": stored.rate,
        "floor": stored.floor,
        "hours": stored.hours_per_week,
        "available": stored.available_from,
        "years": stored.years,
        "pieces": stored.portfolio,
        "languages": stored.languages,
        "soft_skills": stored.soft_skills,
        "refused": stored.refused_work,
        "preferred": stored.wanted_work,
        "place": stored.place,
        "timezone": timezone,
        "alerts": stored.alerts.on,
    }
    shown = {}
    for param in PROFILE_PARAMS:
        value = values[param.name]
        known = value is not None and value not in ((), "")
        if known or (param.asked and not param.required):
            shown[param.name] = param.show(value) if known else ""
    return shown


def preview(values: Mapping[str, Any]) -> Card:
    """The card beside each question while a profile is being written."""
    return profile_card(profile_of(values, UUID(int=0), datetime.min))


def profile_card(stored: Profile) -> Card:
    """A profile at a glance."""
    lines = (
        ("Skills", skills.show_skill_claims(stored.skills).replace(";", ",")),
        ("Experience", f"{stored.years:g} years" if stored.years else ""),
        ("Rate", str(stored.rate) if stored.rate else ""),
        ("Nothing below", str(stored.floor) if stored.floor else ""),
        ("Time", _time(stored)),
        ("Languages", wishes.show_language_codes(stored.languages)),
        ("Work to look at", "\n".join(" ".join(filter(None, (one.title, one.link))) for one in stored.portfolio)),
        (
            "How you work",
            "; ".join(f"{one.name}: {one.evidence}" if one.evidence else one.name for one in stored.soft_skills),
        ),
        ("Likes", ", ".join(stored.wanted_work)),
        ("Does not do", ", ".join(stored.refused_work)),
        ("Place", f"{stored.place} (kept for contracts, never used in ranking)" if stored.place else ""),
        ("Alerts", _alerts(stored)),
    )
    return Card(stored.headline or "Your profile", tuple(Field(name, value) for name, value in lines if value))


def _alerts(stored: Profile) -> str:
    wished = wishes_in_words(stored.alerts.least_pay, stored.alerts.only_about)
    return ", ".join(filter(None, ("on", wished))) if stored.alerts.on else "off"


def _time(stored: Profile) -> str:
    parts = [
        f"{stored.hours_per_week} hours a week" if stored.hours_per_week else "",
        f"from {stored.available_from:%-d %B %Y}" if stored.available_from else "",
        "" if stored.open_to_work else "paused",
    ]
    return ", ".join(filter(None, parts))


def _headline(values: Mapping[str, Any]) -> str:
    """For who names no trade: their first skills, or else the start of their words."""
    named = ", ".join(claim.name for claim in (values.get("skills") or ())[:3])
    return named or _first_line(values.get("about") or "")


def _first_line(text: str) -> str:
    line = text.strip().splitlines()[0] if text.strip() else ""
    return line if len(line) <= 80 else line[:79].rsplit(" ", 1)[0] + " …"
