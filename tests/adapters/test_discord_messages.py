"""Words, files and everything else that people send, through the real discord.py."""

from __future__ import annotations

from discord_double import discord_world
from scripted_door import ScriptedDoor
from simcord.backend.models.message import AllowedMentions, MessageSticker, Poll, PollAnswer
from simcord.backend.serializers import message_payload

from adapters.discord.client import wanted_intents
from bot.messages import (
    Action,
    Button,
    Card,
    CommandCall,
    Field,
    File,
    Inbound,
    Reply,
    Text,
    Unreadable,
    Unsupported,
    Upload,
)

VOICE_MESSAGE = 1 << 13  # Discord's message flag
FORWARD = 1


def door(*replies: Reply | str) -> ScriptedDoor:
    made = ScriptedDoor()
    made.says(*(Reply(reply) if isinstance(reply, str) else reply for reply in replies or ("Done.",)))
    return made


# --- what is heard -----------------------------------------------------------------------------------------------------


async def test_a_direct_message_is_heard_and_answered_in_the_same_place():
    core = door("A logo it is.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        message = await ann.send_dm("I need a logo")
        heard = core.heard[0]
        assert heard.content == Text("I need a logo")
        assert heard.id == f"discord:{message.id}"
        assert (heard.sender.user_id, heard.sender.community_id, heard.moderates) == (str(ann.id), None, None)
        assert [answer.content for answer in world.inbox(ann)] == ["A logo it is."]


async def test_a_mention_is_heard_without_the_mention_and_answered_as_a_reply_that_pings_nobody():
    core = door("A logo it is.")
    async with discord_world(core) as world:
        mo = world.person("mo", moderator=True)
        asked = await mo.send(world.channel, f"{world.me} I need a logo")
        heard = core.heard[0]
        assert heard.content == Text("I need a logo")
        assert (heard.sender.chat_id, heard.sender.community_id) == (str(world.channel.id), str(world.guild.id))
        assert (heard.community_name, heard.moderates) == (world.guild.name, True)
        assert world.said()[-1].reference.message_id == asked.id
        assert world.requests("POST", "/messages")[-1]["allowed_mentions"]["parse"] == []


async def test_what_people_say_to_each_other_is_not_read():
    core = door()
    async with discord_world(core) as world:
        ann, bea = world.person("ann"), world.person("bea")
        said = await ann.send(world.channel, "I need a logo")
        await bea.send(world.channel, "me too", reply_to=said)
        await bea.send(world.channel, f"{ann.mention} @everyone look")
    assert core.heard == []


async def test_a_reply_to_the_bot_is_heard():
    core = door("Which colours?")
    async with discord_world(core) as world:
        ann = world.person("ann")
        await ann.send(world.channel, f"{world.me} a logo")
        await ann.send(world.channel, f"{world.me} green", reply_to=world.said()[-1])
        assert core.heard[-1].content == Text("green")


async def test_a_message_in_a_thread_says_which_thread():
    core = door("Here I am.")
    async with discord_world(core) as world:
        thread = world.thread("bakery logo")
        await world.person("ann").send(thread, f"{world.me} hello")
        sender = core.heard[0].sender
        assert (sender.chat_id, sender.thread_id) == (str(world.channel.id), str(thread.id))
        assert [message.content for message in thread.history() if message.author.bot] == ["Here I am."]


async def test_a_command_may_be_typed_as_words_too():
    core = door()
    async with discord_world(core) as world:
        await world.person("ann").send_dm("/post a logo for 800 USD")
        await world.person("ann").send_dm("/help")
        await world.person("ann").send_dm("/ what")
    assert [inbound.content for inbound in core.heard] == [
        CommandCall("post", rest="a logo for 800 USD"),
        CommandCall("help"),
        Text("/ what"),
    ]


async def test_a_mention_with_nothing_else_is_an_empty_text_for_the_core_to_answer():
    core = door("How can I help?")
    async with discord_world(core) as world:
        await world.person("ann").send(world.channel, world.me)
    assert core.heard[0].content == Text("")


async def test_files_arrive_together_with_what_was_written_beside_them():
    core = door("Thank you.")
    async with discord_world(core) as world:
        files = [("one.png", b"1"), ("two.pdf", b"22")]
        await world.person("ann").send(world.channel, f"{world.me} my work", attachments=files)
    upload = core.heard[0].content
    assert len(core.heard) == 1
    assert isinstance(upload, Upload)
    assert upload.caption == "my work"
    assert [(file.name, file.content, file.size) for file in upload.files] == [
        ("one.png", b"1", 1),
        ("two.pdf", b"22", 2),
    ]


async def test_a_file_that_is_too_large_arrives_by_name_and_size_only():
    core = door("That file is too large.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        stored = world.env.backend.store_attachments(ann.user.dm_channel.id, [("film.mov", b"x"), ("small.txt", b"y")])
        stored[0]["size"] = 30 * 1024 * 1024
        await ann.send_dm("", attachments=stored)
    upload = core.heard[0].content
    assert isinstance(upload, Upload)
    assert [(file.name, file.content) for file in upload.files] == [("film.mov", None), ("small.txt", b"y")]
    assert upload.files[0].size == 30 * 1024 * 1024


async def test_kinds_that_cannot_be_read_say_what_they_are():
    core = door("I cannot read that.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        voice = world.env.backend.store_attachments(ann.user.dm_channel.id, [("voice-message.ogg", b"ogg")])
        await ann.send_dm("", attachments=voice, flags=VOICE_MESSAGE)
        await ann.send_dm("", stickers=[MessageSticker(7, "wave", 1, world.guild.id)])
        await ann.send_dm("", poll=Poll("Which?", [PollAnswer(1, "This")], world.env.backend.iso_after(3600), False, 1))
        spoken = await ann.send(world.channel, "a logo")
        forwarded = {"type": FORWARD, "channel_id": str(world.channel.id), "message_id": str(spoken.id)}
        await ann.send_dm("", reference=forwarded)
    assert [inbound.content for inbound in core.heard] == [
        Unsupported(Unreadable.VOICE),
        Unsupported(Unreadable.STICKER),
        Unsupported(Unreadable.POLL),
        Unsupported(Unreadable.OTHER),
    ]


async def test_an_edited_message_is_not_a_new_request_and_each_edit_is_heard_once():
    core = door("Please write it again.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        said = await ann.send(world.channel, f"{world.me} I need a logo")
        await ann.edit(said, f"{world.me} I need two logos")
        other = await ann.send(world.channel, "nothing for the bot")
        await ann.edit(other, "still nothing")
    assert [inbound.content for inbound in core.heard] == [Text("I need a logo"), Unsupported(Unreadable.EDITED)]
    assert core.heard[0].id != core.heard[1].id


async def test_the_preview_of_a_link_is_not_taken_for_an_edit():
    core = door()
    async with discord_world(core) as world:
        ann = world.person("ann")
        said = await ann.send(world.channel, f"{world.me} see https://example.org")
        stored = world.env.backend.get_message(world.channel.id, said.id)
        stored.embeds.append({"type": "link", "url": "https://example.org", "title": "Example"})
        world.env.backend.emit("MESSAGE_UPDATE", dict(message_payload(world.env.backend, stored)))
        await world.env.settle()
    assert [inbound.content for inbound in core.heard] == [Text("see https://example.org")]


async def test_emoji_and_right_to_left_text_reach_the_core_as_they_are():
    core = door()
    async with discord_world(core) as world:
        for text in ("🎨🎨", "أحتاج شعارا"):
            await world.person("ann").send_dm(text)
    assert [inbound.content for inbound in core.heard] == [Text("🎨🎨"), Text("أحتاج شعارا")]


async def test_20000_characters_which_discord_makes_a_file_of_are_words_all_the_same():
    core = door("That is too long.")
    async with discord_world(core) as world:
        await world.person("ann").send(world.channel, world.me, attachments=[("message.txt", b"x" * 20_000)])
    assert core.heard[0].content == Text("x" * 20_000)


async def test_other_bots_are_not_answered():
    core = door()
    async with discord_world(core) as world:
        webhook = world.guild.create_webhook(world.channel, "News")
        await webhook.send(f"{world.me} hello")
    assert core.heard == []


async def test_no_privileged_intent_is_asked_for():
    intents = wanted_intents()
    assert not (intents.message_content or intents.members or intents.presences)


async def test_a_reply_whose_words_discord_keeps_back_is_asked_to_mention_the_bot():
    core = door("Which colours?")
    async with discord_world(core) as world:
        ann = world.person("ann")
        await ann.send(world.channel, f"{world.me} a logo")
        question = world.said()[-1]
        reference = {"channel_id": str(world.channel.id), "message_id": str(question.id)}
        world.env.backend.create_message(
            world.channel.id, ann.id, "green", reference=reference, allowed_mentions=AllowedMentions(replied_user=False)
        )
        await world.env.settle()
        assert len(core.heard) == 1
        assert world.said()[-1].content.startswith("I can only read messages that mention me.")


# --- what is said ------------------------------------------------------------------------------------------------------


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
