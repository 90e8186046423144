"""Profiles, past jobs and reviews."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, delete, func, select

from bot.domain.profile import PastJob, Profile, Review
from storage.repositories.offer_rows import (
    FACTS,
    HOLDERS,
    OFFERS,
    PAST_JOBS,
    PROFILES,
    REVIEWS,
    VECTORS,
    offer,
    write_facts,
)
from storage.repositories.repository import Repository
from storage.work import Work


class Profiles(Repository[Profile]):
    """`bot.ports.Profiles`."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, PROFILES)

    async def add(self, entity: Profile) -> Profile:
        def job(connection: Connection) -> Profile:
            added = PROFILES.add(connection, entity)
            offer(connection, added)
            write_facts(connection, [added.person_id])
            return added

        return await self._work.run(job)

    async def save(self, entity: Profile) -> Profile:
        def job(connection: Connection) -> Profile:
            saved = PROFILES.save(connection, entity)
            offer(connection, saved)
            write_facts(connection, [saved.person_id])
            return saved

        return await self._work.run(job)

    async def of(self, person_id: UUID) -> Profile | None:
        statement = select(PROFILES.table).where(PROFILES.c.person_id == person_id)
        return await self._work.run(lambda connection: PROFILES.first(connection, statement))

    async def of_people(self, person_ids: Collection[UUID]) -> list[Profile]:
        return await self._work.run(lambda connection: PROFILES.where_in(connection, "person_id", person_ids))

    async def in_community(self, community_id: UUID) -> list[Profile]:
        """Oldest first."""
        statement = self._offered(community_id).order_by(PROFILES.c.created_at, PROFILES.c.id)
        return await self._work.run(lambda connection: PROFILES.all(connection, statement))

    async def count_in_community(self, community_id: UUID) -> int:
        statement = select(func.count()).select_from(OFFERS).where(OFFERS.c.community_id == community_id)
        return await self._work.run(lambda connection: int(connection.execute(statement).scalar_one()))

    async def with_alerts(self, community_id: UUID) -> list[Profile]:
        statement = self._offered(community_id).where(OFFERS.c.alerts).order_by(PROFILES.c.created_at, PROFILES.c.id)
        return await self._work.run(lambda connection: PROFILES.all(connection, statement))

    async def remove(self, person_id: UUID) -> None:
        def job(connection: Connection) -> None:
            for derived in (OFFERS, FACTS, VECTORS, HOLDERS):
                connection.execute(delete(derived).where(derived.c.person_id == person_id))
            connection.execute(delete(PROFILES.table).where(PROFILES.c.person_id == person_id))

        await self._work.run(job)

    async def add_past_job(self, past_job: PastJob) -> PastJob:
        def job(connection: Connection) -> PastJob:
            added = PAST_JOBS.add(connection, past_job)
            write_facts(connection, [added.freelancer_id])
            return added

        return await self._work.run(job)

    async def past_jobs(self, person_ids: Collection[UUID]) -> list[PastJob]:
        """Latest first."""
        order = (PAST_JOBS.c.finished_on.desc(), PAST_JOBS.c.id)
        return await self._work.run(
            lambda connection: PAST_JOBS.where_in(connection, "freelancer_id", person_ids, *order)
        )

    async def add_review(self, review: Review) -> Review:
        def job(connection: Connection) -> Review:
            added = REVIEWS.add(connection, review)
            write_facts(connection, [added.freelancer_id])
            return added

        return await self._work.run(job)

    async def reviews(self, person_ids: Collection[UUID]) -> list[Review]:
        """Latest first."""
        order = (REVIEWS.c.created_at.desc(), REVIEWS.c.id)
        return await self._work.run(
            lambda connection: REVIEWS.where_in(connection, "freelancer_id", person_ids, *order)
        )

    @staticmethod
    def _offered(community_id: UUID) -> Select[Any]:
        together = OFFERS.c.person_id == PROFILES.c.person_id
        return select(PROFILES.table).join(OFFERS, together).where(OFFERS.c.community_id == community_id)
