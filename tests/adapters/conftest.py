"""A core that follows a script, on Telegram, with somebody who writes to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.commands import Router, Who
from tests.adapters.scripted_door import ScriptedDoor, command
from tests.adapters.telegram_double import FakeTelegram
from tests.adapters.telegram_people import TelegramPerson, World, on_telegram


@pytest.fixture
def door() -> ScriptedDoor:
    router = Router()
    for each in (command("start"), command("help"), command("queue", who=Who.MODERATOR), command("accept", menu=False)):
        router.add(each)
    return ScriptedDoor(commands=router)


@pytest.fixture
async def world(door: ScriptedDoor) -> AsyncIterator[World]:
    async with on_telegram(door) as world:
        yield world


@pytest.fixture
def telegram(world: World) -> FakeTelegram:
    return world.telegram


@pytest.fixture
def ann(world: World) -> TelegramPerson:
    return world.person("Ann", 7)
