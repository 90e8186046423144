"""What happens on Discord as Inbound, and a Reply as what Discord shows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import discord

from adapters.discord import words
from adapters.discord.cards import embeds
from adapters.discord.components import Row, rows
from adapters.discord.forms import IN_WORDS
from adapters.discord.text import pieces
from bot.messages import (
    Address,
    Button,
    CommandCall,
    Content,
    File,
    Inbound,
    Reply,
    Text,
    Unreadable,
    Unsupported,
    Upload,
)

PLATFORM = "discord"
CONTENT = 2000  # characters; the limit for bots, whatever the schema says
FILES_A_MESSAGE = 10
PASTED = "message.txt"
FILE_LIMIT = discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES

_ASKING = frozenset({"answer", "confirm"})  # the buttons of questions and drafts
_TYPED_COMMAND = re.compile(r"/([a-z0-9_]{1,32})(?:\s+(.*))?", re.DOTALL)


# --- in --------------------------------------------------------------------------------------------------------------


def community_of(message: discord.Message) -> int | None:
    """The server's id, None in a private chat. A server may speak before Discord has introduced it."""
    if message.guild is not None:
        return message.guild.id
    return None if isinstance(message.channel, discord.DMChannel) else getattr(message.channel, "guild_id", 0)


def is_addressed(message: discord.Message, me: int) -> bool:
    """Whether a person says this to the bot: privately, by mentioning it, or as a reply to it."""
    if message.author.bot or message.webhook_id or message.is_system():
        return False
    if community_of(message) is None or any(user.id == me for user in message.mentions):
        return True
    answered = message.reference.resolved if message.reference else None
    return isinstance(answered, discord.Message) and answered.author.id == me


def is_withheld(message: discord.Message, me: int) -> bool:
    """Whether Discord kept the words back: a reply in a server without the mention, and no privileged intent."""
    return (
        community_of(message) is not None
        and not any(user.id == me for user in message.mentions)
        and not (message.content or message.attachments or message.stickers)
    )


def readable(message: discord.Message) -> list[discord.Attachment]:
    """The attachments that are worth a download: no voice, no pictures."""
    return [] if message.flags.voice else [one for one in message.attachments if not _picture(one)]


def message_contents(message: discord.Message, me: int, files: tuple[File, ...]) -> list[Content]:
    """What a message says. Pictures cannot be read, and what stands beside them is heard all the same."""
    content = _message_content(message, me, files)
    kinds = {kind for one in message.attachments if (kind := _picture(one))}
    if not kinds:
        return [content]
    pictures = Unsupported(Unreadable.PHOTO if Unreadable.PHOTO in kinds else Unreadable.VIDEO)
    return [pictures] if content == Text("") else [pictures, content]


def _picture(attachment: discord.Attachment) -> Unreadable | None:
    kinds = {"image": Unreadable.PHOTO, "video": Unreadable.VIDEO}
    return kinds.get((attachment.content_type or "").split("/")[0])


def _message_content(message: discord.Message, me: int, files: tuple[File, ...]) -> Content:
    """Without the mention of the bot. A command may be typed, too."""
    if message.flags.voice:
        return Unsupported(Unreadable.VOICE)
    said = re.sub(rf"<@!?{me}>", " ", message.content).strip()
    pasted = "" if said else _pasted(files)
    if files and not pasted:
        return Upload(files, said)
    said = said or pasted
    if not said:
        if message.stickers:
            return Unsupported(Unreadable.STICKER)
        if message.poll:
            return Unsupported(Unreadable.POLL)
        if message.flags.forwarded:
            return Unsupported(Unreadable.OTHER)
    if typed := _TYPED_COMMAND.fullmatch(said):
        return CommandCall(typed[1], rest=(typed[2] or "").strip())
    return Text(said)


def _pasted(files: tuple[File, ...]) -> str:
    """Words that were too long for Discord's own box: the client sends them as this one file."""
    if len(files) != 1 or files[0].name != PASTED or not files[0].content:
        return ""
    return files[0].content.decode(errors="replace").strip()


