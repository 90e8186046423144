"""From a brief to people: hard limits, parts, score, fair order; and where one person stands."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
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
from bot.ports import Candidates, Embedder, Fit, Skills, UnitOfWork, Wishes
from retrieval.closer_look import closer_look
from retrieval.documents import MAX_SKILLS, brief_text, latest_first, piece_text, profile_text
from retrieval.dossier import Dossier, Need
from retrieval.exact import cosine, nearness
from retrieval.honest_change import NOT_THEIRS, honest_change, piece_skills, place_of, wished_skills, with_claim
from retrieval.loosening import loosening_sentences
from retrieval.measured import measured
from retrieval.memory import likely_skills
from retrieval.planner import NEAREST, NEAREST_TO_TELL, Planner, Question, Sizes
from retrieval.pool import Pool, all_limits, no_nearer_than
from retrieval.quick_score import QuickScore
from retrieval.rates import bundled_rates
from retrieval.scoring import match_of
from retrieval.sketch import Near, Sketch, Sketches
from retrieval.skill_part import RememberedSkills, read_need, with_skills
from retrieval.vectors import Kind, Shelf, VectorIndex
from retrieval.work_parts import PRIOR_STARS, PRIOR_STRENGTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

IN_WORDS = 15  # people of a ranking whose parts are worded and logged; the others by id
REMEMBERED = 200  # briefs whose vectors are kept: alerts and standings come soon after a shortlist
BRIEFS = 40  # earlier briefs, of which the most similar count
WITHOUT_INDEX = "The search index does not answer, so similar work does not count this time."


class PartsMatcher:
    """Implements bot.ports.Matcher. A score is a sum of named parts; no model writes one."""

    def __init__(self, vectors: VectorIndex, embedder: Embedder, skills: Skills, sizes: Sizes | None = None) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._skills = RememberedSkills(skills)
        self._rates = bundled_rates()
        self._sketches = Sketches(self._skills, self._rates)
        self._planner = Planner(self._sketches, sizes or Sizes())
        self._vector_of = lru_cache(maxsize=REMEMBERED)(self._embedded)

    async def candidates(self, brief: Brief, community_id: UUID, *, widely: bool = False) -> Candidates:
        """Embedding and search in a thread. An index that does not answer gives no one, with a note."""
        count = NEAREST_TO_TELL if widely else NEAREST
        return await asyncio.to_thread(self._search, brief_text(brief), community_id, count)

    async def candidates_for_standing(self, brief: Brief, community_id: UUID, profile: Profile) -> Candidates:
        """The same, and how similar this profile would be with one more skill, or a piece of work like the brief."""
        need = self._read(brief, date.min)
        piece = piece_text(PortfolioPiece(title="", skills=piece_skills(need)))
        wished = wished_skills(with_skills(Dossier(profile), self._skills), need)
        lists = {wanted.key: profile_text(with_claim(profile, wanted)) for wanted in wished}
        return await asyncio.to_thread(self._search_for_standing, brief_text(brief), community_id, lists, piece)

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
        pool = await self._planner.pool(uow, Question(need, community_id, self._asked(candidates), leave_out))
        order = pool.ordered(used)
        first, further = order.people[:IN_WORDS], order.people[IN_WORDS:]
        return Ranking(
            matches=tuple(
                match_of(pool.assessed(one, used), need, used, reserved=one.person_id == order.reserved)
                for one in first
            ),
            further=tuple(one.person_id for one in further),
            considered=len(order.people),
            members=pool.members,
            excluded={limit: pool.kept_out.excluded[limit] for limit in Limit if limit in pool.kept_out.excluded},
            loosening=loosening_sentences(need, pool.kept_out),
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
        pay = brief.pay
        wishes = Wishes(now, pay.unit, pay.currency, pay.most.minor / pay.per) if pay else Wishes(now)
        question = Question(need, community_id, self._asked(candidates), leave_out, wishes=wishes)
        people = (await self._planner.pool(uow, question)).ordered(valid_weights(weights)).people
        quick = QuickScore(need)
        return [Fit(one.person_id, quick.skills(one.sketch, one.near), one.sketch.alerts) for one in people]

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
        asked = self._asked(candidates)
        mine = await uow.offers.known(community_id, [person_id], asked.model)
        if not mine:
            raise NotFound("You offer no work in this community. Use /offer to write about yourself.")
        pool = await self._planner.pool(uow, Question(need, community_id, asked, leave_out, also=[person_id]))
        near = no_nearer_than(nearness([mine[0].vectors], asked.vector)[0], pool.least())
        return _standing(pool, self._sketches.read(mine[0]), near, used, asked, leave_out)

    async def look(
        self, uow: UnitOfWork, *, brief: Brief, community_id: UUID, person_id: UUID, topic: str, now: datetime
    ) -> CloserLook:
        """Raises NotFound: this person offers no work here."""
        profile = await uow.profiles.of(person_id)
        if profile is None or community_id not in profile.communities:
            raise NotFound("This freelancer has left in the meantime. Press More to see others.")
        person = await uow.people.get(person_id)
        dossier = Dossier(
            profile=profile,
            past_jobs=tuple(latest_first(await uow.profiles.past_jobs([person_id]))),
            reviews=tuple(reversed(await uow.profiles.reviews([person_id]))),
        )
        seen = with_skills(dossier, self._skills)
        return closer_look(seen, self._read(brief, now.date()), names=[person.name], topic=topic)

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

    def _asked(self, candidates: Candidates) -> Candidates:
        """With the model by which vectors in SQL are found."""
        return candidates if candidates.model else replace(candidates, model=self._embedder.id)

    def _embedded(self, text: str) -> NDArray[np.float32]:
        return np.asarray(self._embedder.embed([text])[0], np.float32)

    def _search_for_standing(self, text: str, community_id: UUID, lists: Mapping[str, str], piece: str) -> Candidates:
        found = self._search(text, community_id, NEAREST)
        if not found.vector:
            return found
        vector = np.frombuffer(found.vector, np.float32)
        rows = np.asarray(self._embedder.embed([piece or text, *lists.values()]), np.float32)
        cosines = [cosine(row, vector) for row in rows]
        return replace(
            found,
            wished_piece=cosines[0] if piece else None,
            wished_skills=dict(zip(lists, cosines[1:], strict=True)),
        )

    def _search(self, text: str, community_id: UUID, count: int) -> Candidates:
        """The people with the nearest documents, and the nearest earlier briefs."""
        if not text:
            return Candidates(model=self._embedder.id)
        try:
            vector = self._vector_of(text)
        except Unavailable:
            return Candidates(model=self._embedder.id, note=WITHOUT_INDEX)
        limits = {Kind.PROFILE: count, Kind.PIECE: count // 2, Kind.PAST_JOB: count // 2, Kind.BRIEF: BRIEFS}
        shelves = {Shelf(community_id, kind, self._embedder.id): limit for kind, limit in limits.items()}
        try:
            found = self._vectors.nearest_on(shelves, vector)
        except Unavailable:
            return Candidates(vector=vector.tobytes(), model=self._embedder.id, note=WITHOUT_INDEX)
        best: dict[UUID, float] = {}
        briefs: dict[UUID, float] = {}
        for shelf, documents in found.items():
            for document, closeness in documents:
                id = UUID(document.partition("-")[0])
                if shelf.kind is Kind.BRIEF:
                    briefs[id] = round(closeness, 4)
                else:
                    best[id] = max(best.get(id, -1.0), round(closeness, 4))
        return Candidates(
            near=tuple(heapq.nlargest(count, best, key=lambda id: (best[id], id))),
            vector=vector.tobytes(),
            similar_briefs=briefs,
            model=self._embedder.id,
        )


def _standing(
    pool: Pool, mine: Sketch, near: Near, weights: Weights, candidates: Candidates, leave_out: Mapping[UUID, str]
) -> Standing:
    order = pool.ordered(weights)
    people, id = order.people, mine.person_id
    limits = all_limits(mine, pool.need, leave_out)
    place = place_of(id, people) if id in pool.people else None
    change = None
    if not NOT_THEIRS & set(limits) and (place is None or place > SHORTLIST):
        change = honest_change(pool.sketches.dossier(mine, near), pool, people, weights, candidates)
    last = match_of(pool.assessed(people[:SHORTLIST][-1], weights), pool.need, weights) if people else None
    own = None
    if place:
        own = match_of(pool.assessed(people[place - 1], weights), pool.need, weights, reserved=id == order.reserved)
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
