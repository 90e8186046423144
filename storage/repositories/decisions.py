"""The log of rankings, the published weights and the rotation state."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, select

from bot.domain.matching import DEFAULT_WEIGHTS, Decision, Exposure, Weights, WeightsChange
from storage.repositories.entity_table import EntityTable, insert, next_number, some_at_once
from storage.repositories.repository import Repository
from storage.tables import ConsideredRow, DecisionRow, ExposureRow, WeightsRow, table
from storage.work import Work

DECISIONS = EntityTable(Decision, DecisionRow, "ranking")
EXPOSURES = EntityTable(Exposure, ExposureRow, "exposure")
CONSIDERED = table(ConsideredRow)
WEIGHTS = table(WeightsRow)
FOUND_BY_PERSON = 15  # places of a ranking; who stands further down is in the log, but not found by it


def consider(connection: Connection, decision: Decision) -> None:
    """Keep the rows that say whom this decision ranked in step with it."""
    connection.execute(delete(CONSIDERED).where(CONSIDERED.c.decision_id == decision.id))
    rows = _considered(decision)
    if rows:
        connection.execute(CONSIDERED.insert(), rows)


def _considered(decision: Decision) -> list[dict[str, UUID]]:
    first = decision.ranking.places[:FOUND_BY_PERSON]
    people = {place.person_id for place in first} | set(decision.shown)
    return [{"decision_id": decision.id, "person_id": id} for id in people]


class Decisions(Repository[Decision]):
    """`bot.ports.Decisions`."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, DECISIONS)

    async def add(self, entity: Decision) -> Decision:
        def job(connection: Connection) -> Decision:
            added = DECISIONS.add(connection, entity)
            if rows := _considered(added):
                connection.execute(CONSIDERED.insert(), rows)
            return added

        return await self._work.run(job)

    async def save(self, entity: Decision) -> Decision:
        def job(connection: Connection) -> Decision:
            saved = DECISIONS.save(connection, entity)
            consider(connection, saved)
            return saved

        return await self._work.run(job)

    async def latest(self, job_id: UUID) -> Decision | None:
        c = DECISIONS.c
        statement = select(DECISIONS.table).where(c.job_id == job_id).order_by(c.created_at.desc(), c.id)
        return await self._work.run(lambda connection: DECISIONS.first(connection, statement))

    async def of_job(self, job_id: UUID, since: datetime) -> list[Decision]:
        c = DECISIONS.c
        statement = select(DECISIONS.table).where(c.job_id == job_id, c.created_at >= since)
        oldest = statement.order_by(c.created_at, c.id)
        return await self._work.run(lambda connection: DECISIONS.all(connection, oldest))

    async def about(self, person_id: UUID, limit: int = 20) -> list[Decision]:
        c = DECISIONS.c
        ranked = select(DECISIONS.table).join(CONSIDERED, CONSIDERED.c.decision_id == c.id)
        statement = ranked.where(CONSIDERED.c.person_id == person_id).order_by(c.created_at.desc(), c.id).limit(limit)
        return await self._work.run(lambda connection: DECISIONS.all(connection, statement))

    async def weights(self, community_id: UUID) -> Weights:
        statement = select(WEIGHTS.c.weights).where(WEIGHTS.c.community_id == community_id)
        latest = statement.order_by(WEIGHTS.c.number.desc()).limit(1)
        found: Weights | None = await self._work.run(lambda connection: connection.execute(latest).scalar())
        return found or DEFAULT_WEIGHTS

    async def put_weights(self, community_id: UUID, weights: Weights, by: UUID, now: datetime) -> None:
        def job(connection: Connection) -> None:
            values = {"community_id": community_id, "weights": weights, "put_by": by, "created_at": now}
            connection.execute(WEIGHTS.insert().values(number=next_number(connection, "weights"), **values))

        await self._work.run(job)

    async def weights_log(self, community_id: UUID, limit: int = 20) -> list[WeightsChange]:
        c = WEIGHTS.c
        put = select(c.weights, c.put_by, c.created_at).where(c.community_id == community_id)
        newest = put.order_by(c.number.desc()).limit(limit)

        def job(connection: Connection) -> list[WeightsChange]:
            rows = connection.execute(newest)
            return [WeightsChange(weights=row.weights, by=row.put_by, at=row.created_at) for row in rows]

        return await self._work.run(job)

    async def exposures(self, community_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, datetime]:
        c = EXPOSURES.c

        def job(connection: Connection) -> dict[UUID, datetime]:
            found: dict[UUID, datetime] = {}
            for some in some_at_once(person_ids):
                here = select(c.person_id, c.shown_at).where(c.community_id == community_id, c.person_id.in_(some))
                found |= {row.person_id: row.shown_at for row in connection.execute(here)}
            return found

        return await self._work.run(job)

    async def shown(self, community_id: UUID, person_ids: Sequence[UUID], now: datetime) -> None:
        def job(connection: Connection) -> None:
            exposures = [
                Exposure(id=uuid4(), created_at=now, person_id=id, community_id=community_id, shown_at=now)
                for id in sorted(set(person_ids))  # sorted: two shortlists lock the same rows in the same order
            ]
            if not exposures:
                return
            statement = insert(connection.dialect.name, EXPOSURES.table)
            once_more = {"shown_at": statement.excluded.shown_at, "times": EXPOSURES.c.times + 1}
            counted = statement.on_conflict_do_update(index_elements=["person_id", "community_id"], set_=once_more)
            connection.execute(counted, [EXPOSURES.values(exposure) for exposure in exposures])

        await self._work.run(job)
