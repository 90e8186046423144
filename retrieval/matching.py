"""From a brief to people: hard limits, parts, score, fair order; and where one person stands."""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from bot.domain.brief import Brief
from bot.domain.closer_look import CloserLook
from bot.domain.fair_order import SHORTLIST
from bot.domain.matching import Limit, Part, Ranking, Standing, Weights, Workings
from bot.domain.profile import PortfolioPiece, Profile
from bot.domain.scoring import valid_weights
from bot.errors import NotFound, Unavailable
from bot.ports import Candidates, Embedder, Fit, Nearness, Skills, UnitOfWork
from retrieval.closer_look import closer_look
from retrieval.documents import MAX_SKILLS, brief_text, piece_text, profile_text, read_id
from retrieval.dossier import Dossier, Need
from retrieval.honest_change import NOT_THEIRS, honest_change, piece_skills, place_of, wished_skills, with_claim
from retrieval.loosening import loosening_sentences
from retrieval.measured import measured
from retrieval.memory import likely_skills
from retrieval.pool import Dossiers, Pool, all_limits, read_pool, with_nearness
from retrieval.rates import Rates, bundled_rates
from retrieval.scoring import match_of
from retrieval.skill_part import RememberedSkills, read_need, with_skills
from retrieval.vectors import Kind, Shelf, VectorIndex
from retrieval.work_parts import PRIOR_STARS, PRIOR_STRENGTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAREST = 200  # documents of each kind that are looked at, and people that are scored
IN_WORDS = 30  # people of a ranking whose parts are worded and logged; the others by id
BRIEFS = 40  # earlier briefs, of which the most similar count
WITHOUT_INDEX = "The search index does not answer, so similar work does not count this time."


