"""Jobs from the first draft to the end: publishing, approval, changes, cancelling."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.job import JOB_MOVES, Job, JobStatus
from bot.domain.money import Pay
from bot.domain.people import Community, Publishing
from bot.domain.proposal import ProposalStatus
from bot.errors import Conflict, NotAllowed, NotFound
from bot.ports import UnitOfWork
from bot.services.people import require_moderator

SIMILAR = 20  # gigs whose pay is typical enough to speak of
CHANGEABLE = frozenset({JobStatus.DRAFT, JobStatus.PENDING, JobStatus.RETURNED, JobStatus.OPEN})


async def publish_job(
    uow: UnitOfWork, *, client_id: UUID, community: Community, brief: Brief, job_id: UUID | None, now: datetime
) -> Job:
    """Store a confirmed brief and open it, or hand it to the moderators where the community wants that.

    With `job_id` an existing job gets the brief; where jobs are approved first, a change goes to the moderators again.
    Freelancers whose wishes fit are told by the `job_opened` errand.

    Raises:
        NotFound: there is no such job of this client.
        Conflict: the job is past changing.
    """
    target = JobStatus.PENDING if community.publishing is Publishing.AFTER_APPROVAL else JobStatus.OPEN
    if job_id is None:
        job = await uow.jobs.add(Job(community_id=community.id, client_id=client_id, brief=brief, created_at=now))
    else:
        job = await job_of_client(uow, job_id=job_id, client_id=client_id)
        if job.status not in CHANGEABLE:
            raise Conflict(f"Job {job.number} can no longer be changed: it is {job.status.value}.")
        if job.status is JobStatus.PENDING:
            return await uow.jobs.save(job.model_copy(update={"brief": brief}))
        if job.status is JobStatus.RETURNED:
            target = JobStatus.PENDING  # what a moderator took down, a moderator lets appear again
        if job.status is target is JobStatus.OPEN:
            return await uow.jobs.save(job.model_copy(update={"brief": brief}))
    job = await _move(uow, job.model_copy(update={"brief": brief, "returned_reason": ""}), target, now)
    if target is JobStatus.PENDING:
        await _tell_moderators(uow, job, now)
    return job


async def approve_job(uow: UnitOfWork, *, job_id: UUID, moderator_id: UUID, now: datetime) -> Job:
    """A moderator lets a job appear; its author is told.

    Raises:
        NotAllowed: not a moderator of the job's community, or their own job.
        Conflict: somebody has already decided.
    """
    job = await _job_to_judge(uow, job_id, moderator_id)
    job = await _move(uow, job.model_copy(update={"moderated_by": moderator_id}), JobStatus.OPEN, now)
    await uow.outbox.put(
        "job_approved", {"job": str(job.id)}, to=job.client_id, key=f"job_approved:{job.id}:{job.version}", now=now
    )
    return job


async def return_job(uow: UnitOfWork, *, job_id: UUID, moderator_id: UUID, reason: str, now: datetime) -> Job:
    """A moderator asks for a change, with a reason that reaches the author. Raises like `approve_job`."""
    return await _returned(uow, await _job_to_judge(uow, job_id, moderator_id), moderator_id, reason, now)


async def take_down(uow: UnitOfWork, *, job_id: UUID, moderator_id: UUID, reason: str, now: datetime) -> Job:
    """A moderator takes an open job down, with a reason that reaches the author; they can change it or appeal.

    Raises:
        NotFound: no such job.
        NotAllowed: not a moderator of the job's community, or their own job.
        Conflict: it is not open.
    """
    job = await uow.jobs.find(job_id)
    if job is None:
        raise NotFound("That job is gone.")
    await require_moderator(uow, person_id=moderator_id, community_id=job.community_id)
    if job.client_id == moderator_id:
        raise NotAllowed("This is your own job: /jobs has a button to cancel it.")
    if job.status is not JobStatus.OPEN:
        raise Conflict(f"Job {job.number} is not open: it is {job.status.value}.")
    return await _returned(uow, job, moderator_id, reason, now)


async def appeal_job(uow: UnitOfWork, *, job_id: UUID, client_id: UUID, now: datetime) -> Job:
    """Put a returned job before the moderators again; whoever returned it may not decide a second time.

    Raises:
        Conflict: the job was not returned.
    """
    job = await job_of_client(uow, job_id=job_id, client_id=client_id)
    if job.status is not JobStatus.RETURNED:
        raise Conflict(f"Job {job.number} was not returned, so there is nothing to look at again.")
    job = await _move(uow, job, JobStatus.PENDING, now)
    await _tell_moderators(uow, job, now)
    return job


async def cancel_job(uow: UnitOfWork, *, job_id: UUID, client_id: UUID, now: datetime) -> Job:
    """The client calls a job off; freelancers whose proposals are open are told, with thanks and nothing held against them.

    Raises:
        Conflict: it is over already.
    """
    job = await job_of_client(uow, job_id=job_id, client_id=client_id)
    job = await _move(uow, job, JobStatus.CANCELLED, now)
    for proposal in await uow.proposals.of_job(job.id):
        if proposal.status in (ProposalStatus.OFFERED, ProposalStatus.AGREED):
            await uow.proposals.save(proposal.model_copy(update={"status": ProposalStatus.WITHDRAWN}))
            await uow.outbox.put(
                "job_cancelled",
                {"job": str(job.id)},
                to=proposal.freelancer_id,
                key=f"job_cancelled:{job.id}:{proposal.freelancer_id}",
                now=now,
            )
    return job


async def job_of_client(uow: UnitOfWork, *, job_id: UUID, client_id: UUID) -> Job:
    """A client's own job. Raises NotFound for anybody else's, as if there were none."""
    job = await uow.jobs.find(job_id)
    if job is None or job.client_id != client_id:
        raise NotFound("I cannot find that job among yours. /jobs lists them.")
    return job


async def waiting_jobs(uow: UnitOfWork, *, community_id: UUID, moderator_id: UUID) -> list[Job]:
    """What waits for a moderator, oldest first. Raises NotAllowed for everybody else."""
    await require_moderator(uow, person_id=moderator_id, community_id=community_id)
    return await uow.jobs.in_community(community_id, [JobStatus.PENDING], limit=1_000)


async def paid_for_similar(uow: UnitOfWork, *, community_id: UUID, brief: Brief) -> list[Pay]:
    """What was agreed here for gigs that share a skill with this brief, newest first."""
    wanted = {skill.name.casefold() for skill in brief.skills if skill.must}
    taken = await uow.jobs.in_community(community_id, [JobStatus.AWARDED, JobStatus.DONE], limit=500)
    alike = [job for job in reversed(taken) if wanted & {skill.name.casefold() for skill in job.brief.skills}]
    agreed = []
    for job in alike[:SIMILAR]:
        proposals = await uow.proposals.of_job(job.id)
        agreed += [one.terms.pay for one in proposals if one.status is ProposalStatus.AGREED and one.terms.pay]
    return agreed


async def _returned(uow: UnitOfWork, job: Job, moderator_id: UUID, reason: str, now: datetime) -> Job:
    changes = {"moderated_by": moderator_id, "returned_reason": reason}
    job = await _move(uow, job.model_copy(update=changes), JobStatus.RETURNED, now)
    await uow.outbox.put(
        "job_returned", {"job": str(job.id)}, to=job.client_id, key=f"job_returned:{job.id}:{job.version}", now=now
    )
    return job


async def _job_to_judge(uow: UnitOfWork, job_id: UUID, moderator_id: UUID) -> Job:
    job = await uow.jobs.find(job_id)
    if job is None:
        raise NotFound("That job is gone. /queue shows what waits now.")
    await require_moderator(uow, person_id=moderator_id, community_id=job.community_id)
    if job.client_id == moderator_id:
        raise NotAllowed("This is your own job: another moderator has to decide about it.")
    if job.moderated_by == moderator_id and job.returned_reason:
        raise NotAllowed("You returned this job before and its author appealed: another moderator has to look now.")
    if job.status is not JobStatus.PENDING:
        raise Conflict(f"Job {job.number} does not wait for a decision any more: it is {job.status.value}.")
    return job


async def _move(uow: UnitOfWork, job: Job, target: JobStatus, now: datetime) -> Job:
    if target not in JOB_MOVES[job.status]:
        raise Conflict(f"Job {job.number} is {job.status.value}; that cannot be done any more.")
    changes: dict[str, object] = {"status": target}
    opens = target is JobStatus.OPEN and job.opened_at is None
    if opens:
        changes["opened_at"] = now
    job = await uow.jobs.save(job.model_copy(update=changes))
    if opens:
        await uow.outbox.put("job_opened", {"job": str(job.id)}, to=None, key=f"job_opened:{job.id}", now=now)
    return job


async def _tell_moderators(uow: UnitOfWork, job: Job, now: datetime) -> None:
    for moderator_id in await uow.communities.moderators(job.community_id):
        returned_by = job.moderated_by if job.returned_reason else None
        if moderator_id not in (job.client_id, returned_by):
            await uow.outbox.put(
                "job_waiting",
                {"job": str(job.id)},
                to=moderator_id,
                key=f"job_waiting:{job.id}:{job.version}:{moderator_id}",
                now=now,
            )
