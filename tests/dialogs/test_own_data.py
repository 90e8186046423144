"""Everything about a person can be taken along and erased."""

from __future__ import annotations

import json

from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World


async def test_my_data_is_a_file_with_everything(world: World, ann: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    assert "(my-data.json)" in await ann.command("mydata")
    assert ann.replies[0].private
    content = ann.replies[0].files[0].content
    assert content is not None
    everything = json.loads(content)
    assert everything["person"][0]["name"] == "Ann"
    assert everything["job"][0]["brief"]["description"] == NEED


async def test_nobody_elses_data_is_in_it(world: World, ann: Speaker):
    await world.freelancer("lu", LU)
    await ann.command("mydata")
    content = ann.replies[-1].files[0].content
    assert content is not None and b"Lisbon" not in content and b"Lu" not in content


async def test_erasing_asks_first_and_then_leaves_nothing_behind(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    assert "cannot be undone" in await lu.command("deleteme")
    assert "you are erased" in await lu.press("Erase everything")
    await ann.say(NEED)
    assert "no freelancers" in await ann.press("Find people")
    assert "I am Fairlance, a bot" in await lu.say("hello")
    assert "no profile yet" in await lu.command("profile")


async def test_the_search_index_forgets_too(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    person = await lu.person()
    await lu.command("deleteme")
    await lu.press("Erase everything")
    await world.house.pump()
    from bot.domain.brief import Brief

    found = await world.house.matcher.candidates(
        world.house.storage, Brief(title="logo", description="logo"), await world.home_id()
    )
    assert person.id not in found.near


async def test_somebody_who_is_being_waited_for_finishes_first(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.press("Accept")
    await ann.command("deleteme")
    assert "Finish or cancel it first" in await ann.press("Erase everything")
