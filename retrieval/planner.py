"""Whom to look at for one brief: everybody, those near it, or exactly those whom the hard limits leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.domain.fair_order import ROUNDING
from bot.domain.matching import Limit
from bot.domain.people import Community
from bot.ports import Bounds, Candidates, Known, UnitOfWork, Wishes
from retrieval.bounds import bounds_of, words_beyond
from retrieval.dossier import Need
from retrieval.exact import nearest, nearness
from retrieval.loosening import KeptOut
from retrieval.pool import Pool, all_limits, least, no_nearer_than
from retrieval.rates import amount_from
from retrieval.sketch import Sketch, Sketches
from retrieval.skill_part import telling, worth_of

NEAREST = 100  # people of whom the index says that something of theirs is near the brief
SKILLED = 100  # people whose skills are worth most to the brief
NEAREST_TO_TELL = 400  # people who hear of a gig that speaks of no skill


@dataclass(frozen=True, slots=True)
class Sizes:
    """From how many people on another way of searching is faster, or good enough."""

    small: int = 400  # members up to which everybody is looked at, near or not
    few: int = 1_000  # people within the limits up to whom an exact search is as fast as one by the index
    enough: int = (
        20  # people within the limits among those near; with fewer, the search is exact however many there are
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One brief, asked in one community."""

    need: Need
    community: Community
    candidates: Candidates
    leave_out: Mapping[UUID, str]
    also: Collection[UUID] = ()  # people who are looked at whether near or not
    wishes: Wishes | None = None  # for alerts: only who wants to hear of it …
    covered: float = 0.0  # … and has at least this share of the skills, by weight

    @property
    def here(self) -> UUID:
        return self.community.id


