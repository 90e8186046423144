"""Slash commands, presses, choices and forms, through the real discord.py."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from discord_double import discord_world, seen
from scripted_door import ScriptedDoor

from bot.commands import Command, Param, Reading, Router, Who
from bot.messages import Action, Button, Card, CommandCall, Field, File, FormResult, Inbound, Press, Reply, Style


def as_it_is(raw: str, _: Reading) -> str:
    return raw


async def nobody(*_: object, **__: object) -> list[Reply]:
    return []


async def suggest(*_: object) -> list[tuple[str, str]]:
    return []


SKILL = Param("skill", "One skill", as_it_is, "Which skill?", suggest=suggest)
FROM = Param("from", "The first day", as_it_is, required=False)
CURRENCY = Param("currency", "Which money", as_it_is, "Which currency?", choices=(("Euro", "EUR"), ("Dollar", "USD")))
WORK = Param("work", "A piece of work", as_it_is, required=False, is_file=True)
STORY = Param("story", "About you", as_it_is, "Tell me about yourself", long=True, max_length=3000)
NOTE = Param("note", "Anything else", as_it_is, "Anything to add?", required=False, asked=True)

POST = Command("post", "Post a job", nobody, (SKILL, FROM, CURRENCY, WORK))
QUEUE = Command("queue", "Jobs to approve", nobody, who=Who.MODERATOR)
PROFILE = Command("profile", "Your profile", nobody, (STORY, CURRENCY, NOTE), form=True)
COUNTER = Command(
    "counter", "Another price", nobody, (Param("id", "Which", as_it_is, "Which?"), NOTE), menu=False, form=True
)
ALL = (POST, QUEUE, PROFILE, COUNTER)


def door(*replies: Reply | str, commands: Sequence[Command] = ALL) -> ScriptedDoor:
    made = ScriptedDoor(commands=Router({command.name: command for command in commands}))
    made.says(*(Reply(reply) if isinstance(reply, str) else reply for reply in replies or ("Done.",)))
    return made


async def test_a_slash_command_arrives_with_its_options_as_raw_strings_and_is_answered_for_this_person_only():
    core = door("Thank you.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        result = await ann.slash(world.channel, "post", **{"from": "monday", "currency": "EUR"})
        assert world.requests("POST", "/callback") == [{"type": 5, "data": {"flags": 64}}]
    heard = core.heard[0]
    assert heard.content == CommandCall("post", {"from": "monday", "currency": "EUR"})
    assert heard.id.startswith("discord:")
    assert (heard.sender.platform, heard.sender.user_id) == ("discord", str(ann.id))
    assert (heard.sender.chat_id, heard.sender.community_id) == (str(world.channel.id), str(world.guild.id))
    assert (heard.name, heard.community_name, heard.moderates) == ("ann", world.guild.name, False)
    assert result.ephemeral
    assert [message.content for message in seen(result)] == ["Thank you."]


async def test_the_same_command_works_in_a_direct_message_where_nobody_moderates():
    core = door("Thank you.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        result = await ann.user.slash("post", skill="logos")
    assert core.heard[0].sender.is_private
    assert core.heard[0].moderates is None
    assert not result.ephemeral
    assert [message.content for message in seen(result)] == ["Thank you."]


async def test_what_only_buttons_do_is_not_in_the_menu():
    async with discord_world(door()) as world:
        assert set(world.person("mo", moderator=True).available_commands(world.channel)) == {"post", "queue", "profile"}


async def test_moderators_commands_are_shown_to_those_who_manage_the_server_and_only_there():
    core = door()
    async with discord_world(core) as world:
        assert "queue" not in world.person("ann").available_commands(world.channel)
        assert "queue" not in world.person("ann").user.available_commands()
        await world.person("mo", moderator=True).slash(world.channel, "queue")
    assert core.heard[0].moderates is True


async def test_options_with_many_answers_are_completed_while_typing():
    core = door()
    core.suggestions = [("Logo design", "logo"), ("x" * 120, "long"), ("too long a value", "y" * 101)]
    async with discord_world(core) as world:
        offered = await world.person("ann").autocomplete(world.channel, "post", "skill", "lo")
    assert [(choice["name"], choice["value"]) for choice in offered] == [
        ("Logo design", "logo"),
        ("x" * 99 + "…", "long"),
    ]


async def test_a_file_given_with_a_command_arrives_with_it():
    core = door()
    async with discord_world(core) as world:
        await world.person("ann").slash(world.channel, "post", skill="logos", work=("logo.png", b"pixels"))
    call = core.heard[-1].content
    assert isinstance(call, CommandCall)
    assert call.values == {"skill": "logos"}
    assert [(file.name, file.content) for file in call.files] == [("logo.png", b"pixels")]


async def test_several_replies_come_in_order_with_card_buttons_and_files():
    card = Card("Brief", (Field("Budget", "800 USD"),), "A logo", "Nothing is missing")
    replies = (
        Reply("One"),
        Reply("Two", card, (Button("Find people", Action("find", ("7",)), Style.MAIN),), (File("a.pdf", b"%PDF"),)),
    )
    async with discord_world(door(*replies)) as world:
        result = await world.person("ann").slash(world.channel, "post")
        one, two = seen(result)
    assert (one.content, two.content) == ("One", "Two")
    assert one.ephemeral and two.ephemeral
    assert two.embeds[0].fields[0].value == "800 USD"
    assert two.attachments[0].filename == "a.pdf"
    assert two.components[0]["components"][0]["label"] == "Find people"


async def test_no_reply_leaves_no_thinking_behind():
    core = door()
    core.says()
    async with discord_world(core) as world:
        result = await world.person("ann").slash(world.channel, "post")
        assert seen(result) == []


async def test_a_press_arrives_as_its_action_and_may_replace_the_pressed_message():
    core = door(Reply("Sure?", buttons=(Button("Yes", Action("accept", ("42",))),)))
    async with discord_world(core) as world:
        ann = world.person("ann")
        asked = await ann.slash(world.channel, "post")
        core.script = lambda _: [Reply("Accepted.", replaces_pressed=True), Reply("The contract follows.")]
        pressed = await ann.click(asked.response, label="Yes")
        assert core.heard[-1].content == Press("accept:42")
        assert asked.response.content == "Accepted."
        assert asked.response.components == []
        assert [message.content for message in pressed.followups] == ["The contract follows."]
        assert all(message.ephemeral for message in pressed.followups)


async def test_what_is_private_never_replaces_a_message_that_others_read():
    core = door(Reply("Who?", buttons=(Button("Me", Action("me")),)))
    async with discord_world(core) as world:
        ann = world.person("ann")
        await ann.send(world.channel, f"{world.me} who")
        public = world.said()[-1]
        core.script = lambda _: [Reply("Your secret", private=True, replaces_pressed=True)]
        pressed = await ann.click(public, label="Me")
        assert world.said()[-1].content == "Who?"
        assert [(message.content, message.ephemeral) for message in pressed.followups] == [("Your secret", True)]


async def test_buttons_work_after_a_restart():
    core = door(Reply("Sure?", buttons=(Button("Yes", Action("accept", ("42",))),)))
    async with discord_world(core) as world:
        ann = world.person("ann")
        asked = await ann.slash(world.channel, "post")
        fresh = door("Still here.")
        await world.restart(fresh)
        pressed = await ann.click(asked.response, label="Yes")
        assert fresh.heard[-1].content == Press("accept:42")
        assert [message.content for message in pressed.followups] == ["Still here."]


async def test_a_button_of_an_older_version_reaches_the_core_which_knows_what_to_say():
    core = door("That button is too old. Type /help.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Old", "custom_id": "v0-open_7"}]}
        old = world.env.backend.create_message(world.channel.id, world.env.bot.user.id, "Old", components=[row])
        pressed = await ann.click(next(m for m in world.said() if m.id == old.id), label="Old")
        assert core.heard[-1].content == Press("v0-open_7")
        assert pressed.followups[0].content == "That button is too old. Type /help."


async def test_pressing_twice_gives_two_requests_with_ids_of_their_own_and_no_error():
    core = door(Reply("Sure?", buttons=(Button("Yes", Action("accept", ("42",))),)))
    async with discord_world(core) as world:
        ann = world.person("ann")
        asked = await ann.slash(world.channel, "post")
        await ann.click(asked.response, label="Yes")
        await ann.click(asked.response, label="Yes")
    assert [inbound.content for inbound in core.heard[1:]] == [Press("accept:42")] * 2
    assert len({inbound.id for inbound in core.heard}) == 3


async def test_six_alternatives_become_a_select_and_the_choice_arrives_like_a_press():
    answers = tuple(Button(f"Choice {n}", Action("answer", ("post", "skill", str(n)))) for n in range(30))
    core = door(Reply("Which?", buttons=(*answers, Button("Cancel", Action("cancel")))))
    async with discord_world(core) as world:
        ann = world.person("ann")
        asked = await ann.slash(world.channel, "post")
        first, second, third = (row["components"] for row in asked.response.components)
        assert (len(first[0]["options"]), len(second[0]["options"]), third[0]["label"]) == (25, 5, "Cancel")
        await ann.select(asked.response, ["answer:post:skill:27"], custom_id=second[0]["custom_id"])
    assert core.heard[-1].content == Press("answer:post:skill:27")


async def test_two_buttons_that_do_the_same_are_both_shown():
    same = Action("accept", ("42",))
    async with discord_world(door(Reply("Sure?", buttons=(Button("Yes", same), Button("Of course", same))))) as world:
        result = await world.person("ann").slash(world.channel, "post")
        assert len(result.response.components[0]["components"]) == 2


# --- forms -----------------------------------------------------------------------------------------------------------


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
        assert core.heard[-1].content == FormResult("profile", {"story": "I draw", "currency": "EUR"})
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
        assert fresh.heard[-1].content == FormResult("profile", {"story": "I draw", "currency": "EUR"})
        assert done.response.content == "Saved."


@pytest.mark.parametrize("fields", [6, 9])
async def test_more_questions_than_a_form_has_room_for_are_asked_in_words(fields: int):
    params = tuple(Param(f"p{n}", "One of many", as_it_is, "What?") for n in range(fields))
    core = door("What?", commands=[Command("long", "Many questions", nobody, params, form=True)])
    async with discord_world(core) as world:
        result = await world.person("ann").slash(world.channel, "long")
        assert result.modal is None
        assert result.response.content == "What?"


# --- time ------------------------------------------------------------------------------------------------------------


async def test_the_answer_is_acknowledged_before_the_core_is_asked_anything():
    async with discord_world(core := door()) as world:
        acknowledged: list[bool] = []

        def look(_: Inbound) -> list[Reply]:
            acknowledged.append(any("/callback" in entry.path for entry in world.env.http_requests))
            return [Reply("Done.")]

        core.script = look
        await world.person("ann").slash(world.channel, "post")
        assert acknowledged == [True]


async def test_an_answer_that_took_more_than_15_minutes_comes_as_a_direct_message():
    async with discord_world(core := door()) as world:
        ann = world.person("ann")

        async def slowly(_: Inbound) -> list[Reply]:
            world.env.backend.clock.advance(16 * 60)
            return [Reply("At last.")]

        core.script = slowly
        await ann.slash(world.channel, "post")
        assert [message.content for message in world.inbox(ann)] == ["At last."]


async def test_an_interaction_that_discord_no_longer_knows_is_worked_on_and_answered_by_message():
    async with discord_world(core := door("Done all the same.")) as world:
        ann = world.person("ann")
        world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
        await ann.slash(world.channel, "post")
        assert len(core.heard) == 1
        assert [message.content for message in world.inbox(ann)] == ["Done all the same."]


async def test_an_interaction_that_another_process_answers_is_left_to_it():
    async with discord_world(core := door()) as world:
        world.env.inject_error("POST", "/interactions/*/callback", status=400, code=40060)
        await world.person("ann").slash(world.channel, "post")
        assert core.heard == []


async def test_a_mistake_of_ours_in_one_turn_is_apologised_for_and_harms_no_other_turn():
    async with discord_world(core := door()) as world:
        ann = world.person("ann")

        def fail(_: Inbound) -> list[Reply]:
            raise LookupError("a bug")

        core.script = fail
        result = await ann.slash(world.channel, "post")
        assert result.response.content.startswith("Something went wrong on my side (ref ")
        assert result.ephemeral
        core.script = lambda _: [Reply("Fine again.")]
        assert (await ann.slash(world.channel, "post")).response.content == "Fine again."


# --- syncing ---------------------------------------------------------------------------------------------------------


async def test_commands_are_synced_only_when_the_declaration_changed(tmp_path):
    async with discord_world(door(), state=tmp_path / "discord-commands") as world:
        await world.restart(door())
        assert len(world.requests("PUT", "/commands")) == 1
        await world.restart(door(commands=[POST]))
        assert len(world.requests("PUT", "/commands")) == 2
        assert world.person("ann").available_commands(world.channel) == ("post",)
