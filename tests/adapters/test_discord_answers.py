"""What people see of an answer to their words, through the real discord.py."""

from __future__ import annotations

from simcord.backend.serializers import message_payload

from bot.messages import (
    Action,
    Button,
    Card,
    Field,
    File,
    Inbound,
    Reply,
    Text,
    Upload,
)
from tests.adapters.discord_double import discord_world
from tests.adapters.discord_examples import door

VOICE_MESSAGE = 1 << 13  # Discord's message flag
FORWARD = 1


async def test_user_text_never_becomes_markup_or_a_mention():
    nasty = "@everyone **bold** <@123456789012345678> [x](https://evil.example) `code` ||spoiler||"
    core = door(Reply(nasty, Card(nasty, (Field(nasty, nasty),), nasty, nasty)))
    async with discord_world(core) as world:
        await world.person("ann").send(world.channel, f"{world.me} hello")
        message = world.said()[-1]
        embed = message.embeds[0]
        shown = (message.content, embed.title, embed.description, embed.fields[0].name, embed.fields[0].value)
        for text in shown:
            assert "@everyone" not in text
            assert "<@123456789012345678>" not in text
            assert r"\*\*bold\*\*" in text
            assert r"\[x](https://evil.example)" in text
        assert not message.mention_everyone


async def test_long_answers_come_as_several_messages_with_the_buttons_under_the_last():
    text = "\n".join(f"• line {number} *" for number in range(400))
    core = door(Reply(text, buttons=(Button("More", Action("more")),)))
    async with discord_world(core) as world:
        ann = world.person("ann")
        await ann.send_dm("list")
        messages = world.inbox(ann)
        assert len(messages) > 2
        assert all(len(message.content) <= 2000 for message in messages)
        assert "\n".join(message.content for message in messages).count("- line") == 400
        assert [bool(message.components) for message in messages] == [False] * (len(messages) - 1) + [True]


async def test_what_is_private_goes_to_the_persons_direct_messages_and_the_channel_hears_that_much():
    core = door(Reply("Your data", private=True))
    async with discord_world(core) as world:
        ann = world.person("ann")
        await ann.send(world.channel, f"{world.me} my data")
        assert [message.content for message in world.inbox(ann)] == ["Your data"]
        assert [message.content for message in world.said()] == ["I have written to you privately."]


async def test_several_private_answers_are_announced_once_and_public_ones_stay_in_the_channel():
    core = door(Reply("One", private=True), Reply("Two", private=True))
    async with discord_world(core) as world:
        ann = world.person("ann")
        await ann.send(world.channel, f"{world.me} my data")
        assert [message.content for message in world.inbox(ann)] == ["One", "Two"]
        assert [message.content for message in world.said()] == ["I have written to you privately."]
        core.says(Reply("Hello all"), Reply("Three", private=True))
        await ann.send(world.channel, f"{world.me} hello")
        assert [message.content for message in world.inbox(ann)] == ["One", "Two", "Three"]
        assert world.said()[-1].content == "Hello all"


async def test_a_server_that_speaks_before_it_is_introduced_is_not_taken_for_a_private_chat():
    core = door()
    async with discord_world(core) as world:
        ann = world.person("ann")
        said = world.env.backend.get_message(world.channel.id, (await ann.send(world.channel, "for others")).id)
        strange = dict(message_payload(world.env.backend, said)) | {"id": "1", "guild_id": "99", "channel_id": "98"}
        world.env.bot._connection.parsers["MESSAGE_CREATE"](strange)
        await world.env.settle()
        world.env.bot._connection.parsers["MESSAGE_CREATE"](
            strange | {"mentions": [{"id": str(world.env.bot.user.id)}]}
        )
        await world.env.settle()
    assert core.heard == []


async def test_a_mistake_of_ours_is_apologised_for_and_the_next_message_is_answered():
    core = door()
    async with discord_world(core) as world:

        def fail(_: Inbound) -> list[Reply]:
            raise LookupError("a bug")

        core.script = fail
        ann = world.person("ann")
        await ann.send_dm("hello")
        core.says(Reply("Fine again."))
        await ann.send_dm("hello")
        first, second = world.inbox(ann)
        assert first.content.startswith("Something went wrong on my side (ref ")
        assert second.content == "Fine again."


async def test_a_file_that_discord_does_not_hand_over_arrives_without_content():
    core = door("Please send it again.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        stored = world.env.backend.store_attachments(ann.user.dm_channel.id, [("gone.txt", b"y")])
        stored[0]["url"] += "-gone"
        await ann.send_dm("", attachments=stored)
    assert core.heard[0].content == Upload((File("gone.txt", None, "text/plain", 1),))


async def test_closed_direct_messages_are_said_so_without_the_private_words():
    core = door(Reply("Your data", private=True))
    async with discord_world(core) as world:
        world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
        await world.person("ann").send(world.channel, f"{world.me} my data")
        (said,) = world.said()
        assert "Please allow direct messages" in said.content
        assert "Your data" not in said.content


async def test_where_the_bot_may_not_write_the_answer_is_a_direct_message():
    async with discord_world(door("A logo it is.")) as world:
        ann = world.person("ann")
        world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
        await ann.send(world.channel, f"{world.me} a logo")
        assert world.said() == []
        assert [message.content for message in world.inbox(ann)] == ["A logo it is."]


async def test_a_file_that_is_larger_than_the_server_allows_is_named_instead():
    big = File("portfolio.pdf", b"x" * (11 * 1024 * 1024))
    async with discord_world(door(Reply("Here it is.", files=(big,)))) as world:
        ann = world.person("ann")
        await ann.send_dm("portfolio")
        (message,) = world.inbox(ann)
        assert message.attachments == []
        assert "“portfolio.pdf” (11.0 MB) is larger than Discord lets me send here (10.0 MB)." in message.content


async def test_an_answer_to_a_message_that_is_gone_by_then_still_arrives():
    core = door()
    async with discord_world(core) as world:

        def delete_first(inbound: Inbound) -> list[Reply]:
            world.env.backend.delete_message(world.channel.id, int(inbound.id.removeprefix("discord:")))
            return [Reply("Still here.")]

        core.script = delete_first
        await world.person("ann").send(world.channel, f"{world.me} hello")
        assert [message.content for message in world.said()] == ["Still here."]


async def test_one_slow_answer_delays_nobody_else():
    import asyncio

    core = door()
    async with discord_world(core) as world:
        gate = asyncio.Event()

        async def script(inbound: Inbound) -> list[Reply]:
            if inbound.content == Text("fast"):
                gate.set()
            await gate.wait()
            return [Reply("Done.")]

        core.script = script
        ann, bea = world.person("ann"), world.person("bea")
        world.env.backend.create_message(ann.user.dm_channel.id, ann.id, "slow")
        await bea.send_dm("fast")
        assert len(world.inbox(ann)) == len(world.inbox(bea)) == 1
