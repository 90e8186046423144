"""The main job on Telegram: the real core, the real library, a double of the server only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.adapters.telegram_double import GROUP, FakeTelegram, Shown
from tests.adapters.telegram_people import TelegramPerson, on_telegram
from tests.world import World, open_world

NEED = "I need a logo and a small brand kit for my <b>vegan</b> bakery, around 800 USD, in three weeks, must own everything"
OFFER = (
    "I'm an illustrator and logo designer in Lisbon, 8 years, 45 €/h, 20 h a week from December. "
    "Skills: logo design, branding, illustration. My work: Bakery identity https://lu.example.com/bakery"
)


@dataclass
class Town:
    """An installation on Telegram and two people in it."""

    world: World
    telegram: FakeTelegram
    ann: TelegramPerson
    lu: TelegramPerson

    async def letters(self, person: TelegramPerson) -> list[Shown]:
        """What arrives in this person's private chat when everything that is due is done."""
        before = len(self.telegram.shown(person.id))
        await self.world.house.pump()
        return self.telegram.shown(person.id)[before:]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    telegram = FakeTelegram()
    async with open_world(tmp_path) as world, on_telegram(world.house.app, telegram) as here:
        world.house.courier_for({"telegram": here.adapter})
        yield Town(world, telegram, here.person("Ann", 7), here.person("Lu", 8))


async def offer_work(town: Town) -> None:
    """Lu writes about herself, answers what is asked, and saves."""
    shown = await town.lu.say(OFFER)
    while "Save profile" not in shown[-1].labels:
        yes = next((label for label in shown[-1].labels if label.startswith("Yes")), "Skip")
        shown = await town.lu.press(yes)
    await town.lu.press("Save profile")
    await town.world.house.pump()


async def test_a_button_pressed_twice_at_once_is_done_once(town: Town) -> None:
    await town.ann.say(NEED)
    brief = town.telegram.shown(7)[-1]
    data = brief.button("Find people")["callback_data"]
    await town.ann.do(town.ann.pressed(brief, data), town.ann.pressed(brief, data))
    jobs = await town.ann.say("/jobs")
    assert "Job 1" in jobs[-1].text
    assert "Job 2" not in jobs[-1].text


async def test_an_update_that_telegram_repeats_is_answered_once(town: Town) -> None:
    update = town.ann.message(text=NEED)
    await town.ann.do(update)
    assert await town.ann.do(update) == []


async def test_a_moderator_of_the_group_sees_the_queue_in_private_and_nobody_else_does(town: Town) -> None:
    town.telegram.administrators.add((GROUP, 8))
    refused = await town.ann.say("/queue", GROUP)
    assert any("moderators" in shown.text for shown in refused)
    await town.lu.say("/queue", GROUP)
    assert not any("waiting" in shown.text or "waits" in shown.text for shown in town.telegram.shown(GROUP))
    assert "Nothing waits" in town.telegram.shown(8)[-1].text


async def test_who_blocks_the_bot_gets_no_letters_and_who_comes_back_does(town: Town) -> None:
    await offer_work(town)
    town.telegram.blocked.add(8)
    await town.ann.say(NEED)
    await town.ann.press("Find people")
    await town.ann.press("Invite 1")
    assert await town.letters(town.lu) == []
    town.telegram.blocked.clear()
    shown = await town.lu.say("/offers")
    assert any("Accept" in each.labels for each in shown)
