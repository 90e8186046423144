"""Shortlists and their log: what was ranked, what was shown, and whom a new gig is for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bot.domain.job import Job
from bot.domain.matching import Decision, Limit, Match
from bot.domain.proposal import ProposalStatus
from bot.errors import NotFound
from bot.ports import Candidates, Matcher, UnitOfWork
from bot.services.jobs import job_of_client

PLACES = 5  # people shown at a time


async def make_shortlist(
    uow: UnitOfWork, matcher: Matcher, *, job: Job, asked_by: UUID, candidates: Candidates, now: datetime
) -> tuple[Decision, tuple[Match, ...]]:
    """Rank for a job, log the decision and show the first places; who was shown moves back among near-ties next time."""
    ranking = await matcher.rank(
        uow,
        brief=job.brief,
        community_id=job.community_id,
        candidates=candidates,
        leave_out=await left_out(uow, job=job),
        weights=await uow.decisions.weights(job.community_id),
        now=now,
    )
    decision = await uow.decisions.add(
        Decision(job_id=job.id, asked_by=asked_by, brief=job.brief, ranking=ranking, created_at=now)
    )
    return await _show(uow, decision, job, now)


async def show_more(
    uow: UnitOfWork, *, job_id: UUID, client_id: UUID, now: datetime
) -> tuple[Decision, tuple[Match, ...]]:
    """The next places of the latest ranking; none when everybody was shown.

    Raises:
        NotFound: not a job of this client, or nobody was looked for yet.
    """
    job = await job_of_client(uow, job_id=job_id, client_id=client_id)
    return await _show(uow, await latest_decision(uow, job_id=job.id), job, now)


async def latest_decision(uow: UnitOfWork, *, job_id: UUID) -> Decision:
    """Raises NotFound: nobody was looked for yet."""
    decision = await uow.decisions.latest(job_id)
    if decision is None:
        raise NotFound("Nobody was looked for yet. Press Find people first.")
    return decision


async def whom_to_alert(
    uow: UnitOfWork, matcher: Matcher, *, job: Job, candidates: Candidates, now: datetime
) -> list[UUID]:
    """Freelancers with alerts on whom this gig fits by the same limits and scores as a shortlist, best first."""
    wishes = {profile.person_id: profile.alerts for profile in await uow.profiles.with_alerts(job.community_id)}
    ranking = await matcher.rank(
        uow,
        brief=job.brief,
        community_id=job.community_id,
        candidates=candidates,
        leave_out=await left_out(uow, job=job),
        weights=await uow.decisions.weights(job.community_id),
        now=now,
    )
    return [
        match.person_id
        for match in ranking.matches
        if match.person_id in wishes and job.client_id not in wishes[match.person_id].muted_clients
    ]


async def left_out(uow: UnitOfWork, *, job: Job) -> dict[UUID, str]:
    """People whom somebody's own act excludes: the client, and who said no to this job."""
    out = {job.client_id: Limit.OWN.value}
    for proposal in await uow.proposals.of_job(job.id):
        if proposal.status in (ProposalStatus.DECLINED, ProposalStatus.WITHDRAWN):
            out[proposal.freelancer_id] = Limit.DECLINED.value
    return out


async def _show(uow: UnitOfWork, decision: Decision, job: Job, now: datetime) -> tuple[Decision, tuple[Match, ...]]:
    already = set(decision.shown)
    matches = tuple(match for match in decision.ranking.matches if match.person_id not in already)[:PLACES]
    people = tuple(match.person_id for match in matches)
    if people:
        decision = await uow.decisions.save(decision.model_copy(update={"shown": (*decision.shown, *people)}))
        await uow.decisions.shown(job.community_id, people, now)
    return decision, matches
