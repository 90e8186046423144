"""One person wants nothing to do with another: blocks, and lifting them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.job import Job
from bot.domain.people import Block
from bot.domain.proposal import ProposalStatus, Side
from bot.errors import NotFound
from bot.ports import UnitOfWork
from bot.services import proposals


@dataclass(frozen=True, slots=True)
class Blocked:
    """A block as its maker may see it: where they met, and a name only where both had agreed."""

    block: Block
    job: Job
    name: str = ""


async def block(uow: UnitOfWork, *, proposal_id: UUID, person_id: UUID, now: datetime) -> Block:
    """Never suggest or alert these two to each other again. What is on the table between them is declined; what both
    agreed stands. Doing it twice is one block, and the other side is not told of it.

    Raises:
        NotFound: not an offer of this person.
    """
    proposal, side = await proposals.proposal_of(uow, proposal_id=proposal_id, person_id=person_id)
    other = proposal.freelancer_id if side is Side.CLIENT else proposal.client_id
    made = await uow.people.put_block(
        Block(person_id=person_id, blocked_id=other, job_id=proposal.job_id, created_at=now)
    )
    for one in await uow.proposals.of_freelancer(proposal.freelancer_id, limit=1_000):
        between = {one.client_id, one.freelancer_id} == {person_id, other}
        if between and one.status is ProposalStatus.OFFERED:
            await proposals.decline(uow, proposal_id=one.id, person_id=person_id, reason="", now=now)
    return made


async def blocked_by(uow: UnitOfWork, *, person_id: UUID) -> list[Blocked]:
    """Whom this person blocked, newest first."""
    found: list[Blocked] = []
    for one in await uow.people.blocks_by(person_id):
        job = await uow.jobs.get(one.job_id)
        freelancer_id = one.blocked_id if job.client_id == person_id else person_id
        proposal = await uow.proposals.of(job.id, freelancer_id)
        agreed = proposal is not None and proposal.status is ProposalStatus.AGREED
        other = await uow.people.find(one.blocked_id) if agreed else None
        found.append(Blocked(one, job, other.name if other else ""))
    return found


async def lift(uow: UnitOfWork, *, block_id: UUID, person_id: UUID) -> None:
    """Raises NotFound: there is no such block of this person."""
    if not await uow.people.lift_block(person_id, block_id):
        raise NotFound("That block is lifted already. /blocked lists those you have.")
