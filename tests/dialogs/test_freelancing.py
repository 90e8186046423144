"""From writing about oneself to gigs and alerts."""

from __future__ import annotations

from datetime import timedelta

from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World


async def test_a_few_words_about_oneself_become_a_profile_to_confirm(world: World):
    lu = world.somebody("lu")
    answer = await lu.say(
        "I'm an illustrator in Lisbon, 8 years, 45 €/h, 20 h a week from January, skilled in logo design, here is my work https://lu.example.com"
    )
    assert "Experience: 8 years" in answer and "Rate: 45 EUR an hour" in answer
    assert "20 hours a week, from 1 January 2027" in answer
    assert "Shall I write to you when a gig fits?" in answer
    assert "<Save profile>" in await lu.press("Yes, write to me")
    assert "Rate: 50 EUR an hour" in await lu.say("make it 50 €/h")
    assert "Your profile is saved" in await lu.press("Save profile")
    assert "Rate: 50 EUR an hour" in await lu.command("profile")


async def test_a_fitting_gig_is_told_once_and_never_twice(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await ann.say(NEED)
    await ann.press("Find people")
    letter = await lu.letters()
    assert letter.count("A new gig that fits you") == 1
    for label in ("Interested", "Not for me", "Why me?", "Mute"):
        assert f"<{label}>" in letter
    await ann.press("Find people")
    world.clock.advance(timedelta(days=2))
    assert await lu.letters() == ""


async def test_interest_reaches_the_client_who_accepts(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await ann.say(NEED)
    await ann.press("Find people")
    assert "The client hears" in await lu.press("Interested")
    letter = await ann.letters()
    assert "Somebody is interested in job 1" in letter and "Lu" not in letter
    assert "With: Lu" in await ann.press("Accept")


async def test_not_for_me_costs_nothing_and_is_not_shown_again(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await ann.say(NEED)
    await ann.press("Find people")
    assert "costs you nothing" in await lu.press("Not for me")
    await ann.command("jobs")
    await ann.press("Job 1")
    assert "1: declined this job" in await ann.press("Find people")


async def test_mute_holds_for_a_week(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await ann.say(NEED)
    await ann.press("Find people")
    assert "No alerts for 7 days" in await lu.press("Mute")
    await ann.say("I need another logo, 500 USD, in two weeks, must own everything")
    await ann.press("Find people")
    assert "A new gig" not in await lu.letters()


async def test_without_alerts_nothing_is_sent(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU, alerts=False)
    await ann.say(NEED)
    await ann.press("Find people")
    assert await lu.letters() == ""
    assert "Gig 1" in await lu.command("gigs")


async def test_quiet_hours_hold_an_alert_until_the_morning(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await lu.command("quiet", hours="8:00 to 18:00")
    await ann.say(NEED)
    await ann.press("Find people")
    assert await lu.letters() == ""
    world.clock.advance(timedelta(hours=9))
    assert "A new gig that fits you" in await lu.letters()


async def test_a_paused_freelancer_is_not_found(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await lu.command("profile")
    assert "not shown to anybody" in await lu.press("Pause")
    await ann.say(NEED)
    assert "not open to work" in await ann.press("Find people")


async def test_nobody_applies_for_their_own_job(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await lu.say(NEED)
    await lu.press("Find people")
    await ann.command("gigs")
    await ann.press("Gig 1")
    assert "your own job" in await lu.press_action(ann.button("Interested"))
    assert "/offer" in await ann.press("Interested")


async def test_an_unreachable_freelancer_does_not_hold_up_the_others(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    bo = await world.freelancer("bo", "Logo designer and illustrator, 40 EUR an hour, 20 hours a week")
    person = await lu.person()
    async with world.house.storage.begin() as uow:
        for identity in await uow.people.identities(person.id):
            await uow.people.put_identity(identity.model_copy(update={"reachable": False}))
    await ann.say(NEED)
    await ann.press("Find people")
    assert "A new gig that fits you" in await bo.letters()
