"""Facts about a candidate as sentences: blind, plain, about "they"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from bot.domain.matching import Part, PartName
from bot.domain.money import Pay

LISTED = 6  # names in one sentence; the rest is counted
VERY_LIKE, LIKE, LITTLE_LIKE = 0.75, 0.5, 0.25  # similarities from which words change


@dataclass(frozen=True, slots=True)
class Telling:
    """A fact in full, and the line of it that a card has room for: "" where it is no reason for or against anybody."""

    fact: str
    line: str = ""
    against: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A part before weighing: `value` in [0, 1], None for unknown. The fact is worded only for who is shown."""

    name: PartName
    value: float | None
    say: Callable[[], Telling]
    source_id: UUID | None = None

    @property
    def part(self) -> Part:
        told = self.say()
        return Part(
            name=self.name,
            value=self.value,
            weight=0.0,
            fact=told.fact,
            source_id=self.source_id,
            line=told.line,
            against=told.against,
        )


def evidence(
    name: PartName, value: float | None, told: str | Callable[[], Telling], source_id: UUID | None = None
) -> Evidence:
    """`told` as a mere sentence is no reason for or against anybody."""
    return Evidence(name, value, told if callable(told) else lambda: Telling(told), source_id)


@lru_cache(maxsize=10_000)  # formatting money is slow, and the same rates come again and again
def said(pay: Pay) -> str:
    return str(pay)


def likeness(share: float) -> str:
    """A similarity in [0, 1] in words; the number stands beside it where there is room."""
    if share >= VERY_LIKE:
        return "very close to"
    if share >= LIKE:
        return "close to"
    return "somewhat like" if share >= LITTLE_LIKE else "not much like"


def percent(share: float | None) -> str:
    return f"{round(100 * (share or 0))} %"


def listed(names: Sequence[str]) -> str:
    """`Figma, Logo design and 3 more`."""
    shown = [name[:60] for name in names[:LISTED]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
