"""Facts about a candidate as sentences: blind, plain, about "they"."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from bot.domain.matching import Part, PartName

LISTED = 6  # names in one sentence; the rest is counted


def evidence(name: PartName, value: float | None, fact: str, source_id: UUID | None = None) -> Part:
    """A part before weighing: `value` in [0, 1], None for unknown, and the fact behind it."""
    return Part(name=name, value=value, weight=0.0, fact=fact, source_id=source_id)


def listed(names: Sequence[str]) -> str:
    """`Figma, Logo design and 3 more`."""
    shown = [name[:60] for name in names[:LISTED]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
