"""Telegram over real HTTP on this machine: polling, the webhook, files, starting and stopping."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest
from structlog.testing import capture_logs

from adapters.telegram.app import TelegramAdapter
from adapters.telegram.webhook import Webhook
from bot.errors import Unavailable
from bot.messages import File, Inbound, Reply, Text, Upload
from tests.adapters.scripted_door import ScriptedDoor
from tests.adapters.telegram_double import FakeTelegram
from tests.adapters.telegram_people import AT_ONCE, TOKEN, TelegramPerson
from tests.adapters.telegram_server import free_port, telegram_server


@dataclass
class Watcher(ScriptedDoor):
    """A door that says when it was reached."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, inbound: Inbound) -> list[Reply]:
        self.reached.set()
        return await super().handle(inbound)


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
async def address(telegram: FakeTelegram) -> AsyncIterator[str]:
    async with telegram_server(telegram, TOKEN) as address:
        yield address
    assert telegram.wrong == []


@pytest.fixture
def door() -> Watcher:
    door = Watcher()
    door.says(Reply("Hello <you>", files=(File("a.txt", b"content"),)))
    return door


def person(telegram: FakeTelegram, adapter: TelegramAdapter) -> TelegramPerson:
    return TelegramPerson(telegram, adapter.application, 7, "Ann")


async def test_a_message_is_polled_and_answered_with_a_file(
    address: str, telegram: FakeTelegram, door: Watcher
) -> None:
    adapter = TelegramAdapter(door, token=TOKEN, base_url=f"{address}/", limits=AT_ONCE)
    await adapter.start()
    ann = person(telegram, adapter)
    telegram.push(ann.message(document=ann.document("brief.txt", b"a logo"), caption="123"))
    await door.reached.wait()
    await adapter.stop()
    await adapter.stop()  # twice is harmless
    assert [heard.content for heard in door.heard] == [Upload((File("brief.txt", b"a logo", size=6),), "123")]
    [shown] = telegram.shown(7)
    assert (shown.text, shown.files) == ("Hello <you>", (("a.txt", b"content"),))


async def test_stopping_lets_the_running_turn_end(address: str, telegram: FakeTelegram, door: Watcher) -> None:
    finish = asyncio.Event()

    async def slow(inbound: Inbound) -> list[Reply]:
        await finish.wait()
        return [Reply("Finished.")]

    door.script = slow
    adapter = TelegramAdapter(door, token=TOKEN, base_url=address, limits=AT_ONCE)
    await adapter.start()
    telegram.push(person(telegram, adapter).message(text="think"))
    await door.reached.wait()
    stopping = asyncio.create_task(adapter.stop())
    await asyncio.sleep(0)
    finish.set()
    await stopping
    assert [shown.text for shown in telegram.shown(7)] == ["Finished."]


async def test_another_poller_is_reported_in_one_line_and_polling_goes_on(
    address: str, telegram: FakeTelegram, door: Watcher
) -> None:
    conflict = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    telegram.refuse("getUpdates", conflict, 409, times=2)
    adapter = TelegramAdapter(door, token=TOKEN, base_url=address, limits=AT_ONCE)
    with capture_logs() as lines:
        await adapter.start()
        telegram.push(person(telegram, adapter).message(text="hi"))
        await door.reached.wait()
        await adapter.stop()
    assert [line["event"].split(";")[0] for line in lines if line["log_level"] == "error"] == [
        "another process polls with this token"
    ]


async def test_neither_the_token_nor_peoples_words_are_logged(
    address: str, telegram: FakeTelegram, door: Watcher, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    adapter = TelegramAdapter(door, token=TOKEN, base_url=address, limits=AT_ONCE)
    with capture_logs() as lines:
        await adapter.start()
        telegram.push(person(telegram, adapter).message(text="my secret plan"))
        await door.reached.wait()
        await adapter.stop()
    for secret in (TOKEN, "secret plan"):
        assert secret not in caplog.text
        assert secret not in str(lines)


async def test_a_token_that_telegram_refuses_is_said_without_repeating_it(address: str, door: Watcher) -> None:
    adapter = TelegramAdapter(door, token=f"{TOKEN}x", base_url=address)
    with pytest.raises(Unavailable, match="BotFather") as refused:
        await adapter.start()
    assert TOKEN not in repr(refused.value)
    assert refused.value.__cause__ is None


async def test_a_server_that_is_not_there_is_said_with_what_to_check(door: Watcher) -> None:
    adapter = TelegramAdapter(door, token=TOKEN, base_url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Unavailable, match="TELEGRAM_BASE_URL"):
        await adapter.start()


async def test_a_port_that_is_taken_is_said_with_what_to_set(address: str, door: Watcher) -> None:
    port = int(address.rsplit(":", 1)[1])
    webhook = Webhook.of("https://example.org/telegram", f"127.0.0.1:{port}")
    adapter = TelegramAdapter(door, token=TOKEN, base_url=address, webhook=webhook)
    with pytest.raises(Unavailable, match="TELEGRAM_WEBHOOK_LISTEN"):
        await adapter.start()


async def test_a_webhook_call_is_answered_before_the_work_is_done_and_only_with_the_secret(
    address: str, telegram: FakeTelegram, door: Watcher
) -> None:
    finish, port = asyncio.Event(), free_port()

    async def slow(inbound: Inbound) -> list[Reply]:
        await finish.wait()
        return [Reply("Finished.")]

    door.script = slow
    webhook = Webhook.of(f"http://127.0.0.1:{port}/hooks/telegram", f"127.0.0.1:{port}")
    adapter = TelegramAdapter(door, token=TOKEN, base_url=address, webhook=webhook, limits=AT_ONCE)
    await adapter.start()
    update = person(telegram, adapter).message(text="through the front door")
    async with httpx.AsyncClient(trust_env=False) as client:
        refused = await client.post(webhook.url, json=update, headers={"X-Telegram-Bot-Api-Secret-Token": "guess"})
        [told] = telegram.asked("setWebhook")
        secret = {"X-Telegram-Bot-Api-Secret-Token": told["secret_token"]}
        accepted = await client.post(webhook.url, json=update, headers=secret)
    assert (refused.status_code, accepted.status_code) == (403, 200)
    assert telegram.shown(7) == []
    await door.reached.wait()
    finish.set()
    await adapter.stop()
    assert [heard.content for heard in door.heard] == [Text("through the front door")]
    assert [shown.text for shown in telegram.shown(7)] == ["Finished."]
