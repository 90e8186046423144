"""The order to show: by score, near-ties by turns, and a place for newcomers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from bot.domain.matching import Match

SHORTLIST = 5  # people on the first page; one of them is a newcomer where one is close enough


def fair_order(
    matches: Sequence[Match], *, exposures: Mapping[UUID, datetime], near_tie: float, margin: float
) -> tuple[Match, ...]:
    """The same matches and rotation state give the same order, however they come in."""
    return with_newcomer(rotated(matches, exposures, near_tie), margin)


def rotated(matches: Sequence[Match], exposures: Mapping[UUID, datetime], near_tie: float) -> list[Match]:
    """By score; within `near_tie` of the best of a group, whoever was shown longest ago (or never) comes first."""
    ordered: list[Match] = []
    waiting = sorted(matches, key=lambda match: (-match.score, match.person_id))
    start = 0
    while start < len(waiting):
        end = start
        while end < len(waiting) and waiting[start].score - waiting[end].score <= near_tie + 1e-9:
            end += 1
        ordered += sorted(waiting[start:end], key=lambda match: _turn(match, exposures))
        start = end
    return ordered


def _turn(match: Match, exposures: Mapping[UUID, datetime]) -> tuple[float, float, UUID]:
    shown = exposures.get(match.person_id)
    return (shown.timestamp() if shown else float("-inf"), -match.score, match.person_id)


def with_newcomer(ordered: Sequence[Match], margin: float) -> tuple[Match, ...]:
    """Give the fifth place to the best newcomer within `margin` of it, where none is among the first five."""
    first, rest = list(ordered[:SHORTLIST]), list(ordered[SHORTLIST:])
    if len(first) < SHORTLIST or any(match.newcomer for match in first):
        return tuple(ordered)
    newcomer = next((match for match in rest if match.newcomer), None)
    if newcomer is None or first[-1].score - newcomer.score > margin + 1e-9:
        return tuple(ordered)
    rest.remove(newcomer)
    moved = newcomer.model_copy(update={"reserved": True})
    return (*first[:-1], moved, first[-1], *rest)
