"""A client's tilts: some parts count more or less for one job, until people are looked for again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bot.domain.job import Job, JobStatus
from bot.domain.matching import Decision, Match, PartName, Ranking, Weights
from bot.domain.scoring import valid_weights
from bot.errors import Conflict
from bot.ports import Matcher, UnitOfWork
from bot.services.audit_groups import everybody
from bot.services.jobs import job_of_client
from bot.services.matching import PLACES, TILTED, in_order, latest_decision, left_out, log, next_in_words

MOST = 8.0  # times its published weight that a part may count; a wish for more changes nothing
BETWEEN, TIMES = ", ", " × "  # the tilts in a version's name: "published-1, tilted: price × 0.5, record × 2"

Factors = Mapping[PartName, float]  # what a published weight is multiplied by; 1 is left out


@dataclass(frozen=True, slots=True)
class Tilted:
    """The new order and whom the client sees, with who stood where among those shown before."""

    job: Job
    decision: Decision
    matches: tuple[Match, ...]
    before: tuple[UUID, ...]
    factors_before: Factors


def tilts_of(weights: Weights) -> dict[PartName, float]:
    """The tilts that a version's name tells of."""
    _, _, told = weights.version.partition(TILTED)
    pairs = (one.split(TIMES) for one in told.split(BETWEEN) if TIMES in one)
    return {PartName(name): float(factor) for name, factor in pairs}


def tilted(weights: Weights, factors: Factors) -> Weights:
    """Published weights with these tilts, named so that both can be read from the version. Raises InvalidInput: nothing
    would count any more."""
    kept = {name: factors[name] for name in PartName if factors.get(name, 1.0) != 1.0}
    if not kept:
        return weights
    told = BETWEEN.join(f"{name.value}{TIMES}{factor:g}" for name, factor in kept.items())
    of = {name: weight * kept.get(name, 1.0) for name, weight in weights.of.items()}
    return valid_weights(Weights(version=f"{weights.version}{TILTED}{told}", of=of))


def further_tilted(before: Factors, wish: Factors) -> dict[PartName, float]:
    """Tilts on top of tilts. What did not count at all counts normally again as soon as it should count more."""
    after = dict(before)
    for name, factor in wish.items():
        now = after.get(name, 1.0)
        after[name] = 1.0 if now == 0 and factor > 1 else min(MOST, now * factor)
    return after


def only(parts: Factors) -> dict[PartName, float]:
    """Nothing else counts."""
    return {name: 1.0 if parts.get(name, 0.0) else 0.0 for name in PartName}


async def latest_of(uow: UnitOfWork, *, job_id: UUID, client_id: UUID) -> Decision:
    """The order as it was shown last, of an open job. Raises NotFound or Conflict."""
    job = await job_of_client(uow, job_id=job_id, client_id=client_id)
    if job.status is not JobStatus.OPEN:
        raise Conflict(f"Job {job.number} is not open, so its list stays as it is.")
    return await latest_decision(uow, job_id=job.id)


async def tilt(
    uow: UnitOfWork,
    matcher: Matcher,
    *,
    job_id: UUID,
    client_id: UUID,
    factors: Factors,
    now: datetime,
) -> Tilted:
    """Order everybody who was considered anew under tilted weights; no factors are the published weights.

    The logged parts are weighed again, so nothing is searched. Near-ties keep the order in which they stood, so that
    what moves moves because of the tilt. It is logged as a decision of its own.

    Raises:
        NotFound: not a job of this client, or nobody was looked for yet.
        Conflict: the job is not open.
        InvalidInput: nothing would count any more.
    """
    latest = await latest_of(uow, job_id=job_id, client_id=client_id)
    job = await uow.jobs.get(job_id)
    stood = await _last_so(uow, job, factors) or latest
    weights = tilted(await uow.decisions.weights(job.community_id), factors)
    ranking = await _as_it_stood(uow, latest.ranking, weights, stood, job.community_id)
    first = await next_in_words(uow, matcher, job, ranking, await left_out(uow, job=job), now)
    told = ranking.model_copy(update={"matches": first})
    decision, matches = await log(uow, job=job, asked_by=client_id, brief=job.brief, ranking=told, now=now)
    return Tilted(job, decision, matches, everybody(latest)[:PLACES], tilts_of(latest.ranking.weights))


async def _last_so(uow: UnitOfWork, job: Job, factors: Factors) -> Decision | None:
    """The latest list with just these tilts, so that taking one back gives the list that was there."""
    wanted = {name: factor for name, factor in factors.items() if factor != 1.0}
    logged = await uow.decisions.of_job(job.id, job.created_at)
    return next((one for one in reversed(logged) if tilts_of(one.ranking.weights) == wanted), None)


async def _as_it_stood(
    uow: UnitOfWork, ranking: Ranking, weights: Weights, stood: Decision, community_id: UUID
) -> Ranking:
    """Under these weights, with near-ties in the order of that list instead of by turns."""
    community = await uow.communities.get(community_id)
    start = datetime.min.replace(tzinfo=UTC)
    places = {id: start + timedelta(days=place) for place, id in enumerate(everybody(stood), 1)}
    return in_order(ranking, weights, community, places)
