"""What is told to the other side of an invitation, an interest or an offer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from bot.domain.job import Job
from bot.domain.proposal import Proposal, ProposalStatus, Side, Terms
from bot.features.briefs import brief_card
from bot.messages import Action, Button, Card, Field, Reply, Style, short
from bot.outbox import Notice
from bot.ports import UnitOfWork


async def agreed_reply(uow: UnitOfWork, proposal: Proposal, side: Side) -> Reply:
    """Both agreed: now they learn who the other is, and the contract is next."""
    job = await uow.jobs.get(proposal.job_id)
    other = await uow.people.find(proposal.freelancer_id if side is Side.CLIENT else proposal.client_id)
    name = other.name if other else "somebody who has left"
    card = Card(f"Agreed: {job.title}", (Field("With", name, as_is=True), Field("Terms", terms_line(proposal.terms))))
    words = "You both agree. Next is the contract: I draft it from the brief and these terms, with a plain summary of the rights."
    return Reply(
        words,
        card=card,
        buttons=(Button("Draft contract", Action("draft_contract", (short(proposal.id),)), Style.MAIN),),
    )


def answer_buttons(proposal: Proposal, side: Side) -> tuple[Button, ...]:
    """What this side can answer now."""
    id = short(proposal.id)
    if proposal.status is ProposalStatus.AGREED:
        return (Button("Draft contract", Action("draft_contract", (id,)), Style.MAIN), block_button(proposal))
    if proposal.status is not ProposalStatus.OFFERED:
        return (block_button(proposal),)
    if proposal.offered_by is side:
        return ()
    return (
        Button("Accept", Action("accept", (id, str(proposal.version))), Style.MAIN),
        Button("Other terms", Action("offer_terms", (id,))),
        Button("Decline", Action("decline", (id,))),
    )


def block_button(proposal: Proposal) -> Button:
    """For offers that are over: never again."""
    return Button("Block", Action("block", (short(proposal.id),)))


def terms_line(terms: Terms) -> str:
    """`800 USD, by 13 December 2026`."""
    parts = [
        str(terms.pay) if terms.pay else "pay not named",
        f"by {terms.deadline:%-d %B %Y}" if terms.deadline else "",
    ]
    return ", ".join(filter(None, parts))


async def _load(uow: UnitOfWork, ids: Mapping[str, str]) -> tuple[Proposal, Job] | None:
    """The proposal of a letter, where it still stands as the letter says."""
    proposal = await uow.proposals.find(UUID(ids["proposal"]))
    if proposal is None or str(proposal.version) != ids["version"]:
        return None
    return proposal, await uow.jobs.get(proposal.job_id)


async def _invited(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    found = await _load(uow, ids)
    if found is None:
        return None
    proposal, job = found
    note = f"\nThey wrote: {proposal.terms.note}" if proposal.terms.note else ""
    return Reply(
        "A client would like you to do this. You can accept, make another offer, or decline; declining costs you nothing."
        + note,
        card=brief_card(job.brief, number=job.number),
        buttons=(*answer_buttons(proposal, Side.FREELANCER), Button("Why me?", Action("why", (str(job.number),)))),
    )


async def _interest(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    found = await _load(uow, ids)
    if found is None:
        return None
    proposal, job = found
    profile = await uow.profiles.of(proposal.freelancer_id)
    if profile is None:
        return None
    facts = (
        Field("Skills", ", ".join(skill.name for skill in profile.skills[:8])),
        Field("Experience", f"{profile.years:g} years" if profile.years else ""),
        Field("Usual rate", str(profile.rate) if profile.rate else ""),
        Field("Offers", terms_line(proposal.terms)),
    )
    card = Card(profile.headline or "A freelancer", tuple(fact for fact in facts if fact.value))
    note = f"\nThey wrote: {proposal.terms.note}" if proposal.terms.note else ""
    words = f"Somebody is interested in job {job.number}, {job.title}.{note}"
    return Reply(words, card=card, buttons=answer_buttons(proposal, Side.CLIENT))


async def _counter(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    found = await _load(uow, ids)
    if found is None:
        return None
    proposal, job = found
    side = Side.CLIENT if proposal.client_id == to else Side.FREELANCER
    note = f"\nThey wrote: {proposal.terms.note}" if proposal.terms.note else ""
    before = f"\nBefore: {terms_line(proposal.earlier[-1])}." if proposal.earlier else ""
    words = f"Another offer for job {job.number}, {job.title}: {terms_line(proposal.terms)}.{note}{before}"
    return Reply(words, buttons=answer_buttons(proposal, side))


async def _agreed_letter(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    proposal = await uow.proposals.find(UUID(ids["proposal"]))
    if proposal is None or proposal.status is not ProposalStatus.AGREED:
        return None
    return await agreed_reply(uow, proposal, Side.CLIENT if proposal.client_id == to else Side.FREELANCER)


async def _declined_by_freelancer(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    proposal = await uow.proposals.find(UUID(ids["proposal"]))
    if proposal is None or proposal.status is ProposalStatus.OFFERED:
        return None
    job = await uow.jobs.get(proposal.job_id)
    note = f" They wrote: {proposal.terms.note}" if proposal.terms.note else ""
    more = Button("Find people", Action("find_people", (short(job.id),)), Style.MAIN)
    return Reply(f"Somebody you asked about job {job.number}, {job.title}, declined.{note}", buttons=(more,))


async def _declined_by_client(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    proposal = await uow.proposals.find(UUID(ids["proposal"]))
    if proposal is None or proposal.status is ProposalStatus.OFFERED:
        return None
    job = await uow.jobs.get(proposal.job_id)
    note = f" They wrote: {proposal.terms.note}" if proposal.terms.note else ""
    why = Button("Why?", Action("why", (str(job.number),)))
    return Reply(f"The client chose not to go on with you for {job.title}.{note} /gigs lists others.", buttons=(why,))


async def _invitation_taken_back(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    found = await _load(uow, ids)
    if found is None:
        return None
    return Reply(
        f"The client took back the invitation to {found[1].title}. Nothing is held against you. /gigs lists others."
    )


async def _offer_taken_back(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    found = await _load(uow, ids)
    if found is None:
        return None
    proposal, job = found
    side = Side.CLIENT if proposal.client_id == to else Side.FREELANCER
    stands = (
        f" What you offered stands: {terms_line(proposal.terms)}." if proposal.status is ProposalStatus.OFFERED else ""
    )
    words = f"The latest offer for job {job.number}, {job.title}, was taken back by who made it.{stands}"
    return Reply(words, buttons=answer_buttons(proposal, side) if stands else ())


async def _no_taken_back(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    found = await _load(uow, ids)
    if found is None:
        return None
    proposal, job = found
    side = Side.CLIENT if proposal.client_id == to else Side.FREELANCER
    words = (
        f"About job {job.number}, {job.title}: the other side took back their no. {terms_line(proposal.terms)} stands."
    )
    return Reply(words, buttons=answer_buttons(proposal, side))


async def _taken(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    job = await uow.jobs.find(UUID(ids["job"]))
    return (
        Reply(f"{job.title} went to somebody else. Thank you for your time; nothing is held against you.")
        if job
        else None
    )


async def _cancelled(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    job = await uow.jobs.find(UUID(ids["job"]))
    return Reply(f"The client called off {job.title}. Thank you for your time.") if job else None


NOTICES = (
    Notice("invited", _invited, urgent=False),
    Notice("interest_shown", _interest),
    Notice("counter_offer", _counter),
    Notice("proposal_agreed", _agreed_letter),
    Notice("freelancer_declined", _declined_by_freelancer),
    Notice("client_declined", _declined_by_client),
    Notice("invitation_taken_back", _invitation_taken_back),
    Notice("offer_taken_back", _offer_taken_back),
    Notice("no_taken_back", _no_taken_back),
    Notice("job_taken", _taken),
    Notice("job_cancelled", _cancelled),
)
