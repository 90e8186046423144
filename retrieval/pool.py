"""Everybody who is looked at for one brief: read from storage once, then scored as often as needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.domain.fair_order import Order, fair_order
from bot.domain.matching import Limit, Weights
from bot.domain.people import Community
from bot.domain.profile import PastJob, Review
from bot.domain.scoring import Scale
from bot.ports import Candidates, Nearness, Skills, Stamp, UnitOfWork
from retrieval.documents import latest_first
from retrieval.dossier import Dossier, Need, with_amounts
from retrieval.limits import limits_of
from retrieval.rates import Rates
from retrieval.scoring import Assessed, assess
from retrieval.skill_part import with_skills

SMALL = 400  # members up to which everybody is looked at, near or not
ENOUGH = 20  # people within the limits; with fewer, everybody is looked at …
AT_MOST = 20_000  # … unless that would take longer than anybody waits
NOT_FOUND = Nearness()
REMEMBERED = 20_000  # dossiers kept between shortlists, about 5 kB each


@dataclass(frozen=True, slots=True)
class Pool:
    """People of a community with the limits they are beyond, and dossiers of those beyond none."""

    need: Need
    community: Community
    members: int
    looked_at: Sequence[tuple[Dossier, tuple[Limit, ...]]]
    dossiers: Mapping[UUID, Dossier]
    exposures: Mapping[UUID, datetime]

    def ordered(self, weights: Weights) -> Order[Assessed]:
        """Everybody who can be considered, in the order to show."""
        scale = Scale(weights)
        return self._in_fair_order([assess(dossier, self.need, scale) for dossier in self.dossiers.values()])

    def with_instead(self, dossier: Dossier, others: Sequence[Assessed], weights: Weights) -> tuple[Assessed, ...]:
        """The order there would be if one of them had this dossier."""
        rest = [one for one in others if one.person_id != dossier.profile.person_id]
        return self._in_fair_order([*rest, assess(dossier, self.need, Scale(weights))]).people

    def _in_fair_order(self, people: Sequence[Assessed]) -> Order[Assessed]:
        near_tie, margin = self.community.near_tie, self.community.newcomer_margin
        return fair_order(people, exposures=self.exposures, near_tie=near_tie, margin=margin)


class Dossiers:
    """Reads dossiers, and keeps those whose profile, work and reviews have not changed since."""

    def __init__(self, skills: Skills, rates: Rates) -> None:
        self._skills = skills
        self._rates = rates
        self._kept: dict[UUID, tuple[Stamp, Dossier]] = {}

    async def read(self, uow: UnitOfWork, stamps: Mapping[UUID, Stamp]) -> list[Dossier]:
        """The dossiers of these people, without similarities, in the order of `stamps`."""
        kept = {id: self._kept[id] for id in stamps if id in self._kept}
        current = {id: dossier for id, (stamp, dossier) in kept.items() if stamp == stamps[id]}
        missing = [id for id in stamps if id not in current]
        if missing:
            fresh = await self._fetched(uow, missing)
            current |= fresh
            self._keep(fresh, stamps)
        return [current[id] for id in stamps if id in current]

    async def _fetched(self, uow: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, Dossier]:
        past_jobs: dict[UUID, list[PastJob]] = defaultdict(list)
        reviews: dict[UUID, list[Review]] = defaultdict(list)
        for past_job in await uow.profiles.past_jobs(ids):
            past_jobs[past_job.freelancer_id].append(past_job)
        for review in await uow.profiles.reviews(ids):
            reviews[review.freelancer_id].append(review)
        found: dict[UUID, Dossier] = {}
        for profile in await uow.profiles.of_people(ids):
            id = profile.person_id
            praise = tuple(sorted(reviews[id], key=lambda review: (review.created_at, review.id)))
            dossier = Dossier(profile=profile, past_jobs=tuple(latest_first(past_jobs[id])), reviews=praise)
            found[id] = with_amounts(with_skills(dossier, self._skills), self._rates)
        return found

    def _keep(self, fresh: Mapping[UUID, Dossier], stamps: Mapping[UUID, Stamp]) -> None:
        """The oldest make room."""
        for id, dossier in fresh.items():
            self._kept.pop(id, None)
            self._kept[id] = (stamps[id], dossier)
        while len(self._kept) > REMEMBERED:
            del self._kept[next(iter(self._kept))]


async def read_pool(
    uow: UnitOfWork,
    dossiers: Dossiers,
    *,
    need: Need,
    community_id: UUID,
    candidates: Candidates,
    leave_out: Mapping[UUID, str],
    also: Collection[UUID] = (),
) -> Pool:
    """Those near the brief, and `also`; everybody in a small community, or where too few of those near can be asked."""
    members = await uow.profiles.count_in_community(community_id)
    everybody = members <= SMALL or (not candidates.near and members <= AT_MOST)
    near = None if everybody else {*list(candidates.near), *also}
    held = await _held(uow, dossiers, near, need, community_id, leave_out)
    if near is not None and members <= AT_MOST and sum(not limits for _, limits in held) < ENOUGH:
        held = await _held(uow, dossiers, None, need, community_id, leave_out)
    free = {one.profile.person_id: with_nearness(one, candidates) for one, limits in held if not limits}
    return Pool(
        need=need,
        community=await uow.communities.get(community_id),
        members=members,
        looked_at=held,
        dossiers=free,
        exposures=await uow.decisions.exposures(community_id, list(free)),
    )


async def _held(
    uow: UnitOfWork,
    dossiers: Dossiers,
    near: Collection[UUID] | None,
    need: Need,
    community_id: UUID,
    leave_out: Mapping[UUID, str],
) -> list[tuple[Dossier, tuple[Limit, ...]]]:
    """Dossiers with the limits they are beyond, in an order that does not depend on the index."""
    stamps = await uow.profiles.stamps(near, community_id)
    ordered = {id: stamps[id] for id in sorted(stamps)}
    return [(dossier, all_limits(dossier, need, leave_out)) for dossier in await dossiers.read(uow, ordered)]


def all_limits(dossier: Dossier, need: Need, leave_out: Mapping[UUID, str]) -> tuple[Limit, ...]:
    """The limits that people drew (own job, declined, blocked), then those of the brief and the profile."""
    drawn = leave_out.get(dossier.profile.person_id)
    return ((Limit(drawn),) if drawn else ()) + limits_of(dossier, need)


def with_nearness(dossier: Dossier, candidates: Candidates) -> Dossier:
    """The dossier with the similarity of its documents to the brief. A profile that the index did not find counts as
    near as the last one it did, so that not being found is no advantage."""
    near = candidates.near.get(dossier.profile.person_id, NOT_FOUND)
    closeness = candidates.least if near.profile is None else near.profile
    return replace(dossier, closeness=closeness, pieces=near.pieces, past=near.past_jobs)