def from_message(message: discord.Message, content: Content) -> Inbound:
    """Each inbound has an id of its own: an edit the time of the edit, pictures beside words say so."""
    channel = message.channel
    thread = channel if isinstance(channel, discord.Thread) else None
    community = community_of(message)
    edited = f"/{message.edited_at.timestamp()}" if message.edited_at else ""
    aside = "/pictures" if content in (Unsupported(Unreadable.PHOTO), Unsupported(Unreadable.VIDEO)) else ""
    member = message.author if isinstance(message.author, discord.Member) else None
    return Inbound(
        id=f"{PLATFORM}:{message.id}{edited}{aside}",
        sender=Address(
            platform=PLATFORM,
            chat_id=str(thread.parent_id if thread else channel.id),
            user_id=str(message.author.id),
            thread_id=str(thread.id) if thread else None,
            community_id=None if community is None else str(community),
        ),
        name=message.author.display_name,
        content=content,
        moderates=member.guild_permissions.manage_guild if member else None,
        community_name=message.guild.name if message.guild else "",
    )


def address_of(interaction: discord.Interaction) -> Address:
    """Where a slash command, a press or a form came from."""
    channel = interaction.channel
    thread = channel if isinstance(channel, discord.Thread) else None
    return Address(
        platform=PLATFORM,
        chat_id=str(thread.parent_id if thread else interaction.channel_id),
        user_id=str(interaction.user.id),
        thread_id=str(thread.id) if thread else None,
        community_id=str(interaction.guild_id) if interaction.guild_id else None,
    )


def from_interaction(interaction: discord.Interaction, content: Content) -> Inbound:
    """A slash command, a press or a form."""
    in_community = interaction.guild_id is not None
    rights = interaction.permissions
    return Inbound(
        id=f"{PLATFORM}:{interaction.id}",
        sender=address_of(interaction),
        name=interaction.user.display_name,
        content=content,
        moderates=rights.manage_guild or rights.administrator if in_community else None,
        community_name=interaction.guild.name if interaction.guild else "",
        locale=str(interaction.locale),
    )


# --- out -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message within Discord's limits."""

    content: str = ""
    embed: discord.Embed | None = None
    rows: tuple[Row, ...] = ()
    files: tuple[File, ...] = ()


def render(reply: Reply, *, file_limit: int = FILE_LIMIT) -> list[Outgoing]:
    """A reply as one message or more, in order: long text and long cards go on in the next, buttons stand under the last.

    `file_limit` in bytes, of a file and of all files of a message. A larger file is named instead of sent.
    """
    kept = [file for file in reply.files if file.content is not None and len(file.content) <= file_limit]
    lost = [_cannot_send(file, file_limit) for file in reply.files if file not in kept]
    messages = [Outgoing(content=piece) for piece in pieces("\n".join([reply.text, *lost]), CONTENT)]
    for embed in embeds(reply.card) if reply.card else []:
        if messages and messages[-1].embed is None:
            messages[-1] = replace(messages[-1], embed=embed)
        else:
            messages.append(Outgoing(embed=embed))
    for number, batch in enumerate(_batches(kept, file_limit)):
        if number == 0 and messages:
            messages[-1] = replace(messages[-1], files=batch)
        else:
            messages.append(Outgoing(files=batch))
    if reply.buttons:
        messages = messages or [Outgoing(content=words.CHOOSE)]
        messages[-1] = replace(messages[-1], rows=rows(reply.buttons))
    return messages


def replaces_pressed(reply: Reply, *, pressed_is_private: bool) -> bool:
    """Whether a reply may take the place of the pressed message: what is private never goes where others read."""
    return reply.replaces_pressed and (pressed_is_private or not reply.private)


def answerable(replies: Sequence[Reply]) -> list[Reply]:
    """The same replies, with a button for an answer in words where the last one asks for something.

    For answers in a server that one person sees: words in the channel would need a mention, and others would read them.
    """
    if not replies or not _asks(replies[-1]):
        return list(replies)
    way = Button(words.ANSWER_IN_WORDS, IN_WORDS)
    return [*replies[:-1], replace(replies[-1], buttons=(*replies[-1].buttons, way))]


def _asks(reply: Reply) -> bool:
    """A question, or a draft that words may change. The core marks neither, so its own buttons and a "?" must do."""
    return "?" in reply.text or any(button.action.name in _ASKING for button in reply.buttons)


def _batches(files: Iterable[File], limit: int) -> Iterator[tuple[File, ...]]:
    batch: list[File] = []
    for file in files:
        total = sum(len(other.content or b"") for other in batch) + len(file.content or b"")
        if batch and (len(batch) == FILES_A_MESSAGE or total > limit):
            yield tuple(batch)
            batch = []
        batch.append(file)
    if batch:
        yield tuple(batch)


def _cannot_send(file: File, limit: int) -> str:
    if file.content is None:
        return words.FILE_MISSING.format(name=file.name)
    return words.FILE_TOO_LARGE.format(name=file.name, size=_megabytes(len(file.content)), limit=_megabytes(limit))


def _megabytes(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MB"
