"""Who moderates a group, as Telegram says, asked only when it matters."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ExtBot

from adapters.telegram.pace import Patience
from bot.commands import Router, Who
from bot.messages import CommandCall, Inbound, Press

REMEMBERED = 60.0  # seconds; somebody who lost the role keeps it no longer than this
MOST_REMEMBERED = 2_000
MODERATORS = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


def matters(inbound: Inbound, commands: Router) -> bool:
    """Whether the answer may depend on it: a moderators' command, or any button, in a group."""
    if inbound.sender.community_id is None:
        return False
    match inbound.content:
        case CommandCall(name):
            command = commands.get(name)
            return command is not None and command.who is Who.MODERATOR
        case Press():
            return True
        case _:
            return False


class Moderators:
    """Looks people up in their group and remembers the answer for a minute."""

    def __init__(self, bot: ExtBot[Patience], clock: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[float, bool]] = {}

    async def moderates(self, chat_id: str, user_id: str) -> bool | None:
        """None when Telegram does not say."""
        until, known = self._known.get((chat_id, user_id), (0.0, False))
        if self._clock() < until:
            return known
        try:
            member = await self._bot.get_chat_member(int(chat_id), int(user_id))
        except TelegramError as error:
            structlog.get_logger("telegram").warning("rights unknown", chat=chat_id, error=type(error).__name__)
            return None
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        answer = member.status in MODERATORS
        self._known[chat_id, user_id] = self._clock() + REMEMBERED, answer
        return answer
