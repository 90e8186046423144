"""Moderators decide, with reasons; nobody else can."""

from __future__ import annotations

from tests.dialogs.test_hiring import NEED
from tests.world import Speaker, World


async def test_a_job_waits_for_approval_where_the_community_wants_that(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    await ann.say(NEED)
    assert "waits for a moderator" in await ann.press("Find people")
    assert "A job waits for you" in await mo.letters()
    queue = await mo.command("queue")
    assert "1 waiting" in queue and "Job 1: " in queue
    assert "is open, and its author is told" in await mo.press("Approve")
    letter = await ann.letters()
    assert "job 1" in letter and "is open" in letter
    assert "no freelancers" in await ann.press("Find people")


async def test_a_returned_job_reaches_its_author_with_the_reason_and_comes_back_changed(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    await ann.say(NEED)
    await ann.press("Find people")
    await mo.letters()
    assert "What should they change?" in await mo.press("Return with a reason")
    assert "went back" in await mo.say("Please say how many logo drafts you expect")
    letter = await ann.letters()
    assert "Please say how many logo drafts you expect" in letter
    await ann.press("Change it")
    await ann.say("make it 900")
    assert "waits for a moderator" in await ann.press("Find people")
    assert "Budget: 900 USD" in await mo.letters()


async def test_nobody_else_sees_the_queue_or_decides(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    await ann.say(NEED)
    await ann.press("Find people")
    await mo.letters()
    eve = world.somebody("eve")
    assert "Only moderators" in await eve.command("queue")
    assert "Only moderators" in await eve.press_action(mo.button("Approve"))
    assert "Only moderators" in await ann.press_action(mo.button("Approve"))


async def test_a_moderator_does_not_approve_their_own_job(world: World):
    mo = await world.moderator("mo")
    await mo.say(NEED)
    await mo.press("Find people")
    await mo.command("queue")
    assert "your own job" in await mo.press("Approve")


async def test_two_moderators_decide_once(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    mia = await world.moderator("mia")
    await ann.say(NEED)
    await ann.press("Find people")
    await mia.letters()
    await mo.press("Approve")
    assert "does not wait for a decision any more" in await mia.press("Approve")


async def test_an_appeal_goes_to_a_moderator_who_did_not_take_part(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    mia = await world.moderator("mia")
    await ann.say(NEED)
    await ann.press("Find people")
    await mo.letters()
    await mia.letters()
    await mo.form(mo.button("Return with a reason"), reason="I do not like logos")
    assert "Another moderator will look" in await ann.press("Ask another moderator")
    assert await mo.letters() == ""
    await mo.command("queue")
    assert "another moderator has to look" in await mo.press("Approve")
    assert "is open" in await mia.press("Approve")


async def test_the_platforms_word_on_who_moderates_counts_and_can_be_taken_back(world: World):
    ruth = world.somebody("ruth", group="guild-1", moderates=True)
    assert "Nothing waits for you" in await ruth.command("queue")
    ruth.moderates = False
    assert "Only moderators" in await ruth.command("queue")


async def test_publishing_is_switched_by_moderators_only(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    assert "as soon as they are confirmed" in await mo.command("publishing", how="at once")
    await ann.say(NEED)
    assert "Job 1 is open" in await ann.press("Find people")
    assert "Only moderators" in await ann.command("publishing", how="at once")


async def test_a_complaint_reaches_a_human(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    assert "<Tell a moderator>" in await ann.command("human", message="A client does not pay me")
    assert await mo.letters() == ""
    assert "has your words" in await ann.press("Tell a moderator")
    assert "A client does not pay me" in await mo.letters()
