"""What comes in and goes out: letters, conversations, handled messages, tokens of a model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from bot.domain.conversation import Conversation
from bot.domain.letter import Letter, LetterStatus


class Outbox(Protocol):
    """Promises to tell somebody something, and errands for chores."""

    async def put(
        self,
        kind: str,
        ids: Mapping[str, str],
        *,
        to: UUID | None,
        key: str,
        now: datetime,
        due_at: datetime | None = None,
    ) -> bool:
        """Store a letter for `to` (None: an errand). False when a letter with this key was stored before."""

    async def claim(
        self,
        *,
        kinds: Collection[str],
        platforms: Collection[str],
        only_user: str | None = None,
        now: datetime,
        until: datetime,
        limit: int = 30,
    ) -> list[Letter]:
        """Take due letters of these kinds for this process until `until`: errands, and letters to people with a
        reachable account on one of `platforms` (with the user id `only_user`, where given). SKIP LOCKED where the
        database has it. Expired claims count as due; letters left in SENDING with an expired claim become IN_DOUBT
        here and are not returned."""

    async def save(self, letter: Letter) -> None: ...
    async def find(self, key: str) -> Letter | None: ...
    async def in_doubt(self, person_id: UUID) -> list[Letter]: ...
    async def waiting(self, person_id: UUID | None = None) -> int: ...
    async def counts(self) -> dict[LetterStatus, int]: ...


class Conversations(Protocol):
    """What is remembered of each conversation."""

    async def find(self, key: str) -> Conversation | None: ...
    async def save(self, conversation: Conversation) -> Conversation:
        """Insert (version 0) or update where the stored version is the one read. Raises StaleConversation."""


class Inbounds(Protocol):
    """Which inbound ids were handled already."""

    async def seen(self, id: str) -> bool: ...
    async def first_time(self, id: str, now: datetime) -> bool:
        """Note the id; False when it was noted before."""

    async def forget_before(self, moment: datetime) -> int: ...


class Tokens(Protocol):
    """Tokens of a language model used per person and day. Nothing of earlier days is kept."""

    async def reserve(self, person_id: UUID, day: date, tokens: int, limit: int) -> bool:
        """Count `tokens` as used when the day's total stays within `limit`, in one step; False when it does not."""

    async def settle(self, person_id: UUID, day: date, difference: int) -> None:
        """Correct a reservation by what was really used: positive for more, negative for less."""
