"""Jobs and the proposals for them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, select

from bot.domain.job import Job, JobStatus
from bot.domain.proposal import Proposal
from storage.repositories.entity_table import EntityTable, next_number
from storage.repositories.repository import Repository
from storage.tables import JobRow, ProposalRow
from storage.work import Work

JOBS = EntityTable(Job, JobRow, "job")
PROPOSALS = EntityTable(Proposal, ProposalRow, "proposal")


class Jobs(Repository[Job]):
    """`bot.ports.Jobs`."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, JOBS)

    async def add(self, entity: Job) -> Job:
        def job(connection: Connection) -> Job:
            numbered = entity.model_copy(update={"number": next_number(connection, "job")})
            return JOBS.add(connection, numbered)

        return await self._work.run(job)

    async def by_number(self, number: int) -> Job | None:
        statement = select(JOBS.table).where(JOBS.c.number == number)
        return await self._work.run(lambda connection: JOBS.first(connection, statement))

    async def of_client(self, client_id: UUID, limit: int = 20) -> list[Job]:
        statement = select(JOBS.table).where(JOBS.c.client_id == client_id).order_by(JOBS.c.number.desc()).limit(limit)
        return await self._work.run(lambda connection: JOBS.all(connection, statement))

    async def in_community(self, community_id: UUID, statuses: Collection[JobStatus], limit: int = 50) -> list[Job]:
        statement = (
            select(JOBS.table)
            .where(JOBS.c.community_id == community_id, JOBS.c.status.in_(statuses))
            .order_by(JOBS.c.number.desc())
            .limit(limit)
        )
        newest = await self._work.run(lambda connection: JOBS.all(connection, statement))
        return newest[::-1]


class Proposals(Repository[Proposal]):
    """`bot.ports.Proposals`."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, PROPOSALS)

    async def of(self, job_id: UUID, freelancer_id: UUID) -> Proposal | None:
        c = PROPOSALS.c
        statement = select(PROPOSALS.table).where(c.job_id == job_id, c.freelancer_id == freelancer_id)
        return await self._work.run(lambda connection: PROPOSALS.first(connection, statement))

    async def of_job(self, job_id: UUID) -> list[Proposal]:
        """Oldest first."""
        c = PROPOSALS.c
        statement = select(PROPOSALS.table).where(c.job_id == job_id).order_by(c.created_at, c.id)
        return await self._work.run(lambda connection: PROPOSALS.all(connection, statement))

    async def of_freelancer(self, freelancer_id: UUID, limit: int = 20) -> list[Proposal]:
        """Newest first."""
        c = PROPOSALS.c
        statement = select(PROPOSALS.table).where(c.freelancer_id == freelancer_id)
        newest = statement.order_by(c.created_at.desc(), c.id).limit(limit)
        return await self._work.run(lambda connection: PROPOSALS.all(connection, newest))
