"""A client tilts a list in words and by buttons, several times, and takes it back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from test_matching_dialogs import freelancers, hire

from bot.domain.money import Pay, PayUnit
from bot.domain.people import Person
from bot.domain.profile import Profile, SkillClaim
from tests.world import Speaker, World, open_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path) as opened:
        yield opened


@pytest.fixture
async def ann(world: World) -> Speaker:
    """A client with a list of six alike."""
    await freelancers(world, 6)
    speaker = world.somebody("ann")
    await hire(speaker)
    return speaker


async def say(world: World, ann: Speaker, words: str) -> str:
    world.clock.advance(timedelta(minutes=1))
    return await ann.say(words)


def cards(ann: Speaker) -> list[str]:
    return [button.action.args[1] for button in ann.replies[-1].buttons if button.label.startswith("Look at")]


async def test_a_tilt_orders_the_list_at_once_and_stands_in_the_weights(world: World, ann: Speaker):
    answer = await say(world, ann, "reviews matter less")
    assert "Record now counts less, for this job only" in answer and "<Invite 1>" in answer
    assert "tilted: record × 0.5" in await ann.press("Why these?")
    assert "Please name one of" in await ann.command("tilt", part="beauty", how="more")


async def test_near_ties_stay_where_they_stood_so_that_only_the_tilt_moves_people(world: World, ann: Speaker):
    before = cards(ann)
    assert "The first places stay as they were" in await say(world, ann, "skills matter more")
    assert cards(ann) == before


async def test_several_tilts_add_up_and_are_taken_back_one_by_one(world: World, ann: Speaker):
    await say(world, ann, "reviews matter less and skills matter more")
    await say(world, ann, "skills count even more")
    assert "tilted: skills × 4, record × 0.5" in await ann.press("Why these?")
    assert "the last tilt is taken back" in await say(world, ann, "undo")
    assert "tilted: skills × 2, record × 0.5" in await ann.press("Why these?")
    assert "everything counts as published again" in await say(world, ann, "undo")
    assert "tilted" not in await ann.press("Why these?")
    assert "is taken down" in await say(world, ann, "undo")


async def test_all_tilts_go_with_one_button(world: World, ann: Speaker):
    await say(world, ann, "only skills should count")
    world.clock.advance(timedelta(minutes=1))
    assert "Everything counts as published again" in await ann.press("As published")
    assert "there is no tilt" in await say(world, ann, "back to the normal order")


async def test_what_is_unknown_for_everybody_is_said_to_change_nothing(world: World, ann: Speaker):
    answer = await say(world, ann, "similar work matters more")
    assert "Similar work is unknown for everybody on this list, so that changes nothing." in answer
    assert "<Price matters less>" not in answer


async def test_a_tilt_is_the_clients_own_and_ends_with_the_job(world: World, ann: Speaker):
    await ann.press("Why these?")
    button = ann.button("Skills matter more")
    assert "<Invite" not in await world.somebody("eve").press_action(button)
    await ann.command("cancel_job")
    await ann.press("Yes, cancel it")
    assert "is not open, so its list stays" in await ann.press_action(button)


async def test_a_tilt_brings_people_from_beyond_the_worded_places(world: World):
    await freelancers(world, 20)
    ann = world.somebody("ann")
    async with world.house.storage.begin() as uow:
        (home,) = await uow.communities.all()
        now = world.clock.now()
        person = await uow.people.add(Person(name="Cheap", created_at=now))
        rate = Pay(low=2_000, high=2_000, currency="USD", unit=PayUnit.HOUR)
        skills = (SkillClaim(name="Copywriting"),)
        await uow.profiles.add(
            Profile(
                person_id=person.id, skills=skills, rate=rate, communities=(home.id,), created_at=now, updated_at=now
            )
        )
    await world.house.index.rebuild(world.house.storage)
    await ann.say("I need a logo, 30 USD an hour, in three weeks")
    await ann.press("Skip")
    answer = await ann.press("Find people")
    assert "20 USD an hour" not in answer
    assert "20 USD an hour" not in await ann.press("More") + await ann.press("More")
    answer = await say(world, ann, "ignore the skills, price matters more")
    assert "1. Only near: Copywriting · 20 USD an hour" in answer and "1 was further down" in answer
