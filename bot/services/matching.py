"""Shortlists and their log: what was ranked, what was shown, and whom a new gig is for."""

from __future__ import annotations

from asyncio import gather
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.fair_order import fair_order
from bot.domain.job import Job
from bot.domain.matching import Decision, Limit, Match, Ranking, Weights
from bot.domain.people import Community
from bot.domain.profile import AlertWishes
from bot.domain.scoring import reweighed, valid_weights
from bot.errors import NotFound
from bot.ports import Candidates, Matcher, UnitOfWork
from bot.services.jobs import job_of_client
from bot.services.proposals import said_no

PLACES = 5  # people shown at a time
TILTED = ", tilted: "  # stands in a version's name between the published weights and what the client changed
ENOUGH_SKILLS = 0.2  # of what a gig asks for, by weight, to be told of it; who has none of it is left in peace


async def make_shortlist(
    uow: UnitOfWork, matcher: Matcher, *, job: Job, asked_by: UUID, candidates: Candidates, now: datetime
) -> tuple[Decision, tuple[Match, ...]]:
    """Rank for a job, log the decision and show the first places; who was shown moves back among near-ties next time."""
    out, weights = await gather(left_out(uow, job=job), uow.decisions.weights(job.community_id))
    ranking = await matcher.rank(
        uow,
        brief=job.brief,
        community_id=job.community_id,
        candidates=candidates,
        leave_out=out,
        weights=weights,
        now=now,
    )
    return await log(uow, job=job, asked_by=asked_by, brief=job.brief, ranking=ranking, now=now)


async def show_more(
    uow: UnitOfWork, matcher: Matcher, *, job_id: UUID, client_id: UUID, now: datetime
) -> tuple[Decision, tuple[Match, ...]]:
    """The next places of the latest ranking, without those who said no or were blocked since or left; none when
    everybody was shown.

    Raises:
        NotFound: not a job of this client, or nobody was looked for yet.
    """
    job = await job_of_client(uow, job_id=job_id, client_id=client_id)
    decision = await latest_decision(uow, job_id=job.id)
    gone = {*decision.shown, *await left_out(uow, job=job)}
    matches = await next_in_words(uow, matcher, job, decision.ranking, gone, now)
    if not matches:
        return decision, ()
    people = tuple(match.person_id for match in matches)
    ranking = decision.ranking.model_copy(update={"matches": (*decision.ranking.matches, *matches)})
    told = decision.model_copy(update={"shown": (*decision.shown, *people), "ranking": ranking})
    decision, _ = await gather(uow.decisions.save(told), uow.decisions.shown(job.community_id, people, now))
    return decision, matches


async def latest_decision(uow: UnitOfWork, *, job_id: UUID) -> Decision:
    """Raises NotFound: nobody was looked for yet."""
    decision = await uow.decisions.latest(job_id)
    if decision is None:
        raise NotFound("Nobody was looked for yet. Press Find people first.")
    return decision


async def reordered(uow: UnitOfWork, ranking: Ranking, weights: Weights, *, community_id: UUID) -> Ranking:
    """The same people with the same parts under other weights, in fair order and in numbers."""
    community = await uow.communities.get(community_id)
    exposures = await uow.decisions.exposures(community_id, [place.person_id for place in ranking.places])
    return in_order(ranking, weights, community, exposures)


def in_order(ranking: Ranking, weights: Weights, community: Community, exposures: Mapping[UUID, datetime]) -> Ranking:
    """As `reordered`. Raises InvalidInput: the weights cannot be used."""
    used = valid_weights(weights)
    order = fair_order(
        reweighed(ranking.places, used),
        exposures=exposures,
        near_tie=community.near_tie,
        margin=community.newcomer_margin,
    )
    places = [place.model_copy(update={"reserved": place.person_id == order.reserved}) for place in order.people]
    return ranking.model_copy(update={"matches": (), "places": tuple(places), "weights": used})


async def whom_to_alert(
    uow: UnitOfWork, matcher: Matcher, *, job: Job, candidates: Candidates, now: datetime
) -> list[UUID]:
    """Freelancers whom this gig fits by the same limits and scores as a shortlist, and who wish to hear of it; best first."""
    out, weights = await gather(left_out(uow, job=job), uow.decisions.weights(job.community_id))
    fitting = await matcher.whom_it_fits(
        uow,
        brief=job.brief,
        community_id=job.community_id,
        candidates=candidates,
        leave_out=out,
        weights=weights,
        now=now,
        covered=ENOUGH_SKILLS,
    )
    return [fit.person_id for fit in fitting if wants_alert(fit.alerts, job, now)]


def wants_alert(wishes: AlertWishes, job: Job, now: datetime) -> bool:
    """On at all, muted times, clients and skills, what it is about, and the least pay where it is in the unit and currency
    of the gig."""
    if not wishes.on or (wishes.muted_until and wishes.muted_until > now) or job.client_id in wishes.muted_clients:
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
    blocked, proposals = await gather(uow.people.blocked_with(job.client_id), uow.proposals.of_job(job.id))
    out = dict.fromkeys(blocked, Limit.BLOCKED.value)
    out[job.client_id] = Limit.OWN.value
    for proposal in proposals:
        if said_no(proposal):
            out[proposal.freelancer_id] = Limit.DECLINED.value
    return out


async def log(
    uow: UnitOfWork, *, job: Job, asked_by: UUID, brief: Brief, ranking: Ranking, now: datetime
) -> tuple[Decision, tuple[Match, ...]]:
    """Log a ranking together with its first places, which are in words and shown now."""
    people = tuple(match.person_id for match in ranking.matches)
    made = Decision(job_id=job.id, asked_by=asked_by, brief=brief, ranking=ranking, shown=people, created_at=now)
    decision, _ = await gather(uow.decisions.add(made), uow.decisions.shown(job.community_id, people, now))
    return decision, ranking.matches


async def next_in_words(
    uow: UnitOfWork, matcher: Matcher, job: Job, ranking: Ranking, without: Collection[UUID], now: datetime
) -> tuple[Match, ...]:
    """The next few in the order of a ranking who are still here."""
    waiting = [place.person_id for place in ranking.places if place.person_id not in without]
    found: tuple[Match, ...] = ()
    while waiting and len(found) < PLACES:
        some, waiting = waiting[: PLACES - len(found)], waiting[PLACES - len(found) :]
        found += await matcher.in_words(
            uow, brief=job.brief, community_id=job.community_id, ranking=ranking, people=some, now=now
        )
    return found
