"""A brief that names no skill: the bot offers some, and the person decides."""

from __future__ import annotations

from pathlib import Path

from bot.commands import Reading
from bot.conversation import Ask, advance, proposing
from bot.domain.conversation import Filling
from bot.domain.job import JobStatus
from bot.features import all_commands
from bot.understanding.skill_meanings import MeantSkills
from tests.databases import fresh_url
from tests.world import MORNING, Speaker, World, open_world

VAGUE = "our menu looks awful"


async def _ready(world: World) -> None:
    """The vocabulary is embedded: nobody is offered less because this machine is slow."""
    meanings = world.house.app.services.meanings
    assert isinstance(meanings, MeantSkills)
    await meanings.ready()


def _offered(speaker: Speaker) -> list[str]:
    labels = [button.label for button in speaker.replies[-1].buttons]
    return [label for label in labels if label != "Skip"]


async def _post(speaker: Speaker, words: str, skills: str) -> None:
    """A confirmed job with these skills, remembered by its community."""
    await speaker.command("hire", words, skills=skills, pay="300 USD", deadline="in three weeks", rights="just use it")
    assert "is open" in await speaker.press("Find people")
    await speaker.world.house.index.heal(speaker.world.house.storage)


async def test_a_vague_brief_is_offered_skills_as_buttons(world: World, ann: Speaker):
    await _ready(world)
    answer = await ann.command("hire", VAGUE)
    assert "What kind of work is it?" in answer and "Is it one of these?" in answer
    assert _offered(ann)[0] == "Menu Design" and len(_offered(ann)) <= 5
    assert "Skills" not in [field.name for field in ann.replies[-1].card.fields]  # type: ignore[union-attr]


async def test_a_pressed_skill_is_the_answer_and_a_second_one_is_added(world: World, ann: Speaker):
    await _ready(world)
    await ann.command("hire", "somebody has to make my apartment pictures look nicer")
    first, second = _offered(ann)[:2]
    answer = await ann.press(first)
    assert first in answer and second not in answer and "budget" in answer
    answer = await ann.press(second)
    assert first in answer and second in answer


async def test_a_brief_that_names_its_skill_is_not_asked(world: World, ann: Speaker):
    answer = await ann.command("hire", "I need a logo for 200 USD")
    assert "What kind of work" not in answer and "Is it one of these?" not in answer


async def test_words_that_mean_nothing_are_offered_nothing(world: World, ann: Speaker):
    await _ready(world)
    answer = await ann.command("hire", "I need help")
    assert "What kind of work is it?" in answer and _offered(ann) == []


async def test_what_was_confirmed_here_for_such_a_job_comes_first(world: World, ann: Speaker):
    await _ready(world)
    await _post(world.somebody("bob"), f"{VAGUE} and guests complain", "Decoy Carving")
    await ann.command("hire", VAGUE)
    assert _offered(ann)[:2] == ["Decoy Carving", "Menu Design"]


async def test_what_another_community_confirmed_is_never_used(world: World):
    await _ready(world)
    await _post(world.somebody("bob", group="bakers"), f"{VAGUE} and guests complain", "Decoy Carving")
    ann = world.somebody("ann", group="butchers")
    await ann.command("hire", VAGUE)
    assert "Decoy Carving" not in _offered(ann)
    assert "Menu Design" in _offered(ann)


async def test_a_job_that_was_called_off_is_no_example(world: World, ann: Speaker):
    await _ready(world)
    bob = world.somebody("bob")
    await _post(bob, f"{VAGUE} and guests complain", "Decoy Carving")
    await bob.say("cancel my job")
    await bob.press("Yes, cancel it")
    async with world.house.storage.begin() as uow:
        assert await uow.jobs.in_community(await world.home_id(), [JobStatus.OPEN]) == []
    await ann.command("hire", VAGUE)
    assert "Decoy Carving" not in _offered(ann)


async def test_a_proposal_can_be_pressed_after_a_restart(tmp_path: Path):
    url = fresh_url(tmp_path / "database")
    async with open_world(tmp_path / "before", database_url=url) as world:
        await _ready(world)
        ann = world.somebody("ann")
        await ann.command("hire", VAGUE)
        button = ann.button("Menu Design")
    async with open_world(tmp_path / "after", database_url=url) as world:
        answer = await world.somebody("ann").press_action(button)
        assert "Skills: Menu Design" in answer


async def test_a_proposal_of_another_brief_is_not_taken_for_this_one(world: World, ann: Speaker):
    await _ready(world)
    await ann.command("hire", VAGUE)
    button = ann.button("Menu Design")
    await ann.command("hire", "my numbers are a mess, taxes due soon")
    answer = await ann.press_action(button)
    assert "Skills: Menu Design" not in answer


def test_new_proposals_take_the_place_of_the_old_ones():
    hire = next(command for command in all_commands() if command.name == "hire")
    asked = advance(hire, Filling(command="hire"), {"wanted": VAGUE, "title": "Menu"}, Reading(MORNING))
    assert isinstance(asked, Ask)
    again = proposing(hire, proposing(hire, asked, ["Menu Design", "Printing"]), ["Printing", "Lettering"])
    assert [button.label for button in again.reply.buttons] == ["Printing", "Lettering", "Skip"]
    assert again.reply.text.count("Is it one of these?") == 1
    assert all(len(button.action.pack()) <= 64 for button in again.reply.buttons)
    assert proposing(hire, again, []).reply == asked.reply
