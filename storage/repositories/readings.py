"""What was found in contracts that people sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from bot.domain.clauses import ContractReading
from storage.repositories.entity_table import EntityTable
from storage.repositories.repository import Repository
from storage.tables import ContractReadingRow
from storage.work import Work

READINGS = EntityTable(ContractReading, ContractReadingRow, "contract that was read")


class Readings(Repository[ContractReading]):
    """`bot.ports.Readings`."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, READINGS)

    async def forget_before(self, moment: datetime) -> int:
        statement = delete(READINGS.table).where(READINGS.c.created_at < moment)
        return await self._work.run(lambda connection: connection.execute(statement).rowcount)
