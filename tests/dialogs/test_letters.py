"""The courier: busy platforms, people who cannot be reached, mistakes of ours."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.letter import LetterStatus
from bot.errors import TryLater, Undeliverable
from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World


async def _counts(world: World) -> dict[LetterStatus, int]:
    async with world.house.storage.begin() as uow:
        return await uow.outbox.counts()


async def test_a_busy_platform_is_asked_again_when_it_said_and_nothing_is_lost(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await ann.say(NEED)
    await ann.press("Find people")
    world.mailbox.fails_with = TryLater("busy", after=timedelta(minutes=2))
    assert await lu.letters() == ""
    world.mailbox.fails_with = None
    world.clock.advance(timedelta(minutes=1))
    assert await lu.letters() == ""
    world.clock.advance(timedelta(minutes=2))
    assert "A new gig that fits you" in await lu.letters()


async def test_who_cannot_be_reached_is_marked_and_the_letter_is_closed(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await ann.say(NEED)
    await ann.press("Find people")
    world.mailbox.fails_with = Undeliverable("blocked")
    await lu.letters()
    world.mailbox.fails_with = None
    assert (await _counts(world))[LetterStatus.UNDELIVERABLE] == 1
    person = await lu.person()
    async with world.house.storage.begin() as uow:
        assert not any(one.reachable for one in await uow.people.identities(person.id))


async def test_a_mistake_of_ours_is_tried_again_and_does_not_stop_the_others(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    now = world.clock.now()
    person = await lu.person()
    async with world.house.storage.begin() as uow:
        await uow.outbox.put("gig_alert", {"nonsense": "x"}, to=person.id, key="broken", now=now)
    await ann.say(NEED)
    await ann.press("Find people")
    assert "A new gig that fits you" in await lu.letters()
    async with world.house.storage.begin() as uow:
        assert await uow.outbox.waiting(person.id) == 1


async def test_an_alert_for_a_gig_that_is_gone_is_dropped(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await lu.command("quiet", hours="8:00 to 18:00")
    await ann.say(NEED)
    await ann.press("Find people")
    await world.house.pump()
    await ann.say("cancel my job")
    await ann.press("Yes, cancel it")
    world.clock.advance(timedelta(hours=10))
    assert "A new gig" not in await lu.letters()
    assert (await _counts(world))[LetterStatus.DROPPED] >= 1
