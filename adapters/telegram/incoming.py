"""One update from Telegram: what was said goes through the core, and what it answers is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog
from telegram import Document, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import ExtBot

from adapters.telegram.albums import Albums
from adapters.telegram.answers import Answers
from adapters.telegram.delivery import Delivery
from adapters.telegram.files import fetched
from adapters.telegram.io import FILE_LOST, WRITES_AS_GROUP, Origin, origin, parse, parse_album, writes_as_group
from adapters.telegram.moderators import Moderators, matters
from adapters.telegram.pace import Patience
from adapters.telegram.reading import Me
from bot.errors import Unavailable
from bot.messages import Inbound, Reply
from bot.ports import Door


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds. `album`: without another part until an album is complete. `typing`: of work until "is typing" is
    shown, which then lasts about five."""

    album: float = 0.7
    typing: float = 1.0
    typing_again: float = 4.5


class Incoming:
    """Takes updates in, many at a time; the core keeps one person's turns in order."""

    def __init__(self, door: Door, bot: ExtBot[Patience], delivery: Delivery, waits: Waits) -> None:
        self._door = door
        self._bot = bot
        self._delivery = delivery
        self._waits = waits
        self._moderators = Moderators(bot)
        self._albums = Albums(waits.album)
        self._log = structlog.get_logger("telegram")

    @property
    def me(self) -> Me:
        return Me(self._bot.id, self._bot.username, frozenset(self._door.commands.commands))

    async def take(self, update: Update) -> None:
        """One turn, from the update to the messages that answer it."""
        if update.callback_query is not None:
            await self._acknowledge(update.callback_query.id)
        parts = [update]
        if update.message is not None and update.message.media_group_id is not None:
            parts = await self._albums.gather(update, update.message)
        place = origin(update)
        if place is None or not parts:
            return
        answers = Answers(self._delivery, self.me)
        inbound = parse(update, self.me) if len(parts) == 1 else parse_album(parts, self.me)
        if inbound is None:
            if writes_as_group(update, self.me):
                await answers.give(place, [Reply(WRITES_AS_GROUP)])
            return
        try:
            inbound = await fetched(self._bot, inbound, _documents(parts))
        except Unavailable:
            await answers.give(place, [Reply(FILE_LOST)])
            return
        await answers.give(place, await self._answer(await self._with_rights(inbound), place))

    async def _acknowledge(self, query_id: str) -> None:
        """Stop the clock on the pressed button before anything else; the work is done whatever comes of it."""
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError as error:  # "query is too old", or the network
            self._log.debug("press not acknowledged", error=type(error).__name__)

    async def _with_rights(self, inbound: Inbound) -> Inbound:
        if not matters(inbound, self._door.commands):
            return inbound
        sender = inbound.sender
        return replace(inbound, moderates=await self._moderators.moderates(sender.chat_id, sender.user_id))

    async def _answer(self, inbound: Inbound, place: Origin) -> list[Reply]:
        """The core's replies; who waits longer than a moment sees that the bot is typing."""
        turn = asyncio.create_task(self._door.handle(inbound))
        wait = self._waits.typing
        while not (await asyncio.wait({turn}, timeout=wait))[0]:
            wait = self._waits.typing_again
            try:
                await self._bot.send_chat_action(place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id)
            except TelegramError as error:
                self._log.debug("typing not shown", error=type(error).__name__)
        return turn.result()


def _documents(parts: Sequence[Update]) -> list[Document]:
    messages = [part.message for part in parts if part.message is not None]
    return [message.document for message in messages if message.document is not None]
