"""Fetching what people uploaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import structlog
from telegram import Document
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from adapters.telegram.pace import Patience
from bot.errors import Unavailable
from bot.messages import CommandCall, File, Inbound, Upload

DOWNLOAD_BYTES = int(FileSizeLimit.FILESIZE_DOWNLOAD)  # getFile serves no more
TOO_BIG = "file is too big"


async def fetched(bot: ExtBot[Patience], inbound: Inbound, documents: Sequence[Document]) -> Inbound:
    """The same with the files' contents, as far as Telegram hands them over.

    Raises:
        Unavailable: a file that Telegram should have did not come.
    """
    if not isinstance(inbound.content, Upload | CommandCall) or not inbound.content.files:
        return inbound
    pairs = zip(inbound.content.files, documents, strict=True)
    files = tuple([await _fetch(bot, file, document) for file, document in pairs])
    return replace(inbound, content=replace(inbound.content, files=files))


async def _fetch(bot: ExtBot[Patience], file: File, document: Document) -> File:
    if file.size > DOWNLOAD_BYTES:
        return file
    try:
        stored = await bot.get_file(document)
        content = bytes(await stored.download_as_bytearray())
    except BadRequest as error:
        if TOO_BIG in error.message.lower():
            return file
        raise Unavailable("Telegram did not hand over a file") from error
    except TelegramError as error:
        structlog.get_logger("telegram").warning("file not fetched", size=file.size, error=type(error).__name__)
        raise Unavailable("Telegram did not hand over a file") from error
    return replace(file, content=content, size=len(content))
