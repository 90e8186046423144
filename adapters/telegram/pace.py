"""Telegram's speed limits: who may send when, and what to do when the server says no."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.errors import TryLater

MESSAGES = ("send", "edit", "copy", "forward")  # how the names of methods begin that count as messages
UNCOUNTED = {"sendChatAction"}
IDLE_CHATS = 1_000  # remembered before the forgotten ones are cleared away


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's published limits with a small reserve for jitter on the way. Seconds and messages."""

    overall: int = 29  # of 30 a second
    overall_window: float = 1.0
    chat_gap: float = 1.05  # 1 message a second in one chat
    group: int = 20  # a minute in one group
    group_window: float = 61.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a sender is ready to wait in all, in seconds. A letter comes back later instead."""

    seconds: float


ANSWER = Patience(60.0)  # somebody is looking at the chat
LETTER = Patience(1.5)  # the outbox has other receivers


@dataclass(slots=True)
class Calendar:
    """Moments of sending, and the earliest next one. Pure: the caller brings the time, in seconds on any one scale."""

    limits: Limits = field(default_factory=Limits)
    _recent: deque[float] = field(default_factory=deque)
    _chats: dict[int, deque[float]] = field(default_factory=dict)
    _closed_until: dict[int, float] = field(default_factory=dict)

    def chat_opens(self, chat_id: int, messages: int = 1) -> float:
        """When so many messages may go to this chat, as far as the chat itself is concerned."""
        sent = self._chats.get(chat_id)
        opens = self._closed_until.get(chat_id, float("-inf"))
        if sent:
            opens = max(opens, sent[-1] + self.limits.chat_gap)
        if chat_id < 0 and sent:  # groups have negative ids
            opens = max(opens, _room(sent, self.limits.group, messages, self.limits.group_window))
        return opens

    def everything_opens(self, messages: int = 1) -> float:
        """When so many messages may go out at all."""
        return _room(self._recent, self.limits.overall, messages, self.limits.overall_window)

    def sent(self, chat_id: int, now: float, messages: int = 1) -> None:
        """Note that something goes out now; an album counts once a file."""
        self._forget(now)
        mine = self._chats.setdefault(chat_id, deque(maxlen=self.limits.group))
        for _ in range(messages):
            self._recent.append(now)
            mine.append(now)
        while len(self._recent) > 2 * self.limits.overall:
            self._recent.popleft()

    def close(self, chat_id: int, until: float) -> None:
        """The server asked this chat to be left alone."""
        self._closed_until[chat_id] = until

    def _forget(self, now: float) -> None:
        if len(self._chats) <= IDLE_CHATS:
            return
        for chat_id in [chat for chat, sent in self._chats.items() if sent[-1] + self.limits.group_window < now]:
            del self._chats[chat_id]
        for chat_id in [chat for chat, until in self._closed_until.items() if until < now]:
            del self._closed_until[chat_id]


def _room(sent: deque[float], most: int, messages: int, window: float) -> float:
    """When `messages` more fit beside those already sent, so that no window holds more than `most`."""
    leaving = max(most - messages + 1, 1)
    return sent[-leaving] + window if len(sent) >= leaving else float("-inf")


class Pace(BaseRateLimiter[Patience]):
    """Spaces messages so that Telegram has nothing to refuse; a chat that must wait holds up nobody else.

    python-telegram-bot calls it around every request; what is no message passes at once.

    Raises:
        TryLater: by a request, the sender's patience is shorter than the wait.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._calendar = Calendar(limits or Limits())
        self._clock = clock
        self._sleep = sleep
        self._turns: dict[int, tuple[asyncio.Lock, int]] = {}
        self._gate = asyncio.Lock()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Patience | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """Wait for this chat's turn, then send. Messages to one chat keep their order."""
        chat_id = data.get("chat_id")
        if chat_id is None or endpoint in UNCOUNTED or not endpoint.startswith(MESSAGES):
            return await callback(*args, **kwargs)
        deadline = self._clock() + (rate_limit_args or ANSWER).seconds
        chat, messages = int(chat_id), len(data.get("media") or ()) or 1
        lock = self._join(chat)
        try:
            opens = max(self._calendar.chat_opens(chat, messages), self._clock())
            self._check(opens + self._queued(chat), deadline)
            async with lock:
                return await self._in_turn(lambda: callback(*args, **kwargs), chat, messages, deadline)
        finally:
            self._leave(chat)

    async def _in_turn(
        self,
        send: Callable[[], Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        chat: int,
        messages: int,
        deadline: float,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        while True:
            await self._until(self._calendar.chat_opens(chat, messages), deadline)
            async with self._gate:  # short: the overall limit frees a place within a second
                await self._until(self._calendar.everything_opens(messages), deadline)
                self._calendar.sent(chat, self._clock(), messages)
            try:
                return await send()
            except RetryAfter as error:
                self._calendar.close(chat, self._clock() + seconds(error))
                self._check(self._calendar.chat_opens(chat), deadline)

    async def _until(self, moment: float, deadline: float) -> None:
        self._check(moment, deadline)
        if moment > self._clock():
            await self._sleep(moment - self._clock())

    def _check(self, moment: float, deadline: float) -> None:
        if moment > deadline:
            raise TryLater("this chat has had its share of messages", after=timedelta(seconds=moment - self._clock()))

    def _join(self, chat: int) -> asyncio.Lock:
        lock, users = self._turns.get(chat, (asyncio.Lock(), 0))
        self._turns[chat] = lock, users + 1
        return lock

    def _queued(self, chat: int) -> float:
        """Seconds that those who wait before us in this chat will take at least."""
        return (self._turns[chat][1] - 1) * self._calendar.limits.chat_gap

    def _leave(self, chat: int) -> None:
        lock, users = self._turns[chat]
        if users == 1:
            del self._turns[chat]
        else:
            self._turns[chat] = lock, users - 1


def seconds(error: RetryAfter) -> float:
    """The wait that the server asked for; python-telegram-bot gives a number or a timedelta, by an environment variable."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
