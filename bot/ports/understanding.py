"""Words to intents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from bot.commands import Command, Reading
from bot.domain.brief import Brief
from bot.domain.conversation import Filling
from bot.domain.proposal import Terms
from bot.messages import Reply


@dataclass(frozen=True, slots=True)
class Hearing:
    """What an understander may know beside the words: how to read values, the open form, and the draft so far."""

    reading: Reading
    filling: Filling | None = None
    command: Command | None = None  # of the filling
    person_id: UUID | None = None
    community_id: UUID | None = None
    names: tuple[str, ...] = ()  # of people in this conversation, so that no language model is told them


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody meant: a command and raw values that still have to pass `Param.parse`.

    `certain` in [0, 1]. `fired` says what made the understander think so, for people who want to look. `others` are
    commands that it may also have been, the likelier first.
    """

    command: str
    values: Mapping[str, str] = field(default_factory=dict)
    certain: float = 1.0
    fired: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Understander(Protocol):
    """Turns words into an intent."""

    async def understand(self, text: str, commands: Sequence[Command], hearing: Hearing) -> Intent | None:
        """None: not mine. Raises Unavailable: no key, timeout, quota, malformed answer."""


class ScopePhraser(Protocol):
    """Says in plain sentences what the work of a contract is about."""

    async def phrase(
        self, brief: Brief, terms: Terms, *, person_id: UUID, names: Sequence[str], today: date
    ) -> str | None:
        """One paragraph that says nothing beyond the brief; None where the brief's own words have to do. Takes at most
        some seconds and never fails. `names` are hidden from whatever phrases it."""


class Translator(Protocol):
    """Says replies in another language."""

    async def translated(
        self, replies: Sequence[Reply], language: str, *, person_id: UUID, names: Sequence[str], today: date
    ) -> list[Reply]:
        """As many replies, in an ISO 639-1 language where that succeeds, in English where not. Takes at most some
        seconds and never fails. `names`, and those in the replies, are hidden from whatever translates."""


class SkillMeanings(Protocol):
    """Reads skills out of words that name none."""

    async def meant(self, text: str) -> Mapping[str, float]:
        """Skill -> cosine with the phrase of the text that is closest to it, best first. Bounded in time: empty where it
        would take long, or nothing is close."""

    async def open(self) -> None:
        """Get ready ahead of the first text: without it the first ones find nothing."""
