"""From skills to the people who have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection, and_, delete, func, select

from bot.ports import Holder
from storage.columns import storable
from storage.repositories.decisions import EXPOSURES
from storage.repositories.entity_table import some_at_once
from storage.repositories.lists import numbers_by_word
from storage.repositories.offer_rows import HOLDERS, OFFERS, PROFILES
from storage.work import Work

c = HOLDERS.c
READ = ""  # the skill of everybody whose skills were read


class SkillHolders:
    """`bot.ports.SkillHolders`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def put(self, vocabulary: str, holders: Sequence[Holder]) -> None:
        def job(connection: Connection) -> None:
            there: set[UUID] = set()
            for some in some_at_once([one.person_id for one in holders]):
                owners = select(PROFILES.c.person_id).where(PROFILES.c.person_id.in_(some)).with_for_update()
                there.update(connection.execute(owners).scalars())
                connection.execute(delete(HOLDERS).where(c.person_id.in_(some)))
            rows = [
                {"community_id": community, "skill": skill, "person_id": one.person_id, "vocabulary": vocabulary}
                for one in holders
                if one.person_id in there
                for community in set(one.communities)
                for skill in {READ, *map(storable, one.skills)}
            ]
            if rows:
                connection.execute(HOLDERS.insert(), rows)

        await self._work.run(job)

    async def best(
        self, community_id: UUID, worth: Mapping[str, float], *, least: float = 0.0, limit: int | None = None
    ) -> list[UUID]:
        if not worth:
            return []

        def job(connection: Connection) -> list[UUID]:
            wanted = numbers_by_word(connection.dialect.name, {storable(key): value for key, value in worth.items()})
            together = func.sum(wanted.c.number)
            here = select(c.person_id, together.label("worth")).join(wanted, wanted.c.word == c.skill)
            worthy = here.where(c.community_id == community_id).group_by(c.person_id).having(together >= least)
            people = worthy.subquery()
            e = EXPOSURES.c
            shown = and_(e.person_id == people.c.person_id, e.community_id == community_id)
            found = select(people.c.person_id).outerjoin(EXPOSURES.table, shown)
            order = (people.c.worth.desc(), e.shown_at.is_not(None), e.shown_at, people.c.person_id)
            return list(connection.execute(found.order_by(*order).limit(limit)).scalars())

        return await self._work.run(job)

    async def unread(self, community_id: UUID, vocabulary: str) -> list[UUID]:
        o = OFFERS.c
        read = select(c.person_id).where(c.community_id == community_id, c.skill == READ, c.vocabulary == vocabulary)
        statement = select(o.person_id).where(o.community_id == community_id, o.person_id.not_in(read))
        return await self._work.run(
            lambda connection: list(connection.execute(statement.order_by(o.person_id)).scalars())
        )

    async def forget(self) -> None:
        await self._work.run(lambda connection: connection.execute(delete(HOLDERS)))
