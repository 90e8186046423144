"""People and the accounts that reach them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, select

from bot.domain.people import Block, DeclaredGroup, Identity, Person
from storage.repositories.entity_table import EntityTable
from storage.repositories.erasure import erase
from storage.repositories.export import everything_about
from storage.repositories.repository import Repository
from storage.tables import BlockRow, DeclaredGroupRow, IdentityRow, PersonRow
from storage.work import Work

PEOPLE = EntityTable(Person, PersonRow, "person")
IDENTITIES = EntityTable(Identity, IdentityRow, "account")
BLOCKS = EntityTable(Block, BlockRow, "block")
DECLARED = EntityTable(DeclaredGroup, DeclaredGroupRow, "declared group")


class People(Repository[Person]):
    """`bot.ports.People`."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, PEOPLE)

    async def by_account(self, platform: str, user_id: str) -> Person | None:
        c = IDENTITIES.c
        known = select(PEOPLE.table).join(IDENTITIES.table, c.person_id == PEOPLE.c.id)
        statement = known.where(c.platform == platform, c.user_id == user_id)
        return await self._work.run(lambda connection: PEOPLE.first(connection, statement))

    async def identities(self, person_id: UUID) -> list[Identity]:
        c = IDENTITIES.c
        statement = select(IDENTITIES.table).where(c.person_id == person_id).order_by(c.seen_at.desc(), c.id)
        return await self._work.run(lambda connection: IDENTITIES.all(connection, statement))

    async def put_identity(self, identity: Identity) -> Identity:
        unique = ("platform", "user_id")
        return await self._work.run(lambda connection: IDENTITIES.put(connection, identity, unique))

    async def put_block(self, block: Block) -> Block:
        unique = ("person_id", "blocked_id")
        return await self._work.run(lambda connection: BLOCKS.put(connection, block, unique))

    async def lift_block(self, person_id: UUID, block_id: UUID) -> bool:
        c = BLOCKS.c
        statement = delete(BLOCKS.table).where(c.id == block_id, c.person_id == person_id)
        return await self._work.run(lambda connection: connection.execute(statement).rowcount == 1)

    async def blocks_by(self, person_id: UUID) -> list[Block]:
        c = BLOCKS.c
        statement = select(BLOCKS.table).where(c.person_id == person_id).order_by(c.created_at.desc(), c.id)
        return await self._work.run(lambda connection: BLOCKS.all(connection, statement))

    async def blocked_with(self, person_id: UUID) -> set[UUID]:
        c = BLOCKS.c
        either = select(c.person_id, c.blocked_id).where(or_(c.person_id == person_id, c.blocked_id == person_id))
        rows = await self._work.run(lambda connection: connection.execute(either).all())
        return {id for row in rows for id in row if id != person_id}

    async def declare(self, group: DeclaredGroup) -> DeclaredGroup:
        unique = ("person_id", "dimension")
        return await self._work.run(lambda connection: DECLARED.put(connection, group, unique))

    async def withdraw_declared(self, person_id: UUID, dimension: str) -> bool:
        c = DECLARED.c
        statement = delete(DECLARED.table).where(c.person_id == person_id, c.dimension == dimension)
        return await self._work.run(lambda connection: connection.execute(statement).rowcount == 1)

    async def declared_groups(self, person_ids: Collection[UUID]) -> list[DeclaredGroup]:
        c = DECLARED.c
        return await self._work.run(
            lambda connection: DECLARED.where_in(connection, "person_id", person_ids, c.created_at, c.id)
        )

    async def erase(self, person_id: UUID, now: datetime) -> None:
        await self._work.run(lambda connection: erase(connection, person_id, now))

    async def everything_about(self, person_id: UUID) -> dict[str, list[dict[str, object]]]:
        return await self._work.run(lambda connection: everything_about(connection, person_id))
