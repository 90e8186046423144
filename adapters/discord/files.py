"""Attachments on their way in, within bounds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import discord
import structlog

from adapters.discord.network import NETWORK_ERRORS
from bot.messages import File

log = structlog.get_logger("discord")

MOST_BYTES = 20 * 1024 * 1024  # of all attachments of a message together; the same for every platform's uploads
LONGEST_DOWNLOAD = 30.0  # seconds, for all of them


async def download(attachments: Iterable[discord.Attachment]) -> tuple[File, ...]:
    """The attachments in order. Without content: what would exceed the bounds, and what Discord did not hand over."""
    files: list[File] = []
    left = MOST_BYTES
    deadline = asyncio.get_running_loop().time() + LONGEST_DOWNLOAD
    for attachment in attachments:
        content = await _read(attachment, deadline) if attachment.size <= left else None
        left -= len(content or b"")
        mime = (attachment.content_type or "application/octet-stream").split(";")[0].strip()
        files.append(File(attachment.filename, content, mime, attachment.size))
    return tuple(files)


async def _read(attachment: discord.Attachment, deadline: float) -> bytes | None:
    try:
        async with asyncio.timeout_at(deadline):
            return await attachment.read()
    except (discord.HTTPException, *NETWORK_ERRORS) as error:
        log.warning("attachment not downloaded", attachment=attachment.id, error=type(error).__name__)
        return None
