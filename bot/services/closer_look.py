"""A client looks closer at somebody of a shortlist, before both agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.closer_look import CloserLook
from bot.domain.job import Job
from bot.domain.matching import Match
from bot.domain.proposal import Proposal
from bot.errors import NotFound
from bot.ports import Matcher, UnitOfWork
from bot.services.jobs import job_of_client
from bot.services.matching import latest_decision


@dataclass(frozen=True, slots=True)
class SeenCloser:
    """One of those shown for a job. `match` is None where the latest order has them without words."""

    job: Job
    place: int
    look: CloserLook
    match: Match | None
    proposal: Proposal | None


async def look_at(
    uow: UnitOfWork, matcher: Matcher, *, job_id: UUID, client_id: UUID, person_id: UUID, topic: str, now: datetime
) -> SeenCloser:
    """Somebody who was shown for a job of this client.

    Raises:
        NotFound: not a job of this client, nobody was looked for yet, or this person was not shown for it or left.
    """
    job = await job_of_client(uow, job_id=job_id, client_id=client_id)
    decision = await latest_decision(uow, job_id=job.id)
    if person_id not in decision.shown:
        raise NotFound(
            f"That person is not on the list for job {job.number} any more. Find people shows it as it is now."
        )
    look = await matcher.look(
        uow, brief=job.brief, community_id=job.community_id, person_id=person_id, topic=topic, now=now
    )
    match = next((one for one in decision.ranking.matches if one.person_id == person_id), None)
    place = decision.shown.index(person_id) + 1
    return SeenCloser(job, place, look, match, await uow.proposals.of(job.id, person_id))
