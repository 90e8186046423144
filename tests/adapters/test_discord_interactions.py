"""Slash commands, presses, choices and forms, through the real discord.py."""

from __future__ import annotations

from bot.messages import Action, Button, Card, CommandCall, Field, File, Press, Reply, Style
from tests.adapters.discord_double import discord_world, seen
from tests.adapters.discord_examples import door


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
    async with discord_world(
        door(Reply("Your turn", buttons=(Button("Yes", same), Button("Of course", same))))
    ) as world:
        result = await world.person("ann").slash(world.channel, "post")
        assert len(result.response.components[0]["components"]) == 2
