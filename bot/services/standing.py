"""Where one freelancer stands for a gig: for that freelancer, whether they were shown or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.job import Job, JobStatus
from bot.domain.matching import Standing
from bot.errors import NotAllowed, NotFound
from bot.ports import Candidates, Matcher, Storage, UnitOfWork
from bot.services.matching import left_out

VISIBLE = frozenset({JobStatus.OPEN, JobStatus.AWARDED, JobStatus.DONE, JobStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class MyStanding:
    """`standing` is by today's profiles; `shown_at` is when and at which place the client last saw this person."""

    job: Job
    standing: Standing
    shown_at: datetime | None = None
    shown_place: int | None = None


async def gig_for(uow: UnitOfWork, *, number: int, person_id: UUID) -> Job:
    """An open or closed gig of a community in which this person offers work.

    Raises:
        NotAllowed: they have no profile.
        NotFound: there is no such gig for them.
    """
    profile = await uow.profiles.of(person_id)
    if profile is None:
        raise NotAllowed("You have no profile yet. Use /offer to write about yourself.")
    job = await uow.jobs.by_number(number)
    if job is None or job.status not in VISIBLE or job.community_id not in profile.communities:
        raise NotFound(f"There is no gig {number} in your communities. /gigs lists those that are open.")
    return job


async def search_for_standing(storage: Storage, matcher: Matcher, *, number: int, person_id: UUID) -> Candidates | None:
    """The slow part, with no transaction open. None where `my_standing` will refuse."""
    async with storage.begin() as uow:
        job, profile = await uow.jobs.by_number(number), await uow.profiles.of(person_id)
    if job is None or profile is None:
        return None
    return await matcher.candidates_for_standing(job.brief, job.community_id, profile)


async def my_standing(
    uow: UnitOfWork, matcher: Matcher, *, number: int, person_id: UUID, candidates: Candidates | None, now: datetime
) -> MyStanding:
    """Place, parts beside those of the last place shown, the limits in the way, and the one change that would help.

    Raises:
        NotAllowed: they have no profile.
        NotFound: there is no such gig for them.
    """
    job = await gig_for(uow, number=number, person_id=person_id)
    standing = await matcher.standing(
        uow,
        brief=job.brief,
        community_id=job.community_id,
        candidates=candidates or Candidates(),
        leave_out=await left_out(uow, job=job),
        weights=await uow.decisions.weights(job.community_id),
        now=now,
        person_id=person_id,
    )
    decision = await uow.decisions.latest(job.id)
    if decision is None or person_id not in decision.shown:
        return MyStanding(job, standing)
    return MyStanding(job, standing, decision.created_at, decision.shown.index(person_id) + 1)
