"""How a brief is shown and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from bot.domain.brief import AiUse, Brief, RightsWish
from bot.domain.job import Job
from bot.features.brief_fields import BRIEF_PARAMS
from bot.messages import Card, Field
from bot.understanding import money
from bot.understanding.spoken import language_name

RIGHTS_WORDS = {
    RightsWish.OWN: "you own everything once it is paid",
    RightsWish.EXCLUSIVE: "only you may use it",
    RightsWish.USE: "you may use it",
    RightsWish.UNDECIDED: "not decided yet",
}
AI_WORDS = {
    AiUse.ALLOWED: "AI-made work is fine",
    AiUse.ASSISTED: "AI as an aid, declared",
    AiUse.FORBIDDEN: "no AI",
}
VAGUE = re.compile(
    r"(?:some|any)\s?(?:thing|one|body)|stuff|things?|help|work|someone|idk|a?\s?(?:good\s)?freelancer", re.IGNORECASE
)


def brief_of(values: Mapping[str, Any]) -> Brief:
    """The brief that these values describe."""
    rights = cast("tuple[RightsWish, str] | None", values.get("rights"))
    wanted = cast("str | None", values.get("wanted")) or ""
    return Brief(
        title=_title(values, wanted),
        description=money.with_pay_noted(wanted, values.get("pay")),
        deliverables=values.get("deliverables") or (),
        skills=values.get("skills") or (),
        soft_skills=values.get("soft_skills") or (),
        pay=values.get("pay"),
        deadline=values.get("deadline"),
        urgent=bool(values.get("urgent")),
        duration_days=values.get("duration"),
        hours_per_week=values.get("hours"),
        seniority=values.get("seniority"),
        languages=values.get("languages") or (),
        place=values.get("place"),
        rights=rights[0] if rights else None,
        rights_purpose=rights[1] if rights else "",
        portfolio_allowed=values.get("portfolio"),
        ai=values.get("ai"),
        confidential=values.get("confidential"),
    )


def answers_of(job: Job) -> dict[str, str]:
    """The answers that would make this job's brief again, so that words can change it. What was skipped stays skipped."""
    brief = job.brief
    values: dict[str, Any] = {
        "wanted": brief.description or brief.title,
        "title": brief.title,
        "deliverables": brief.deliverables,
        "skills": brief.skills,
        "soft_skills": brief.soft_skills,
        "pay": brief.pay,
        "deadline": brief.deadline,
        "duration": brief.duration_days,
        "hours": brief.hours_per_week,
        "seniority": brief.seniority,
        "languages": brief.languages,
        "place": brief.place,
        "rights": (brief.rights, brief.rights_purpose) if brief.rights else None,
        "urgent": True if brief.urgent else None,
        "portfolio": brief.portfolio_allowed,
        "ai": brief.ai,
        "confidential": brief.confidential,
        "job": job.id,
    }
    shown = {}
    for param in BRIEF_PARAMS:
        value = values[param.name]
        known = value is not None and value not in ((), "")
        if known or param.asked:
            shown[param.name] = param.show(value) if known else ""
    return shown


def preview(values: Mapping[str, Any]) -> Card:
    """The card beside each question while a brief is being written."""
    return brief_card(brief_of(values), draft=True)


def brief_card(brief: Brief, *, number: int | None = None, draft: bool = False) -> Card:
    """A brief at a glance; a draft also says what is missing."""
    lines: list[tuple[str, str]] = [
        ("In words", "" if draft else _shortened(brief.description, 400)),
        (
            "Handed over",
            ", ".join(f"{one.count} × {one.what}" if one.count > 1 else one.what for one in brief.deliverables),
        ),
        ("Skills", _skills(brief)),
        ("Works well by", ", ".join(brief.soft_skills)),
        ("Budget", str(brief.pay) if brief.pay else ""),
        ("Time", _time(brief)),
        ("Experience", brief.seniority.value if brief.seniority else ""),
        ("Languages", "; ".join(_requirement(language_name(one.name), one.reason) for one in brief.languages)),
        ("Place", _requirement(brief.place.name, brief.place.reason) if brief.place else ""),
        ("Rights", _rights(brief)),
        ("AI", AI_WORDS[brief.ai] if brief.ai else ""),
        ("Confidential", "" if brief.confidential is None else "yes" if brief.confidential else "no"),
    ]
    if draft:
        missing = [name for name, value in lines if not value and name in ("Skills", "Budget", "Time", "Rights")]
        lines.append(("Missing", ", ".join(missing).lower()))
    title = brief.title or "Your brief"
    return Card(
        f"Job {number}: {title}" if number else title,
        tuple(Field(name, value) for name, value in lines if value and value != title),
    )


def _skills(brief: Brief) -> str:
    must = [skill.name for skill in brief.skills if skill.must]
    nice = [skill.name for skill in brief.skills if not skill.must]
    return ", ".join(must) + (f" (nice to have: {', '.join(nice)})" if nice else "")


def _time(brief: Brief) -> str:
    parts = [
        f"by {brief.deadline:%-d %B %Y}" if brief.deadline else "",
        "as soon as possible" if brief.urgent and not brief.deadline else "",
        f"for {brief.duration_days} days" if brief.duration_days else "",
        f"{brief.hours_per_week} hours a week" if brief.hours_per_week else "",
    ]
    return ", ".join(filter(None, parts))


def _rights(brief: Brief) -> str:
    words = RIGHTS_WORDS[brief.rights] if brief.rights else ""
    if brief.rights_purpose:
        words += f" ({brief.rights_purpose})"
    if brief.portfolio_allowed is not None:
        words += "; may be shown in a portfolio" if brief.portfolio_allowed else "; not for portfolios"
    return words.removeprefix("; ")


def _requirement(name: str, reason: str) -> str:
    return f"{name} ({reason or 'no reason given'})"


def _title(values: Mapping[str, Any], wanted: str) -> str:
    """What the person called it; else the things or the skills it is about; else how they began."""
    title = cast("str | None", values.get("title")) or ""
    if title and not VAGUE.fullmatch(title):
        return title
    named = [one.what for one in values.get("deliverables") or ()] or [one.name for one in values.get("skills") or ()]
    return _shortened(", ".join(named[:3]).capitalize(), 60) if named else title or _first_words(wanted)


def _first_words(text: str) -> str:
    words = " ".join(text.split()[:8])
    return _shortened(words, 60)


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"
