"""People and the accounts that reach them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bot.domain.people import Identity, Person
from storage.repositories.entity_table import EntityTable
from storage.repositories.erasure import erase
from storage.repositories.export import everything_about
from storage.repositories.repository import Repository
from storage.tables import IdentityRow, PersonRow
from storage.work import Work

PEOPLE = EntityTable(Person, PersonRow, "person")
IDENTITIES = EntityTable(Identity, IdentityRow, "account")


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

    async def erase(self, person_id: UUID, now: datetime) -> None:
        await self._work.run(lambda connection: erase(connection, person_id, now))

    async def everything_about(self, person_id: UUID) -> dict[str, list[dict[str, object]]]:
        return await self._work.run(lambda connection: everything_about(connection, person_id))
