"""How a brief is asked for, shown and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from bot.commands import Param
from bot.domain.brief import AiUse, Brief, Requirement, RightsWish
from bot.domain.job import Job
from bot.features.params import id_param, parse_text, whole_text
from bot.features.suggestions import suggest_skills
from bot.messages import Card, Field
from bot.understanding import dates, money, skills, soft_skills, wishes, work

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

BRIEF_PARAMS: tuple[Param, ...] = (
    Param(
        "wanted",
        "What you need, in your own words",
        parse_text,
        question="What do you need? Tell me in your own words; budget and time are useful too.",
        find=whole_text,
        tells_all=True,
        max_length=20_000,
        long=True,
        why="From your words I find out who fits.",
    ),
    Param("title", "A short title", work.parse_title, find=work.find_title, required=False, max_length=120),
    Param(
        "deliverables",
        "What is handed over, for example: logo; 3 banners",
        work.parse_deliverables,
        show=work.show_deliverables,
        find=work.find_deliverables,
        required=False,
        max_length=1000,
        many=True,
    ),
    Param(
        "skills",
        "Skills it takes, for example: logo design; illustration",
        skills.parse_skills,
        question="What kind of work is it? One or two words are enough, for example: logo design.",
        show=skills.show_skills,
        find=skills.find_skills,
        suggest=suggest_skills,
        required=False,
        asked=True,
        max_length=2000,
        many=True,
        why="I look for people by the skills it takes.",
    ),
    Param(
        "pay",
        "Your budget, for example: 800 USD, or 40 to 60 EUR an hour",
        money.parse_pay,
        question="What is your budget? An amount or a range, for example 800 USD.",
        show=money.show_pay,
        find=money.find_pay,
        required=False,
        asked=True,
        why="People see what it pays before they answer, and I ask nobody who would say no to it.",
    ),
    Param(
        "deadline",
        "When you need it, for example: in three weeks",
        dates.parse_deadline,
        question="When do you need it? For example: in three weeks, or by 20 December.",
        show=dates.show_date,
        find=dates.find_deadline,
        required=False,
        asked=True,
        why="I ask people who are free by then.",
        settled_by=("urgent", "duration"),
    ),
    Param(
        "rights",
        "What you want to be able to do with the work",
        wishes.parse_rights,
        question="What do you want to be able to do with the work?",
        show=wishes.show_rights,
        find=wishes.find_rights,
        required=False,
        asked=True,
        choices=(
            ("Own everything", "own everything"),
            ("Be the only one to use it", "exclusive use"),
            ("Just use it", "just use it"),
        ),
        why="It decides what the contract says about who owns the work. Owning everything usually costs a little more.",
    ),
    Param(
        "urgent",
        "Whether it is urgent",
        dates.parse_urgent,
        show=wishes.show_yes_no,
        find=dates.find_urgent,
        required=False,
    ),
    Param(
        "duration",
        "How long it goes on, for example: 3 months",
        dates.parse_duration,
        show=dates.show_duration,
        find=dates.find_duration,
        required=False,
    ),
    Param(
        "hours",
        "Hours a week",
        dates.parse_hours_per_week,
        find=dates.find_hours_per_week,
        required=False,
    ),
    Param(
        "seniority",
        "How experienced they should be",
        wishes.parse_seniority,
        show=wishes.show_seniority,
        find=wishes.find_seniority,
        required=False,
        choices=(("Junior", "junior"), ("Middle", "middle"), ("Senior", "senior")),
    ),
    Param(
        "soft_skills",
        "How they should work, for example: keeps deadlines",
        soft_skills.parse_soft_skills,
        show=soft_skills.show_soft_skills,
        find=soft_skills.find_soft_skills,
        required=False,
        max_length=1000,
        many=True,
    ),
    Param(
        "languages",
        "Languages the job needs, with the reason",
        wishes.parse_languages,
        show=wishes.show_languages,
        find=wishes.find_languages,
        required=False,
        max_length=500,
        many=True,
    ),
    Param(
        "place",
        "A place, only if the job needs it, with the reason",
        wishes.parse_place,
        show=wishes.show_place,
        find=wishes.find_place,
        required=False,
    ),
    Param(
        "ai",
        "Whether AI-made work is allowed",
        wishes.parse_ai,
        show=wishes.show_ai,
        find=wishes.find_ai,
        required=False,
        choices=(("Fine", "allowed"), ("As an aid, declared", "assisted"), ("No AI", "forbidden")),
    ),
    Param(
        "confidential",
        "Whether it must stay confidential",
        wishes.parse_yes_no,
        show=wishes.show_yes_no,
        find=wishes.find_confidential,
        required=False,
        choices=(("Yes", "yes"), ("No", "no")),
    ),
    Param(
        "portfolio",
        "Whether it may be shown in a portfolio",
        wishes.parse_yes_no,
        show=wishes.show_yes_no,
        find=wishes.find_portfolio,
        required=False,
        choices=(("Yes", "yes"), ("No", "no")),
    ),
    id_param("job", "The job that is changed", required=False),
)


def brief_of(values: Mapping[str, Any]) -> Brief:
    """The brief that these values describe."""
    rights = cast("tuple[RightsWish, str] | None", values.get("rights"))
    wanted = cast("str | None", values.get("wanted")) or ""
    return Brief(
        title=_title(values, wanted),
        description=wanted,
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
        ("Languages", "; ".join(_requirement(one) for one in brief.languages)),
        ("Place", _requirement(brief.place) if brief.place else ""),
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


def _requirement(requirement: Requirement) -> str:
    return (
        f"{requirement.name} ({requirement.reason})" if requirement.reason else f"{requirement.name} (no reason given)"
    )


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
