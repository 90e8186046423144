"""What matching does by itself: it mends its index, and tells moderators what outcomes teach."""

from __future__ import annotations

import random
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from bot.domain.brief import Brief, SkillWish
from bot.domain.job import Job, JobStatus
from bot.domain.matching import DEFAULT_WEIGHTS, Decision, Match, Part, PartName, Ranking
from bot.domain.people import Person
from bot.domain.proposal import Proposal, Side, Terms
from bot.services.people import HOME_ID
from tests.dialogs.test_hiring import NEED
from tests.world import World, open_world

SHOWN = 5


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path) as opened:
        yield opened


async def found(world: World) -> set[UUID]:
    brief = Brief(title="A logo", skills=(SkillWish(name="Logo Design"),))
    return set((await world.house.matcher.candidates(world.house.storage, brief, HOME_ID)).near)


async def test_a_deleted_index_mends_itself_within_ten_minutes(world: World, tmp_path: Path):
    lu = await world.freelancer("lu", "I am a logo designer, 8 years, 45 USD an hour")
    lu_id = (await lu.person()).id
    assert await found(world) == {lu_id}
    shutil.rmtree(tmp_path / "data" / "chroma")
    assert await found(world) == set()
    world.clock.advance(timedelta(minutes=9))
    await world.house.pump()
    assert await found(world) == set()
    world.clock.advance(timedelta(minutes=2))
    await world.house.pump()
    assert await found(world) == {lu_id}


async def test_a_confirmed_brief_is_remembered_without_a_reindex(world: World):
    await world.freelancer("lu", "I am a logo designer, 8 years, 45 USD an hour")
    ann = world.somebody("ann")
    await ann.say(NEED)
    await ann.press("Find people")
    world.clock.advance(timedelta(minutes=11))
    await world.house.pump()
    similar = await world.house.matcher.candidates(world.house.storage, Brief(title="Logo for a bakery"), HOME_ID)
    assert len(similar.similar_briefs) == 1


async def hiring_by_price(world: World) -> None:
    """Fifty gigs whose clients ask the cheap ones of those whom they saw."""
    chance, now = random.Random(5), world.clock.now()
    ann = (await world.somebody("ann").person()).id
    people = [UUID(int=number) for number in range(1, 31)]
    async with world.house.storage.begin() as uow:
        for id in people:
            await uow.people.add(Person(id=id, name="Somebody", created_at=now))
        for number in range(50):
            job = Job(id=UUID(int=1_000 + number), community_id=HOME_ID, client_id=ann, brief=Brief(), created_at=now)
            job = await uow.jobs.add(job.model_copy(update={"status": JobStatus.OPEN}))
            matches = tuple(some_match(id, chance) for id in chance.sample(people, SHOWN))
            for match in matches:
                if price_of(match) > 0.6:
                    asked = Proposal(
                        job_id=job.id,
                        freelancer_id=match.person_id,
                        client_id=ann,
                        offered_by=Side.CLIENT,
                        terms=Terms(),
                        created_at=now,
                    )
                    await uow.proposals.add(asked)
            shown = tuple(match.person_id for match in matches)
            ranking = Ranking(matches=matches, considered=SHOWN, members=30, weights=DEFAULT_WEIGHTS, model="mini")
            of_job = {"job_id": job.id, "asked_by": ann, "brief": Brief(), "ranking": ranking}
            await uow.decisions.add(Decision(**of_job, shown=shown, created_at=now))


def some_match(person_id: UUID, chance: random.Random) -> Match:
    parts = tuple(Part(name=name, value=round(chance.random(), 3), weight=1 / 6, fact="") for name in PartName)
    return Match(person_id=person_id, score=0.5, parts=parts)


def price_of(match: Match) -> float:
    return next(part.value or 0.0 for part in match.parts if part.name is PartName.PRICE)


async def test_moderators_hear_once_that_a_better_proposal_waits_and_nothing_changes_by_itself(world: World):
    mo = await world.moderator("mo")
    await world.somebody("ann").command("start")
    assert await mo.letters() == ""
    await hiring_by_price(world)
    world.clock.advance(timedelta(days=1))
    assert "Nothing has changed. /learned shows the proposal" in await mo.letters()
    assert "Learned weights: skills" in await mo.press("Show the proposal")
    async with world.house.storage.begin() as uow:
        assert await uow.decisions.weights(HOME_ID) == DEFAULT_WEIGHTS
    world.clock.advance(timedelta(days=1))
    assert await mo.letters() == ""
    assert await world.somebody("ann").letters() == ""