class Planner:
    """Reads the pool of one brief."""

    def __init__(self, sketches: Sketches, sizes: Sizes) -> None:
        self._sketches = sketches
        self.sizes = sizes

    async def pool(self, uow: UnitOfWork, question: Question) -> Pool:
        """Everybody of a small community. Of a large one those near by the index and those with the most of the skills,
        where many are within the limits; the same from an exact search over everybody within them, where few are."""
        candidates = question.candidates
        if candidates.members is None:
            named = await self.named_by_skills(uow, question.need, question.here)
            question = replace(question, candidates=replace(candidates, members=named.members, skilled=named.skilled))
        members = question.candidates.members or 0
        if members <= self.sizes.small:
            return await self._everybody(uow, question, members)
        if question.wishes and question.need.wanted:
            return await self._covering(uow, question, members)
        if question.candidates.near:
            bounds = bounds_of(question.need, question.leave_out, {})
            near = {*question.candidates.near, *question.candidates.skilled, *question.also}
            free = self._free(await self._known(uow, question, near, bounds), question)
            if len(free) >= self.sizes.enough and await self._are_many(uow, question, members, bounds, len(free), near):
                return self._made(question, members, free, KeptOut(), everybody=False)
        return await self._exactly(uow, question, members)

    async def named_by_skills(self, uow: UnitOfWork, need: Need | None, community_id: UUID) -> Candidates:
        """How many people there are, and in a large community those whose skills are worth most to the brief."""
        members = await uow.profiles.count_in_community(community_id)
        if need is None or members <= self.sizes.small:
            return Candidates(members=members)
        skilled = await uow.skill_holders.best(community_id, telling(worth_of(need)), limit=SKILLED)
        return Candidates(skilled=skilled, members=members)

    async def _are_many(
        self, uow: UnitOfWork, question: Question, members: int, bounds: Bounds, free: int, looked_at: Collection[UUID]
    ) -> bool:
        """Whether too many are within the limits for an exact search. Counted only where those looked at leave a doubt."""
        few = self.sizes.few
        if free / len(looked_at) * members > 2 * few:
            return True
        return await uow.offers.more_than(question.here, few, bounds)

    async def _covering(self, uow: UnitOfWork, question: Question, members: int) -> Pool:
        """Everybody who wants to hear of it and has enough of the skills."""
        bounds = bounds_of(question.need, question.leave_out, {})
        people = await self._skilled(uow, question, least=question.covered - ROUNDING)
        known = await self._known(uow, question, people, bounds)
        return self._made(question, members, self._free(known, question), KeptOut())

    async def _skilled(self, uow: UnitOfWork, question: Question, *, least: float = 0.0) -> list[UUID]:
        """By what their skills are worth, never less than what they cover: two that answer one wish count both."""
        return await uow.skill_holders.best(question.here, worth_of(question.need), least=least)

    async def _everybody(self, uow: UnitOfWork, question: Question, members: int) -> Pool:
        known = await self._known(uow, question, None, None)
        out = [(one, limits) for one, limits in self._with_limits(known, question) if limits]
        kept_out = KeptOut(
            excluded=Counter(limits[0] for _, limits in out),
            alone=Counter(limits[0] for _, limits in out if len(limits) == 1),
            floors=[(one.floor, 1) for one, limits in out if limits == (Limit.FLOOR,) and one.floor],
        )
        return self._made(question, members, self._free(known, question), kept_out)

    async def _exactly(self, uow: UnitOfWork, question: Question, members: int) -> Pool:
        """Of everybody within the limits, the nearest by their vectors in SQL, and those with the most of the skills."""
        need, community_id = question.need, question.here
        bounds = bounds_of(need, question.leave_out, await words_beyond(uow, need, community_id))
        candidates = question.candidates
        within = await uow.offers.within(community_id, bounds, candidates.model, question.wishes)
        count = NEAREST_TO_TELL if question.wishes else NEAREST
        inside = {one.person_id for one in within}
        skilled = [id for id in await self._skilled(uow, question) if id in inside][:SKILLED]
        near = nearest(within, candidates.vector, count)
        free = self._free(await self._known(uow, question, {*near, *skilled, *question.also}, bounds), question)
        kept_out = KeptOut() if question.wishes else await self._kept_out(uow, question, bounds)
        everybody = len(within) <= len(free)
        return self._made(question, members, free, kept_out, everybody=everybody)

    async def _kept_out(self, uow: UnitOfWork, question: Question, bounds: Bounds) -> KeptOut:
        """Counted over the whole community."""
        community_id, need = question.here, question.need
        counts = await uow.offers.beyond(community_id, bounds)
        excluded: Counter[Limit] = Counter()
        for limits, people in counts.items():
            if limits:
                excluded[limits[0]] += people
        for one in await uow.offers.known(community_id, question.leave_out, question.candidates.model):
            excluded[Limit(question.leave_out[one.person_id])] += 1
        alone = {limits[0]: people for limits, people in counts.items() if len(limits) == 1}
        floors = [
            (amount_from(floor.unit, floor.currency, floor.minor, need.rates), floor.people)
            for floor in (await uow.offers.kept_out_by_floor(community_id, bounds) if Limit.FLOOR in alone else ())
        ]
        return KeptOut(excluded, alone, floors)

    async def _known(
        self, uow: UnitOfWork, question: Question, people: Collection[UUID] | None, bounds: Bounds | None
    ) -> list[Known]:
        model, here = question.candidates.model, question.here
        return await uow.offers.known(here, people, model, bounds=bounds, wishes=question.wishes)

    def _with_limits(self, known: Sequence[Known], question: Question) -> Iterator[tuple[Sketch, tuple[Limit, ...]]]:
        for one in known:
            sketch = self._sketches.read(one)
            yield sketch, all_limits(sketch, question.need, question.leave_out)

    def _free(self, known: Sequence[Known], question: Question) -> list[Known]:
        """Those beyond no limit."""
        limited = zip(known, self._with_limits(known, question), strict=True)
        return [one for one, (_, limits) in limited if not limits]

    def _made(
        self, question: Question, members: int, free: Sequence[Known], kept_out: KeptOut, *, everybody: bool = True
    ) -> Pool:
        near = nearness([one.vectors for one in free], question.candidates.vector)
        farthest = least(near)
        return Pool(
            need=question.need,
            community=question.community,
            members=members,
            everybody=everybody,
            people={
                one.person_id: (sketch, no_nearer_than(how, sketch, farthest))
                for one, how in zip(free, near, strict=True)
                for sketch in [self._sketches.read(one)]
            },
            kept_out=kept_out,
            exposures={one.person_id: one.shown_at for one in free if one.shown_at},
            sketches=self._sketches,
        )
