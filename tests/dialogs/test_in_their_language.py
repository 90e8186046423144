"""With a language model, people are answered in the language they write; what counts word by word stays as it is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.messages import MAX_LABEL
from tests.dialogs.test_hiring import LU
from tests.understanding.openai_double import Answer, OpenAiDouble, calls, serving
from tests.understanding.translating import MARK, is_translation, translator
from tests.world import World, open_world

WANTED = "Necesito un logotipo para mi panadería vegana, unos 800 USD, y quiero ser la dueña de todo"
BRIEF = {"wanted": WANTED, "title": "Logotipo para mi panadería", "skills": "Logo Design", "pay": "800 USD"}


@asynccontextmanager
async def _with_a_model(folder: Path, answer: Answer) -> AsyncIterator[tuple[World, OpenAiDouble]]:
    async with (
        serving(answer) as double,
        open_world(folder, model="openai:double", openai_api_key="sk-test", openai_base_url=double.url) as world,
    ):
        yield world, double


async def test_who_writes_spanish_is_answered_in_spanish_and_told_who_translates(tmp_path: Path):
    async with _with_a_model(tmp_path, translator(calls("hire", BRIEF))) as (world, _):
        ann = world.somebody("ann")
        said = await ann.say(WANTED)
        assert f"{MARK} A language model translates me" in said and "/language" in said
        assert f"{MARK} Hello! I am Fairlance" in said and "800 USD" in said
        again = await ann.say("900")  # too short to be any language: the one before goes on
        assert MARK in again and "translates me" not in again


async def test_a_button_with_a_translated_label_still_does_what_it_did(tmp_path: Path):
    async with _with_a_model(tmp_path, translator(calls("hire", BRIEF))) as (world, _):
        ann = world.somebody("ann")
        await world.freelancer("lu", LU)
        await ann.say(WANTED)
        said = await ann.command("hire", "Logo for a bakery, 800 USD, by 20 June 2027, I must own everything")
        label = f"{MARK} Find people"
        assert len(label) <= MAX_LABEL and label in said
        assert "is open" in await ann.press(label)


async def test_who_turns_to_english_is_answered_in_english(tmp_path: Path):
    async with _with_a_model(tmp_path, translator(calls("hire", BRIEF))) as (world, _):
        ann = world.somebody("ann")
        await ann.say(WANTED)
        assert MARK not in await ann.say("what can you do for me? please tell me in a few words")


async def test_a_language_can_be_chosen_and_given_back(tmp_path: Path):
    async with _with_a_model(tmp_path, translator()) as (world, _):
        ann = world.somebody("ann")
        await ann.say("hello there, who are you and what is this?")
        assert MARK in await ann.command("language", "German")
        assert MARK in await ann.command("help")
        assert MARK not in await ann.command("language", "English")
        await ann.command("language", "as I write")
        assert "Please name a language" in await ann.command("language", which="Klingon of the north")


async def test_english_people_are_never_sent_through_the_translator(tmp_path: Path):
    async with _with_a_model(tmp_path, translator()) as (world, double):
        await world.somebody("ann").say("I need a logo for my bakery, 300 USD, in three weeks")
        assert not any(is_translation(request) for request in double.requests)


async def test_letters_come_in_the_language_of_who_gets_them(tmp_path: Path):
    async with _with_a_model(tmp_path, translator()) as (world, _):
        lu = await world.freelancer("lu", LU)
        await lu.command("language", "Spanish")
        ann = world.somebody("ann")
        await ann.command("hire", "Logo for a bakery, 800 USD, by 20 June 2027, I must own everything")
        await ann.press("Find people")
        assert MARK not in await ann.press("Invite 1")
        assert MARK in await lu.letters()


async def test_without_a_model_nothing_else_than_english_is_promised(world: World):
    said = await world.somebody("ann").command("language", "German")
    assert "only speak English" in said
