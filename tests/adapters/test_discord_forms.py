"""Forms, through the real discord.py."""

from __future__ import annotations

import pytest

from bot.commands import Command, Param
from bot.messages import Action, Button, CommandCall, FormResult, Reply, Text
from tests.adapters.discord_double import discord_world
from tests.adapters.discord_examples import as_it_is, door, nobody


async def test_a_command_with_a_form_opens_it_at_once_and_the_core_hears_of_it_when_it_is_filled_in():
    core = door("Saved.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        shown = await ann.slash(world.channel, "profile")
        assert core.heard == []
        assert world.env.http_requests[-1].json["type"] == 9
        assert shown.modal["title"] == "Profile"
        assert [label["component"]["custom_id"] for label in shown.modal["components"]] == ["story", "currency", "note"]
        done = await ann.submit_modal(shown, {"story": "I draw", "currency": ["EUR"]})
        assert core.heard[-1].content == FormResult("profile", {"story": "I draw", "currency": "EUR", "note": ""})
        assert done.ephemeral
        assert done.response.content == "Saved."


async def test_what_was_typed_as_an_option_stands_in_the_form_already():
    core = door()
    async with discord_world(core) as world:
        ann = world.person("ann")
        shown = await ann.slash(world.channel, "profile", story="I draw")
        field = shown.modal["components"][0]["component"]
        assert (field["custom_id"], field["value"]) == ("story", "I draw")


async def test_a_command_that_lacks_nothing_asks_with_no_form():
    core = door()
    async with discord_world(core) as world:
        await world.person("ann").slash(world.channel, "profile", story="I draw", currency="EUR", note="none")
    assert core.heard[-1].content == CommandCall("profile", {"story": "I draw", "currency": "EUR", "note": "none"})


async def test_a_button_may_open_a_form_that_carries_what_the_button_says():
    core = door(Reply("An invitation", buttons=(Button("Counter", Action("counter", ("42",))),)))
    async with discord_world(core) as world:
        ann = world.person("ann")
        asked = await ann.slash(world.channel, "post")
        shown = await ann.click(asked.response, label="Counter")
        assert [label["component"]["custom_id"] for label in shown.modal["components"]] == ["note"]
        core.script = lambda _: [Reply("Told them.", replaces_pressed=True)]
        await ann.submit_modal(shown, {"note": "900 USD"})
        assert core.heard[-1].content == FormResult("counter:42", {"note": "900 USD"})
        assert asked.response.content == "Told them."


async def test_a_form_that_was_open_during_a_restart_is_not_lost():
    async with discord_world(door()) as world:
        ann = world.person("ann")
        shown = await ann.slash(world.channel, "profile")
        fresh = door("Saved.")
        await world.restart(fresh)
        done = await ann.submit_modal(shown, {"story": "I draw", "currency": ["EUR"]})
        assert fresh.heard[-1].content == FormResult("profile", {"story": "I draw", "currency": "EUR", "note": ""})
        assert done.response.content == "Saved."


@pytest.mark.parametrize("fields", [6, 9])
async def test_more_questions_than_a_form_has_room_for_are_asked_in_words(fields: int):
    params = tuple(Param(f"p{n}", "One of many", as_it_is, "What?") for n in range(fields))
    core = door("What?", commands=[Command("long", "Many questions", nobody, params, form=True)])
    async with discord_world(core) as world:
        result = await world.person("ann").slash(world.channel, "long")
        assert result.modal is None
        assert result.response.content == "What?"


async def test_a_question_in_a_server_can_be_answered_in_words_that_nobody_else_reads():
    core = door(Reply("Thank you.\nWhat is your budget?"))
    async with discord_world(core) as world:
        ann = world.person("ann")
        asked = await ann.slash(world.channel, "post")
        shown = await ann.click(asked.response, label="Answer in words")
        assert shown.modal["components"][0]["label"] == "What is your budget?"
        core.says(Reply("By when?"))
        answered = await ann.submit_modal(shown, {"words": "150 USD"})
        assert core.heard[-1].content == Text("150 USD")
        assert core.heard[-1].sender == core.heard[0].sender
        assert [(one.content, one.ephemeral) for one in answered.followups] == [("By when?", True)]
        assert world.said() == []


async def test_a_draft_in_a_server_can_be_changed_in_words():
    core = door(
        Reply("Press it when it is right.", buttons=(Button("Find people", Action("confirm", ("hire", "1a"))),))
    )
    async with discord_world(core) as world:
        asked = await world.person("ann").slash(world.channel, "post")
        assert [button["label"] for button in asked.response.components[0]["components"]] == [
            "Find people",
            "Answer in words",
        ]


async def test_a_box_for_words_that_was_open_during_a_restart_is_not_lost():
    async with discord_world(door("By when?")) as world:
        ann = world.person("ann")
        asked = await ann.slash(world.channel, "post")
        shown = await ann.click(asked.response, label="Answer in words")
        fresh = door("Noted.")
        await world.restart(fresh)
        await ann.submit_modal(shown, {"words": "in May"})
        assert fresh.heard[-1].content == Text("in May")


async def test_in_a_direct_message_words_need_no_box():
    async with discord_world(door("By when?")) as world:
        result = await world.person("ann").user.slash("post")
        assert result.response.components == []
