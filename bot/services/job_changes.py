"""Changing a job that was posted, and telling those who were asked to do it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.job import Job, JobStatus
from bot.domain.people import Community
from bot.domain.proposal import Proposal, ProposalStatus, Side
from bot.ports import UnitOfWork
from bot.services.jobs import job_of_client, publish_job
from bot.services.proposals import letter_key
from bot.services.taking_back import was_told


async def change_job(
    uow: UnitOfWork, *, client_id: UUID, community: Community, brief: Brief, job_id: UUID, now: datetime
) -> Job:
    """Give a job another brief. Invitations that wait for an answer follow it, and their receivers are told.

    What somebody else offered stays as they made it.

    Raises:
        NotFound: there is no such job of this client.
        Conflict: the job is past changing.
    """
    before = await job_of_client(uow, job_id=job_id, client_id=client_id)
    job = await publish_job(uow, client_id=client_id, community=community, brief=brief, job_id=job_id, now=now)
    if before.brief != brief and before.status is JobStatus.OPEN:
        for proposal in await uow.proposals.of_job(job.id):
            if proposal.status is ProposalStatus.OFFERED:
                await _tell(uow, await _following(uow, proposal, before.brief, brief), before, job, now)
    return job


async def _following(uow: UnitOfWork, proposal: Proposal, before: Brief, after: Brief) -> tuple[Proposal, bool]:
    """The offer as it stands from now on, and whether its receiver has read of it yet."""
    known = await was_told(uow, proposal, "invited", "job_changed")
    terms = proposal.terms
    invited = proposal.offered_by is Side.CLIENT and not proposal.earlier
    if not invited or (terms.pay, terms.deadline) != (before.pay, before.deadline):
        return proposal, True
    renewed = terms.model_copy(update={"pay": after.pay, "deadline": after.deadline})
    return await uow.proposals.save(proposal.model_copy(update={"terms": renewed})), known


async def _tell(uow: UnitOfWork, offer: tuple[Proposal, bool], before: Job, job: Job, now: datetime) -> None:
    """Who has not read the invitation yet gets it as it is now, instead of a change of something they never saw."""
    proposal, known = offer
    ids = {"proposal": str(proposal.id), "version": str(proposal.version)}
    if not known:
        await uow.outbox.put("invited", ids, to=proposal.freelancer_id, key=letter_key("invited", proposal), now=now)
        return
    key = letter_key("job_changed", proposal)
    if proposal.offered_by is not Side.CLIENT or proposal.earlier:
        key = f"{key}:{job.version}"  # their own offer keeps its version, however often the job changes
    said = {**ids, "before": before.brief.model_dump_json(exclude={"description"})}
    await uow.outbox.put("job_changed", said, to=proposal.freelancer_id, key=key, now=now)
