"""What outcomes teach is shown to moderators with its effect on groups, and changes nothing before they publish it."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from test_matching_dialogs import declare, freelancers

from bot.domain.brief import Brief
from bot.domain.job import Job, JobStatus
from bot.domain.matching import DEFAULT_WEIGHTS, Decision, Match, Part, PartName, Ranking
from bot.domain.people import Publishing
from bot.domain.proposal import Proposal, Side, Terms
from bot.domain.scoring import score_of, weighed
from bot.ports import UnitOfWork
from bot.services.people import HOME_ID
from tests.world import World, open_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path) as opened:
        yield opened


async def jobs_where_clients_choose_by_price(world: World, count: int) -> None:
    """Eight people ranked for each, all of them shown, those with a good price invited."""
    chance = random.Random(5)
    client = (await world.somebody("ann").person()).id
    async with world.house.storage.begin() as uow:
        people = [profile.person_id for profile in await uow.profiles.in_community(HOME_ID)]
        for number in range(count):
            now = world.clock.now() + timedelta(seconds=number)
            brief = Brief(title=f"Job {number}")
            made = Job(client_id=client, community_id=HOME_ID, brief=brief, created_at=now)
            job = await uow.jobs.add(made.model_copy(update={"status": JobStatus.OPEN}))
            matches = [match_of(id, chance) for id in chance.sample(people, 8)]
            ordered = tuple(sorted(matches, key=lambda match: -match.score))
            await log(uow, job, ordered)
            for match in ordered:
                price = next(part.value for part in match.parts if part.name is PartName.PRICE)
                if (price or 0) + chance.gauss(0, 0.1) > 0.5:
                    await uow.proposals.add(
                        Proposal(
                            job_id=job.id,
                            freelancer_id=match.person_id,
                            client_id=client,
                            offered_by=Side.CLIENT,
                            terms=Terms(),
                            created_at=now,
                        )
                    )


def match_of(person_id: UUID, chance: random.Random) -> Match:
    drawn = [Part(name=name, value=round(chance.random(), 3), weight=0, fact="") for name in PartName]
    parts = weighed(drawn, DEFAULT_WEIGHTS)
    return Match(person_id=person_id, score=score_of(parts), parts=parts, newcomer=True)


async def log(uow: UnitOfWork, job: Job, matches: tuple[Match, ...]) -> None:
    ranking = Ranking(
        matches=matches, considered=len(matches), members=len(matches), weights=DEFAULT_WEIGHTS, model="none"
    )
    shown = tuple(match.person_id for match in matches)
    await uow.decisions.add(
        Decision(
            job_id=job.id,
            asked_by=job.client_id,
            brief=job.brief,
            ranking=ranking,
            shown=shown,
            created_at=job.created_at,
        )
    )


async def test_a_proposal_tells_its_effect_on_groups_and_waits_for_a_moderator(world: World):
    await freelancers(world, 24)
    mo = await world.moderator("mo", publishing=Publishing.AT_ONCE)
    await declare(world, "woman", people=12)
    await jobs_where_clients_choose_by_price(world, 60)
    answer = await mo.command("learned")
    assert "Fitted to 480 outcomes" in answer and "nothing changes unless you publish it" in answer
    assert "newcomer, 0 to 2 reviews: 100% of the places now, 100% then" in answer
    assert "gender, declared, woman: " in answer and "gender, declared, not stated: " in answer
    assert "(calibration.png)" in answer and "AUC" in answer and "Brier" in answer
    assert "published-1" in await mo.command("weights")
    assert "Published as published-2" in await mo.press("Publish these weights")


async def test_small_groups_are_not_told_of(world: World):
    await freelancers(world, 24)
    mo = await world.moderator("mo", publishing=Publishing.AT_ONCE)
    await declare(world, "two-spirit", people=9)
    await jobs_where_clients_choose_by_price(world, 60)
    assert "two-spirit" not in await mo.command("learned")
