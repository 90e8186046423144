"""Something went wrong between people: advice at once, and nobody is told before a button is pressed."""

from __future__ import annotations

import pytest

from tests.dialogs.conversations import hold
from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("the client ghosted me, what now", "a day by which you need an answer"),
        ("he did not pay me", "late payment"),
        ("this is a scam", "Send no money"),
        ("they want an unpaid trial first, is that normal? I want to complain", "always paid"),
        ("i want to complain, the client insults me", "Block button"),
    ],
)
async def test_a_complaint_is_advised_on_and_proposed_to_a_moderator(
    world: World, ann: Speaker, said: str, advice: str
):
    mo = await world.moderator("mo")
    await hold(ann, (said, advice, "<Tell a moderator>", "<Not now>"), ("> Not now", "nobody was told anything"))
    assert await mo.letters() == ""


async def test_more_of_it_is_added_and_a_press_sends_it_all(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    await hold(
        ann, ("this is a scam",), ("he also wanted my password", "this is a scam"), ("> Tell a moderator", "Done.")
    )
    letter = await mo.letters()
    assert "Ann asks for a human" in letter and "this is a scam" in letter and "my password" in letter


async def test_something_else_said_drops_the_proposal(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    await hold(
        ann,
        ("he did not pay me", "<Tell a moderator>"),
        ("my jobs", "no jobs yet", "not: moderator"),
        ("hello", "not: moderator"),
    )
    assert await mo.letters() == ""


async def test_without_a_moderator_it_says_so(ann: Speaker):
    await hold(ann, ("the client ghosted me", "has no moderator yet", "not: <Tell a moderator>"))


async def test_a_moderator_is_told_what_moderators_can_do(world: World):
    mo = await world.moderator("mo")
    for said in ("someone is spamming, remove him", "ban luna", "kick that guy please", "i want to complain"):
        await hold(mo, (said, "/queue", "close job 14", "not: There is no moderator"))


async def test_an_open_job_is_taken_down_with_a_reason_its_author_reads(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    jo = await world.moderator("jo")
    await hold(mo, ("/publishing", "How should"), ("at once", "as soon as"))
    await hold(ann, (NEED,), ("find people", "Job 1 is open"))
    await hold(
        mo,
        ("close job 1, it is unpaid trial work", "[Job 1: Logo", "it is unpaid trial work", "<Take it down>"),
        ("> Take it down", "Job 1 is down"),
        ("close job 1", "not open"),
    )
    assert "it is unpaid trial work" in await ann.letters()
    await jo.letters()
    await hold(ann, ("> Ask another moderator", "Another moderator will look"))
    assert "A job waits for you" in await jo.letters()
    await hold(jo, ("> Approve", "is open"))


async def test_a_job_taken_down_waits_for_a_moderator_before_it_appears_again(world: World, ann: Speaker):
    mo = await world.moderator("mo")
    await hold(mo, ("/publishing",), ("at once",))
    await hold(ann, (NEED,), ("find people",))
    await hold(mo, ("take down job 1", "What is wrong with it?"), ("It asks for free work.",), ("> Take it down",))
    await ann.letters()
    await hold(ann, ("> Change it",), ("make it 900",), ("find people", "waits for a moderator"))


async def test_others_take_nothing_down(world: World, ann: Speaker):
    await world.moderator("mo")
    lu = await world.freelancer("lu", LU)
    await hold(lu, ("close job 1", "not: Take it down"), ("/take_down 1", "Only moderators"))


@pytest.mark.parametrize(
    "said", ["price should count 20 percent here", "price 20%", "set price to 20 percent", "/weights price 20%"]
)
async def test_weights_are_changed_in_words_after_a_look(world: World, said: str):
    mo = await world.moderator("mo")
    await hold(mo, (said, "price 20%", "Nothing has changed yet", "<Publish these weights>"))


async def test_the_contract_can_be_read_before_anything_binds(world: World, ann: Speaker):
    await hold(
        ann,
        ("can i see the contract before i say yes?", "before anything binds you", "<Show a sample>"),
        ("> Show a sample", "SAMPLE. Not a contract", "(sample-not-a-contract.txt)"),
    )
    assert ann.replies[-1].files[0].content is not None
    assert ann.replies[-1].files[0].content.decode().count("SAMPLE. Not a contract") == 2
