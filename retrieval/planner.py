"""Whom to look at for one brief: everybody, those near it, or exactly those whom the hard limits leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.domain.matching import Limit
from bot.ports import Bounds, Candidates, Known, UnitOfWork, Wishes
from retrieval.bounds import bounds_of, words_beyond
from retrieval.dossier import Need
from retrieval.exact import nearest, nearness
from retrieval.loosening import KeptOut
from retrieval.pool import Pool, all_limits, least, no_nearer_than
from retrieval.rates import amount_from
from retrieval.sketch import Sketch, Sketches

NEAREST = 200  # people who are scored
NEAREST_TO_TELL = 400


@dataclass(frozen=True, slots=True)
class Sizes:
    """From how many people on another way of searching is faster, or good enough."""

    small: int = 400  # members up to which everybody is looked at, near or not
    few: int = 1_000  # people within the limits up to whom an exact search is as fast as one by the index
    few_to_tell: int = 5_000  # the same for alerts, where who is missed is not told
    enough: int = (
        20  # people within the limits among those near; with fewer, the search is exact however many there are
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One brief, asked in one community."""

    need: Need
    community_id: UUID
    candidates: Candidates
    leave_out: Mapping[UUID, str]
    also: Collection[UUID] = ()  # people who are looked at whether near or not
    wishes: Wishes | None = None  # for alerts: only who wants to hear of it


class Planner:
    """Reads the pool of one brief."""

    def __init__(self, sketches: Sketches, sizes: Sizes) -> None:
        self._sketches = sketches
        self._sizes = sizes

    async def pool(self, uow: UnitOfWork, question: Question) -> Pool:
        """Counts in SQL first: few within the limits are searched exactly, of many the index knows the nearest."""
        members = await uow.profiles.count_in_community(question.community_id)
        if members <= self._sizes.small:
            return await self._everybody(uow, question, members)
        bounds = bounds_of(question.need, question.leave_out, {})
        few = self._sizes.few_to_tell if question.wishes else self._sizes.few
        if question.candidates.near and await uow.offers.more_than(question.community_id, few, bounds, question.wishes):
            near = {*question.candidates.near, *question.also}
            free = self._free(await self._known(uow, question, near, bounds), question)
            if len(free) >= self._sizes.enough:
                return await self._made(uow, question, members, free, KeptOut())
        return await self._exactly(uow, question, members)

    async def _everybody(self, uow: UnitOfWork, question: Question, members: int) -> Pool:
        known = await self._known(uow, question, None, None)
        out = [(one, limits) for one, limits in self._with_limits(known, question) if limits]
        kept_out = KeptOut(
            excluded=Counter(limits[0] for _, limits in out),
            alone=Counter(limits[0] for _, limits in out if len(limits) == 1),
            floors=[(one.floor, 1) for one, limits in out if limits == (Limit.FLOOR,) and one.floor],
        )
        return await self._made(uow, question, members, self._free(known, question), kept_out)

    async def _exactly(self, uow: UnitOfWork, question: Question, members: int) -> Pool:
        """Of everybody within the limits, the nearest by their vectors in SQL."""
        need, community_id = question.need, question.community_id
        bounds = bounds_of(need, question.leave_out, await words_beyond(uow, need, community_id))
        candidates = question.candidates
        within = await uow.offers.within(community_id, bounds, candidates.model, question.wishes)
        count = NEAREST_TO_TELL if question.wishes else NEAREST
        near = nearest(within, candidates.vector, count)
        free = self._free(await self._known(uow, question, {*near, *question.also}, bounds), question)
        kept_out = KeptOut() if question.wishes else await self._kept_out(uow, question, bounds)
        return await self._made(uow, question, members, free, kept_out)

    async def _kept_out(self, uow: UnitOfWork, question: Question, bounds: Bounds) -> KeptOut:
        """Counted over the whole community."""
        community_id, need = question.community_id, question.need
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
        model, here = question.candidates.model, question.community_id
        return await uow.offers.known(here, people, model, bounds=bounds, wishes=question.wishes)

    def _with_limits(self, known: Sequence[Known], question: Question) -> Iterator[tuple[Sketch, tuple[Limit, ...]]]:
        for one in known:
            sketch = self._sketches.read(one)
            yield sketch, all_limits(sketch, question.need, question.leave_out)

    def _free(self, known: Sequence[Known], question: Question) -> list[Known]:
        """Those beyond no limit."""
        limited = zip(known, self._with_limits(known, question), strict=True)
        return [one for one, (_, limits) in limited if not limits]

    async def _made(
        self, uow: UnitOfWork, question: Question, members: int, free: Sequence[Known], kept_out: KeptOut
    ) -> Pool:
        near = nearness([one.vectors for one in free], question.candidates.vector)
        farthest = least(near)
        return Pool(
            need=question.need,
            community=await uow.communities.get(question.community_id),
            members=members,
            people={
                one.person_id: (self._sketches.read(one), no_nearer_than(how, farthest))
                for one, how in zip(free, near, strict=True)
            },
            kept_out=kept_out,
            exposures={one.person_id: one.shown_at for one in free if one.shown_at},
            sketches=self._sketches,
        )
