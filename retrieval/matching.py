"""From a brief to people: hard limits, parts, score, fair order."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import numpy as np

from bot.domain.brief import Brief
from bot.domain.matching import Limit, Match, Ranking, Weights
from bot.domain.profile import PastJob, Profile, Review
from bot.errors import Unavailable
from bot.ports import Candidates, Embedder, Skills, UnitOfWork
from retrieval.cards import question_for, summary_of
from retrieval.documents import brief_text, latest_first, profile_id, read_id, slot_id
from retrieval.dossier import Dossier, Need
from retrieval.fair_order import fair_order
from retrieval.limits import limits_of
from retrieval.loosening import loosening_sentences
from retrieval.rates import Rates, bundled_rates
from retrieval.scoring import match_of, valid_weights
from retrieval.skill_part import read_need
from retrieval.vectors import Kind, Shelf, VectorIndex

NEAREST = 200  # documents of each kind that are looked at
WITHOUT_INDEX = "The search index does not answer, so similar work does not count this time."


@dataclass(frozen=True, slots=True)
class _Work:
    """What people have done here, by person."""

    past_jobs: Mapping[UUID, Sequence[PastJob]]
    reviews: Mapping[UUID, Sequence[Review]]


class PartsMatcher:
    """Implements bot.ports.Matcher. A score is a sum of named parts; no model writes one."""

    def __init__(self, vectors: VectorIndex, embedder: Embedder, skills: Skills, rates: Rates | None = None) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._skills = skills
        self._rates = rates or bundled_rates()

    async def candidates(self, brief: Brief, community_id: UUID) -> Candidates:
        """Embedding and search in a thread. An index that does not answer gives no one, with a note."""
        try:
            return await asyncio.to_thread(self._search, brief_text(brief), community_id)
        except Unavailable:
            return Candidates(model=self._embedder.id, note=WITHOUT_INDEX)

    async def rank(
        self,
        uow: UnitOfWork,
        *,
        brief: Brief,
        community_id: UUID,
        candidates: Candidates,
        leave_out: Mapping[UUID, str],
        weights: Weights,
        now: datetime,
    ) -> Ranking:
        """Raises InvalidInput: the weights cannot be used."""
        used = valid_weights(weights)
        need = read_need(brief, today=now.date(), skills=self._skills, rates=self._rates)
        profiles = await uow.profiles.in_community(community_id)
        limits = {
            profile.person_id: all_limits(profile, brief, now.date(), self._rates, leave_out) for profile in profiles
        }
        allowed = [profile for profile in profiles if not limits[profile.person_id]]
        work = await _work_of(uow, [profile.person_id for profile in allowed])
        dossiers = [dossier_of(profile, work, candidates) for profile in allowed]
        matches = [_told(match_of(dossier, need, used), dossier, need) for dossier in dossiers]
        community = await uow.communities.get(community_id)
        exposures = await uow.decisions.exposures(community_id, [match.person_id for match in matches])
        return Ranking(
            matches=fair_order(
                matches, exposures=exposures, near_tie=community.near_tie, margin=community.newcomer_margin
            ),
            considered=len(allowed),
            members=len(profiles),
            excluded=_counted(limits.values()),
            loosening=loosening_sentences(brief, [(p, limits[p.person_id]) for p in profiles], self._rates),
            weights=used,
            model=candidates.model or self._embedder.id,
            note=candidates.note,
        )

    def _search(self, text: str, community_id: UUID) -> Candidates:
        if not text:
            return Candidates(model=self._embedder.id)
        vector = np.asarray(self._embedder.embed([text])[0], np.float32)
        found: dict[str, float] = {}
        nearest: dict[UUID, float] = {}
        similar: dict[UUID, tuple[float, str, UUID | None]] = {}
        for kind in Kind:
            shelf = Shelf(community_id, kind, self._embedder.id)
            for id, cosine in self._vectors.nearest(shelf, vector, NEAREST):
                person, _ = read_id(id)
                cosine = round(cosine, 4)  # finer differences are noise of the kernels
                found[f"{kind}/{id}"] = cosine
                nearest[person] = max(cosine, nearest.get(person, -1.0))
                if kind is not Kind.PROFILE and cosine > similar.get(person, (-1.0, "", None))[0]:
                    similar[person] = (cosine, f"{kind}/{id}", None)
        return Candidates(nearest=nearest, similar_work=similar, by_document=found, model=self._embedder.id)


def all_limits(
    profile: Profile, brief: Brief, today: date, rates: Rates, leave_out: Mapping[UUID, str]
) -> tuple[Limit, ...]:
    """The limits that people drew (own job, declined, blocked), then those of the brief and the profile."""
    drawn = leave_out.get(profile.person_id)
    return ((Limit(drawn),) if drawn else ()) + limits_of(profile, brief, today, rates)


def dossier_of(profile: Profile, work: _Work, candidates: Candidates) -> Dossier:
    """Put together what is known of one candidate."""
    id, cosines = profile.person_id, candidates.by_document
    past_jobs = tuple(latest_first(work.past_jobs.get(id, ())))
    pieces = {slot: cosines.get(f"{Kind.PIECE}/{slot_id(id, slot)}") for slot in range(len(profile.portfolio))}
    past = {slot: cosines.get(f"{Kind.PAST_JOB}/{slot_id(id, slot)}") for slot in range(len(past_jobs))}
    return Dossier(
        profile=profile,
        past_jobs=past_jobs,
        reviews=tuple(sorted(work.reviews.get(id, ()), key=lambda review: (review.created_at, review.id))),
        closeness=cosines.get(f"{Kind.PROFILE}/{profile_id(id)}"),
        pieces={slot: cosine for slot, cosine in pieces.items() if cosine is not None},
        past={slot: cosine for slot, cosine in past.items() if cosine is not None},
    )


async def _work_of(uow: UnitOfWork, ids: Sequence[UUID]) -> _Work:
    past_jobs: dict[UUID, list[PastJob]] = defaultdict(list)
    reviews: dict[UUID, list[Review]] = defaultdict(list)
    for past_job in await uow.profiles.past_jobs(ids):
        past_jobs[past_job.freelancer_id].append(past_job)
    for review in await uow.profiles.reviews(ids):
        reviews[review.freelancer_id].append(review)
    return _Work(past_jobs, reviews)


def _told(match: Match, dossier: Dossier, need: Need) -> Match:
    return match.model_copy(update={"summary": summary_of(dossier), "question": question_for(dossier, need)})


def _counted(limits: Iterable[tuple[Limit, ...]]) -> dict[Limit, int]:
    """How many are beyond each limit, each person under their first one."""
    counts = Counter(beyond[0] for beyond in limits if beyond)
    return {limit: counts[limit] for limit in Limit if counts[limit]}
