"""An album arrives as one update a picture: collected here, so that it is answered once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram import Message, Update


class Albums:
    """Gathers the parts of an album until none came for `quiet` seconds. The first part's turn answers for all."""

    def __init__(self, quiet: float, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._quiet = quiet
        self._sleep = sleep
        self._open: dict[tuple[int, str], list[Update]] = {}

    async def gather(self, update: Update, message: Message) -> list[Update]:
        """All parts in the order sent, for the first part; nothing for the others."""
        key = message.chat_id, message.media_group_id or ""
        if key in self._open:
            self._open[key].append(update)
            return []
        self._open[key] = [update]
        seen = 0
        while seen != len(self._open[key]):
            seen = len(self._open[key])
            await self._sleep(self._quiet)
        return sorted(self._open.pop(key), key=lambda part: part.update_id)
