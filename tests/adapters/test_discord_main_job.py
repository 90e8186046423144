"""The main job on a real installation, through the real discord.py: from a need in plain words to two who agree."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.adapters.discord_double import DiscordWorld, discord_world
from tests.adapters.discord_people import DiscordPerson, person
from tests.world import World, open_world

NEED = "I need a logo and a small brand kit for my vegan bakery, around 800 USD, in three weeks, must own everything"
LU = (
    "I'm an illustrator and logo designer in Lisbon, 8 years, 45 €/h, 20 h a week from December. "
    "Skills: logo design, branding, illustration. My work: Bakery identity https://lu.example.com/bakery"
)


@asynccontextmanager
async def discord_house(folder: Path) -> AsyncIterator[tuple[World, DiscordWorld]]:
    async with open_world(folder) as world, discord_world(world.house.app, settle_timeout=60.0) as discord:
        world.house.courier_for({"discord": discord.adapter})
        yield world, discord


async def offer(lu: DiscordPerson) -> str:
    """Write about oneself, answer what is asked, save."""
    answer = await lu.say(LU)
    for _ in range(12):
        if "<Save profile>" in answer:
            return await lu.press("Save profile")
        answer = await lu.press("Yes, write to me" if "<Yes, write to me>" in answer else "Skip")
    raise AssertionError(answer)


async def test_from_a_need_in_plain_words_to_an_agreement(tmp_path: Path):
    async with discord_house(tmp_path) as (world, discord):
        lu, ann = person(discord, "lu"), person(discord, "ann")
        await offer(lu)
        await world.house.pump()

        answer = await ann.say(NEED)
        assert "I am Fairlance, a bot" in answer
        assert "Budget: around 800 USD" in answer and "<Find people>" in answer
        assert "Budget: 900 USD" in await ann.say("make it 900")
        answer = await ann.press("Find people")
        assert "<Invite 1>" in answer
        await ann.press("Invite 1")

        await world.house.pump()
        assert "A client would like you to do this" in lu.sees()
        answer = await lu.press("Accept")
        assert "With: ann" in answer
        await world.house.pump()
        assert "With: lu" in ann.sees()


async def test_other_terms_are_given_in_a_form(tmp_path: Path):
    async with discord_house(tmp_path) as (world, discord):
        lu, ann = person(discord, "lu"), person(discord, "ann")
        await offer(lu)
        await ann.say(NEED)
        await ann.press("Find people")
        await ann.press("Invite 1")
        await world.house.pump()
        await lu.press("Other terms")
        assert "950" in await lu.fill(pay="950 USD", deadline="18 December")
        await world.house.pump()
        assert "950 USD, by 18 December 2026" in ann.sees()
