"""The main job on a real installation, in the ways that only Discord has: unseen by others in a server, and by form."""

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
    answer = await lu.slash("offer", about=LU)
    for _ in range(12):
        if "<Save profile>" in answer:
            return await lu.press("Save profile")
        answer = await lu.press("Yes, write to me" if "<Yes, write to me>" in answer else "Skip")
    raise AssertionError(answer)


async def test_in_a_server_the_whole_brief_is_given_and_changed_without_a_word_that_others_read(tmp_path: Path):
    async with discord_house(tmp_path) as (world, discord):
        lu, ann = person(discord, "lu"), person(discord, "ann").inside(discord.channel)
        await offer(lu.inside(discord.channel))
        await world.house.pump()

        answer = await ann.slash("hire", wanted=NEED)
        assert "I am Fairlance, a bot" in answer
        assert "Budget: around 800 USD" in answer and "<Find people>" in answer
        await ann.press("Answer in words")
        assert "Budget: 900 USD" in await ann.fill(words="make it 900")
        assert "<Invite 1>" in await ann.press("Find people")
        await ann.press("Invite 1")
        assert discord.said() == []

        await world.house.pump()
        assert "A client would like you to do this" in lu.sees()
        assert "With: ann" in await lu.press("Accept")
        await world.house.pump()
        assert "With: lu" in person(discord, "ann").sees()


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
