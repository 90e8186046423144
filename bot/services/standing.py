"""Where one freelancer stands for a gig: for that freelancer, whether they were shown or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.job import Job, JobStatus
from bot.domain.matching import Standing, Weights
from bot.errors import NotAllowed, NotFound
from bot.ports import Candidates, Matcher, Storage, UnitOfWork
from bot.services.audit_groups import everybody
from bot.services.matching import left_out
from bot.services.tilting import tilts_of

LISTED = 500  # gigs of a community that are looked through by title, the newest
VISIBLE = frozenset({JobStatus.OPEN, JobStatus.AWARDED, JobStatus.DONE, JobStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class MyStanding:
    """`standing` is by today's profiles; `looks` are the client's, by the log."""

    job: Job
    standing: Standing
    looks: Looks | None = None


@dataclass(frozen=True, slots=True)
class Looks:
    """When the client last looked for people, and where this person stood then: `place` of `considered`, None for not
    considered. `shown_at`: when the client last saw them, at `shown_place`; `tilted`: the weights were the client's own."""

    at: datetime
    considered: int
    place: int | None
    shown: int  # people the client saw then
    weights: Weights
    tilted: bool
    shown_at: datetime | None = None
    shown_place: int | None = None


async def gig_for(uow: UnitOfWork, *, number: int, person_id: UUID) -> Job:
    """An open or closed gig of a community in which this person offers work.

    Raises:
        NotAllowed: they have no profile, or do not offer it in that community.
        NotFound: there is no such gig for them.
    """
    profile = await uow.profiles.of(person_id)
    if profile is None:
        raise NotAllowed("You have no profile yet. Use /offer to write about yourself.")
    job = await uow.jobs.by_number(number)
    if job is None or job.status not in VISIBLE:
        raise NotFound(_no_gig(number))
    if job.community_id not in profile.communities:
        if await uow.communities.membership(person_id, job.community_id) is None:
            raise NotFound(_no_gig(number))
        name = (await uow.communities.get(job.community_id)).name
        raise NotAllowed(f"Your profile is not offered in {name}, so you are not considered there. /profile offers it.")
    return job


def _no_gig(number: int) -> str:
    return f"There is no gig {number} in your communities. /gigs lists those that are open."


async def search_for_standing(storage: Storage, matcher: Matcher, *, number: int, person_id: UUID) -> Candidates | None:
    """The slow part, with no transaction open. None where `my_standing` will refuse."""
    async with storage.begin() as uow:
        job, profile = await uow.jobs.by_number(number), await uow.profiles.of(person_id)
    if job is None or profile is None:
        return None
    return await matcher.candidates_for_standing(storage, job.brief, job.community_id, profile)


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
    return MyStanding(job, standing, await _looks(uow, job, person_id))


async def _looks(uow: UnitOfWork, job: Job, person_id: UUID) -> Looks | None:
    """What the log says of the client's looks; None where nobody was looked for yet."""
    logged = await uow.decisions.of_job(job.id, job.created_at)
    if not logged:
        return None
    last = logged[-1]
    people = everybody(last)
    saw = next((one for one in reversed(logged) if person_id in one.shown), None)
    return Looks(
        at=last.created_at,
        considered=last.ranking.considered,
        place=people.index(person_id) + 1 if person_id in people else None,
        shown=len(last.shown),
        weights=last.ranking.weights,
        tilted=bool(tilts_of(last.ranking.weights)),
        shown_at=saw.created_at if saw else None,
        shown_place=saw.shown.index(person_id) + 1 if saw else None,
    )


async def gigs_called(uow: UnitOfWork, *, words: str, person_id: UUID) -> list[Job]:
    """Gigs of this person's communities whose titles have most of these words in them, newest first; all without words."""
    profile = await uow.profiles.of(person_id)
    wanted = set(re.findall(r"\w{3,}", words.casefold()))
    if profile is None:
        return []
    found: list[tuple[int, int, Job]] = []
    for community_id in profile.communities:
        for job in await uow.jobs.in_community(community_id, sorted(VISIBLE), limit=LISTED):
            said = set(re.findall(r"\w{3,}", job.title.casefold()))
            shared = sum(any(alike(word, other) for other in said) for word in wanted)
            if shared or not wanted:
                found.append((shared, job.number, job))
    most = max((shared for shared, _, _ in found), default=0)
    return [job for shared, _, job in sorted(found, key=lambda one: one[:2], reverse=True) if shared == most]


def alike(one: str, other: str) -> bool:
    """The same word, or its plural."""
    return one.removesuffix("s") == other.removesuffix("s")
