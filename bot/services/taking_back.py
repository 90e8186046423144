"""Taking back what was just done, as long as nobody has answered it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bot.domain.job import Job, JobStatus
from bot.domain.letter import LetterStatus
from bot.domain.proposal import Proposal, ProposalStatus, Side
from bot.errors import Conflict
from bot.ports import UnitOfWork
from bot.services.jobs import cancel_job, job_of_client
from bot.services.proposals import letter_key, proposal_of, require_open, tell

ON_ITS_WAY = frozenset({LetterStatus.SENDING, LetterStatus.SENT, LetterStatus.IN_DOUBT})


async def take_back_invitation(uow: UnitOfWork, *, proposal_id: UUID, client_id: UUID, now: datetime) -> bool:
    """Withdraw an invitation that was not answered; whether its receiver knew of it and is told.

    Raises:
        NotFound: not an offer of this client.
        Conflict: it was answered, or taken back before.
    """
    proposal, side = await proposal_of(uow, proposal_id=proposal_id, person_id=client_id)
    if proposal.status is ProposalStatus.AGREED:
        raise Conflict("You both agreed already. /jobs lets you cancel the job, which tells them.")
    if proposal.status is not ProposalStatus.OFFERED:
        raise Conflict("That invitation is over already.")
    if proposal.offered_by is not side:
        raise Conflict("They have answered with an offer of their own. /offers shows it; you can decline it.")
    told = await was_told(uow, proposal, "invited", "job_changed")
    gone = await uow.proposals.save(proposal.model_copy(update={"status": ProposalStatus.WITHDRAWN}))
    if told:
        await tell(uow, gone, "invitation_taken_back", to=gone.freelancer_id, now=now)
    return told


async def take_back_offer(
    uow: UnitOfWork, *, proposal_id: UUID, person_id: UUID, version: int, now: datetime
) -> Proposal:
    """Put the offer before this one in its place; the other side is told.

    Raises:
        NotFound: not an offer of this person.
        Conflict: it was answered, or is over.
    """
    proposal, side = await proposal_of(uow, proposal_id=proposal_id, person_id=person_id)
    if proposal.version != version or proposal.status is not ProposalStatus.OFFERED or proposal.offered_by is not side:
        raise Conflict("That offer was answered already. /offers shows where it stands.")
    if proposal.earlier:
        before = {"terms": proposal.earlier[-1], "earlier": proposal.earlier[:-1], "offered_by": side.other}
    else:
        before = {"status": ProposalStatus.WITHDRAWN}
    restored = await uow.proposals.save(proposal.model_copy(update=before))
    to = restored.client_id if side is Side.FREELANCER else restored.freelancer_id
    return await tell(uow, restored, "offer_taken_back", to=to, now=now)


async def take_back_no(uow: UnitOfWork, *, proposal_id: UUID, person_id: UUID, version: int, now: datetime) -> Proposal:
    """Open an offer again that this person said no to; the other side is told.

    Raises:
        NotFound: not an offer of this person.
        Conflict: the job is taken or closed, or something else came of it since.
    """
    proposal, side = await proposal_of(uow, proposal_id=proposal_id, person_id=person_id)
    if proposal.version != version or proposal.status is not ProposalStatus.DECLINED:
        raise Conflict("Something else came of that offer since. /offers shows where it stands.")
    require_open(await uow.jobs.get(proposal.job_id))
    again = await uow.proposals.save(proposal.model_copy(update={"status": ProposalStatus.OFFERED}))
    to = again.client_id if side is Side.FREELANCER else again.freelancer_id
    return await tell(uow, again, "no_taken_back", to=to, now=now)


async def take_back_job(uow: UnitOfWork, *, job_id: UUID, client_id: UUID, now: datetime) -> Job:
    """Call off a job that nobody has begun; who was asked is told.

    Raises:
        NotFound: not a job of this client.
        Conflict: somebody has agreed to do it.
    """
    job = await job_of_client(uow, job_id=job_id, client_id=client_id)
    if job.status in (JobStatus.AWARDED, JobStatus.DONE):
        raise Conflict(f"Somebody has agreed to do job {job.number}. /jobs shows it; Cancel job tells them.")
    if job.status is JobStatus.CANCELLED:
        raise Conflict(f"Job {job.number} is cancelled already.")
    return await cancel_job(uow, job_id=job.id, client_id=client_id, now=now)


async def was_told(uow: UnitOfWork, proposal: Proposal, *kinds: str) -> bool:
    """Whether a letter of one of these kinds about this version of an offer went out."""
    letters = [await uow.outbox.find(letter_key(kind, proposal)) for kind in kinds]
    return any(letter is not None and letter.status in ON_ITS_WAY for letter in letters)
