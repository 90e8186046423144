"""A community with a real database and a real index, for the benchmarks of matching."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid5

from cryptography.fernet import Fernet
from sqlalchemy import Connection

from bot.domain.brief import Brief
from bot.domain.job import Job
from bot.domain.matching import Ranking, Weights
from bot.domain.people import Community, Person
from bot.domain.profile import PastJob, Profile, Review
from bot.ports import Embedder, Skills
from bot.understanding.skills import vocabulary
from retrieval.embeddings import open_embeddings
from retrieval.index import ProfileIndex
from retrieval.matching import PartsMatcher
from retrieval.skill_part import RememberedSkills
from retrieval.vectors import ChromaVectors
from storage import engines
from storage.database import Database
from storage.repositories.entity_table import E, EntityTable
from storage.repositories.offer_rows import FACTS, OFFERS, PAST_JOBS, PROFILES, REVIEWS, facts_row, offered
from storage.repositories.people import PEOPLE

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SPACE = UUID("6f1c3b0e-5f0a-4a3e-9d55-0d0e7d1f7a11")  # of the made-up ids, so that two runs agree
ROWS_AT_ONCE = 2_000
T = TypeVar("T")


@dataclass(slots=True)
class MatchingHouse:
    """Everything matching needs."""

    url: str
    storage: Database
    vectors: ChromaVectors
    embedder: Embedder
    index: ProfileIndex
    matcher: PartsMatcher
    community: Community
    client_id: UUID
    skills: Skills

    async def add_profiles(
        self, profiles: Iterable[Profile], work: Iterable[tuple[PastJob, Review]] = ()
    ) -> list[UUID]:
        """Store people with these profiles and their work, thousands of rows in a statement; their ids."""
        jobs: dict[UUID, list[PastJob]] = defaultdict(list)
        praise: dict[UUID, list[Review]] = defaultdict(list)
        for past_job, review in work:
            jobs[past_job.freelancer_id].append(past_job)
            praise[review.freelancer_id].append(review)
        ids: list[UUID] = []
        engine = engines.make(self.url)
        for some in batches(profiles):
            people = [one.person_id for one in some]
            ids += people
            with engine.begin() as connection:
                insert(connection, PEOPLE, [Person(id=id, name="Somebody", created_at=NOW) for id in people])
                insert(connection, PROFILES, some)
                insert(connection, PAST_JOBS, [job for id in people for job in jobs[id]])
                insert(connection, REVIEWS, [review for id in people for review in praise[id]])
                offers = [{"community_id": self.community.id, **offered(one)} for one in some]
                connection.execute(OFFERS.insert(), offers)
                facts = [facts_row(one, jobs[one.person_id], praise[one.person_id]) for one in some]
                connection.execute(FACTS.insert(), facts)
        engine.dispose()
        return ids

    async def add_jobs(self, jobs: Iterable[Job]) -> None:
        for some in batches(jobs):
            async with self.storage.begin() as uow:
                for job in some:
                    await uow.jobs.add(job)

    async def ranking(self, brief: Brief, weights: Weights | None = None) -> Ranking:
        """From a brief to people, as the bot does it."""
        candidates = await self.matcher.candidates(self.storage, brief, self.community.id)
        async with self.storage.begin() as uow:
            return await self.matcher.rank(
                uow,
                brief=brief,
                community_id=self.community.id,
                candidates=candidates,
                leave_out={},
                weights=weights or await uow.decisions.weights(self.community.id),
                now=NOW,
            )


@asynccontextmanager
async def open_house(folder: Path) -> AsyncIterator[MatchingHouse]:
    """An empty community in this folder."""
    url = f"sqlite:///{folder / 'bench.db'}"
    storage = Database.open(url, key=Fernet.generate_key())
    await storage.migrate()
    embedder = open_embeddings()
    vectors = ChromaVectors(folder / "chroma")
    index = ProfileIndex(vectors, embedder, vocabulary())
    async with storage.begin() as uow:
        community = await uow.communities.add(
            Community(id=uuid5(SPACE, "home"), platform="home", platform_id="bench", name="Bench", created_at=NOW)
        )
        client = await uow.people.add(Person(id=uuid5(SPACE, "client"), name="Client", created_at=NOW))
    try:
        matcher = PartsMatcher(vectors, embedder, vocabulary())
        yield MatchingHouse(
            url, storage, vectors, embedder, index, matcher, community, client.id, RememberedSkills(vocabulary())
        )
    finally:
        await index.close()
        await storage.close()


def insert(connection: Connection, into: EntityTable[E], rows: Iterable[E]) -> None:
    values = [into.values(row) for row in rows]
    if values:
        connection.execute(into.table.insert(), values)


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while some := list(islice(iterator, ROWS_AT_ONCE)):
        yield some
