"""Profiles, past jobs and reviews."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, delete, func, select

from bot.domain.profile import PastJob, Profile, Review
from bot.ports import Stamp
from storage.repositories.entity_table import EntityTable, some_at_once
from storage.repositories.repository import Repository
from storage.tables import OfferRow, PastJobRow, ProfileRow, ReviewRow, table
from storage.work import Work

PROFILES = EntityTable(Profile, ProfileRow, "profile")
PAST_JOBS = EntityTable(PastJob, PastJobRow, "past job")
REVIEWS = EntityTable(Review, ReviewRow, "review")
OFFERS = table(OfferRow)


def offer(connection: Connection, profile: Profile) -> None:
    """Keep the rows that say where this profile is offered in step with it."""
    connection.execute(delete(OFFERS).where(OFFERS.c.person_id == profile.person_id))
    alerts = profile.open_to_work and profile.alerts.on
    rows = [{"person_id": profile.person_id, "community_id": id, "alerts": alerts} for id in set(profile.communities)]
    if rows:
        connection.execute(OFFERS.insert(), rows)


def _stamps(connection: Connection, ids: list[UUID] | None, community_id: UUID) -> Iterator[tuple[UUID, Stamp]]:
    person = PROFILES.c.person_id
    done, praise = PAST_JOBS.c.freelancer_id, REVIEWS.c.freelancer_id
    jobs = select(func.count()).select_from(PAST_JOBS.table).where(done == person).scalar_subquery()
    reviews = select(func.count()).select_from(REVIEWS.table).where(praise == person).scalar_subquery()
    statement = select(person, PROFILES.c.version, jobs, reviews).join(OFFERS, OFFERS.c.person_id == person)
    statement = statement.where(OFFERS.c.community_id == community_id)
    if ids is not None:
        statement = statement.where(person.in_(ids))
    for person_id, version, past_jobs, praises in connection.execute(statement):
        yield person_id, Stamp(version, past_jobs, praises)


class Profiles(Repository[Profile]):
    """`bot.ports.Profiles`."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, PROFILES)

    async def add(self, entity: Profile) -> Profile:
        def job(connection: Connection) -> Profile:
            added = PROFILES.add(connection, entity)
            offer(connection, added)
            return added

        return await self._work.run(job)

    async def save(self, entity: Profile) -> Profile:
        def job(connection: Connection) -> Profile:
            saved = PROFILES.save(connection, entity)
            offer(connection, saved)
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

    async def stamps(self, person_ids: Collection[UUID] | None, community_id: UUID) -> dict[UUID, Stamp]:
        def job(connection: Connection) -> dict[UUID, Stamp]:
            some = [None] if person_ids is None else list(some_at_once(person_ids))
            return {id: stamp for ids in some for id, stamp in _stamps(connection, ids, community_id)}

        return await self._work.run(job)

    async def with_alerts(self, community_id: UUID) -> list[Profile]:
        statement = self._offered(community_id).where(OFFERS.c.alerts).order_by(PROFILES.c.created_at, PROFILES.c.id)
        return await self._work.run(lambda connection: PROFILES.all(connection, statement))

    async def remove(self, person_id: UUID) -> None:
        def job(connection: Connection) -> None:
            connection.execute(delete(OFFERS).where(OFFERS.c.person_id == person_id))
            connection.execute(delete(PROFILES.table).where(PROFILES.c.person_id == person_id))

        await self._work.run(job)

    async def add_past_job(self, past_job: PastJob) -> PastJob:
        return await self._work.run(lambda connection: PAST_JOBS.add(connection, past_job))

    async def past_jobs(self, person_ids: Collection[UUID]) -> list[PastJob]:
        """Latest first."""
        order = (PAST_JOBS.c.finished_on.desc(), PAST_JOBS.c.id)
        return await self._work.run(
            lambda connection: PAST_JOBS.where_in(connection, "freelancer_id", person_ids, *order)
        )

    async def add_review(self, review: Review) -> Review:
        return await self._work.run(lambda connection: REVIEWS.add(connection, review))

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
