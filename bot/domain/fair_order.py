"""The order to show: by score, near-ties by turns, and a place for newcomers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

SHORTLIST = 5  # people on the first page; one of them is a newcomer where one is close enough
ROUNDING = 1e-9  # scores are exact in hundred-thousandths, their differences are not


class Scored(Protocol):
    """Somebody with a score."""

    @property
    def person_id(self) -> UUID: ...
    @property
    def score(self) -> float: ...
    @property
    def newcomer(self) -> bool: ...


S = TypeVar("S", bound=Scored)


@dataclass(frozen=True, slots=True)
class Order(Generic[S]):
    """Everybody in the order to show; `reserved` is who stands on the newcomers' place, where somebody does."""

    people: tuple[S, ...]
    reserved: UUID | None = None


def fair_order(people: Sequence[S], *, exposures: Mapping[UUID, datetime], near_tie: float, margin: float) -> Order[S]:
    """The same people and rotation state give the same order, however they come in."""
    return with_newcomer(rotated(people, exposures, near_tie), margin)


def rotated(people: Sequence[S], exposures: Mapping[UUID, datetime], near_tie: float) -> list[S]:
    """By score; within `near_tie` of the best of a group, whoever was shown longest ago (or never) comes first."""
    ordered: list[S] = []
    waiting = sorted(people, key=lambda one: (-one.score, one.person_id))
    start = 0
    while start < len(waiting):
        end = start
        while end < len(waiting) and waiting[start].score - waiting[end].score <= near_tie + ROUNDING:
            end += 1
        ordered += sorted(waiting[start:end], key=lambda one: _turn(one, exposures))
        start = end
    return ordered


def _turn(one: Scored, exposures: Mapping[UUID, datetime]) -> tuple[float, float, UUID]:
    shown = exposures.get(one.person_id)
    return (shown.timestamp() if shown else float("-inf"), -one.score, one.person_id)


def with_newcomer(ordered: Sequence[S], margin: float) -> Order[S]:
    """Give the fifth place to the best newcomer within `margin` of it, where none is among the first five."""
    first, rest = list(ordered[:SHORTLIST]), list(ordered[SHORTLIST:])
    if len(first) < SHORTLIST or any(one.newcomer for one in first):
        return Order(tuple(ordered))
    newcomer = next((one for one in rest if one.newcomer), None)
    if newcomer is None or first[-1].score - newcomer.score > margin + ROUNDING:
        return Order(tuple(ordered))
    rest.remove(newcomer)
    return Order((*first[:-1], newcomer, first[-1], *rest), reserved=newcomer.person_id)
