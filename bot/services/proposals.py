"""Invitations, interest, counter-offers and agreement between a client and a freelancer."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from bot.domain.job import Job, JobStatus
from bot.domain.money import Pay
from bot.domain.proposal import Proposal, ProposalStatus, Side, Terms
from bot.errors import Conflict, InvalidInput, NotAllowed, NotFound
from bot.ports import UnitOfWork
from bot.services.jobs import job_of_client


async def invite(
    uow: UnitOfWork, *, job_id: UUID, freelancer_id: UUID, client_id: UUID, note: str = "", now: datetime
) -> Proposal:
    """Ask a freelancer to do a job on the brief's terms, with a word to them. Inviting twice is one invitation.

    Raises:
        NotFound: not a job of this client, or no such freelancer any more.
        Conflict: the job is not open, this freelancer has declined it, or one of the two blocked the other.
    """
    job = await job_of_client(uow, job_id=job_id, client_id=client_id)
    if job.status is JobStatus.PENDING:
        raise Conflict("A moderator has to approve the job first. You will be told, and can invite then.")
    require_open(job)
    if await uow.profiles.of(freelancer_id) is None:
        raise NotFound("This freelancer has left in the meantime. Press More to see others.")
    if freelancer_id in await uow.people.blocked_with(client_id):
        raise Conflict("This freelancer cannot be invited to your jobs. Press More to see others.")
    before = await uow.proposals.of(job.id, freelancer_id)
    terms = Terms(pay=job.brief.pay, deadline=job.brief.deadline, note=note)
    if before is None:
        return await _offer(uow, job, freelancer_id, Side.CLIENT, terms, now)
    if said_no(before):
        raise Conflict("They have already said no to this job. Press More to see others.")
    if before.status is ProposalStatus.WITHDRAWN:  # the client took an invitation back and asks anew
        again = {"status": ProposalStatus.OFFERED, "offered_by": Side.CLIENT, "terms": terms, "earlier": ()}
        return await _tell(uow, await uow.proposals.save(before.model_copy(update=again)), "invited", now)
    return before


def said_no(proposal: Proposal) -> bool:
    """Whether one of the two does not want this. An invitation that its client took back is no such word."""
    withdrawn = proposal.status is ProposalStatus.WITHDRAWN and proposal.offered_by is Side.FREELANCER
    return proposal.status is ProposalStatus.DECLINED or withdrawn


async def show_interest(
    uow: UnitOfWork, *, job_id: UUID, freelancer_id: UUID, terms: Terms | None = None, now: datetime
) -> Proposal:
    """A freelancer would like to do a job, on the brief's terms or on others; the client is told. Twice is once.

    Raises:
        NotFound: no such job.
        NotAllowed: it is their own job, they have no profile yet, or one of the two blocked the other.
        Conflict: the job is not open, or they have declined it.
    """
    job = await uow.jobs.find(job_id)
    if job is None:
        raise NotFound("That gig is gone.")
    if job.client_id == freelancer_id:
        raise NotAllowed("You cannot apply for your own job.")
    require_open(job)
    if await uow.profiles.of(freelancer_id) is None:
        raise NotAllowed("Clients need to know what you do first. Use /offer to write about yourself, then come back.")
    if job.client_id in await uow.people.blocked_with(freelancer_id):
        raise NotAllowed("You cannot apply for gigs of this client. /gigs lists others.")
    before = await uow.proposals.of(job.id, freelancer_id)
    terms = terms or Terms(pay=job.brief.pay, deadline=job.brief.deadline)
    if before is None:
        return await _offer(uow, job, freelancer_id, Side.FREELANCER, terms, now)
    if before.status is ProposalStatus.OFFERED and before.offered_by is Side.CLIENT:
        return await accept(uow, proposal_id=before.id, person_id=freelancer_id, version=before.version, now=now)
    if before.status in (ProposalStatus.DECLINED, ProposalStatus.WITHDRAWN):
        again = before.model_copy(
            update={
                "status": ProposalStatus.OFFERED,
                "offered_by": Side.FREELANCER,
                "terms": terms,
                "earlier": (*before.earlier, before.terms),
            }
        )
        return await _tell(uow, await uow.proposals.save(again), "interest_shown", now)
    return before


async def accept(uow: UnitOfWork, *, proposal_id: UUID, person_id: UUID, version: int, now: datetime) -> Proposal:
    """Agree to the other side's latest offer. Pressing twice agrees once.

    Raises:
        Conflict: there is a newer offer than the one that was read, the job is taken, or it is over.
    """
    proposal, side = await proposal_of(uow, proposal_id=proposal_id, person_id=person_id)
    if proposal.status is ProposalStatus.AGREED:
        return proposal
    job = await _answerable(uow, proposal, side, version)
    agreed = await uow.proposals.save(proposal.model_copy(update={"status": ProposalStatus.AGREED}))
    await uow.jobs.save(job.model_copy(update={"status": JobStatus.AWARDED}))
    await _tell(uow, agreed, "proposal_agreed", now)
    await _release_others(uow, agreed, now)
    return agreed


async def decline(uow: UnitOfWork, *, proposal_id: UUID, person_id: UUID, reason: str, now: datetime) -> Proposal:
    """Say no. It costs nothing: it is no input of any later ranking but for this job.

    Raises:
        Conflict: both have agreed already.
    """
    proposal, side = await proposal_of(uow, proposal_id=proposal_id, person_id=person_id)
    if proposal.status in (ProposalStatus.DECLINED, ProposalStatus.WITHDRAWN):
        return proposal
    if proposal.status is ProposalStatus.AGREED:
        raise Conflict("You both agreed already. Write to the other side, or cancel the job.")
    status = ProposalStatus.WITHDRAWN if proposal.offered_by is side else ProposalStatus.DECLINED
    changes = {
        "status": status,
        "terms": proposal.terms.model_copy(update={"note": reason}) if reason else proposal.terms,
    }
    return await _tell(
        uow, await uow.proposals.save(proposal.model_copy(update=changes)), f"{side.value}_declined", now
    )


async def counter(
    uow: UnitOfWork,
    *,
    proposal_id: UUID,
    person_id: UUID,
    pay: Pay | None,
    deadline: date | None,
    note: str,
    now: datetime,
) -> Proposal:
    """Answer with another price or day; what is not named stays as it was.

    Raises:
        InvalidInput: nothing is changed.
        Conflict: it is not this side's turn, or it is over.
    """
    proposal, side = await proposal_of(uow, proposal_id=proposal_id, person_id=person_id)
    await _answerable(uow, proposal, side, proposal.version)
    terms = Terms(pay=pay or proposal.terms.pay, deadline=deadline or proposal.terms.deadline, note=note)
    if terms.model_copy(update={"note": ""}) == proposal.terms.model_copy(update={"note": ""}):
        raise InvalidInput("That is the offer you have. Name another price or another day, or press Accept.")
    changes = {"terms": terms, "earlier": (*proposal.earlier, proposal.terms), "offered_by": side}
    return await _tell(uow, await uow.proposals.save(proposal.model_copy(update=changes)), "counter_offer", now)


async def proposal_of(uow: UnitOfWork, *, proposal_id: UUID, person_id: UUID) -> tuple[Proposal, Side]:
    """A proposal and which side this person is on. Raises NotFound for everybody else, as if there were none."""
    proposal = await uow.proposals.find(proposal_id)
    if proposal is not None and proposal.client_id == person_id:
        return proposal, Side.CLIENT
    if proposal is not None and proposal.freelancer_id == person_id:
        return proposal, Side.FREELANCER
    raise NotFound("I cannot find that offer among yours.")


def require_open(job: Job) -> None:
    """Raises Conflict: the job is taken, or not open."""
    if job.status is JobStatus.AWARDED:
        raise Conflict(f"Job {job.number} is already taken.")
    if job.status is not JobStatus.OPEN:
        raise Conflict(f"Job {job.number} is not open: it is {job.status.value}.")


async def _answerable(uow: UnitOfWork, proposal: Proposal, side: Side, version: int) -> Job:
    """The job, where this side may answer this very offer."""
    if proposal.status is not ProposalStatus.OFFERED:
        raise Conflict(f"This offer is closed: it was {proposal.status.value}.")
    if proposal.offered_by is side:
        raise Conflict("You made the latest offer. The other side has to answer; I will tell you when they do.")
    if proposal.version != version:
        raise Conflict("There is a newer offer than the one you pressed. Please answer that one.")
    job = await uow.jobs.get(proposal.job_id)
    require_open(job)
    return job


async def _offer(uow: UnitOfWork, job: Job, freelancer_id: UUID, side: Side, terms: Terms, now: datetime) -> Proposal:
    proposal = await uow.proposals.add(
        Proposal(
            job_id=job.id,
            freelancer_id=freelancer_id,
            client_id=job.client_id,
            offered_by=side,
            terms=terms,
            created_at=now,
        )
    )
    return await _tell(uow, proposal, "invited" if side is Side.CLIENT else "interest_shown", now)


async def _tell(uow: UnitOfWork, proposal: Proposal, kind: str, now: datetime) -> Proposal:
    """Tell the side that did not act."""
    acted_by_client = kind in ("invited", "client_declined")
    if kind in ("counter_offer",):
        acted_by_client = proposal.offered_by is Side.CLIENT
    if kind == "proposal_agreed":
        acted_by_client = proposal.offered_by is Side.FREELANCER
    to = proposal.freelancer_id if acted_by_client else proposal.client_id
    return await tell(uow, proposal, kind, to=to, now=now)


async def tell(uow: UnitOfWork, proposal: Proposal, kind: str, *, to: UUID, now: datetime) -> Proposal:
    """Put a letter about an offer. The version makes one letter an event."""
    ids = {"proposal": str(proposal.id), "version": str(proposal.version)}
    await uow.outbox.put(kind, ids, to=to, key=letter_key(kind, proposal), now=now)
    return proposal


def letter_key(kind: str, proposal: Proposal) -> str:
    """The key of a letter about this version of an offer."""
    return f"{kind}:{proposal.id}:{proposal.version}"


async def _release_others(uow: UnitOfWork, agreed: Proposal, now: datetime) -> None:
    """Everybody else whose answer was awaited hears that the job is taken."""
    for other in await uow.proposals.of_job(agreed.job_id):
        if other.id != agreed.id and other.status is ProposalStatus.OFFERED:
            await uow.proposals.save(other.model_copy(update={"status": ProposalStatus.WITHDRAWN}))
            key = f"job_taken:{other.id}:{other.version}"
            await uow.outbox.put("job_taken", {"job": str(other.job_id)}, to=other.freelancer_id, key=key, now=now)
