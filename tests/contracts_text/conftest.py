"""One installation a test, with a client and a freelancer who have agreed on terms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.world import Speaker, World, open_world

NEED = "I need a logo for my bakery, 800 USD, by 14 December 2026, must own everything. Skill: logo design"
LU = (
    "I'm an illustrator and logo designer in Lisbon, 8 years, 45 €/h, 20 h a week from December. "
    "Skills: logo design, branding, illustration. My work: Bakery identity https://lu.example.com/bakery"
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path) as opened:
        yield opened


@pytest.fixture
async def lu(world: World) -> Speaker:
    return await world.freelancer("lu", LU)


@pytest.fixture
async def ann(world: World, lu: Speaker) -> Speaker:
    """A client whose invitation was accepted."""
    ann = world.somebody("ann")
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.letters()
    await lu.press("Accept")
    await ann.letters()
    return ann
