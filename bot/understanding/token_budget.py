"""How many tokens of a language model one person may use in a day."""

from __future__ import annotations

from datetime import date
from typing import Protocol
from uuid import UUID

NOBODY = UUID(int=0)  # whoever writes before the bot knows them


class TokenBudget(Protocol):
    """Counts tokens per person and day, in a place that outlives the process."""

    async def reserve(self, person_id: UUID, day: date, tokens: int) -> bool:
        """Count `tokens` as used when the day's budget still has room for them, in one step; False when it has not."""

    async def settle(self, person_id: UUID, day: date, difference: int) -> None:
        """Correct a reservation by what was really used: positive for more, negative for less."""
