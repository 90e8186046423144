"""How often newcomers stand among the first five, by score or by the place that is kept for them: counted to be published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.fair_order import SHORTLIST
from bot.domain.job import JobStatus
from bot.domain.matching import Decision
from bot.ports import UnitOfWork

LATEST = 200  # gigs; enough to see a habit, few enough for everybody to ask at any time


@dataclass(frozen=True, slots=True)
class NewcomerPlaces:
    """Of `lists` with five people or more: those with a newcomer among the first five by score alone, those where the kept
    place was given, and those where no newcomer came close enough. `share`: of the first five places, in [0, 1]."""

    lists: int = 0
    by_score: int = 0
    reserved: int = 0
    share: float = 0.0

    @property
    def nobody_close(self) -> int:
        return self.lists - self.by_score - self.reserved


def newcomer_places(decisions: Iterable[Decision]) -> NewcomerPlaces:
    """Counted over rankings as they were shown first."""
    pages = [decision.ranking.places[:SHORTLIST] for decision in decisions]
    full = [page for page in pages if len(page) == SHORTLIST]
    reserved = sum(any(match.reserved for match in page) for page in full)
    with_newcomers = sum(any(match.newcomer for match in page) for page in full)
    places = sum(match.newcomer for page in full for match in page)
    return NewcomerPlaces(
        lists=len(full),
        by_score=with_newcomers - reserved,
        reserved=reserved,
        share=places / (SHORTLIST * len(full)) if full else 0.0,
    )


async def newcomer_places_in(uow: UnitOfWork, *, community_id: UUID, days: int, now: datetime) -> NewcomerPlaces:
    """Of the latest gigs of a community: what everybody may see."""
    since = now - timedelta(days=days)
    jobs = await uow.jobs.in_community(community_id, list(JobStatus), limit=LATEST)
    latest = [await uow.decisions.latest(job.id) for job in jobs]
    return newcomer_places(decision for decision in latest if decision is not None and decision.created_at >= since)
