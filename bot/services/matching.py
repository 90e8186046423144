"""Shortlists and their log: what was ranked, what was shown, and whom a new gig is for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.fair_order import fair_order
from bot.domain.job import Job
from bot.domain.matching import Decision, Limit, Match, PartName, Ranking, Weights
from bot.domain.profile import AlertWishes
from bot.domain.scoring import reweighed, valid_weights
from bot.errors import NotFound
from bot.ports import Candidates, Fit, Matcher, UnitOfWork
from bot.services.jobs import job_of_client
from bot.services.proposals import said_no

PLACES = 5  # people shown at a time
TILTED = ", tilted: "  # stands in a version's name between the published weights and what the client changed
ENOUGH_SKILLS = 0.25  # of the skills part, to be told of a gig


async def make_shortlist(
    uow: UnitOfWork, matcher: Matcher, *, job: Job, asked_by: UUID, candidates: Candidates, now: datetime
) -> tuple[Decision, tuple[Match, ...]]:
    """Rank for a job, log the decision and show the first places; who was shown moves back among near-ties next time."""
    out = await left_out(uow, job=job)
    ranking = await matcher.rank(
        uow,
        brief=job.brief,
        community_id=job.community_id,
        candidates=candidates,
        leave_out=out,
        weights=await uow.decisions.weights(job.community_id),
        now=now,
    )
    return await _log(uow, job=job, asked_by=asked_by, brief=job.brief, ranking=ranking, out=out, now=now)


async def show_more(
    uow: UnitOfWork, *, job_id: UUID, client_id: UUID, now: datetime
) -> tuple[Decision, tuple[Match, ...]]:
    """The next places of the latest ranking, without those who said no or were blocked since; none when everybody was
    shown.

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


async def tilt(
    uow: UnitOfWork, *, job_id: UUID, client_id: UUID, part: PartName, factor: float, now: datetime
) -> tuple[Decision, tuple[Match, ...]]:
    """Let one part count more or less for one job and show the first places of the new order at once.

    The logged parts are weighed again, so nothing is searched. The tilt is logged as a decision of its own and stays
    until the next search. `factor` multiplies the part's weight; the others share what is left.

    Raises:
        NotFound: not a job of this client, or nobody was looked for yet.
        InvalidInput: nothing would count any more.
    """
    job = await job_of_client(uow, job_id=job_id, client_id=client_id)
    latest = await latest_decision(uow, job_id=job.id)
    before = latest.ranking.weights
    changed = {name: weight * (factor if name is part else 1) for name, weight in before.of.items()}
    name = f"{before.version.split(TILTED)[0]}{TILTED}{part.value} × {factor:g}"
    ranking = await reordered(uow, latest.ranking, Weights(version=name, of=changed), community_id=job.community_id)
    out = await left_out(uow, job=job)
    return await _log(uow, job=job, asked_by=client_id, brief=latest.brief, ranking=ranking, out=out, now=now)


async def reordered(uow: UnitOfWork, ranking: Ranking, weights: Weights, *, community_id: UUID) -> Ranking:
    """The same people with the same parts under other weights, in fair order."""
    used = valid_weights(weights)
    community = await uow.communities.get(community_id)
    exposures = await uow.decisions.exposures(community_id, [match.person_id for match in ranking.matches])
    order = fair_order(
        [reweighed(match, used) for match in ranking.matches],
        exposures=exposures,
        near_tie=community.near_tie,
        margin=community.newcomer_margin,
    )
    matches = [match.model_copy(update={"reserved": match.person_id == order.reserved}) for match in order.people]
    return ranking.model_copy(update={"matches": tuple(matches), "weights": used})


async def whom_to_alert(
    uow: UnitOfWork, matcher: Matcher, *, job: Job, candidates: Candidates, now: datetime
) -> list[UUID]:
    """Freelancers whom this gig fits by the same limits and scores as a shortlist, and who wish to hear of it; best first."""
    fitting = await matcher.whom_it_fits(
        uow,
        brief=job.brief,
        community_id=job.community_id,
        candidates=candidates,
        leave_out=await left_out(uow, job=job),
        weights=await uow.decisions.weights(job.community_id),
        now=now,
    )
    return [fit.person_id for fit in fitting if fits(fit) and wants_alert(fit.alerts, job, now)]


def fits(fit: Fit) -> bool:
    """Whether a gig is worth an alert: the skills fit to some degree. Who has none of them is left in peace."""
    return fit.skills is None or fit.skills >= ENOUGH_SKILLS


def wants_alert(wishes: AlertWishes, job: Job, now: datetime) -> bool:
    """On at all, muted times, clients and skills, what it is about, and the least pay where it is in the unit and currency
    of the gig."""
    if (wishes.muted_until and wishes.muted_until > now) or job.client_id in wishes.muted_clients:
        return False
    muted = {name.casefold() for name in wishes.muted_skills}
    if muted & {skill.name.casefold() for skill in job.brief.skills}:
        return False
    about = " ".join((job.title, job.brief.title, *(skill.name for skill in job.brief.skills))).casefold()
    if wishes.only_about and not any(word.casefold() in about for word in wishes.only_about):
        return False
    least, pay = wishes.least_pay, job.brief.pay
    if least is None or pay is None or (least.unit, least.currency) != (pay.unit, pay.currency):
        return True
    return pay.most.minor * least.per >= least.least.minor * pay.per


async def left_out(uow: UnitOfWork, *, job: Job) -> dict[UUID, str]:
    """People whom somebody's own act excludes: the client, who blocked or was blocked, and who said no to this job."""
    out = dict.fromkeys(await uow.people.blocked_with(job.client_id), Limit.BLOCKED.value)
    out[job.client_id] = Limit.OWN.value
    for proposal in await uow.proposals.of_job(job.id):
        if said_no(proposal):
            out[proposal.freelancer_id] = Limit.DECLINED.value
    return out


async def _log(
    uow: UnitOfWork, *, job: Job, asked_by: UUID, brief: Brief, ranking: Ranking, out: Collection[UUID], now: datetime
) -> tuple[Decision, tuple[Match, ...]]:
    """Log a ranking together with its first places, which are shown now."""
    matches = _next(ranking, out)
    people = tuple(match.person_id for match in matches)
    decision = await uow.decisions.add(
        Decision(job_id=job.id, asked_by=asked_by, brief=brief, ranking=ranking, shown=people, created_at=now)
    )
    await uow.decisions.shown(job.community_id, people, now)
    return decision, matches


async def _show(uow: UnitOfWork, decision: Decision, job: Job, now: datetime) -> tuple[Decision, tuple[Match, ...]]:
    matches = _next(decision.ranking, {*decision.shown, *await left_out(uow, job=job)})
    people = tuple(match.person_id for match in matches)
    if people:
        decision = await uow.decisions.save(decision.model_copy(update={"shown": (*decision.shown, *people)}))
        await uow.decisions.shown(job.community_id, people, now)
    return decision, matches


def _next(ranking: Ranking, without: Collection[UUID]) -> tuple[Match, ...]:
    return tuple(match for match in ranking.matches if match.person_id not in without)[:PLACES]
