"""Offers: everybody near a brief in one statement, hard limits and wishes in SQL, vectors for exact search."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Select, and_, delete, func, select
from sqlalchemy.engine import Row

from bot.domain.facts import FORMAT
from bot.domain.matching import Limit
from bot.domain.money import PayUnit
from bot.ports import Bounds, FloorCount, Known, Vectors, Wishes
from storage.repositories.decisions import EXPOSURES
from storage.repositories.entity_table import some_at_once
from storage.repositories.limit_columns import BITS, WORDS, beyond_bits, beyond_none, limits_of_bits, wished
from storage.repositories.lists import ids_in
from storage.repositories.offer_rows import FACTS, OFFERS, PROFILES, VECTORS, put, write_facts
from storage.work import Work

c = OFFERS.c
S = TypeVar("S", bound=Select[*tuple[Any, ...]])


class Offers:
    """`bot.ports.Offers`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def people(self, community_id: UUID) -> list[UUID]:
        statement = select(c.person_id).where(c.community_id == community_id).order_by(c.person_id)
        return await self._work.run(lambda connection: list(connection.execute(statement).scalars()))

    async def known(
        self,
        community_id: UUID,
        person_ids: Collection[UUID] | None,
        model: str,
        *,
        bounds: Bounds | None = None,
        wishes: Wishes | None = None,
    ) -> list[Known]:
        here = _known(model).where(c.community_id == community_id)
        statement = _within(here, bounds, None) if bounds else here
        statement = statement.where(*wished(wishes)) if wishes else statement

        def job(connection: Connection) -> list[Known]:
            rows = list(_of_people(connection, statement, person_ids))
            unwritten = [row.person_id for row in rows if row.format != FORMAT]
            if unwritten:  # from before a release that changed the format
                for some in some_at_once(unwritten):
                    write_facts(connection, some)
                rows = list(_of_people(connection, statement, person_ids))
            return sorted((_as_known(row) for row in rows), key=lambda known: known.person_id)

        return await self._work.run(job)

    async def said(self, community_id: UUID, limit: Limit) -> list[str]:
        words = WORDS[limit]
        statement = select(words).distinct().where(c.community_id == community_id, words > "").order_by(words)
        return await self._work.run(lambda connection: list(connection.execute(statement).scalars()))

    async def more_than(self, community_id: UUID, count: int, bounds: Bounds) -> bool:
        here = select(c.person_id).where(c.community_id == community_id)
        some = _within(here, bounds, None).limit(count + 1).subquery()
        statement = select(func.count()).select_from(some)
        return await self._work.run(lambda connection: int(connection.execute(statement).scalar_one()) > count)

    async def within(
        self, community_id: UUID, bounds: Bounds, model: str, wishes: Wishes | None = None
    ) -> list[Vectors]:
        v = VECTORS.c
        both = OFFERS.outerjoin(VECTORS, and_(v.person_id == c.person_id, v.model == model))
        here = select(c.person_id, v.documents, v["rows"]).select_from(both).where(c.community_id == community_id)
        statement = _within(here, bounds, wishes).order_by(c.person_id)

        def job(connection: Connection) -> list[Vectors]:
            rows = connection.execute(statement).all()
            return [Vectors(row[0], row[1] or "", row[2] or b"") for row in rows]

        return await self._work.run(job)

    async def beyond(self, community_id: UUID, bounds: Bounds) -> dict[tuple[Limit, ...], int]:
        bits = beyond_bits(bounds).label("bits")
        here = select(bits, func.count()).where(c.community_id == community_id)
        statement = _not_left_out(here, bounds).group_by(bits)
        rows = await self._work.run(lambda connection: connection.execute(statement).all())
        return {limits_of_bits(row[0]): row[1] for row in rows}

    async def kept_out_by_floor(self, community_id: UUID, bounds: Bounds) -> list[FloorCount]:
        floor = (c.floor_unit, c.floor_currency, c.floor)
        alone = beyond_bits(bounds) == BITS[Limit.FLOOR]
        here = select(*floor, func.count()).where(c.community_id == community_id, alone)
        statement = _not_left_out(here, bounds).group_by(*floor)
        rows = await self._work.run(lambda connection: connection.execute(statement).all())
        return [FloorCount(PayUnit(row[0]), row[1], row[2], row[3]) for row in rows]

    async def put_vectors(self, model: str, vectors: Sequence[Vectors]) -> None:
        def job(connection: Connection) -> None:
            there: set[UUID] = set()
            for some in some_at_once([one.person_id for one in vectors]):
                owners = select(PROFILES.c.person_id).where(PROFILES.c.person_id.in_(some)).with_for_update()
                there.update(connection.execute(owners).scalars())
            kept = [one for one in vectors if one.person_id in there]
            rows = [{"person_id": one.person_id, "documents": one.documents, "rows": one.rows} for one in kept]
            if rows:
                put(connection, VECTORS, [{"model": model, **row} for row in rows])

        await self._work.run(job)

    async def without_vectors(self, community_id: UUID, model: str) -> list[UUID]:
        v = VECTORS.c
        there = select(v.person_id).where(v.person_id == c.person_id, v.model == model)
        statement = select(c.person_id).where(c.community_id == community_id, ~there.exists()).order_by(c.person_id)
        return await self._work.run(lambda connection: list(connection.execute(statement).scalars()))

    async def forget_vectors(self, model: str) -> None:
        statement = delete(VECTORS).where(VECTORS.c.model == model)
        await self._work.run(lambda connection: connection.execute(statement))


@lru_cache(maxsize=4)
def _known(model: str) -> Select[Any]:
    """All of it in one statement; no facts and no vectors where they are not written yet."""
    v = VECTORS.c
    joined = OFFERS.outerjoin(FACTS, FACTS.c.person_id == c.person_id)
    joined = joined.outerjoin(VECTORS, and_(v.person_id == c.person_id, v.model == model))
    e = EXPOSURES.c
    joined = joined.outerjoin(EXPOSURES.table, and_(e.person_id == c.person_id, e.community_id == c.community_id))
    return select(c.person_id, FACTS.c.format, FACTS.c.facts, v.documents, v["rows"], e.shown_at).select_from(joined)


def _of_people(
    connection: Connection, statement: Select[Any], person_ids: Collection[UUID] | None
) -> Iterator[Row[Any]]:
    for some in [None] if person_ids is None else some_at_once(person_ids):
        listed = None if some is None else statement.where(c.person_id.in_(ids_in(connection.dialect.name, some)))
        yield from connection.execute(statement if listed is None else listed).all()


def _as_known(row: Row[*tuple[Any, ...]]) -> Known:
    person_id, _, facts, documents, rows, shown_at = row
    return Known(person_id, facts, Vectors(person_id, documents or "", rows or b""), shown_at)


def _within(asked: Select[Any], bounds: Bounds, wishes: Wishes | None) -> Select[Any]:
    inside = _not_left_out(asked, bounds).where(c.open_to_work, *beyond_none(bounds))
    return inside.where(*wished(wishes)) if wishes else inside


def _not_left_out(asked: S, bounds: Bounds) -> S:
    return asked.where(c.person_id.not_in(bounds.leave_out)) if bounds.leave_out else asked
