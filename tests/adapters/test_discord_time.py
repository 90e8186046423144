"""Answers in time, too late and gone wrong, and syncing only when needed, through the real discord.py."""

from __future__ import annotations

from bot.messages import Inbound, Reply
from tests.adapters.discord_double import discord_world
from tests.adapters.discord_examples import POST, door


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


async def test_a_late_answer_to_somebody_with_closed_direct_messages_is_announced_once_in_the_channel():
    async with discord_world(door("Secret one", "Secret two")) as world:
        world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
        world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
        await world.person("ann").slash(world.channel, "post")
        (said,) = world.said()
        assert "Please allow direct messages" in said.content and "Secret" not in said.content


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


async def test_commands_are_synced_only_when_the_declaration_changed(tmp_path):
    async with discord_world(door(), state=tmp_path / "discord-commands") as world:
        await world.restart(door())
        assert len(world.requests("PUT", "/commands")) == 1
        await world.restart(door(commands=[POST]))
        assert len(world.requests("PUT", "/commands")) == 2
        assert world.person("ann").available_commands(world.channel) == ("post",)
