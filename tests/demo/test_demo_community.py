"""The demo community: varied, invented, and stored once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet

from bot.demo import sheets
from bot.demo.seed import Counts, is_empty, person_id, seed
from bot.domain.job import JobStatus
from bot.domain.people import Identity, Person
from bot.ports import Finding, Progress, Storage
from bot.services.people import HOME_ID
from bot.understanding.skills import vocabulary
from bot.understanding.soft_skills import soft_skill_names
from storage.database import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FREELANCERS = sheets.freelancers()


class ListedIndex:
    """An index that only notes whom it was told of."""

    def __init__(self) -> None:
        self.told: list[UUID] = []

    async def update(self, storage: Storage, person_ids: Sequence[UUID]) -> None:
        self.told.extend(person_ids)

    async def rebuild(self, storage: Storage, progress: Progress | None = None) -> int:
        return 0

    async def heal(self, storage: Storage) -> int:
        return 0

    async def check(self) -> Sequence[Finding]:
        return []

    async def close(self) -> None: ...


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[Database]:
    database = Database.open(f"sqlite:///{file}", key=Fernet.generate_key())
    try:
        await database.migrate()
        yield database
    finally:
        await database.close()


@dataclass(frozen=True)
class Seeded:
    """A database file that was seeded once, and what that was."""

    file: Path
    counts: Counts
    told: tuple[UUID, ...]
    was_empty: bool


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    file, index = tmp_path_factory.mktemp("demo") / "demo.db", ListedIndex()

    async def fill() -> Seeded:
        async with opened(file) as database:
            empty = await is_empty(database)
            counts = await seed(database, index, now=NOW)
        return Seeded(file, counts, tuple(index.told), empty)

    return asyncio.run(fill())


@pytest.fixture
async def storage(seeded: Seeded) -> AsyncIterator[Database]:
    """The seeded database; tests of this file only read it, but for what no other test looks at."""
    async with opened(seeded.file) as database:
        yield database


def test_there_are_sixty_freelancers_and_nobody_is_described_twice() -> None:
    assert len(FREELANCERS) >= 60
    reviews = [past.review for one in FREELANCERS for past in one.past]
    for texts in (
        [one.key for one in FREELANCERS],
        [one.name for one in FREELANCERS],
        [one.about for one in FREELANCERS],
        reviews,
    ):
        assert len(set(texts)) == len(texts)


def test_they_differ_in_work_pay_place_and_record() -> None:
    kinds = {max(one.skills, key=lambda name: one.skills[name]) for one in FREELANCERS}
    pays = [sheets.pay(one.rate) for one in FREELANCERS]
    reviews = Counter(min(len(one.past), 3) for one in FREELANCERS)
    assert len(kinds) >= 35
    assert len({pay.currency for pay in pays}) >= 12
    assert len({pay.unit for pay in pays}) >= 6
    assert len({one.timezone for one in FREELANCERS}) >= 35
    assert len({language for one in FREELANCERS for language in one.languages}) >= 30
    assert reviews[0] >= 15
    assert reviews[1] + reviews[2] >= 8
    assert reviews[3] >= 25


def test_every_detail_can_be_right() -> None:
    names = {client.key for client in sheets.clients()}
    for one in FREELANCERS:
        rate, floor = sheets.pay(one.rate), sheets.pay(one.floor)
        assert (rate.currency, rate.unit) == (floor.currency, floor.unit)
        assert floor.least.minor <= rate.least.minor
        assert ZoneInfo(one.timezone)
        assert all(past.client in names and 1 <= past.stars <= 5 for past in one.past)
        assert {urlsplit(piece.link).hostname for piece in one.portfolio} <= {"example.org", "example.com"}


def test_nearly_all_they_can_do_has_a_name_in_the_vocabulary() -> None:
    named = {name for one in FREELANCERS for name in one.skills} | {
        name for gig in sheets.gigs() for name in (*gig.skills, *gig.nice)
    }
    own_words = {name for name in named if not vocabulary().canonical(name)}
    soft = {name for one in FREELANCERS for name in one.soft} | {name for gig in sheets.gigs() for name in gig.soft}
    assert len(own_words) <= len(named) / 20, own_words  # somebody always has a word of their own
    assert soft <= set(soft_skill_names())


def test_eight_could_draw_a_logo_for_the_bakery_at_different_rates() -> None:
    designers = [one for one in FREELANCERS if {"Logo design", "Brand identity", "Illustration"} & set(one.skills)]
    assert len(designers) >= 8
    assert len({one.rate for one in designers}) >= 8


async def test_seeding_twice_stores_and_indexes_nothing_twice(seeded: Seeded, storage: Database) -> None:
    index = ListedIndex()
    assert seeded.was_empty
    assert seeded.counts.people == len(FREELANCERS) + len(sheets.clients())
    assert seeded.counts.gigs == len(sheets.gigs())
    assert sorted(seeded.told) == sorted(person_id(one.key) for one in FREELANCERS)
    assert await seed(storage, index, now=NOW) == Counts()
    assert index.told == []
    assert not await is_empty(storage)


async def test_the_moderator_has_a_job_to_look_at_and_a_dozen_are_open(storage: Database) -> None:
    async with storage.begin() as uow:
        assert await uow.communities.moderators(HOME_ID) == [person_id("mo")]
        assert len(await uow.jobs.in_community(HOME_ID, [JobStatus.PENDING])) == 1
        opened = await uow.jobs.in_community(HOME_ID, [JobStatus.OPEN])
    assert len(opened) == 12
    assert all(job.opened_at and job.opened_at < NOW for job in opened)
    assert all(job.brief.deadline is None or job.brief.deadline > NOW.date() for job in opened)


async def test_demo_people_can_sit_down_at_the_terminal(storage: Database) -> None:
    async with storage.begin() as uow:
        luna = await uow.people.by_account("terminal", "luna")
        assert luna is not None
        profile = await uow.profiles.of(luna.id)
    assert profile is not None
    assert "Logo" in profile.headline


async def test_the_terminal_name_of_somebody_real_stays_theirs(storage: Database) -> None:
    real = Person(name="Luna herself", created_at=NOW)
    async with storage.begin() as uow:
        await uow.people.add(real)
        await uow.people.put_identity(
            Identity(
                person_id=real.id, platform="terminal", user_id="luna", chat_id="luna", seen_at=NOW, created_at=NOW
            )
        )
    await seed(storage, ListedIndex(), now=NOW)
    async with storage.begin() as uow:
        assert await uow.people.by_account("terminal", "luna") == real


def test_a_typing_error_in_a_file_is_found() -> None:
    with pytest.raises(ValueError, match="not a pay"):
        sheets.pay("45 euros per hour")
    with pytest.raises(ValueError, match="nmae"):
        sheets.ClientSheet.model_validate({"key": "a", "nmae": "A", "timezone": "UTC"})
