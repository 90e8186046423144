"""Answers to what somebody did: to the chat, in private, or in the place of the pressed message."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

import structlog
from telegram.error import BadRequest

from adapters.telegram.delivery import Delivery, Target
from adapters.telegram.io import (
    CANNOT_WRITE_FIRST,
    WROTE_PRIVATELY,
    Asking,
    Origin,
    SendText,
    left_out,
    private_chat_button,
    render,
)
from adapters.telegram.layout import Span, words
from adapters.telegram.pace import ANSWER
from adapters.telegram.reading import Me
from bot.errors import TryLater, Undeliverable
from bot.messages import Reply


class Answers:
    """Shows the replies of one turn where they belong."""

    def __init__(self, delivery: Delivery, me: Me) -> None:
        self._delivery = delivery
        self._me = me
        self._log = structlog.get_logger("telegram")

    async def give(self, origin: Origin, replies: Sequence[Reply]) -> None:
        """Show all replies in order. What Telegram refuses is logged: the turn itself is done and stored."""
        private = [reply for reply in replies if reply.private and origin.group]
        for reply in replies:
            if not (reply.private and origin.group):
                await self._unless_refused(origin, self._show(origin, reply))
        if private:
            await self._unless_refused(origin, self._show_privately(origin, private))

    async def _unless_refused(self, origin: Origin, showing: Awaitable[None]) -> None:
        try:
            await showing
        except (TryLater, Undeliverable, BadRequest) as error:
            self._log.warning("answer not delivered", chat=origin.chat_id, error=f"{type(error).__name__}: {error}")

    async def _show(self, origin: Origin, reply: Reply) -> None:
        self._report(reply)
        pressed = origin.pressed_id if reply.replaces_pressed else None
        if pressed is not None and not origin.pressed_has_text:  # a document's caption cannot become a message
            await self._delivery.take_buttons(Target(origin.chat_id, pressed_id=pressed), ANSWER)
            pressed = None
        place = Target(origin.chat_id, origin.thread_id, origin.message_id, pressed)
        asking = Asking.PLAINLY
        if origin.group:
            asking = Asking.BY_REPLY if origin.message_id is not None else Asking.BY_HINT
        for payload in render(reply, asking):
            await self._delivery.insist(place, payload, ANSWER)

    async def _show_privately(self, origin: Origin, replies: Sequence[Reply]) -> None:
        """To the private chat, with a pointer in the group; or, where that was never opened, the way to it."""
        place = Target(origin.chat_id, origin.thread_id, answers=origin.message_id)
        try:
            for reply in replies:
                self._report(reply)
                for payload in render(reply):
                    await self._delivery.insist(Target(origin.user_id), payload, ANSWER)
        except Undeliverable:
            [way] = words([Span(CANNOT_WRITE_FIRST)])
            await self._delivery.insist(place, SendText(way, private_chat_button(self._me)), ANSWER)
            return
        [pointer] = words([Span(WROTE_PRIVATELY)])
        await self._delivery.insist(place, SendText(pointer), ANSWER)

    def _report(self, reply: Reply) -> None:
        for action in left_out(reply):
            self._log.error("a button was left out: its action does not fit", action=action)
