"""Who blocks somebody is not suggested to them again, either way, until the block is lifted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogs.test_hiring import BO, LU, NEED
from tests.world import Speaker, World


@pytest.fixture
async def lu(world: World) -> Speaker:
    return await world.freelancer("lu", LU)


async def invite(ann: Speaker) -> None:
    await ann.say(NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")


async def test_a_freelancer_blocks_a_client_and_hears_of_them_no_more_until_they_lift_it(
    world: World, ann: Speaker, lu: Speaker
):
    await invite(ann)
    await lu.press("Decline")
    answer = await lu.press("Block")
    assert "Blocked. Neither of you is suggested" in answer and "Ann" not in answer
    letter = await ann.letters()
    assert "declined" in letter and "lock" not in letter
    world.clock.advance(timedelta(hours=1))
    await ann.say("I need a logo design for my cafe, 900 USD, in four weeks, must own everything")
    assert "• 1: blocked" in await ann.press("Find people")
    assert "gig" not in await lu.letters()
    assert "No open gigs" in await lu.command("gigs")
    assert "one of you has blocked the other" in await lu.command("why", number="2")
    listed = await lu.command("blocked")
    assert "Somebody, whom you met over job 1" in listed and "23 November 2026" in listed and "Ann" not in listed
    await ann.command("jobs")
    assert "Lifted" in await lu.press("Lift the block")
    assert "lifted already" in await lu.press("Lift the block")
    assert "blocked nobody" in await lu.command("blocked")
    await ann.press("Job 2")
    assert "<Invite 1>" in await ann.press("Find people")


async def test_a_client_blocks_somebody_they_worked_with_and_the_agreement_stands(ann: Speaker, lu: Speaker):
    await invite(ann)
    await lu.press("Accept")
    assert "What you both agreed before still stands" in await ann.press_action(await block_of_job(ann))
    assert "Lu, whom you met over job 1" in await ann.command("blocked")
    assert "blocked nobody" in await lu.command("blocked")
    assert "agreed" in await lu.command("offers")


async def block_of_job(ann: Speaker) -> str:
    """The Block button under the offers of the job that was awarded."""
    await ann.command("jobs")
    await ann.press("Job 1")
    await ann.press("Offers")
    return ann.button("Block")


async def test_an_old_invite_button_and_an_old_alert_do_not_get_around_a_block(world: World, ann: Speaker, lu: Speaker):
    bo = await world.freelancer("bo", BO)
    await ann.say(NEED)
    await ann.press("Find people")
    await bo.letters()
    interested = bo.button("Interested")
    await bo.press("Interested")
    await ann.letters()
    await ann.press("Decline")
    await ann.press("Block")
    assert "cannot apply for gigs of this client" in await bo.press_action(interested)
    invites = {button.action.pack() for button in ann.seen_buttons if button.label.startswith("Invite")}
    answers = [await ann.press_action(packed) for packed in sorted(invites)]
    assert sum("cannot be invited to your jobs" in answer for answer in answers) == 1


async def test_nobody_blocks_by_an_offer_that_is_not_theirs(world: World, ann: Speaker, lu: Speaker):
    await invite(ann)
    await lu.press("Decline")
    assert "cannot find that offer" in await world.somebody("eve").press_action(lu.button("Block"))
