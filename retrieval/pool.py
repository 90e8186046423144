"""Everybody who is looked at for one brief: read from storage once, then scored as often as needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.fair_order import fair_order
from bot.domain.matching import Limit, Match, Weights
from bot.domain.people import Community
from bot.domain.profile import PastJob, Profile, Review
from bot.ports import Candidates, UnitOfWork
from retrieval.cards import question_for, summary_of
from retrieval.documents import latest_first, profile_id, slot_id
from retrieval.dossier import Dossier, Need
from retrieval.limits import limits_of
from retrieval.rates import Rates
from retrieval.scoring import match_of
from retrieval.vectors import Kind


@dataclass(frozen=True, slots=True)
class Pool:
    """Members of a community with the limits they are beyond, and dossiers of those beyond none."""

    need: Need
    community: Community
    members: Sequence[tuple[Profile, tuple[Limit, ...]]]
    dossiers: Mapping[UUID, Dossier]
    exposures: Mapping[UUID, datetime]

    def ordered(self, weights: Weights) -> tuple[Match, ...]:
        """Everybody who can be considered, in the order to show."""
        matches = [match_of(dossier, self.need, weights) for dossier in self.dossiers.values()]
        return self._in_fair_order(matches)

    def with_instead(self, dossier: Dossier, matches: Sequence[Match], weights: Weights) -> tuple[Match, ...]:
        """The order there would be if one of them had this dossier."""
        others = [match for match in matches if match.person_id != dossier.profile.person_id]
        plain = [match.model_copy(update={"reserved": False}) for match in others]
        return self._in_fair_order([*plain, match_of(dossier, self.need, weights)])

    def told(self, match: Match) -> Match:
        """The match with what its card says."""
        dossier = self.dossiers[match.person_id]
        return match.model_copy(update={"summary": summary_of(dossier), "question": question_for(dossier, self.need)})

    def _in_fair_order(self, matches: Sequence[Match]) -> tuple[Match, ...]:
        near_tie, margin = self.community.near_tie, self.community.newcomer_margin
        return fair_order(matches, exposures=self.exposures, near_tie=near_tie, margin=margin)


async def read_pool(
    uow: UnitOfWork, *, need: Need, community_id: UUID, candidates: Candidates, leave_out: Mapping[UUID, str]
) -> Pool:
    """Everybody who offers work in this community, with what they have done."""
    profiles = await uow.profiles.in_community(community_id)
    members = [(profile, all_limits(profile, need.brief, need.today, need.rates, leave_out)) for profile in profiles]
    dossiers = await read_dossiers(uow, [profile for profile, limits in members if not limits], candidates)
    return Pool(
        need=need,
        community=await uow.communities.get(community_id),
        members=members,
        dossiers=dossiers,
        exposures=await uow.decisions.exposures(community_id, list(dossiers)),
    )


def all_limits(
    profile: Profile, brief: Brief, today: date, rates: Rates, leave_out: Mapping[UUID, str]
) -> tuple[Limit, ...]:
    """The limits that people drew (own job, declined, blocked), then those of the brief and the profile."""
    drawn = leave_out.get(profile.person_id)
    return ((Limit(drawn),) if drawn else ()) + limits_of(profile, brief, today, rates)


async def read_dossiers(uow: UnitOfWork, profiles: Sequence[Profile], candidates: Candidates) -> dict[UUID, Dossier]:
    """What is known of these people, by person."""
    past_jobs: dict[UUID, list[PastJob]] = defaultdict(list)
    reviews: dict[UUID, list[Review]] = defaultdict(list)
    ids = [profile.person_id for profile in profiles]
    for past_job in await uow.profiles.past_jobs(ids):
        past_jobs[past_job.freelancer_id].append(past_job)
    for review in await uow.profiles.reviews(ids):
        reviews[review.freelancer_id].append(review)
    return {
        profile.person_id: with_cosines(
            Dossier(
                profile=profile,
                past_jobs=tuple(latest_first(past_jobs[profile.person_id])),
                reviews=tuple(sorted(reviews[profile.person_id], key=lambda review: (review.created_at, review.id))),
            ),
            candidates.by_document,
        )
        for profile in profiles
    }


def with_cosines(dossier: Dossier, cosines: Mapping[str, float]) -> Dossier:
    """The dossier with the similarity of each of its documents to the brief, where it is known."""
    id = dossier.profile.person_id
    pieces = {slot: cosines.get(f"{Kind.PIECE}/{slot_id(id, slot)}") for slot in range(len(dossier.profile.portfolio))}
    past = {slot: cosines.get(f"{Kind.PAST_JOB}/{slot_id(id, slot)}") for slot in range(len(dossier.past_jobs))}
    return replace(
        dossier,
        closeness=cosines.get(f"{Kind.PROFILE}/{profile_id(id)}"),
        pieces={slot: cosine for slot, cosine in pieces.items() if cosine is not None},
        past={slot: cosine for slot, cosine in past.items() if cosine is not None},
    )
