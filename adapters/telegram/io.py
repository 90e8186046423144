"""Translation, without I/O: a Telegram update becomes an Inbound, a Reply becomes what is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from telegram import (
    CallbackQuery,
    ChatMemberUpdated,
    ForceReply,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
    User,
)
from telegram.constants import ChatMemberStatus, ChatType, FileSizeLimit

from adapters.telegram.layout import CAPTION_UNITS, Mark, Span, Words, card_spans, clean, keyboard, packs, units, words
from adapters.telegram.reading import FROM_GROUP, Me, album_of, content_of, is_group
from bot.messages import (
    Address,
    CommandCall,
    Content,
    File,
    Inbound,
    Moved,
    Press,
    Reachability,
    Reply,
    Unreadable,
    Unsupported,
)

PLATFORM = "telegram"
UPLOAD_BYTES = int(FileSizeLimit.FILESIZE_UPLOAD)  # bytes a bot may send in one file
ALBUM_FILES = 10  # files in one sendMediaGroup
GONE = {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}

WROTE_PRIVATELY = "I've written to you privately."
CANNOT_WRITE_FIRST = (
    "That is for your eyes only, and Telegram does not let me write to you first. "
    "Open a private chat with me, press Start and ask me there."
)
OPEN_PRIVATE_CHAT = "Open a private chat"
WRITES_AS_GROUP = (
    "You write in the name of the group, so I cannot tell who you are. Write to me privately, or as yourself."
)
FILE_LOST = "Telegram did not hand me that file. Please send it once more."
PLEASE_CHOOSE = "Please choose:"
REPLY_TO_ANSWER = "Answer by replying to this message."
PRESS_OR_REPLY = "Press a button, or answer by replying to this message."


class Asking(StrEnum):
    """How a question gets its answer: only replies reach a bot in a group, so there the way is shown."""

    PLAINLY = "plainly"  # in a private chat
    BY_REPLY = "by reply"  # to somebody's message in a group: Telegram opens the reply for them
    BY_HINT = "by hint"  # in a group, after a press: nobody's reply can be opened


@dataclass(frozen=True, slots=True)
class SendText:
    """One text message. `replaces`: put in the place of the pressed message where there is one."""

    words: Words
    markup: InlineKeyboardMarkup | ForceReply | None = None
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class SendFiles:
    """One document, or an album of up to ten; an album carries no words and no buttons."""

    files: tuple[File, ...]
    words: Words | None = None
    markup: InlineKeyboardMarkup | None = None


Payload = SendText | SendFiles


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something happened, as far as an answer needs it."""

    chat_id: int
    user_id: int
    thread_id: int | None = None
    group: bool = False
    message_id: int | None = None  # what is answered, in a group
    pressed_id: int | None = None  # the message whose button was pressed
    pressed_has_text: bool = False


def parse(update: Update, me: Me) -> Inbound | None:
    """What happened, or None where nobody spoke to the bot. An edited message keeps one id however often it is edited."""
    id = f"{PLATFORM}:{me.id}:{update.update_id}"
    if update.callback_query is not None:
        return _press(update.callback_query, id)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member, id)
    message = update.message or update.edited_message
    if message is None:
        return None
    content = content_of(message, me)
    if content is None or (_nameless(message) and not isinstance(content, Moved)):
        return None
    if update.edited_message is not None:
        id = f"{PLATFORM}:{me.id}:edited:{message.chat_id}:{message.message_id}"
        content = Unsupported(Unreadable.EDITED)
    if isinstance(content, Moved):
        return moved(me, message.chat_id, content.new_chat_id)
    user = message.from_user
    return _inbound(id, message, user, content) if user is not None and not user.is_bot else None


def parse_album(parts: Sequence[Update], me: Me) -> Inbound | None:
    """An album as one thing that happened. Its pictures carry the album's id, so that two processes answer once."""
    messages = [part.message for part in parts if part.message is not None]
    content = album_of(messages, me)
    first = messages[0]
    if content is None or first.from_user is None or first.from_user.is_bot or _nameless(first):
        return None
    part = f"album:{first.media_group_id}" if isinstance(content, Unsupported) else str(parts[0].update_id)
    return _inbound(f"{PLATFORM}:{me.id}:{part}", first, first.from_user, content)


def writes_as_group(update: Update, me: Me) -> bool:
    """Whether a moderator speaks to the bot in the group's own name, which hides who it is."""
    message = update.message
    if message is None or message.sender_chat is None or message.is_automatic_forward:
        return False
    return content_of(message, me) is not None


def _nameless(message: Message) -> bool:
    return message.sender_chat is not None


def moved(me: Me, old_chat_id: int, new_chat_id: str) -> Inbound:
    """The group got a new id. Told by the old chat and by refused sends: the same id, so that it counts once."""
    sender = Address(PLATFORM, str(old_chat_id), "", community_id=str(old_chat_id))
    return Inbound(f"{PLATFORM}:{me.id}:moved:{old_chat_id}:{new_chat_id}", sender, "", Moved(new_chat_id))


def _inbound(id: str, message: Message, user: User, content: Content) -> Inbound:
    group = is_group(message.chat)
    sender = Address(
        platform=PLATFORM,
        chat_id=str(message.chat_id),
        user_id=str(user.id),
        thread_id=_thread(message),
        community_id=str(message.chat_id) if group else None,
    )
    title = (message.chat.title or "") if group else ""
    return Inbound(id, sender, user.full_name, content, community_name=title, locale=user.language_code or "")


def _thread(message: Message) -> str | None:
    return str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else None


