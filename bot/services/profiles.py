"""Freelancers' profiles: saving them, and passing on a gig."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from bot.domain.people import Community
from bot.domain.profile import PortfolioPiece, Profile
from bot.domain.proposal import Proposal, ProposalStatus, Side, Terms
from bot.errors import NotAllowed, NotFound
from bot.ports import UnitOfWork


async def save_profile(uow: UnitOfWork, *, profile: Profile, community_id: UUID, now: datetime) -> Profile:
    """Store a confirmed profile, offer it in this community, and have the index follow."""
    before = await uow.profiles.of(profile.person_id)
    communities = before.communities if before else ()
    if community_id not in communities:
        communities = (*communities, community_id)
    changes: dict[str, object] = {"communities": communities, "updated_at": now}
    if before is None:
        saved = await uow.profiles.add(profile.model_copy(update=changes))
    else:
        changes |= {"id": before.id, "version": before.version, "created_at": before.created_at}
        saved = await uow.profiles.save(profile.model_copy(update=changes))
    ids = {"person": str(saved.person_id)}
    await uow.outbox.put(
        "index_profile", ids, to=None, key=f"index_profile:{saved.person_id}:{saved.version}:{now:%s}", now=now
    )
    return saved


async def rewrite_profile(uow: UnitOfWork, *, profile: Profile, community_id: UUID, now: datetime) -> Profile:
    """Store what somebody wrote of themselves. Their other wishes for alerts stand, who was paused stays paused, and
    pieces of work keep what is known of them."""
    before = await uow.profiles.of(profile.person_id)
    if before is not None:
        kept = {
            "alerts": before.alerts.model_copy(update={"on": profile.alerts.on}),
            "open_to_work": before.open_to_work,
            "portfolio": _with_what_is_known(profile.portfolio, before.portfolio),
        }
        profile = profile.model_copy(update=kept)
    return await save_profile(uow, profile=profile, community_id=community_id, now=now)


def _with_what_is_known(
    portfolio: Iterable[PortfolioPiece], before: Iterable[PortfolioPiece]
) -> tuple[PortfolioPiece, ...]:
    """Pieces that stood there before keep their skills and purpose, which a line of text does not hold."""
    known = {(piece.title, piece.link, piece.role): piece for piece in before}
    return tuple(known.get((piece.title, piece.link, piece.role), piece) for piece in portfolio)


async def offer_in(uow: UnitOfWork, *, person_id: UUID, community_id: UUID, now: datetime) -> Community:
    """Offer a stored profile in a community its owner is in.

    Raises:
        NotFound: they are not in that community.
        NotAllowed: they have no profile yet.
    """
    if await uow.communities.membership(person_id, community_id) is None:
        raise NotFound("You are not in that community. Write to me there once, then try again.")
    profile = await uow.profiles.of(person_id)
    if profile is None:
        raise NotAllowed("You have no profile yet. Use /offer to write about yourself.")
    await save_profile(uow, profile=profile, community_id=community_id, now=now)
    return await uow.communities.get(community_id)


async def pass_on(uow: UnitOfWork, *, job_id: UUID, freelancer_id: UUID, now: datetime) -> None:
    """A freelancer does not want this gig: they are not shown for it again. Nobody is told, nothing else changes.

    Raises:
        NotFound: there is no such gig.
    """
    job = await uow.jobs.find(job_id)
    if job is None:
        raise NotFound("That gig is gone.")
    before = await uow.proposals.of(job_id, freelancer_id)
    if before is None:
        await uow.proposals.add(
            Proposal(
                job_id=job_id,
                freelancer_id=freelancer_id,
                client_id=job.client_id,
                status=ProposalStatus.DECLINED,
                offered_by=Side.FREELANCER,
                terms=Terms(),
                created_at=now,
            )
        )
    elif before.status is ProposalStatus.OFFERED:
        await uow.proposals.save(before.model_copy(update={"status": ProposalStatus.DECLINED}))
