"""What a Telegram message is to the bot: addressed to it or not, and of which kind. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from telegram import Chat, Document, Message, MessageEntity
from telegram.constants import ChatType

from bot.messages import CommandCall, Content, File, Moved, Text, Unreadable, Unsupported, Upload

COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
FROM_GROUP = "from_group"  # what the link "Open a private chat" carries behind /start
MENTIONS: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
UNREADABLE = (
    (("voice", "audio", "video_note"), Unreadable.VOICE),
    (("sticker",), Unreadable.STICKER),
    (("animation", "video"), Unreadable.VIDEO),  # an animation is also filed as a document: look here first
    (("photo", "live_photo"), Unreadable.PHOTO),
    (("venue", "location"), Unreadable.LOCATION),
    (("contact",), Unreadable.CONTACT),
    (("poll",), Unreadable.POLL),
    (("dice", "game", "story", "invoice", "paid_media", "checklist", "giveaway"), Unreadable.OTHER),
)


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is: needed to see what is addressed to it. `commands` are the names it answers to."""

    id: int
    username: str
    commands: Collection[str] = ()


def is_group(chat: Chat) -> bool:
    return chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}


def content_of(message: Message, me: Me) -> Content | None:
    """What this message says to the bot; None where it says nothing, or nothing to the bot.

    In a group that is a command that is ours, a mention, or a reply to one of our messages: nothing else is read.
    """
    if message.migrate_to_chat_id is not None:
        return Moved(str(message.migrate_to_chat_id))
    if not is_group(message.chat):
        return _command(message, me) or _said(message, message.text or "", me)
    if names_another_bot(message.text or message.caption or "", me):
        return None
    command = _command(message, me)
    if command is not None:
        return command
    if _mentions(message, me) or _answers(message, me):
        return _said(message, without_mention(message.text or "", me), me)
    return None


def names_another_bot(text: str, me: Me) -> bool:
    """Whether this is `/start@other_bot`."""
    match = COMMAND.fullmatch(text)
    return match is not None and match[2] is not None and match[2].lower() != me.username.lower()


def _command(message: Message, me: Me) -> CommandCall | None:
    """A typed command, perhaps under a document. In a group, a bare unknown one may be meant for another bot."""
    match = COMMAND.fullmatch(message.text or (message.caption if message.document else None) or "")
    if match is None:
        return None
    name, rest = match[1].lower(), (match[3] or "").strip()
    if is_group(message.chat) and match[2] is None and name not in me.commands:
        return None
    files = (file_of(message.document),) if message.document is not None else ()
    return CommandCall(name, rest="" if name == "start" and rest == FROM_GROUP else rest, files=files)


def _said(message: Message, text: str, me: Me) -> Content | None:
    for names, kind in UNREADABLE:
        if any(getattr(message, name, None) for name in names):
            return Unsupported(kind)
    if message.document is not None:
        return Upload((file_of(message.document),), without_mention(message.caption or "", me))
    return Text(text) if message.text is not None else None


def file_of(document: Document) -> File:
    """A document as it is announced: its content is fetched by who may use the network."""
    return File(
        name=document.file_name or "document",
        content=None,
        mime=document.mime_type or "application/octet-stream",
        size=document.file_size or 0,
    )


def album_of(messages: Sequence[Message], me: Me) -> Content | None:
    """The parts of an album as one: the files together, or the first thing that cannot be read.

    Only one part carries the words, so in a group the whole album is ours when one part is addressed to us.
    """
    contents = [content_of(message, me) for message in messages]
    if all(content is None for content in contents):
        return None
    called = next((content for content in contents if isinstance(content, CommandCall)), None)
    seen = [content for content in (_said(message, "", me) for message in messages) if content is not None]
    uploads = [content for content in seen if isinstance(content, Upload)]
    if not uploads:
        return seen[0] if seen else None
    files = tuple(file for content in uploads for file in content.files)
    if called is not None:
        return replace(called, files=files)
    return Upload(files, "\n".join(content.caption for content in uploads if content.caption))


def _mentions(message: Message, me: Me) -> bool:
    wanted = f"@{me.username}".lower()
    found = {**message.parse_entities(MENTIONS), **message.parse_caption_entities(MENTIONS)}
    return any(
        entity.user.id == me.id if entity.user is not None else text.lower() == wanted for entity, text in found.items()
    )


def without_mention(text: str, me: Me) -> str:
    """The words without the bot's name, which only said who is spoken to."""
    return re.sub(rf"@{re.escape(me.username)}\b[,:]?\s*", "", text, flags=re.IGNORECASE).strip()


def _answers(message: Message, me: Me) -> bool:
    """Whether this is a reply to the bot. In a topic, every message is formally a reply to the topic's first."""
    answered = message.reply_to_message
    if answered is None or answered.forum_topic_created is not None:
        return False
    return answered.from_user is not None and answered.from_user.id == me.id
