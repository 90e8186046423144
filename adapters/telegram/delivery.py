"""Sending: payloads to a chat, with Telegram's refusals translated or worked around."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog
from telegram import (
    ForceReply,
    InputFile,
    InputMediaDocument,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from adapters.telegram.io import Payload, SendFiles, SendText
from adapters.telegram.pace import Patience, seconds
from bot.errors import TryLater, Undeliverable

# Telegram explains refusals in prose only; these are the beginnings and middles of its sentences, in lower case.
UNCHANGED = ("message is not modified",)
NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
)
UNREADABLE_MARKUP = ("can't parse entities", "can't find end tag", "unsupported start tag")
THREAD_GONE = ("message thread not found", "topic_closed", "topic_deleted")
UNREACHABLE = (
    "chat not found",
    "peer_id_invalid",
    "user not found",
    "user is deactivated",
    "chat_write_forbidden",
    "not enough rights to send",
    "have no rights to send",
    "need administrator rights in the chat",
    "group chat was deactivated",
    "bot was kicked",
    "chat_restricted",
    "user_is_blocked",
    "chat_id is empty",
)
NETWORK_TRIES = 3  # for an answer somebody waits for; the outbox tries again by itself
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)  # five portfolio links would bury the words


def says(error: BadRequest, sentences: tuple[str, ...]) -> bool:
    """Whether this refusal is one of these."""
    return any(sentence in error.message.lower() for sentence in sentences)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes. `pressed_id`: a message of ours whose place it may take."""

    chat_id: int
    thread_id: int | None = None
    answers: int | None = None
    pressed_id: int | None = None


class Delivery:
    """Sends payloads through the bot, at its pace. `on_moved` is told (old id, new id) of a group that moved."""

    def __init__(
        self,
        bot: ExtBot[Patience],
        on_moved: Callable[[int, int], Awaitable[None]],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._on_moved = on_moved
        self._sleep = sleep
        self._log = structlog.get_logger("telegram")

    async def send(self, target: Target, payload: Payload, patience: Patience) -> None:
        """One payload; once more without its topic or its markup, or to the group's new id, where the server says so.

        Raises:
            TryLater: the pace or the network asks for a break.
            Undeliverable: this chat cannot be written to.
        """
        try:
            await self._around_refusals(target, payload, patience)
        except Forbidden as error:
            raise Undeliverable("this person blocked the bot, or it was put out of the group") from error
        except RetryAfter as error:
            raise TryLater("Telegram asks us to slow down", after=timedelta(seconds=seconds(error))) from error
        except BadRequest as error:  # before NetworkError, its parent: it is not the network's fault
            if says(error, UNREACHABLE):
                raise Undeliverable("Telegram does not know this chat or does not let us write there") from error
            raise
        except NetworkError as error:
            raise TryLater("Telegram cannot be reached") from error

    async def insist(self, target: Target, payload: Payload, patience: Patience) -> None:
        """The same, for an answer that somebody waits for: a short failure of the network is sat out here."""
        for attempt in range(1, NETWORK_TRIES + 1):
            try:
                await self.send(target, payload, patience)
                return
            except TryLater as error:
                if attempt == NETWORK_TRIES or not isinstance(error.__cause__, NetworkError):
                    raise
                await self._sleep(2.0**attempt / 2)

    async def take_buttons(self, target: Target, patience: Patience) -> None:
        """Remove the buttons of the pressed message, whose place something else takes. Not worth losing that for."""
        try:
            await self._bot.edit_message_reply_markup(
                chat_id=target.chat_id, message_id=target.pressed_id, reply_markup=None, rate_limit_args=patience
            )
        except (TelegramError, TryLater) as error:
            self._log.debug("buttons stay", chat=target.chat_id, error=type(error).__name__)

    async def _around_refusals(self, target: Target, payload: Payload, patience: Patience) -> None:
        try:
            await self._put(target, payload, patience, html=True)
        except ChatMigrated as error:
            await self._on_moved(target.chat_id, error.new_chat_id)
            await self._put(Target(error.new_chat_id), payload, patience, html=True)
        except BadRequest as error:
            if says(error, UNREADABLE_MARKUP):
                self._log.error("Telegram could not read our markup; sent as plain text", chat=target.chat_id)
                await self._put(target, payload, patience, html=False)
            elif says(error, THREAD_GONE) and target.thread_id is not None:
                await self._put(replace(target, thread_id=None), payload, patience, html=True)
            else:
                raise

    async def _put(self, target: Target, payload: Payload, patience: Patience, *, html: bool) -> None:
        match payload:
            case SendText():
                edited = payload.replaces and await self._edit(target, payload, patience, html=html)
                if not edited:
                    await self._text(target, payload, patience, html=html)
            case SendFiles() if len(payload.files) > 1:
                await self._album(target, payload, patience)
            case SendFiles():
                await self._document(target, payload, patience, html=html)

    async def _text(self, target: Target, payload: SendText, patience: Patience, *, html: bool) -> None:
        await self._bot.send_message(
            chat_id=target.chat_id,
            text=payload.words.html if html else payload.words.plain,
            parse_mode="HTML" if html else None,
            reply_markup=payload.markup,
            message_thread_id=target.thread_id,
            reply_parameters=_answer(target),
            link_preview_options=NO_PREVIEW,
            rate_limit_args=patience,
        )

    async def _edit(self, target: Target, payload: SendText, patience: Patience, *, html: bool) -> bool:
        """Whether the pressed message now says this."""
        if target.pressed_id is None or isinstance(payload.markup, ForceReply):
            return False
        try:
            await self._bot.edit_message_text(
                chat_id=target.chat_id,
                message_id=target.pressed_id,
                text=payload.words.html if html else payload.words.plain,
                parse_mode="HTML" if html else None,
                reply_markup=payload.markup,
                link_preview_options=NO_PREVIEW,
                rate_limit_args=patience,
            )
        except BadRequest as error:
            if not says(error, UNCHANGED + NOT_EDITABLE):
                raise
            return says(error, UNCHANGED)
        return True

    async def _document(self, target: Target, payload: SendFiles, patience: Patience, *, html: bool) -> None:
        file, words = payload.files[0], payload.words
        caption = (words.html if html else words.plain) if words is not None else None
        await self._bot.send_document(
            chat_id=target.chat_id,
            document=InputFile(file.content or b"", filename=file.name),
            caption=caption,
            parse_mode="HTML" if html and caption is not None else None,
            reply_markup=payload.markup,
            message_thread_id=target.thread_id,
            reply_parameters=_answer(target),
            rate_limit_args=patience,
        )

    async def _album(self, target: Target, payload: SendFiles, patience: Patience) -> None:
        await self._bot.send_media_group(
            chat_id=target.chat_id,
            media=[InputMediaDocument(file.content or b"", filename=file.name) for file in payload.files],
            message_thread_id=target.thread_id,
            reply_parameters=_answer(target),
            rate_limit_args=patience,
        )


def _answer(target: Target) -> ReplyParameters | None:
    return ReplyParameters(target.answers, allow_sending_without_reply=True) if target.answers is not None else None
