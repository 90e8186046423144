"""Saying it: replies to an interaction, to a message, or to a person, whatever way is open."""

from __future__ import annotations

import io
from collections.abc import Sequence
from enum import Enum
from typing import Any

import discord
import structlog

from adapters.discord import words
from adapters.discord.components import view
from adapters.discord.io import FILE_LIMIT, Outgoing, answerable, community_of, render, replaces_pressed
from adapters.discord.text import escape
from bot.messages import Reply

log = structlog.get_logger("discord")

NOBODY = discord.AllowedMentions.none()

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
UNKNOWN_MESSAGE = 10008
UNKNOWN_WEBHOOK = 10015
UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
INVALID_WEBHOOK_TOKEN = 50027


class Acknowledged(Enum):
    """What came of telling Discord that an interaction is being answered."""

    YES = "yes"
    TOO_LATE = "too late"  # more than 3 s; the work is done all the same, the answer is a message
    TAKEN = "taken"  # another process answers it


async def acknowledge(interaction: discord.Interaction, *, pressed: bool) -> Acknowledged:
    """Within 3 s, so before anything else.

    A press is acknowledged silently: its answer may change the pressed message. Everything else shows "thinking", in a
    server to this person alone.
    """
    try:
        if pressed:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=interaction.guild_id is not None, thinking=True)
    except discord.HTTPException as error:
        if error.code == ALREADY_ACKNOWLEDGED:
            return Acknowledged.TAKEN
        if error.code == UNKNOWN_INTERACTION:
            log.warning("acknowledged too late", interaction=interaction.id)
            return Acknowledged.TOO_LATE
        raise
    return Acknowledged.YES


async def answer_interaction(
    interaction: discord.Interaction, replies: Sequence[Reply], *, pressed: bool, in_time: bool
) -> None:
    """In a server seen by this person alone; after 15 minutes, when the interaction is dead, as a direct message."""
    thinking = in_time and not pressed
    limit = interaction.filesize_limit
    unsaid: list[Outgoing] = []
    for reply in replies if interaction.guild_id is None else answerable(replies):
        private = bool(interaction.message and interaction.message.flags.ephemeral) or interaction.guild_id is None
        replacing = pressed and replaces_pressed(reply, pressed_is_private=private)
        for outgoing in render(reply, file_limit=limit):
            if unsaid or not in_time or not await _respond(interaction, outgoing, in_place=thinking or replacing):
                unsaid.append(outgoing)
            thinking = replacing = False
    if thinking:
        await interaction.delete_original_response()
    if unsaid and not await _write_privately(interaction.user, unsaid):
        await _say_closed(interaction.channel, interaction.user)


async def _respond(interaction: discord.Interaction, outgoing: Outgoing, *, in_place: bool) -> bool:
    """False when the interaction is no longer good for an answer. Discord says so; our clock might be wrong."""
    try:
        if in_place:
            await _edit(interaction, outgoing)
        else:
            await interaction.followup.send(
                ephemeral=interaction.guild_id is not None, allowed_mentions=NOBODY, wait=True, **_parts(outgoing)
            )
    except discord.HTTPException as error:
        if error.code in {UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN}:
            return False
        if error.code == UNKNOWN_MESSAGE and in_place:  # the pressed message was dismissed
            return await _respond(interaction, outgoing, in_place=False)
        raise
    return True


async def _edit(interaction: discord.Interaction, outgoing: Outgoing) -> None:
    await interaction.edit_original_response(
        content=outgoing.content or None,
        embed=outgoing.embed,
        view=view(outgoing.rows),
        attachments=_files(outgoing),
        allowed_mentions=NOBODY,
    )


async def answer_message(message: discord.Message, replies: Sequence[Reply]) -> None:
    """Where it was said, as a reply. What is private goes to direct messages, as does all where the bot may not write."""
    in_community = community_of(message) is not None
    private = [reply for reply in replies if reply.private and in_community]
    public = [reply for reply in replies if reply not in private]
    limit = message.guild.filesize_limit if message.guild else FILE_LIMIT
    try:
        for outgoing in _rendered(public, limit):
            await post(message.channel, outgoing, answers=message if in_community else None)
    except discord.Forbidden:
        log.warning("may not write here", channel=message.channel.id)
        await _write_privately(message.author, _rendered(replies, FILE_LIMIT))
        return
    if not private:
        return
    if not await _write_privately(message.author, _rendered(private, FILE_LIMIT)):
        await _say_closed(message.channel, message.author, answers=message)
    elif not public:
        await post(message.channel, Outgoing(content=words.SENT_PRIVATELY), answers=message)


def _rendered(replies: Sequence[Reply], limit: int) -> list[Outgoing]:
    return [outgoing for reply in replies for outgoing in render(reply, file_limit=limit)]


async def _write_privately(person: discord.User | discord.Member, messages: Sequence[Outgoing]) -> bool:
    """False when this person takes no direct messages from us."""
    try:
        channel = await person.create_dm()
        for outgoing in messages:
            await post(channel, outgoing)
    except discord.Forbidden:
        return False
    return True


async def _say_closed(
    channel: object, person: discord.User | discord.Member, *, answers: discord.Message | None = None
) -> None:
    """How to open one's direct messages, said in the channel, without the answer itself."""
    if isinstance(channel, discord.abc.Messageable) and not isinstance(channel, discord.DMChannel):
        said = words.OPEN_YOUR_DIRECT_MESSAGES.format(name=escape(person.display_name))
        await post(channel, Outgoing(content=said), answers=answers)


async def say_sorry(said: discord.Interaction | discord.Message, ref: str) -> None:
    """A turn failed because of a mistake of ours: nobody is left without a word."""
    sorry = Outgoing(content=words.WENT_WRONG.format(ref=ref))
    if isinstance(said, discord.Message):
        await post(said.channel, sorry, answers=said)
    elif said.response.is_done():
        await _respond(said, sorry, in_place=said.message is None)
    else:
        await said.response.send_message(sorry.content, ephemeral=said.guild_id is not None)


async def post(
    channel: discord.abc.Messageable, outgoing: Outgoing, *, answers: discord.Message | None = None, nonce: str = ""
) -> None:
    """A message of its own. Discord drops a second one with the same nonce within a few minutes."""
    parts = _parts(outgoing)
    if answers is not None:
        parts["reference"] = answers.to_reference(fail_if_not_exists=False)
    if nonce:
        parts["nonce"] = nonce
    await channel.send(allowed_mentions=NOBODY, **parts)


def _parts(outgoing: Outgoing) -> dict[str, Any]:
    """Only what there is: discord.py tells "nothing" from "not given"."""
    parts: dict[str, Any] = {}
    if outgoing.content:
        parts["content"] = outgoing.content
    if outgoing.embed is not None:
        parts["embed"] = outgoing.embed
    if (shown := view(outgoing.rows)) is not None:
        parts["view"] = shown
    if outgoing.files:
        parts["files"] = _files(outgoing)
    return parts


def _files(outgoing: Outgoing) -> list[discord.File]:
    return [discord.File(io.BytesIO(file.content or b""), filename=file.name) for file in outgoing.files]
