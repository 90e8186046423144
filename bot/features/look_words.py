"""What is told of one person who is seen closer: skills, work, how they work, terms."""

from __future__ import annotations

from bot.domain.closer_look import CloserLook, TraitSeen, WorkSeen
from bot.domain.matching import Match, PartName
from bot.features.shortlists import line_of, points_of
from bot.understanding.spoken import language_name

NAMED = 12  # skills in one line


def for_this_job(match: Match | None) -> str:
    """What speaks for them and what to know before, in the order of the parts."""
    if match is None:
        return ""
    told = [(part, line) for part in match.parts if (line := line_of(part)) and part.name is not PartName.RECORD]
    lines = [f"• {line}" for part, line in told if not part.against]
    lines += [f"• But: {line[0].lower()}{line[1:]}" for part, line in told if part.against]
    lines += [f"• But: {unsaid}" for unsaid in match.unsaid]
    return "\n".join([*lines, f"Score {points_of(match)}"])


def skills_line(look: CloserLook) -> str:
    """The skills the brief asks for first, then what work shows."""
    ordered = sorted(look.skills, key=lambda skill: (not skill.asked, not skill.shown))
    named = [_and_years(skill.name, skill.years) + (", shown in work" if skill.shown else "") for skill in ordered]
    rest = len(named) - NAMED
    lines = "; ".join(named[:NAMED]) + (f"; and {rest} more" if rest > 0 else "")
    return f"{lines}. {_years(look.years)} of experience." if look.years and lines else lines


def _and_years(name: str, years: float | None) -> str:
    return f"{name} ({_years(years)})" if years else name


def _years(years: float) -> str:
    return f"{years:g} year{'' if years == 1 else 's'}"


def works_lines(look: CloserLook) -> str:
    """Pieces of work and past jobs, with what clients said."""
    lines = [f"• {_work(work)}" for work in look.works] or ["Has shown no work yet."]
    reviewed = any(work.stars for work in look.works)
    return "\n".join(lines if reviewed else [*lines, "No reviews here yet."])


def _work(work: WorkSeen) -> str:
    """`Bakery logo, finished here in March 2026, on time: 5 of 5, “fast and friendly”`."""
    says = [work.title]
    if work.finished_on:
        says.append(f"finished here in {work.finished_on:%B %Y}")
        says.append("" if work.on_time is None else "on time" if work.on_time else "late")
    says.append(f"for {work.purpose.removeprefix('for ')}" if work.purpose else "")
    says.append(f"their part: {work.role}" if work.role else "")
    line = ", ".join(filter(None, says))
    if work.stars:
        line += f". The client gave {work.stars} of 5" + (f": “{work.praise}”" if work.praise else "")
    return f"{line} ({', '.join(work.skills[:4])})" if work.skills else line


def trait_line(trait: TraitSeen) -> str:
    """A soft skill with its evidence."""
    seen = " (a client saw it in work finished here)" if trait.by_clients else ""
    return f"{trait.name}{seen}" + (f": {trait.evidence}" if trait.evidence else "")


def terms_of(look: CloserLook) -> str:
    """Rate, time and, where asked for, languages."""
    free = f"free from {look.available_from:%-d %B %Y}" if look.available_from else "free now"
    says = [
        str(look.rate) if look.rate else "names no rate",
        f"{look.hours_per_week} hours a week" if look.hours_per_week else "",
        free,
        f"speaks {', '.join(map(language_name, look.languages))}" if look.languages else "",
    ]
    return ", ".join(filter(None, says))
