"""Whoever does not know what to answer is told what others do; a count of things is no amount of money."""

from __future__ import annotations

import pytest

from tests.world import World

NEED = "need something for our instagram by friday, cheap please"


@pytest.mark.parametrize(
    "asks", ["idk, whats normal?", "what do people usually pay?", "how much does that cost", "any advice?"]
)
async def test_who_asks_for_the_usual_price_hears_what_was_paid_here(world: World, asks: str):
    ann = world.somebody("ann")
    assert "What is your budget?" in await ann.say(NEED)
    said = await ann.say(asks)
    assert "was paid here" in said and "What is your budget?" in said


@pytest.mark.parametrize(
    "asks", ["which one is better?", "what's the difference", "not sure, what would you recommend?"]
)
async def test_who_asks_which_rights_to_choose_hears_the_difference(world: World, asks: str):
    ann = world.somebody("ann")
    await ann.say(NEED)
    await ann.say("300 USD")
    said = await ann.say(asks)
    assert "most clients own everything" in said and "What do you want to be able to do with the work?" in said


async def test_a_count_of_things_is_no_budget(world: World):
    ann = world.somebody("ann")
    await ann.say(NEED)
    said = await ann.say("maybe 10 reels and some captions?")
    assert "Handed over: 10 × reel" in said and "What is your budget?" in said
    assert "Budget: 300 USD" in await ann.say("300")
