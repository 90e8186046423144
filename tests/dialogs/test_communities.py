"""People belong to communities; a private chat acts in one of them."""

from __future__ import annotations

from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World


async def test_a_profile_is_found_only_where_it_is_offered(world: World):
    await world.freelancer("lu", LU)
    ann = world.somebody("ann", group="guild-1")
    await ann.say(NEED)
    assert "no freelancers in this community" in await ann.press("Find people")
    lu_there = world.somebody("lu", group="guild-1")
    assert "not offered in" in await lu_there.command("profile")
    assert "find you, too" in await lu_there.press("Offer it here")
    await world.house.pump()
    await ann.press("Change the brief")
    assert "<Invite 1>" in await ann.press("Find people")


async def test_who_came_alone_acts_in_the_first_server_they_write_in_and_can_switch_back(world: World):
    ann = world.somebody("ann")
    assert "You act in Fairlance commons" in await ann.command("community")
    await world.somebody("ann", group="guild-1").say("hello")
    answer = await ann.command("community")
    assert "You act in This community" in answer and "<Fairlance commons>" in answer
    assert "From now on you act in Fairlance commons" in await ann.press("Fairlance commons")
    assert "You act in Fairlance commons" in await ann.command("community")


async def test_nobody_joins_a_community_by_a_borrowed_button(world: World, ann: Speaker):
    await world.somebody("eve", group="guild-1").say("hello")
    await world.somebody("eve", group="guild-2").say("hello")
    eve = world.somebody("eve")
    await eve.command("community")
    assert "not in that community" in await ann.press_action(eve.button("This community"))
    assert "From now on you act in This community" in await eve.press("This community")
