"""A freelancer's own offer for an open gig, whichever way the talk began."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bot.domain.proposal import Proposal, ProposalStatus, Side, Terms
from bot.errors import Conflict
from bot.ports import UnitOfWork
from bot.services.proposals import counter, show_interest


async def apply(uow: UnitOfWork, *, job_id: UUID, freelancer_id: UUID, terms: Terms, now: datetime) -> Proposal:
    """Offer to do a gig on these terms; the client is told. An invitation is answered by it, an own offer replaced.

    Raises:
        NotFound: no such job.
        NotAllowed: it is their own job, they have no profile yet, or one of the two blocked the other.
        Conflict: the job is not open, or both agreed already.
        InvalidInput: it is what the client offered anyway.
    """
    before = await uow.proposals.of(job_id, freelancer_id)
    if before is not None and before.status is ProposalStatus.AGREED:
        raise Conflict("You both agreed on this gig already. /contract shows what comes next.")
    if before is not None and before.status is ProposalStatus.OFFERED and before.offered_by is Side.CLIENT:
        return await counter(
            uow,
            proposal_id=before.id,
            person_id=freelancer_id,
            pay=terms.pay,
            deadline=terms.deadline,
            note=terms.note,
            now=now,
        )
    shown = await show_interest(uow, job_id=job_id, freelancer_id=freelancer_id, terms=terms, now=now)
    if before is None or shown.terms == terms:
        return shown
    changes = {"terms": terms, "earlier": (*shown.earlier, shown.terms)}
    changed = await uow.proposals.save(shown.model_copy(update=changes))
    ids = {"proposal": str(changed.id), "version": str(changed.version)}
    key = f"counter_offer:{changed.id}:{changed.version}"
    await uow.outbox.put("counter_offer", ids, to=changed.client_id, key=key, now=now)
    return changed
