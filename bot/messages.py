"""The neutral vocabulary: what a platform says to the core, and what the core says back."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

ACTION_BYTES = 64  # bytes; Telegram's callback_data is the tightest
_BIDI_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ACTION_NAME = re.compile(r"[a-z0-9_]{1,32}")  # Telegram's and Discord's rule for command names


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person can be spoken to. Storable; the key of conversations.

    `community_id` is the platform's id of the server or group, None in a private chat.
    """

    platform: str
    chat_id: str
    user_id: str
    thread_id: str | None = None
    community_id: str | None = None

    @property
    def is_private(self) -> bool:
        """Whether nobody else reads what is written here."""
        return self.community_id is None

    @property
    def key(self) -> str:
        """One string that is the same for the same person in the same chat and thread."""
        return "/".join((self.platform, self.chat_id, self.user_id, self.thread_id or ""))


@dataclass(frozen=True, slots=True)
class File:
    """A document on its way in or out. `content` is None when the platform refused to hand it over (too large)."""

    name: str
    content: bytes | None = field(repr=False)
    mime: str = "application/octet-stream"
    size: int = 0  # bytes, as the platform states it


@dataclass(frozen=True, slots=True)
class Text:
    """Words that are addressed to the bot."""

    text: str


@dataclass(frozen=True, slots=True)
class CommandCall:
    """A slash command: the values are raw strings by parameter name; `rest` is what stood behind a typed command.

    `files` came with it, for the parameter that asks for a file.
    """

    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, by its packed action. A request, never a fact."""

    action: str


@dataclass(frozen=True, slots=True)
class FormResult:
    """A filled-in form for the command behind `action`, raw strings by parameter name."""

    action: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Upload:
    """Files sent to the bot, an album as one, with what was written beside them."""

    files: tuple[File, ...]
    caption: str = ""


class Unreadable(StrEnum):
    """Kinds of messages that the bot cannot read and answers with a sentence of its own."""

    VOICE = "voice"
    STICKER = "sticker"
    PHOTO = "photo"
    VIDEO = "video"
    LOCATION = "location"
    CONTACT = "contact"
    POLL = "poll"
    EDITED = "edited"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A message of a kind that the bot cannot read."""

    kind: Unreadable


@dataclass(frozen=True, slots=True)
class Reachability:
    """The platform says that this person blocked or unblocked the bot. Nobody is answered."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """The platform gave this chat a new id (a Telegram group that became a supergroup). Nobody is answered."""

    new_chat_id: str


Content = Text | CommandCall | Press | FormResult | Upload | Unsupported | Reachability | Moved


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing that happened on a platform.

    `id` is the platform's own id with the platform's name before it, unique for ever: the key of de-duplication.
    `name` is what the person is called there. `moderates` is what the platform says of the sender's rights in this
    community: None where it says nothing (a private chat).
    """

    id: str
    sender: Address
    name: str
    content: Content
    moderates: bool | None = None
    community_name: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What a button asks for: a command and its first parameters, in order."""

    name: str
    args: tuple[str, ...] = ()

    def pack(self) -> str:
        """`accept:42`, at most 64 bytes. Raises ValueError when it does not fit: that is a bug of ours."""
        if not ACTION_NAME.fullmatch(self.name) or any(":" in arg for arg in self.args):
            raise ValueError(f"not an action: {self}")
        packed = ":".join((self.name, *self.args))
        if len(packed.encode()) > ACTION_BYTES:
            raise ValueError(f"longer than {ACTION_BYTES} bytes: {packed}")
        return packed

    @staticmethod
    def unpack(packed: str) -> Action:
        """The inverse of `pack`. Never raises: nonsense becomes an action that no command has."""
        name, *args = packed.split(":")
        return Action(name, tuple(args))


def short(id: UUID) -> str:
    """A UUID in 22 characters, for buttons."""
    return base64.urlsafe_b64encode(id.bytes).rstrip(b"=").decode()


def unshort(text: str) -> UUID | None:
    """The UUID behind `short`, or of the usual spelling; None for anything else."""
    try:
        return UUID(bytes=base64.urlsafe_b64decode(text + "==")) if len(text) == 22 else UUID(text)
    except (ValueError, binascii.Error):
        return None


def cleaned(text: str) -> str:
    """Words without control characters and without marks that turn the reading direction of what stands around them
    (Unicode's explicit bidirectional formatting characters): both can make a card or a contract say something else."""
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or not (unicodedata.category(letter) == "Cc" or letter in _BIDI_MARKS)
    )


MAX_LABEL = 39  # characters of a button that no platform cuts


class Style(StrEnum):
    """How a button looks where the platform can show it."""

    MAIN = "main"
    PLAIN = "plain"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice offered under a reply. Labels have at most MAX_LABEL characters."""

    label: str
    action: Action
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Field:
    """A named line of a card. `as_is`: the exact words count, so the value is never translated and no model sees it."""

    name: str
    value: str
    as_is: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A boxed summary: a brief, a profile, a match. Plain text, no markup: the platform's renderer escapes and lays out.

    `as_is`: the exact words count, so none of it is translated and no model sees it.
    """

    title: str
    fields: tuple[Field, ...] = ()
    text: str = ""
    footer: str = ""
    as_is: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person. Plain text without markup, except that a line `• …` is a list item.

    `private`: for this person's eyes only, also when the question was asked in a group. `replaces_pressed`: put in
    the place of the message whose button was pressed, where the platform can. `as_is`: the exact words of `text` count
    (a contract, what is signed by a press), so they are never translated and no model sees them; `names` are people
    named in it, whom no model is told.
    """

    text: str
    card: Card | None = None
    buttons: tuple[Button, ...] = ()
    files: tuple[File, ...] = ()
    private: bool = False
    replaces_pressed: bool = False
    as_is: bool = False
    names: tuple[str, ...] = ()