class PartsMatcher:
    """Implements bot.ports.Matcher. A score is a sum of named parts; no model writes one."""

    def __init__(self, vectors: VectorIndex, embedder: Embedder, skills: Skills, rates: Rates | None = None) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._skills = RememberedSkills(skills)
        self._rates = rates or bundled_rates()
        self._dossiers = Dossiers(self._skills, self._rates)

    async def candidates(self, brief: Brief, community_id: UUID) -> Candidates:
        """Embedding and search in a thread. An index that does not answer gives no one, with a note."""
        try:
            return await asyncio.to_thread(self._search, brief_text(brief), community_id)
        except Unavailable:
            return Candidates(model=self._embedder.id, note=WITHOUT_INDEX)

    async def candidates_for_standing(self, brief: Brief, community_id: UUID, profile: Profile) -> Candidates:
        """The same, and how similar this profile would be with one more skill, or a piece of work like the brief."""
        need = self._read(brief, date.min)
        piece = piece_text(PortfolioPiece(title="", skills=piece_skills(need)))
        wished = wished_skills(with_skills(Dossier(profile), self._skills), need)
        lists = {wanted.key: profile_text(with_claim(profile, wanted)) for wanted in wished}
        try:
            return await asyncio.to_thread(self._search_for_standing, brief_text(brief), community_id, lists, piece)
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
        need = await self._read_with_memory(uow, brief, now.date(), candidates)
        pool = await read_pool(
            uow, self._dossiers, need=need, community_id=community_id, candidates=candidates, leave_out=leave_out
        )
        order = pool.ordered(used)
        first, further = order.people[:IN_WORDS], order.people[IN_WORDS:]
        return Ranking(
            matches=tuple(match_of(one, need, used, reserved=one.person_id == order.reserved) for one in first),
            further=tuple(one.person_id for one in further),
            considered=len(order.people),
            members=pool.members,
            excluded=_counted(limits for _, limits in pool.looked_at),
            loosening=loosening_sentences(need, pool.looked_at),
            weights=used,
            model=candidates.model or self._embedder.id,
            note=candidates.note,
        )

    async def whom_it_fits(
        self,
        uow: UnitOfWork,
        *,
        brief: Brief,
        community_id: UUID,
        candidates: Candidates,
        leave_out: Mapping[UUID, str],
        weights: Weights,
        now: datetime,
    ) -> list[Fit]:
        """See bot.ports.Matcher. Nothing is put into words, so it is quicker than a ranking."""
        need = await self._read_with_memory(uow, brief, now.date(), candidates)
        pool = await read_pool(
            uow, self._dossiers, need=need, community_id=community_id, candidates=candidates, leave_out=leave_out
        )
        people = pool.ordered(valid_weights(weights)).people
        return [Fit(one.person_id, one.skills, one.dossier.profile.alerts) for one in people]

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
        """Raises NotFound: this person offers no work here."""
        used = valid_weights(weights)
        need = await self._read_with_memory(uow, brief, now.date(), candidates)
        mine = await self._dossiers.read(uow, await uow.profiles.stamps([person_id], community_id))
        if not mine:
            raise NotFound("You offer no work in this community. Use /offer to write about yourself.")
        pool = await read_pool(
            uow,
            self._dossiers,
            need=need,
            community_id=community_id,
            candidates=candidates,
            leave_out=leave_out,
            also=[person_id],
        )
        dossier = with_nearness(mine[0], candidates)
        limits = all_limits(dossier, need, leave_out)
        return _standing(pool, dossier, limits, used, candidates)

    async def look(
        self, uow: UnitOfWork, *, brief: Brief, community_id: UUID, person_id: UUID, topic: str, now: datetime
    ) -> CloserLook:
        """Raises NotFound: this person offers no work here."""
        found = await self._dossiers.read(uow, await uow.profiles.stamps([person_id], community_id))
        if not found:
            raise NotFound("This freelancer has left in the meantime. Press More to see others.")
        person = await uow.people.get(person_id)
        return closer_look(found[0], self._read(brief, now.date()), names=[person.name], topic=topic)

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

    def _search_for_standing(self, text: str, community_id: UUID, lists: Mapping[str, str], piece: str) -> Candidates:
        found = self._search(text, community_id)
        if not text:
            return found
        rows = np.asarray(self._embedder.embed([text, piece or text, *lists.values()]), np.float32)
        cosines = [round(float(row @ rows[0]), 4) for row in rows[1:]]
        return replace(
            found,
            wished_piece=cosines[0] if piece else None,
            wished_skills=dict(zip(lists, cosines[1:], strict=True)),
        )

    def _search(self, text: str, community_id: UUID) -> Candidates:
        """The nearest documents of people, and the nearest earlier briefs."""
        if not text:
            return Candidates(model=self._embedder.id)
        vector = np.asarray(self._embedder.embed([text])[0], np.float32)
        profiles = dict(self._nearest(community_id, Kind.PROFILE, vector))
        pieces = self._by_person(community_id, Kind.PIECE, vector)
        past_jobs = self._by_person(community_id, Kind.PAST_JOB, vector)
        best: dict[UUID, float] = {UUID(id): cosine for id, cosine in profiles.items()}
        for by_slot in (pieces, past_jobs):
            for id, slots in by_slot.items():
                best[id] = max(best.get(id, -1.0), *slots.values())
        people = heapq.nlargest(NEAREST, best, key=lambda id: (best[id], id))
        briefs = self._vectors.nearest(Shelf(community_id, Kind.BRIEF, self._embedder.id), vector, BRIEFS)
        return Candidates(
            near={id: Nearness(profiles.get(id.hex), pieces.get(id, {}), past_jobs.get(id, {})) for id in people},
            least=min(profiles.values(), default=None),
            similar_briefs={UUID(id): round(cosine, 4) for id, cosine in briefs},
            model=self._embedder.id,
        )

    def _nearest(self, community_id: UUID, kind: Kind, vector: NDArray[np.float32]) -> Iterator[tuple[str, float]]:
        """Rounded, because finer differences are noise."""
        shelf = Shelf(community_id, kind, self._embedder.id)
        return ((id, round(cosine, 4)) for id, cosine in self._vectors.nearest(shelf, vector, NEAREST))

    def _by_person(self, community_id: UUID, kind: Kind, vector: NDArray[np.float32]) -> dict[UUID, dict[int, float]]:
        found: dict[UUID, dict[int, float]] = {}
        for document, cosine in self._nearest(community_id, kind, vector):
            person, slot = read_id(document)
            found.setdefault(person, {})[slot] = cosine
        return found


def _standing(
    pool: Pool, dossier: Dossier, limits: tuple[Limit, ...], weights: Weights, candidates: Candidates
) -> Standing:
    order = pool.ordered(weights)
    people = order.people
    id = dossier.profile.person_id
    place = place_of(dossier.profile, people) if id in pool.dossiers else None
    change = None
    if not NOT_THEIRS & set(limits) and (place is None or place > SHORTLIST):
        change = honest_change(dossier, pool, people, weights, candidates)
    last = match_of(people[:SHORTLIST][-1], pool.need, weights) if people else None
    own = match_of(people[place - 1], pool.need, weights, reserved=id == order.reserved) if place else None
    return Standing(
        considered=len(people),
        place=place,
        limits=limits,
        match=own,
        cutoff=_without_facts(last.parts) if last else (),
        cutoff_score=last.score if last else None,
        change=change,
    )


def _without_facts(parts: Iterable[Part]) -> tuple[Part, ...]:
    """What may be told of somebody else: how the last place of the page scored, not why."""
    return tuple(part.model_copy(update={"fact": "", "source_id": None}) for part in parts)


def _counted(limits: Iterable[tuple[Limit, ...]]) -> dict[Limit, int]:
    """How many are beyond each limit, each person under their first one."""
    counts = Counter(beyond[0] for beyond in limits if beyond)
    return {limit: counts[limit] for limit in Limit if counts[limit]}