def _press(query: CallbackQuery, id: str) -> Inbound | None:
    """A pressed button, also of a message so old that Telegram only remembers where it was."""
    if query.message is None or query.data is None:
        return None
    chat = query.message.chat
    group = str(chat.id) if is_group(chat) else None
    thread = _thread(query.message) if isinstance(query.message, Message) else None
    sender = Address(PLATFORM, str(chat.id), str(query.from_user.id), thread, group)
    title, locale = (chat.title or "") if group else "", query.from_user.language_code or ""
    return Inbound(id, sender, query.from_user.full_name, Press(query.data), community_name=title, locale=locale)


def _membership(change: ChatMemberUpdated, id: str) -> Inbound | None:
    """A person blocked or unblocked the bot; or added it to a group, which counts as asking it to begin."""
    user, chat = change.from_user, change.chat
    now_there = change.new_chat_member.status not in GONE
    if chat.type == ChatType.CHANNEL:
        return None
    if not is_group(chat):
        sender = Address(PLATFORM, str(chat.id), str(user.id))
        return Inbound(id, sender, user.full_name, Reachability(now_there), locale=user.language_code or "")
    if not now_there or change.old_chat_member.status not in GONE or user.is_bot:
        return None
    sender = Address(PLATFORM, str(chat.id), str(user.id), community_id=str(chat.id))
    name = chat.title or ""
    return Inbound(
        id, sender, user.full_name, CommandCall("start"), community_name=name, locale=user.language_code or ""
    )


def origin(update: Update) -> Origin | None:
    """Where the answer to this update belongs."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return None
    group = is_group(chat)
    if update.callback_query is not None:
        pressed = update.callback_query.message
        thread = pressed.message_thread_id if isinstance(pressed, Message) and pressed.is_topic_message else None
        has_text = isinstance(pressed, InaccessibleMessage) or (isinstance(pressed, Message) and bool(pressed.text))
        pressed_id = pressed.message_id if pressed is not None else None
        return Origin(chat.id, user.id, thread, group, pressed_id=pressed_id, pressed_has_text=has_text)
    message = update.effective_message
    if message is None:
        return Origin(chat.id, user.id, group=group)
    thread = message.message_thread_id if message.is_topic_message else None
    return Origin(chat.id, user.id, thread, group, message_id=message.message_id if group else None)


# --- out ---------------------------------------------------------------------------------------------------------------


def render(reply: Reply, asking: Asking = Asking.PLAINLY) -> list[Payload]:
    """What to send, in order; empty only for a reply with nothing in it.

    Rules where Telegram cannot show something: long text becomes several messages with the buttons under the last;
    a short text goes under its only file; several files go before the text that has buttons, as albums have none;
    a file that is empty or too large is named instead; buttons alone get "Please choose:"; a question in a group
    opens a reply to it or, where it has buttons, says that one may reply.
    """
    files = tuple(file for file in reply.files if sendable(file))
    spans = [Span(clean(reply.text))] if reply.text.strip() else []
    if reply.card is not None:
        spans += [Span("\n\n" if spans else ""), *card_spans(reply.card)]
    spans += [Span(f"\n\n{_missing(file)}") for file in reply.files if file not in files]
    markup = keyboard(reply.buttons)
    if markup is not None and not "".join(span.text for span in spans).strip():
        spans = [Span(PLEASE_CHOOSE)]
    question = asking is not Asking.PLAINLY and "?" in reply.text
    if question and (markup is not None or asking is Asking.BY_HINT):
        spans += [Span("\n\n"), Span(PRESS_OR_REPLY if markup is not None else REPLY_TO_ANSWER, Mark.ITALIC)]
    plain = "".join(span.text for span in spans).strip()
    if len(files) == 1 and not reply.replaces_pressed and units(plain) <= CAPTION_UNITS:
        captions = words(spans, CAPTION_UNITS)
        return [SendFiles(files, captions[0] if captions else None, markup)]
    under = ForceReply(selective=True) if question and markup is None and asking is Asking.BY_REPLY else markup
    return _in_order(_texts(spans, under, reply.replaces_pressed), _albums(files), files_first=markup is not None)


def _texts(spans: list[Span], markup: InlineKeyboardMarkup | ForceReply | None, replaces: bool) -> list[Payload]:
    pieces = words(spans)
    last = len(pieces) - 1
    return [
        SendText(piece, markup if index == last else None, replaces and index == 0)
        for index, piece in enumerate(pieces)
    ]


def _albums(files: tuple[File, ...]) -> list[Payload]:
    return [SendFiles(files[start : start + ALBUM_FILES]) for start in range(0, len(files), ALBUM_FILES)]


def _in_order(texts: list[Payload], albums: list[Payload], *, files_first: bool) -> list[Payload]:
    replaces = bool(texts) and isinstance(texts[0], SendText) and texts[0].replaces
    return albums + texts if files_first and not replaces else texts + albums


def sendable(file: File) -> bool:
    """Whether Telegram takes this file: neither empty nor over its limit."""
    return file.content is not None and 0 < len(file.content) <= UPLOAD_BYTES


def _missing(file: File) -> str:
    return f"• {clean(file.name)} is {'too large to send here' if file.content or file.size else 'empty'}."


def left_out(reply: Reply) -> list[str]:
    """Names of actions that no button could carry: a mistake of ours, for the log."""
    return [button.action.name for button in reply.buttons if not packs(button)]


def private_chat_button(me: Me) -> InlineKeyboardMarkup:
    """The way to a private chat for somebody who never opened one."""
    link = f"https://t.me/{me.username}?start={FROM_GROUP}"
    return InlineKeyboardMarkup([[InlineKeyboardButton(OPEN_PRIVATE_CHAT, url=link)]])
