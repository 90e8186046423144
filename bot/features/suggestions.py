"""Autocompletion where a list is long: skills, and open gigs; and skills worth offering for a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.brief import Brief
from bot.domain.job import JobStatus
from bot.services import skill_proposals
from bot.understanding.skill_vocabulary import vocabulary

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

MOST = 25  # Discord's limit
LABEL = 100  # characters; Discord's limit for a choice


async def suggest_skills(turn: Turn, typed: str) -> list[tuple[str, str]]:
    """Skills that complete the last one of a list: "figma; logo d" becomes "figma; Logo Design"."""
    before, _, last = typed.rpartition(";")
    start = f"{before.strip()}; " if before.strip() else ""
    lists = [start + name for name in vocabulary().suggest(last.strip(), MOST)]
    return [(whole, whole) for whole in lists if len(whole) <= LABEL]


async def propose_skills(ahead: Ahead, *, wanted: str | None, title: str | None, **_: object) -> list[str]:
    """Skills for a brief whose words name none."""
    brief, services = Brief(title=title or "", description=wanted or ""), ahead.services
    return await skill_proposals.propose_skills(
        ahead.storage, services.matcher, services.meanings, brief=brief, community_id=ahead.community.id
    )


async def suggest_gigs(turn: Turn, typed: str) -> list[tuple[str, str]]:
    """Open gigs whose number or title has what is typed, newest first."""
    gigs = await turn.uow.jobs.in_community(turn.community.id, [JobStatus.OPEN], limit=200)
    wanted = typed.strip().casefold()
    rows = [(f"{job.number}: {job.title}"[:LABEL], str(job.number)) for job in reversed(gigs)]
    return [row for row in rows if wanted in row[0].casefold()][:MOST]
