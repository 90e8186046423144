"""The adapter's whole life over real HTTP and a real gateway socket, on loopback."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from discord.http import Route

from adapters.discord.app import DiscordAdapter
from adapters.discord.network import ApiAddress
from bot.commands import Router
from bot.errors import TryLater, Unavailable, Undeliverable
from bot.messages import Address, Inbound, Reply, Text
from tests.adapters.discord_loopback import DIRECT, Loopback, discord_on_loopback
from tests.adapters.scripted_door import ScriptedDoor, command

ANN = Address("discord", DIRECT, "100000000000000007")
DISCORDS_OWN = "https://discord.com/api/v10"


@asynccontextmanager
async def connected(world: Loopback, core: ScriptedDoor, token: str = "a token") -> AsyncIterator[DiscordAdapter]:
    adapter = DiscordAdapter(core, token=token, api_url=world.url)
    await adapter.start()
    try:
        yield adapter
    finally:
        await adapter.stop()


async def test_everything_goes_through_the_api_address_from_start_to_stop():
    core = ScriptedDoor()
    core.says(Reply("Hello Ann."))
    async with discord_on_loopback() as world, connected(world, core) as adapter:
        await world.says("hello")
        assert await world.next_post() == "Hello Ann."
        assert (core.heard[0].content, core.heard[0].name) == (Text("hello"), "Ann")
        await adapter.send(ANN, Reply("A gig for you"), key="gig/1")
        assert await world.next_post() == "A gig for you"
        assert world.url + "/api/v10" == Route.BASE
        await adapter.stop()
        await adapter.stop()
        assert Route.BASE == DISCORDS_OWN
        with pytest.raises(TryLater):
            await adapter.send(ANN, Reply("Too late"))


async def test_stopping_lets_a_running_turn_end_and_begins_no_new_one():
    core = ScriptedDoor()
    entered, gate = asyncio.Event(), asyncio.Event()

    async def slowly(_: Inbound) -> list[Reply]:
        entered.set()
        await gate.wait()
        return [Reply("Finished.")]

    core.script = slowly
    async with discord_on_loopback() as world, connected(world, core) as adapter:
        await world.says("hello")
        await entered.wait()
        stopping = asyncio.create_task(adapter.stop())
        await asyncio.sleep(0)
        await world.says("one more")
        gate.set()
        await stopping
        assert await world.next_post() == "Finished."
        assert len(core.heard) == 1


async def test_an_adapter_that_never_started_can_be_stopped():
    await DiscordAdapter(ScriptedDoor(), token="a token").stop()


async def test_a_slash_command_is_acknowledged_and_answered_through_the_api_address_too():
    core = ScriptedDoor(commands=Router({"post": command("post")}))
    core.says(Reply("Which skill?"))
    async with discord_on_loopback() as world, connected(world, core):
        await world.calls("post")
        assert await world.next_post() == "Which skill?"
        answered = [(method, path) for method, path, _ in world.requests[-2:]]
        assert answered == [
            ("POST", "/interactions/100000000000000900/interaction-token/callback"),
            ("PATCH", "/webhooks/1/interaction-token/messages/@original"),
        ]


async def test_when_discord_ends_the_connection_for_good_letters_wait_instead_of_failing():
    async with discord_on_loopback() as world, connected(world, ScriptedDoor()) as adapter:
        life = [task for task in asyncio.all_tasks() if task.get_name() == "discord"]
        await world.hang_up(4004)  # the token was reset
        await asyncio.gather(*life, return_exceptions=True)
        await asyncio.sleep(0)
        with pytest.raises(TryLater):
            await adapter.send(ANN, Reply("Hello"))


async def test_a_refused_token_is_said_in_a_sentence_and_leaves_nothing_running():
    async with discord_on_loopback() as world:
        with pytest.raises(Unavailable, match="Discord refused the token"):
            await DiscordAdapter(ScriptedDoor(), token="another token", api_url=world.url).start()
    assert Route.BASE == DISCORDS_OWN


async def test_an_api_that_cannot_be_reached_is_said_in_a_sentence():
    with pytest.raises(Unavailable, match="Discord cannot be reached"):
        await DiscordAdapter(ScriptedDoor(), token="a token", api_url="http://127.0.0.1:9").start()


async def test_a_long_rate_limit_is_handed_to_the_courier_instead_of_waited_for():
    async with discord_on_loopback() as world, connected(world, ScriptedDoor()) as adapter:
        limited = {"message": "You are being rate limited.", "retry_after": 65.0, "global": False}
        world.answers["POST", f"/channels/{DIRECT}/messages"] = (429, limited, {"Via": "1.1 proxy"})
        with pytest.raises(TryLater) as busy:
            await adapter.send(ANN, Reply("Hello"))
        assert busy.value.after == timedelta(seconds=65)
        refused = {"message": "Cannot send messages to this user", "code": 50007}
        world.answers["POST", f"/channels/{DIRECT}/messages"] = (403, refused, {})
        with pytest.raises(Undeliverable):
            await adapter.send(ANN, Reply("Hello"))


async def test_a_rate_limit_in_one_chat_delays_no_other():
    elsewhere = Address("discord", "100000000000000800", "", None, "1")
    limited = {"message": "You are being rate limited.", "retry_after": 29.0, "global": False}
    async with discord_on_loopback() as world, connected(world, ScriptedDoor()) as adapter:
        world.answers["POST", "/channels/100000000000000800/messages"] = (429, limited, {"Via": "1.1 proxy"})
        waiting = asyncio.create_task(adapter.send(elsewhere, Reply("News")))
        await world.refused.wait()
        await adapter.send(ANN, Reply("Hello"))
        assert await world.next_post() == "Hello"
        assert not waiting.done()
        waiting.cancel()


async def test_neither_token_nor_words_are_logged_even_when_everything_is(caplog):
    caplog.set_level(logging.DEBUG)
    core = ScriptedDoor()
    core.says(Reply("A secret answer"))
    async with discord_on_loopback() as world, connected(world, core):
        await world.says("a secret question")
        await world.next_post()
    assert "a token" not in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v10"),
        ("http://proxy.example/", "http://proxy.example/api/v10"),
        ("https://proxy.example/discord/api/v10/", "https://proxy.example/discord/api/v10"),
        ("", DISCORDS_OWN),
    ],
)
def test_an_address_without_a_path_gets_discords(given: str, used: str):
    address = ApiAddress(given)
    address.use()
    try:
        assert used == Route.BASE
    finally:
        address.put_back()
    assert Route.BASE == DISCORDS_OWN
