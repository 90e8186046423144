"""Words, files and everything else that people send, through the real discord.py."""

from __future__ import annotations

from simcord.backend.models.message import AllowedMentions, MessageSticker, Poll, PollAnswer
from simcord.backend.serializers import message_payload

from adapters.discord.client import wanted_intents
from bot.messages import (
    CommandCall,
    Text,
    Unreadable,
    Unsupported,
    Upload,
)
from tests.adapters.discord_double import discord_world
from tests.adapters.discord_examples import door

VOICE_MESSAGE = 1 << 13  # Discord's message flag
FORWARD = 1


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
        await world.person("ann").slash(thread, "post")
        assert core.heard[1].sender == sender


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
        files = [("one.docx", b"1"), ("two.pdf", b"22")]
        await world.person("ann").send(world.channel, f"{world.me} my work", attachments=files)
    upload = core.heard[0].content
    assert len(core.heard) == 1
    assert isinstance(upload, Upload)
    assert upload.caption == "my work"
    assert [(file.name, file.content, file.size) for file in upload.files] == [
        ("one.docx", b"1", 1),
        ("two.pdf", b"22", 2),
    ]


async def test_a_file_that_is_too_large_arrives_by_name_and_size_only():
    core = door("That file is too large.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        stored = world.env.backend.store_attachments(ann.user.dm_channel.id, [("film.zip", b"x"), ("small.txt", b"y")])
        stored[0]["size"] = 30 * 1024 * 1024
        await ann.send_dm("", attachments=stored)
    upload = core.heard[0].content
    assert isinstance(upload, Upload)
    assert [(file.name, file.content) for file in upload.files] == [("film.zip", None), ("small.txt", b"y")]
    assert upload.files[0].size == 30 * 1024 * 1024


async def test_pictures_are_not_read_but_the_words_and_files_beside_them_are():
    core = door("Noted.")
    async with discord_world(core) as world:
        ann = world.person("ann")
        await ann.send(world.channel, f"{world.me} a logo like these", attachments=[("1.png", b"1"), ("2.jpg", b"2")])
        await ann.send(world.channel, world.me, attachments=[("3.png", b"3")])
        await ann.send(world.channel, world.me, attachments=[("4.mp4", b"4"), ("5.pdf", b"5")])
    photo, video = Unsupported(Unreadable.PHOTO), Unsupported(Unreadable.VIDEO)
    contents = [inbound.content for inbound in core.heard]
    assert contents[:4] == [photo, Text("a logo like these"), photo, video]
    assert isinstance(contents[4], Upload)
    assert [file.name for file in contents[4].files] == ["5.pdf"]
    assert len({inbound.id for inbound in core.heard}) == 5


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
