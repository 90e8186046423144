"""Two understanders as one: rules where they are certain, the model where they are not, rules again when it fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog

from bot.commands import Command
from bot.errors import Unavailable
from bot.ports import Hearing, Intent, Understander

log = structlog.get_logger("understanding")

ENOUGH = 0.75  # certainty from which the first understander is not asked twice


@dataclass(frozen=True, slots=True)
class FirstThatUnderstands:
    """Asks `first`; asks `second` when that did not understand or is less certain than `enough`.

    The values that `first` read are kept where `second` means the same command: they were read literally.
    """

    first: Understander
    second: Understander
    enough: float = ENOUGH

    async def understand(self, text: str, commands: Sequence[Command], hearing: Hearing) -> Intent | None:
        """Raises Unavailable only when `first` does and `second` cannot answer either."""
        guess, failed = await self._ask_first(text, commands, hearing)
        if guess is not None and guess.certain >= self.enough:
            return guess
        try:
            better = await self.second.understand(text, commands, hearing)
        except Unavailable as reason:
            log.info("the second understander did not answer", reason=str(reason))
            if failed is not None:
                raise failed from reason
            return guess
        if better is None:
            return guess
        if guess is not None and guess.command == better.command:
            return replace(better, values={**better.values, **guess.values}, fired=(*guess.fired, *better.fired))
        return better

    async def _ask_first(
        self, text: str, commands: Sequence[Command], hearing: Hearing
    ) -> tuple[Intent | None, Unavailable | None]:
        try:
            return await self.first.understand(text, commands, hearing), None
        except Unavailable as reason:
            return None, reason
