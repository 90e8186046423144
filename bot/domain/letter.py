"""A letter: a promise to tell somebody something, stored in the same transaction as what it tells of."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from bot.domain.entity import Entity


class LetterStatus(StrEnum):
    """WAITING -> CLAIMED -> SENDING -> SENT | UNDELIVERABLE | DROPPED; CLAIMED goes back to WAITING when its time is up.

    SENDING is written before the platform is called. A process that dies in SENDING leaves a letter IN_DOUBT: it is
    not sent a second time by itself but repeated, marked as such, with the next thing this person hears.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENDING = "sending"
    IN_DOUBT = "in_doubt"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    DROPPED = "dropped"  # no longer true when its time came


class Letter(Entity):
    """One row a promise. `key` makes it unique for ever: putting the same letter twice stores one."""

    key: str = Field(unique=True, index=True)
    kind: str = Field(index=True)  # which Notice builds the words, or which chore does the work
    ids: dict[str, str] = {}
    recipient_id: UUID | None = Field(default=None, index=True)  # None: an errand, not for a person
    status: LetterStatus = LetterStatus.WAITING
    due_at: datetime
    claimed_until: datetime | None = None
    attempts: int = 0
    sent_at: datetime | None = None
    platform: str = ""  # where it was sent
    why: str = ""  # why it could not be delivered, or was dropped
