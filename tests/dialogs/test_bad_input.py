"""The worst that people, platforms and networks send gets a sentence that says what to do, and nothing is stored twice."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.job import JobStatus
from bot.messages import CommandCall, File, Moved, Press, Reachability, Text, Unreadable, Unsupported
from bot.services import people
from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("", "That was empty"),
        ("   \n\t ", "That was empty"),
        ("x" * 20_001, "20,001 characters"),
        ("qwrtzp", "not sure what you mean"),
        ("🪵", "words"),
    ],
)
async def test_words_that_say_nothing_get_a_way_on(ann: Speaker, said: str, answered: str):
    await ann.say("hello")
    answer = await ann.say(said)
    assert answered in answer or "What do you need" in answer


@pytest.mark.parametrize("kind", list(Unreadable))
async def test_every_kind_of_message_that_cannot_be_read_has_its_own_sentence(ann: Speaker, kind: Unreadable):
    await ann.say("hello")
    answer = await ann.send(Unsupported(kind))
    assert len(answer) > 20 and "went wrong" not in answer


async def test_a_message_that_cannot_be_read_does_not_close_the_open_question(ann: Speaker):
    await ann.say("I need a logo")
    await ann.send(Unsupported(Unreadable.STICKER))
    assert "When do you need it?" in await ann.say("150 dollars")


async def test_right_to_left_words_are_kept_as_they_are(ann: Speaker):
    await ann.command("hire", "אני צריך לוגו")
    answer = await ann.say("logo design")
    assert "אני צריך לוגו" in answer


@pytest.mark.parametrize(
    "packed",
    [
        "accept",
        "accept:x",
        "accept:x:y",
        "confirm",
        "confirm:hire:abc",
        "answer",
        "answer:hire:pay:0",
        "💥",
        "",
        ":",
        "a:b:c:d:e",
    ],
)
async def test_a_button_of_yesterday_or_of_nobody_gets_a_polite_answer(ann: Speaker, packed: str):
    await ann.say("hello")
    answer = await ann.press_action(packed)
    assert "went wrong" not in answer and "/" in answer


async def test_a_question_that_is_closed_says_so(ann: Speaker):
    await ann.say("I need a logo")
    skip = ann.button("Skip")
    await ann.say("cancel")
    assert "closed already" in await ann.press_action(skip)


async def test_the_same_update_twice_is_answered_once(ann: Speaker):
    first = await ann.send(Text("hello"), id="terminal:1")
    assert first and await ann.send(Text("hello"), id="terminal:1") == ""


async def test_the_same_refused_update_twice_is_refused_once(ann: Speaker):
    assert await ann.send(CommandCall("queue"), id="terminal:1")
    assert await ann.send(CommandCall("queue"), id="terminal:1") == ""


async def test_a_confirmation_pressed_twice_at_once_posts_one_job(world: World, ann: Speaker):
    await ann.say(NEED)
    packed = ann.button("Find people")
    first, second = await asyncio.gather(ann.send(Press(packed)), ann.send(Press(packed)))
    assert "Job 1 is open" in first and "done already" in second
    person = await ann.person()
    async with world.house.storage.begin() as uow:
        assert len(await uow.jobs.of_client(person.id)) == 1


async def test_two_answers_sent_at_once_are_both_kept(ann: Speaker):
    await ann.say("I need a logo")
    await asyncio.gather(ann.say("150 dollars"), ann.say("by 20 December"))
    answer = await ann.press("Own everything")
    assert "Budget: 150 USD" in answer and "by 20 December 2026" in answer


async def test_twenty_people_at_once_lose_nothing(world: World):
    crowd = [world.somebody(f"p{number}") for number in range(20)]
    await asyncio.gather(*(one.say(NEED) for one in crowd))
    await asyncio.gather(*(one.press_action(one.button("Find people")) for one in crowd))
    async with world.house.storage.begin() as uow:
        jobs = await uow.jobs.in_community(people.HOME_ID, [JobStatus.OPEN])
    assert len(jobs) == 20 and len({job.number for job in jobs}) == 20


@pytest.mark.parametrize(
    ("values", "answered"),
    [
        ({"wanted": "a logo", "pay": "-5"}, "below zero"),
        ({"wanted": "a logo", "pay": "999999999999999999"}, "Please give an amount"),
        ({"wanted": "a logo", "deadline": "by yesterday"}, "When do you need it?"),
        ({"wanted": "a logo", "deadline": "the 45th of Smarch"}, "When do you need it?"),
        ({"wanted": "a logo", "rights": "purple"}, "rights"),
        ({"wanted": "x" * 20_001}, "too long"),
        ({"nonsense": "1"}, "What do you need?"),
        ({}, "What do you need?"),
    ],
)
async def test_absurd_options_are_refused_with_what_would_do(ann: Speaker, values: dict[str, str], answered: str):
    answer = await ann.command("hire", **values)
    assert answered in answer or answered in answer.lower()
    assert "went wrong" not in answer


async def test_a_file_that_is_too_large_says_what_fits(ann: Speaker):
    answer = await ann.upload(File("plans.pdf", None, "application/pdf", 30_000_000))
    assert "plans.pdf is too large" in answer and "10 MB" in answer


async def test_an_unknown_command_is_answered_with_help(ann: Speaker):
    assert "/help" in await ann.command("frobnicate")


async def test_a_form_whose_command_is_gone_is_dropped(world: World, ann: Speaker):
    await ann.say("I need a logo")
    person = await ann.person()
    async with world.house.storage.begin() as uow:
        talk = await uow.conversations.find("terminal/ann/ann/")
        assert talk is not None and talk.filling is not None and talk.person_id == person.id
        await uow.conversations.save(
            talk.model_copy(update={"filling": talk.filling.model_copy(update={"command": "gone"})})
        )
    assert "Glad" in await ann.say("hello")


async def test_who_blocks_the_bot_is_not_written_to_until_they_come_back(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await lu.send(Reachability(False))
    await ann.say(NEED)
    await ann.press("Find people")
    assert await lu.letters() == ""
    await lu.say("hello")
    assert "A new gig that fits you" in await lu.letters()


async def test_a_group_that_moved_keeps_its_settings(world: World):
    ruth = world.somebody("ruth", group="group-1", moderates=True)
    await ruth.command("publishing", how="after approval")
    await ruth.send(Moved("group-2"))
    ruth.group = "group-2"
    await ruth.say(NEED)
    assert "waits for a moderator" in await ruth.press("Find people")


async def test_a_model_or_a_person_cannot_smuggle_markup_or_control_characters_into_a_brief(ann: Speaker):
    answer = await ann.command(
        "hire", "a logo <b>bold</b> \x1b[31mred\x07 @everyone, 100 USD, in two weeks, must own everything"
    )
    assert "\x1b" not in answer and "\x07" not in answer


async def test_a_letter_that_comes_before_anything_was_said_introduces_the_bot(world: World, ann: Speaker):
    lu_in_a_server = world.somebody("lu", group="guild-1")
    await lu_in_a_server.command("offer", LU)
    await lu_in_a_server.press("Yes, write to me")
    await lu_in_a_server.press("Save profile")
    client = world.somebody("bea", group="guild-1")
    await client.say(NEED)
    await client.press("Find people")
    letter = await world.somebody("lu").letters()
    assert letter.startswith("I am Fairlance, a bot") and "A new gig that fits you" in letter
    assert "I am Fairlance" not in await world.somebody("lu").say("hello")


async def test_a_question_in_the_middle_of_a_profile_is_answered_before_it_goes_on(ann: Speaker):
    await ann.say("I'm a translator german english, 0.08 eur per word, 25 h a week")
    answer = await ann.say("who owns a photo i took for a client in germany")
    assert "Germany" in answer and "Back to your draft" in answer


async def test_what_a_client_does_is_not_what_they_ask_for(ann: Speaker):
    answer = await ann.say("need a website for my yoga studio, 1500 EUR, in three weeks, must own everything")
    assert "Skills: Web Development\n" in answer
