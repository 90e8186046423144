"""Moderators as they are: approving in passing, returning with a question, asked to look at what they decided."""

from __future__ import annotations

from tests.dialogs.conversations import hold
from tests.dialogs.test_hiring import NEED
from tests.world import Speaker, World


async def test_a_job_goes_back_with_a_reason_in_own_words_and_comes_again(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    await hold(ann, (NEED,), ("find people", "waits for a moderator"), ("any news?", "waits for a moderator"))
    assert "A job waits for you" in await mo.letters()
    await hold(
        mo,
        ("approve it", "<Approve>"),
        ("> Return with a reason", "What should they change?"),
        ("Which bakery is it? Please say where it is.", "went back to its author"),
    )
    assert "Which bakery is it?" in await ann.letters()
    await hold(
        ann,
        ("> Change it", "Press Find people"),
        ("it is the bakery in Hill Street", "added that to your own words"),
        ("ok", "waits for a moderator"),
    )
    assert "Hill Street" in await mo.letters()
    await hold(
        mo, ("> Approve", "is open"), ("> Approve", "does not wait"), ("anything to approve?", "Nothing waits for you")
    )
    assert "Good news" in await ann.letters()


async def test_a_moderator_who_is_interrupted_gives_the_reason_afterwards(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    await hold(ann, (NEED,), ("find people",))
    await mo.letters()
    await hold(
        mo,
        ("> Return with a reason", "What should they change?"),
        ("/queue", "1 waiting", "What should they change?"),
        ("thanks", "You are welcome", "What should they change?"),
        ("Please name the deadline.", "went back to its author"),
    )


async def test_words_for_moderators_do_nothing_for_others(ann: Speaker):
    await hold(
        ann,
        ("hello",),
        ("approve", "not: waiting in", "not: <Approve>"),
        ("/queue", "Only moderators"),
        ("show the queue", "not: waiting in"),
    )


async def test_an_appeal_is_told_apart_from_a_change(world: World, ann: Speaker):
    mo, jo = await world.moderator("mo"), await world.moderator("jo")
    await hold(ann, (NEED,), ("find people",))
    await mo.letters()
    await hold(mo, ("> Return with a reason",), ("No bakeries here.", "went back"))
    await jo.letters()
    await ann.letters()
    await hold(ann, ("> Ask another moderator", "Another moderator will look"))
    assert await mo.letters() == ""
    assert "A job waits for you" in await jo.letters()
    await hold(mo, ("> Approve", "another moderator has to look"))
    await hold(jo, ("> Approve", "is open"))
