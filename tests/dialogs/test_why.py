"""A freelancer asks why they were not shown: by number or in words, of open and closed gigs, and acts on the answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.profile import PortfolioPiece
from tests.world import Speaker, World

NEED = "I need an explainer film with motion graphics and 2D animation, 2000 USD in all, in six weeks"


@pytest.fixture
async def lu(world: World) -> Speaker:
    return await world.freelancer("lu", "I am a copywriter, 8 years, 45 USD an hour, I write blog posts")


@pytest.fixture
async def ann(world: World, lu: Speaker) -> Speaker:
    """A client with an open job for which six others fit better."""
    for number in range(6):
        words = f"I am an animator, {30 + number} USD an hour. Skills: Motion Graphics, 2D Animation, After Effects"
        await world.freelancer(f"animator{number}", words)
    speaker = world.somebody("ann")
    await speaker.say(NEED)
    await speaker.press("Skip")
    return speaker


async def test_nobody_looked_yet_and_then_the_log_says_who_was_shown(world: World, ann: Speaker, lu: Speaker):
    await ann.press("Find people")
    answer = await lu.command("why", number="1")
    assert "you were number 7 of 7, and they saw the first 5" in answer
    world.clock.advance(timedelta(minutes=1))
    await ann.say("ignore the skills, reviews matter more")
    answer = await lu.command("why", number="1")
    assert "They let some things count more or less for this gig: skills 0%" in answer
    assert "Animator" not in answer and "animator" not in answer
    told = [await world.somebody(f"animator{number}").command("why", number="1") for number in range(6)]
    assert sum("The client saw you as number" in answer for answer in told) == 5


async def test_the_gig_is_named_in_words(ann: Speaker, lu: Speaker):
    await ann.press("Find people")
    assert "you are number 7 of 7" in await lu.say("why wasn't I shown for the explainer film gig?")
    assert "you are number 7 of 7" in await lu.say("How come I was left out of gig 1?")
    assert "you are number 7 of 7" in await lu.say("why not me?")
    await ann.say(NEED)
    await ann.press("Skip")
    await ann.press("Find people")
    assert "Which gig do you mean?" in await lu.say("why was I not considered for the film?")
    assert "you are number 7 of 7" in await lu.press("2: Explainer film with motion graphics and 2D animation")


async def test_a_closed_gig_is_answered_too(ann: Speaker, lu: Speaker):
    await ann.press("Find people")
    await ann.command("cancel_job")
    await ann.press("Yes, cancel it")
    assert "you are number 7 of 7" in await lu.command("why", number="1")


async def test_the_one_change_is_made_in_the_words_that_were_told_and_keeps_its_word(
    world: World, ann: Speaker, lu: Speaker
):
    await ann.press("Find people")
    answer = await lu.command("why", number="1")
    assert "If so, write: add " in answer or "write: add to my portfolio" in answer
    (told,) = [line for line in answer.splitlines() if ", write: " in line]
    words = (
        told.split("write: ")[1]
        .rstrip(".")
        .replace("its title", "A film")
        .replace("and a link", "https://example.org/f")
    )
    await lu.say(words)
    await lu.press("Save profile")
    await world.house.pump()
    assert "That is on the first page the client sees." in await lu.command("why", number="1")


async def test_work_that_is_added_in_words_shows_its_skills_and_keeps_them_when_something_else_changes(
    world: World, lu: Speaker
):
    said = await lu.say(
        "add to my portfolio: Film for a stove maker (Motion Graphics, 2D Animation) https://example.org/film"
    )
    assert "Work to look at: Film for a stove maker" in said
    await lu.press("Save profile")
    await lu.say("raise my rate to 50")
    await lu.press("Save profile")
    person = await lu.person()
    async with world.house.storage.begin() as uow:
        profile = await uow.profiles.of(person.id)
    assert profile is not None and profile.rate is not None and profile.rate.low == 5_000
    assert profile.portfolio == (
        PortfolioPiece(
            title="Film for a stove maker",
            link="https://example.org/film",
            role="Motion Graphics, 2D Animation",
            skills=("Motion Graphics", "2D Animation"),
        ),
    )
