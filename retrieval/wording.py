"""Facts about a candidate as sentences: blind, plain, about "they"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from bot.domain.matching import Part, PartName
from bot.domain.money import Pay

LISTED = 6  # names in one sentence; the rest is counted


@dataclass(frozen=True, slots=True)
class Evidence:
    """A part before weighing: `value` in [0, 1], None for unknown. The fact is worded only for who is shown."""

    name: PartName
    value: float | None
    say: Callable[[], str]
    source_id: UUID | None = None

    @property
    def part(self) -> Part:
        return Part(name=self.name, value=self.value, weight=0.0, fact=self.say(), source_id=self.source_id)


def evidence(
    name: PartName, value: float | None, fact: str | Callable[[], str], source_id: UUID | None = None
) -> Evidence:
    return Evidence(name, value, fact if callable(fact) else lambda: fact, source_id)


@lru_cache(maxsize=10_000)  # formatting money is slow, and the same rates come again and again
def said(pay: Pay) -> str:
    return str(pay)


def listed(names: Sequence[str]) -> str:
    """`Figma, Logo design and 3 more`."""
    shown = [name[:60] for name in names[:LISTED]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
