"""How many tokens of a language model each person used today."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, delete, update

from storage.repositories.entity_table import add_row
from storage.tables import CounterRow, table
from storage.work import Work

COUNTERS = table(CounterRow)
PREFIX = "tokens:"  # of the counters' names; the day follows, so that names sort by day


class Tokens:
    """`bot.ports.Tokens`. Counters of earlier days are removed on the way, and nothing else is kept of them."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def reserve(self, person_id: UUID, day: date, tokens: int, limit: int) -> bool:
        name = _name(person_id, day)

        def job(connection: Connection) -> bool:
            c = COUNTERS.c
            connection.execute(delete(COUNTERS).where(c.name >= PREFIX, c.name < f"{PREFIX}{day.isoformat()}"))
            add_row(connection, COUNTERS, {"name": name, "value": 0})
            fits = update(COUNTERS).where(c.name == name, c.value + tokens <= limit).values(value=c.value + tokens)
            return connection.execute(fits).rowcount == 1

        return await self._work.run(job)

    async def settle(self, person_id: UUID, day: date, difference: int) -> None:
        c = COUNTERS.c
        statement = update(COUNTERS).where(c.name == _name(person_id, day)).values(value=c.value + difference)
        await self._work.run(lambda connection: connection.execute(statement))


def _name(person_id: UUID, day: date) -> str:
    return f"{PREFIX}{day.isoformat()}:{person_id.hex}"
