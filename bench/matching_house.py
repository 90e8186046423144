"""A community with a real database and a real index, for the benchmarks of matching."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid5

from cryptography.fernet import Fernet

from bot.domain.brief import Brief
from bot.domain.job import Job
from bot.domain.matching import Ranking, Weights
from bot.domain.people import Community, Person
from bot.domain.profile import PastJob, Profile, Review
from bot.ports import Embedder
from bot.understanding.skills import vocabulary
from retrieval.embeddings import open_embeddings
from retrieval.index import ProfileIndex
from retrieval.matching import PartsMatcher
from retrieval.vectors import ChromaVectors
from storage.database import Database

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SPACE = UUID("6f1c3b0e-5f0a-4a3e-9d55-0d0e7d1f7a11")  # of the made-up ids, so that two runs agree
ROWS_AT_ONCE = 2_000
T = TypeVar("T")


@dataclass(slots=True)
class MatchingHouse:
    """Everything matching needs."""

    storage: Database
    vectors: ChromaVectors
    embedder: Embedder
    index: ProfileIndex
    matcher: PartsMatcher
    community: Community
    client_id: UUID

    async def add_profiles(self, profiles: Iterable[Profile]) -> list[UUID]:
        """Store people with these profiles; their ids."""
        ids: list[UUID] = []
        for some in batches(profiles):
            async with self.storage.begin() as uow:
                for profile in some:
                    await uow.people.add(Person(id=profile.person_id, name="Somebody", created_at=NOW))
                    await uow.profiles.add(profile)
                    ids.append(profile.person_id)
        return ids

    async def add_work(self, work: Iterable[tuple[PastJob, Review]]) -> None:
        for some in batches(work):
            async with self.storage.begin() as uow:
                for past_job, review in some:
                    await uow.profiles.add_past_job(past_job)
                    await uow.profiles.add_review(review)

    async def add_jobs(self, jobs: Iterable[Job]) -> None:
        for some in batches(jobs):
            async with self.storage.begin() as uow:
                for job in some:
                    await uow.jobs.add(job)

    async def ranking(self, brief: Brief, weights: Weights | None = None) -> Ranking:
        """From a brief to people, as the bot does it."""
        candidates = await self.matcher.candidates(brief, self.community.id)
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
    storage = Database.open(f"sqlite:///{folder / 'bench.db'}", key=Fernet.generate_key())
    await storage.migrate()
    embedder = open_embeddings()
    vectors = ChromaVectors(folder / "chroma")
    index = ProfileIndex(vectors, embedder)
    async with storage.begin() as uow:
        community = await uow.communities.add(
            Community(id=uuid5(SPACE, "home"), platform="home", platform_id="bench", name="Bench", created_at=NOW)
        )
        client = await uow.people.add(Person(id=uuid5(SPACE, "client"), name="Client", created_at=NOW))
    try:
        matcher = PartsMatcher(vectors, embedder, vocabulary())
        yield MatchingHouse(storage, vectors, embedder, index, matcher, community, client.id)
    finally:
        await index.close()
        await storage.close()


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while some := list(islice(iterator, ROWS_AT_ONCE)):
        yield some
