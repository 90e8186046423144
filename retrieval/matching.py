"""From a brief to people: hard limits, parts, score, fair order; and where one person stands."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

import numpy as np

from bot.domain.brief import Brief
from bot.domain.fair_order import SHORTLIST
from bot.domain.matching import Limit, Part, Ranking, Standing, Weights, Workings
from bot.domain.profile import PortfolioPiece
from bot.domain.scoring import valid_weights
from bot.errors import NotFound, Unavailable
from bot.ports import Candidates, Embedder, Skills, UnitOfWork
from retrieval.documents import MAX_SKILLS, OF_PEOPLE, brief_text, piece_text, read_id
from retrieval.dossier import Need
from retrieval.honest_change import NOT_THEIRS, honest_change, piece_skills, place_of
from retrieval.loosening import loosening_sentences
from retrieval.measured import measured
from retrieval.memory import likely_skills
from retrieval.pool import all_limits, read_dossiers, read_pool
from retrieval.rates import Rates, bundled_rates
from retrieval.skill_part import read_need
from retrieval.vectors import Kind, Shelf, VectorIndex
from retrieval.work_parts import PRIOR_STARS, PRIOR_STRENGTH

NEAREST = 200  # documents of each kind that are looked at
BRIEFS = 40  # earlier briefs, of which the most similar count
WITHOUT_INDEX = "The search index does not answer, so similar work does not count this time."


class PartsMatcher:
    """Implements bot.ports.Matcher. A score is a sum of named parts; no model writes one."""

    def __init__(self, vectors: VectorIndex, embedder: Embedder, skills: Skills, rates: Rates | None = None) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._skills = skills
        self._rates = rates or bundled_rates()

    async def candidates(self, brief: Brief, community_id: UUID) -> Candidates:
        """Embedding and search in a thread. An index that does not answer gives no one, with a note."""
        return await self._searched([brief_text(brief)], community_id)

    async def candidates_for_standing(self, brief: Brief, community_id: UUID) -> Candidates:
        """The same, and how similar a piece of work with the skills of the brief would be."""
        names = piece_skills(self._read(brief, date.min))
        return await self._searched(
            [brief_text(brief), piece_text(PortfolioPiece(title="", skills=names))], community_id
        )

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
        need = await self._read_with_memory(uow, brief, now.date(), candidates)
        pool = await read_pool(uow, need=need, community_id=community_id, candidates=candidates, leave_out=leave_out)
        return Ranking(
            matches=tuple(pool.told(match) for match in pool.ordered(used)),
            considered=len(pool.dossiers),
            members=len(pool.members),
            excluded=_counted(limits for _, limits in pool.members),
            loosening=loosening_sentences(brief, pool.members, self._rates),
            weights=used,
            model=candidates.model or self._embedder.id,
            note=candidates.note,
        )

    async def standing(
        self,
        uow: UnitOfWork,
        *,
        brief: Brief,
        community_id: UUID,
        candidates: Candidates,
        leave_out: Mapping[UUID, str],
        weights: Weights,
        now: datetime,
        person_id: UUID,
    ) -> Standing:
        """Raises NotFound: this person has no profile."""
        used = valid_weights(weights)
        need = await self._read_with_memory(uow, brief, now.date(), candidates)
        profile = await uow.profiles.of(person_id)
        if profile is None:
            raise NotFound("You have no profile yet. Use /offer to write about yourself.")
        limits = all_limits(profile, brief, need.today, self._rates, leave_out)
        pool = await read_pool(uow, need=need, community_id=community_id, candidates=candidates, leave_out=leave_out)
        matches = pool.ordered(used)
        dossier = (await read_dossiers(uow, [profile], candidates))[person_id]
        place = place_of(profile, matches) if person_id in pool.dossiers else None
        change = None
        if not NOT_THEIRS & set(limits) and (place is None or place > SHORTLIST):
            change = honest_change(dossier, pool, matches, used, candidates.wished_piece)
        last = matches[:SHORTLIST][-1] if matches else None
        return Standing(
            considered=len(matches),
            place=place,
            limits=limits,
            match=pool.told(matches[place - 1]) if place else None,
            cutoff=_without_facts(last.parts) if last else (),
            cutoff_score=last.score if last else None,
            change=change,
        )

    def workings(self) -> Workings:
        """What the system card is made of."""
        return Workings(
            model=self._embedder.id,
            vectors=self._vectors.place,
            rates_day=self._rates.day,
            prior_stars=PRIOR_STARS,
            prior_strength=PRIOR_STRENGTH,
            most_skills=MAX_SKILLS,
            nearest=NEAREST,
            measured=measured(),
        )

    async def _read_with_memory(self, uow: UnitOfWork, brief: Brief, today: date, candidates: Candidates) -> Need:
        likely = await likely_skills(uow, brief, candidates.similar_briefs, self._skills)
        return read_need(brief, today=today, skills=self._skills, rates=self._rates, likely=likely)

    def _read(self, brief: Brief, today: date) -> Need:
        return read_need(brief, today=today, skills=self._skills, rates=self._rates)

    async def _searched(self, texts: list[str], community_id: UUID) -> Candidates:
        try:
            return await asyncio.to_thread(self._search, texts, community_id)
        except Unavailable:
            return Candidates(model=self._embedder.id, note=WITHOUT_INDEX)

    def _search(self, texts: list[str], community_id: UUID) -> Candidates:
        """Near the first text; how near the second one is to it."""
        if not texts[0]:
            return Candidates(model=self._embedder.id)
        rows = np.asarray(self._embedder.embed(texts), np.float32)
        found: dict[str, float] = {}
        nearest: dict[UUID, float] = {}
        similar: dict[UUID, tuple[float, str, UUID | None]] = {}
        for kind in OF_PEOPLE:
            shelf = Shelf(community_id, kind, self._embedder.id)
            for id, exact in self._vectors.nearest(shelf, rows[0], NEAREST):
                person, _ = read_id(id)
                cosine = round(exact, 4)  # finer differences are noise
                found[f"{kind}/{id}"] = cosine
                nearest[person] = max(cosine, nearest.get(person, -1.0))
                if kind is not Kind.PROFILE and cosine > similar.get(person, (-1.0, "", None))[0]:
                    similar[person] = (cosine, f"{kind}/{id}", None)
        briefs = self._vectors.nearest(Shelf(community_id, Kind.BRIEF, self._embedder.id), rows[0], BRIEFS)
        wished = round(float(rows[0] @ rows[1]), 4) if len(texts) > 1 and texts[1] else None
        return Candidates(
            nearest=nearest,
            similar_work=similar,
            by_document=found,
            similar_briefs={UUID(id): round(cosine, 4) for id, cosine in briefs},
            wished_piece=wished,
            model=self._embedder.id,
        )


def _without_facts(parts: Iterable[Part]) -> tuple[Part, ...]:
    """What may be told of somebody else: how the last place of the page scored, not why."""
    return tuple(part.model_copy(update={"fact": "", "source_id": None}) for part in parts)


def _counted(limits: Iterable[tuple[Limit, ...]]) -> dict[Limit, int]:
    """How many are beyond each limit, each person under their first one."""
    counts = Counter(beyond[0] for beyond in limits if beyond)
    return {limit: counts[limit] for limit in Limit if counts[limit]}
