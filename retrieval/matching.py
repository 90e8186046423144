"""From a brief to people: hard limits, parts, score, fair order; and where one person stands."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.closer_look import CloserLook
from bot.domain.fair_order import SHORTLIST
from bot.domain.matching import Limit, Match, Part, Ranking, Standing, Weights, Workings
from bot.domain.profile import PortfolioPiece, Profile
from bot.domain.scoring import Scale, valid_weights
from bot.errors import NotFound
from bot.ports import Candidates, Embedder, Fit, Skills, Storage, UnitOfWork, Wishes
from retrieval.closer_look import closer_look
from retrieval.documents import MAX_SKILLS, latest_first, piece_text, profile_text
from retrieval.dossier import Dossier, Need
from retrieval.exact import nearness, read_vector, written
from retrieval.honest_change import NOT_THEIRS, honest_change, piece_skills, place_of, wished_skills, with_claim
from retrieval.loosening import loosening_sentences
from retrieval.measured import measured
from retrieval.memory import likely_skills
from retrieval.planner import NEAREST, SKILLED, Planner, Question, Sizes
from retrieval.pool import Pool, all_limits, no_nearer_than
from retrieval.rates import bundled_rates
from retrieval.scoring import assess, match_of
from retrieval.search import Search
from retrieval.sketch import Near, Sketch, Sketches
from retrieval.skill_part import RememberedSkills, read_need, with_skills
from retrieval.vectors import VectorIndex
from retrieval.work_parts import PRIOR_STARS, PRIOR_STRENGTH

if TYPE_CHECKING:
    pass


class PartsMatcher:
    """Implements bot.ports.Matcher. A score is a sum of named parts; no model writes one."""

    def __init__(self, vectors: VectorIndex, embedder: Embedder, skills: Skills, sizes: Sizes | None = None) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._skills = RememberedSkills(skills)
        self._rates = bundled_rates()
        self._sketches = Sketches(self._skills, self._rates)
        self._planner = Planner(self._sketches, sizes or Sizes())
        self._search = Search(vectors, embedder)

    async def candidates(
        self, storage: Storage, brief: Brief, community_id: UUID, *, people: bool = True
    ) -> Candidates:
        """Embedding and search in a thread, and meanwhile who has the skills. An index that does not answer gives no one,
        with a note."""
        search = asyncio.to_thread(self._search.near, brief, community_id, people=people)
        return await self._with_skilled(storage, search, self._read(brief, date.min) if people else None, community_id)

    async def candidates_for_standing(
        self, storage: Storage, brief: Brief, community_id: UUID, profile: Profile
    ) -> Candidates:
        """The same, and how similar this profile would be with one more skill, or a piece of work like the brief."""
        need = self._read(brief, date.min)
        piece = piece_text(PortfolioPiece(title="", skills=piece_skills(need)))
        wished = wished_skills(with_skills(Dossier(profile), self._skills), need)
        lists = {wanted.key: profile_text(with_claim(profile, wanted)) for wanted in wished}
        search = asyncio.to_thread(self._search.near_with_wishes, brief, community_id, lists, piece)
        return await self._with_skilled(storage, search, need, community_id)

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
        question = await self._question(uow, brief, community_id, candidates, leave_out, now)
        pool, need = await self._planner.pool(uow, question), question.need
        order = pool.ordered(used)
        return Ranking(
            matches=tuple(
                match_of(pool.assessed(one, used), need, used, reserved=one.person_id == order.reserved)
                for one in order.people[:SHORTLIST]
            ),
            places=tuple(one.place(reserved=one.person_id == order.reserved) for one in order.people),
            considered=len(order.people),
            members=pool.members,
            everybody=pool.everybody,
            excluded={limit: pool.kept_out.excluded[limit] for limit in Limit if limit in pool.kept_out.excluded},
            loosening=loosening_sentences(need, pool.kept_out),
            weights=used,
            model=candidates.model or self._embedder.id,
            note=candidates.note,
            vector=written(candidates.vector),
            likely={wanted.key: wanted.share for wanted in need.wanted if wanted.share},
        )

    async def in_words(
        self,
        uow: UnitOfWork,
        *,
        brief: Brief,
        community_id: UUID,
        ranking: Ranking,
        people: Sequence[UUID],
        now: datetime,
    ) -> tuple[Match, ...]:
        """See bot.ports.Matcher. Nearness and likely skills are those of the ranking, so nothing is embedded or searched."""
        need = self._read(brief, now.date(), ranking.likely)
        known = {one.person_id: one for one in await uow.offers.known(community_id, people, ranking.model)}
        here = [known[id] for id in people if id in known]
        cosines = nearness([one.vectors for one in here], read_vector(ranking.vector))
        sketches = [self._sketches.read(one) for one in here]
        reserved = {place.person_id for place in ranking.places if place.reserved}
        scale = Scale(ranking.weights)
        return tuple(
            match_of(
                assess(self._sketches.dossier(one, no_nearer_than(near, one, None)), need, scale),
                need,
                ranking.weights,
                reserved=one.person_id in reserved,
            )
            for one, near in zip(sketches, cosines, strict=True)
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
        covered: float,
    ) -> list[Fit]:
        """See bot.ports.Matcher. Nothing is put into words, so it is quicker than a ranking."""
        pay = brief.pay
        wishes = Wishes(now, pay.unit, pay.currency, pay.most.minor / pay.per) if pay else Wishes(now)
        question = await self._question(uow, brief, community_id, candidates, leave_out, now)
        pool = await self._planner.pool(uow, replace(question, wishes=wishes, covered=covered))
        people = pool.covering(covered).ordered(valid_weights(weights)).people
        return [Fit(one.person_id, one.sketch.alerts) for one in people]

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
        question = await self._question(uow, brief, community_id, candidates, leave_out, now)
        asked = question.candidates
        mine = await uow.offers.known(community_id, [person_id], asked.model)
        if not mine:
            raise NotFound("You offer no work in this community. Use /offer to write about yourself.")
        pool = await self._planner.pool(uow, replace(question, also=[person_id]))
        sketch = self._sketches.read(mine[0])
        near = no_nearer_than(nearness([mine[0].vectors], asked.vector)[0], sketch, pool.least())
        return _standing(pool, sketch, near, used, asked, leave_out)

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
            small=self._planner.sizes.small,
            nearest=NEAREST,
            skilled=SKILLED,
            measured=measured(),
        )

    async def _with_skilled(
        self, storage: Storage, search: Awaitable[Candidates], need: Need | None, community_id: UUID
    ) -> Candidates:
        """`need`: None where only the people are counted."""

        async def named() -> Candidates:
            async with storage.begin() as uow:
                return await self._planner.named_by_skills(uow, need, community_id)

        found, named_ = await asyncio.gather(search, named())
        return replace(found, skilled=named_.skilled, members=named_.members)

    async def _question(
        self,
        uow: UnitOfWork,
        brief: Brief,
        community_id: UUID,
        candidates: Candidates,
        leave_out: Mapping[UUID, str],
        now: datetime,
    ) -> Question:
        need, community = await asyncio.gather(
            self._read_with_memory(uow, brief, now.date(), candidates), uow.communities.get(community_id)
        )
        return Question(need, community, self._asked(candidates), leave_out)

    async def _read_with_memory(self, uow: UnitOfWork, brief: Brief, today: date, candidates: Candidates) -> Need:
        likely = await likely_skills(uow, brief, candidates.similar_briefs, self._skills)
        return self._read(brief, today, likely)

    def _read(self, brief: Brief, today: date, likely: Mapping[str, float] | None = None) -> Need:
        return read_need(brief, today=today, skills=self._skills, rates=self._rates, likely=likely)

    def _asked(self, candidates: Candidates) -> Candidates:
        """With the model by which vectors in SQL are found."""
        return candidates if candidates.model else replace(candidates, model=self._embedder.id)


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
