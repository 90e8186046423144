"""People, briefs and a real index for the tests of matching."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.fernet import Fernet
from freelancers import NOW, PlainSkills

from bot.domain.people import Community, Person
from bot.domain.profile import Profile
from retrieval.embeddings import MiniLm
from retrieval.index import ProfileIndex
from retrieval.matching import PartsMatcher
from retrieval.vectors import ChromaVectors
from storage.database import Database
from tests.databases import fresh_url, open_database
from tests.postgres import postgres_migrated, postgres_server, postgres_url

__all__ = ["postgres_migrated", "postgres_server", "postgres_url"]


@pytest.fixture(scope="session")
def embedder() -> MiniLm:
    return MiniLm()


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[ChromaVectors]:
    index = ChromaVectors(tmp_path / "chroma")
    yield index
    index.close()


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database.open(f"sqlite:///{tmp_path / 'test.db'}", key=Fernet.generate_key())
    await database.migrate()
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    opened = open_database(
        fresh_url(tmp_path) if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    )
    yield opened
    await opened.close()


@pytest.fixture
def index(vectors: ChromaVectors, embedder: MiniLm) -> ProfileIndex:
    return ProfileIndex(vectors, embedder, PlainSkills())


@pytest.fixture
def matcher(vectors: ChromaVectors, embedder: MiniLm) -> PartsMatcher:
    return PartsMatcher(vectors, embedder, PlainSkills())


@pytest.fixture
async def community(storage: Database) -> Community:
    async with storage.begin() as uow:
        return await uow.communities.add(Community(platform="home", platform_id="home", name="Home", created_at=NOW))


@pytest.fixture
def join(storage: Database, community: Community):
    """Put a profile into the community; the person's id."""

    async def joined(profile: Profile, name: str = "Somebody") -> UUID:
        async with storage.begin() as uow:
            person = await uow.people.add(Person(id=profile.person_id, name=name, created_at=NOW))
            await uow.profiles.add(profile.model_copy(update={"communities": (community.id,)}))
        return person.id

    return joined
