"""How many tokens of a language model one person may use in a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from bot.errors import Conflict, Unavailable
from bot.ports import Storage

NOBODY = UUID(int=0)  # whoever writes before the bot knows them


class TokenBudget(Protocol):
    """Counts tokens per person and day, in a place that outlives the process."""

    async def reserve(self, person_id: UUID, day: date, tokens: int) -> bool:
        """Count `tokens` as used when the day's budget still has room for them, in one step; False when it has not."""

    async def settle(self, person_id: UUID, day: date, difference: int) -> None:
        """Correct a reservation by what was really used: positive for more, negative for less."""


@dataclass(frozen=True, slots=True)
class StoredBudget:
    """A budget of `per_day` tokens a person, counted in the database: restarts and second processes change nothing."""

    storage: Storage
    per_day: int

    async def reserve(self, person_id: UUID, day: date, tokens: int) -> bool:
        """Raises Unavailable when somebody else counts for this person at the same moment and wins."""
        try:
            async with self.storage.begin() as uow:
                return await uow.tokens.reserve(person_id, day, tokens, self.per_day)
        except Conflict as race:
            raise Unavailable("this person's tokens are being counted by another process") from race

    async def settle(self, person_id: UUID, day: date, difference: int) -> None:
        async with self.storage.begin() as uow:
            await uow.tokens.settle(person_id, day, difference)
