"""The five things that every repository does."""

from __future__ import annotations

from collections.abc import Collection
from typing import Generic
from uuid import UUID

from storage.repositories.entity_table import E, EntityTable
from storage.work import Work


class Repository(Generic[E]):
    """`bot.ports.Repository` over one table, inside one transaction."""

    def __init__(self, work: Work, rows: EntityTable[E]) -> None:
        self._work = work
        self._rows = rows

    async def get(self, id: UUID) -> E:
        return await self._work.run(lambda connection: self._rows.get(connection, id))

    async def find(self, id: UUID) -> E | None:
        return await self._work.run(lambda connection: self._rows.find(connection, id))

    async def many(self, ids: Collection[UUID]) -> list[E]:
        return await self._work.run(lambda connection: self._rows.many(connection, ids))

    async def add(self, entity: E) -> E:
        return await self._work.run(lambda connection: self._rows.add(connection, entity))

    async def save(self, entity: E) -> E:
        return await self._work.run(lambda connection: self._rows.save(connection, entity))
