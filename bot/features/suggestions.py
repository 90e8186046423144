"""Autocompletion where a list is long: skills, and open gigs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.job import JobStatus
from bot.understanding.skill_vocabulary import vocabulary

if TYPE_CHECKING:
    from bot.app import Turn

MOST = 25  # Discord's limit
LABEL = 100  # characters; Discord's limit for a choice


async def suggest_skills(turn: Turn, typed: str) -> list[tuple[str, str]]:
    """Skills that complete the last one of a list: "figma; logo d" becomes "figma; Logo Design"."""
    before, _, last = typed.rpartition(";")
    start = f"{before.strip()}; " if before.strip() else ""
    lists = [start + name for name in vocabulary().suggest(last.strip(), MOST)]
    return [(whole, whole) for whole in lists if len(whole) <= LABEL]


async def suggest_gigs(turn: Turn, typed: str) -> list[tuple[str, str]]:
    """Open gigs whose number or title has what is typed, newest first."""
    gigs = await turn.uow.jobs.in_community(turn.community.id, [JobStatus.OPEN], limit=200)
    wanted = typed.strip().casefold()
    rows = [(f"{job.number}: {job.title}"[:LABEL], str(job.number)) for job in reversed(gigs)]
    return [row for row in rows if wanted in row[0].casefold()][:MOST]
