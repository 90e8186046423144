"""People with Telegram on their phones, and a running adapter before the double of the server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import Application
from telegram.request import BaseRequest, RequestData

from adapters.telegram.app import TelegramAdapter
from adapters.telegram.incoming import Waits
from adapters.telegram.pace import Limits
from bot.ports import Door
from tests.adapters.telegram_double import FakeTelegram, Shown, chat_json, message_of

TOKEN = "42:" + "telegram-double-token-of-no-bot0000"
AT_ONCE = Limits(overall=10_000, chat_gap=0.0, group=10_000)  # no pace, where a test is about something else
NO_WAITS = Waits(album=0.0, typing=60.0)  # nothing is "typing" in tests that are about something else


class FakeRequest(BaseRequest):
    """The transport between python-telegram-bot and the double."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        if "/file/bot" in url:
            return 200, self._telegram.files[url.rsplit("/", 1)[-1]]
        params = json.loads(json.dumps(request_data.parameters)) if request_data else {}
        parts = request_data.multipart_data if request_data and request_data.contains_files else {}
        files = {name: (part[0], part[1]) for name, part in parts.items()}
        code, body = await self._telegram.answer(url.rsplit("/", 1)[-1], params, files)
        return code, json.dumps(body).encode()


@dataclass
class TelegramPerson:
    """Somebody with Telegram on their phone. Every deed returns what the bot newly shows or changes in that chat.

    `chat_id` is a group's id for what is said there; None is the private chat.
    """

    telegram: FakeTelegram
    application: Application[Any, Any, Any, Any, Any, Any]
    id: int
    name: str

    async def say(self, text: str, chat_id: int | None = None, **fields: Any) -> list[Shown]:
        return await self.do(self.message(chat_id, text=text, **fields))

    async def upload(
        self, name: str, content: bytes, caption: str = "", chat_id: int | None = None, **fields: Any
    ) -> list[Shown]:
        return await self.do(self.message(chat_id, document=self.document(name, content), caption=caption, **fields))

    async def press(self, label: str, chat_id: int | None = None) -> list[Shown]:
        """Press the newest button with this label in the chat."""
        for shown in reversed(self.telegram.shown(chat_id or self.id)):
            if any(each.startswith(label) for each in shown.labels):
                return await self.do(self.pressed(shown, shown.button(label)["callback_data"]))
        raise AssertionError(
            f"no button {label!r} in {[shown.labels for shown in self.telegram.shown(chat_id or self.id)]}"
        )

    def document(self, name: str, content: bytes) -> dict[str, Any]:
        file_id = f"file{self.telegram.next_id()}"
        self.telegram.files[file_id] = content
        return {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(content)}

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "en"}

    def message(self, chat_id: int | None = None, *, kind: str = "message", **fields: Any) -> dict[str, Any]:
        """An update with a message of this person; `fields` as the Bot API names them."""
        message = {"message_id": self.telegram.next_id(), "date": 1_800_000_000, "from": self.user}
        message |= {"chat": chat_json(chat_id or self.id)} | fields
        if message.get("caption") == "":
            del message["caption"]
        return {"update_id": self.telegram.next_id(), kind: message}

    def pressed(self, shown: Shown, data: str) -> dict[str, Any]:
        query = {"id": str(self.telegram.next_id()), "from": self.user, "chat_instance": "1", "data": data}
        return {"update_id": self.telegram.next_id(), "callback_query": query | {"message": message_of(shown)}}

    async def do(self, *updates: dict[str, Any]) -> list[Shown]:
        """Let these updates arrive at the same time and wait until the bot is done with all of them."""
        before = {chat: list(shown) for chat, shown in self.telegram.chats.items()}
        parsed = [Update.de_json(update, self.application.bot) for update in updates]
        await asyncio.gather(*(self.application.process_update(update) for update in parsed))
        return [
            shown for chat, each in self.telegram.chats.items() for shown in each if shown not in before.get(chat, [])
        ]


@dataclass
class World:
    """A running adapter before the double, and the people around it."""

    telegram: FakeTelegram
    adapter: TelegramAdapter

    def person(self, name: str, id: int) -> TelegramPerson:
        return TelegramPerson(self.telegram, self.adapter.application, id, name)


@asynccontextmanager
async def on_telegram(
    door: Door, telegram: FakeTelegram | None = None, *, limits: Limits = AT_ONCE, waits: Waits = NO_WAITS
) -> AsyncIterator[World]:
    """Start the adapter before this door and stop it in the end; no request may have violated the published schema."""
    telegram = telegram or FakeTelegram()
    request = FakeRequest(telegram)
    adapter = TelegramAdapter(door, token=TOKEN, request=request, limits=limits, waits=waits)
    await adapter.start()
    try:
        yield World(telegram, adapter)
    finally:
        await adapter.stop()
    assert telegram.wrong == []
