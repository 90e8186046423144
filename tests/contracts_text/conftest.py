"""One installation a test, with a client and a freelancer who have agreed on terms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from bot.domain.brief import Brief, Deliverable, RightsWish
from bot.domain.job import Job, JobStatus
from bot.domain.money import Pay
from bot.domain.proposal import Proposal, ProposalStatus, Side, Terms
from tests.world import Speaker, World, open_world

BRIEF = Brief(
    title="Logo for a bakery",
    description="I need a logo for my bakery",
    deliverables=(Deliverable(what="logo"),),
    pay=Pay(low=80_000, high=80_000, currency="USD"),
    deadline=date(2026, 12, 14),
    rights=RightsWish.OWN,
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path) as opened:
        yield opened


@pytest.fixture
async def lu(world: World) -> Speaker:
    speaker = world.somebody("lu")
    await speaker.command("start")
    return speaker


@pytest.fixture
async def ann(world: World, lu: Speaker) -> Speaker:
    """A client who has agreed with Lu."""
    ann = world.somebody("ann")
    await ann.command("start")
    await agree(world, ann, lu)
    return ann


async def agree(world: World, ann: Speaker, lu: Speaker) -> UUID:
    """An agreement between the two, as if it had been negotiated; the proposal's id."""
    client, freelancer, now = (await ann.person()).id, (await lu.person()).id, world.clock.now()
    async with world.house.storage.begin() as uow:
        job = await uow.jobs.add(
            Job(
                community_id=await world.home_id(),
                client_id=client,
                status=JobStatus.AWARDED,
                brief=BRIEF,
                created_at=now,
            )
        )
        proposal = await uow.proposals.add(
            Proposal(
                job_id=job.id,
                freelancer_id=freelancer,
                client_id=client,
                status=ProposalStatus.AGREED,
                offered_by=Side.CLIENT,
                terms=Terms(pay=BRIEF.pay, deadline=BRIEF.deadline),
                created_at=now,
            )
        )
    return proposal.id
