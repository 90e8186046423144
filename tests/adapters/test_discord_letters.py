"""Letters to people: where they arrive, and what is said when they cannot."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.discord.app import DiscordAdapter
from bot.errors import TryLater, Undeliverable
from bot.messages import Action, Address, Button, Card, Field, Press, Reply
from tests.adapters.discord_double import DiscordWorld, discord_world
from tests.adapters.scripted_door import ScriptedDoor

MESSAGES = "/channels/*/messages"
OPENING = "/users/@me/channels"


def ann_in(world: DiscordWorld) -> Address:
    return Address("discord", str(world.channel.id), str(world.person("ann").id), None, str(world.guild.id))


async def test_a_letter_arrives_as_a_direct_message_also_when_the_person_was_met_in_a_server():
    async with discord_world(ScriptedDoor()) as world:
        letter = Reply(
            "A gig for you", Card("Logo", (Field("Budget", "800 USD"),)), (Button("Why me?", Action("why")),)
        )
        await world.adapter.send(ann_in(world), letter)
        (message,) = world.inbox(world.person("ann"))
        assert (message.content, message.embeds[0].title) == ("A gig for you", "Logo")
        assert world.said() == []


async def test_a_button_of_a_letter_works():
    core = ScriptedDoor()
    core.says(Reply("Because you draw logos."))
    async with discord_world(core) as world:
        ann = world.person("ann")
        await world.adapter.send(ann_in(world), Reply("A gig for you", buttons=(Button("Why me?", Action("why")),)))
        pressed = await ann.user.click(world.inbox(ann)[0], label="Why me?")
        assert core.heard[0].content == Press("why")
        assert core.heard[0].sender.is_private
        assert pressed.followups[0].content == "Because you draw logos."
        assert not pressed.followups[0].ephemeral


async def test_the_same_letter_always_carries_the_same_nonces_so_that_discord_drops_a_repeat():
    async with discord_world(ScriptedDoor()) as world:
        long = Reply("word " * 600)
        await world.adapter.send(ann_in(world), long, key="gig_opened/42/ann")
        await world.adapter.send(ann_in(world), long, key="gig_opened/42/ann")
        await world.adapter.send(ann_in(world), Reply("Other"), key="gig_opened/43/ann")
        sent = world.requests("POST", "/messages")
        nonces = [body["nonce"] for body in sent]
        assert all(body["enforce_nonce"] for body in sent)
        assert nonces[:2] == nonces[2:4]
        assert len(set(nonces)) == 3


async def test_an_address_that_names_nobody_is_a_channel():
    async with discord_world(ScriptedDoor()) as world:
        await world.adapter.send(
            Address("discord", str(world.channel.id), "", None, str(world.guild.id)), Reply("News")
        )
        assert [message.content for message in world.said()] == ["News"]


@pytest.mark.parametrize(("status", "code"), [(403, 50007), (403, 50278), (404, 10013)])
async def test_a_person_who_takes_no_direct_messages_is_undeliverable(status: int, code: int):
    async with discord_world(ScriptedDoor()) as world:
        world.env.inject_error("POST", MESSAGES, status=status, code=code)
        with pytest.raises(Undeliverable):
            await world.adapter.send(ann_in(world), Reply("Hello"))
        await world.adapter.send(ann_in(world), Reply("Hello again"))
        assert len(world.inbox(world.person("ann"))) == 1


@pytest.mark.parametrize(
    ("status", "code", "after"),
    [
        (429, 0, timedelta(minutes=5)),
        (400, 40003, timedelta(minutes=5)),
        (500, 0, timedelta(seconds=30)),
        (503, 0, timedelta(seconds=30)),
    ],
)
async def test_a_platform_that_is_busy_is_tried_later(status: int, code: int, after: timedelta):
    async with discord_world(ScriptedDoor()) as world:
        world.env.inject_error("POST", OPENING, status=status, code=code)
        with pytest.raises(TryLater) as busy:
            await world.adapter.send(ann_in(world), Reply("Hello"))
        assert busy.value.after == after


async def test_a_letter_before_the_connection_stands_is_tried_later():
    with pytest.raises(TryLater):
        await DiscordAdapter(ScriptedDoor(), token="token").send(Address("discord", "1", "2"), Reply("Hello"))
