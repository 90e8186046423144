"""Hard limits and alert wishes as SQL over the columns of an offer. What is unknown is never beyond a limit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    and_,
    case,
    false,
    func,
    literal_column,
    or_,
    true,
)
from sqlalchemy import bindparam as bound

from bot.domain.matching import Limit
from bot.domain.money import PayUnit
from bot.ports import Bounds, FloorBound, Wishes
from storage.repositories.offer_rows import OFFERS

c = OFFERS.c
WORDS: Mapping[Limit, Column[str]] = {Limit.LANGUAGE: c.languages, Limit.PLACE: c.place, Limit.REFUSED: c.refused}
BITS = {limit: 1 << at for at, limit in enumerate(Limit)}


def beyond_none(bounds: Bounds) -> list[ColumnElement[bool]]:
    """Conditions that hold for who is beyond none of the limits of a brief."""
    return [func.coalesce(~condition, true()) for condition in _conditions(bounds).values()]


def beyond_bits(bounds: Bounds) -> ColumnElement[int]:
    """A number with one bit for each limit that somebody is beyond."""
    conditions = {Limit.NOT_OPEN: ~c.open_to_work, **_conditions(bounds)}
    bits: ColumnElement[int] = literal_column("0")
    for limit, condition in conditions.items():
        bits = bits + case((condition, literal_column(str(BITS[limit]))), else_=literal_column("0"))
    return bits


def limits_of_bits(bits: int) -> tuple[Limit, ...]:
    return tuple(limit for limit in Limit if bits & BITS[limit])


def wished(wishes: Wishes) -> list[ColumnElement[bool]]:
    """Conditions of who wants to hear of a gig. A least pay counts where it is in the gig's unit and currency."""
    conditions = [c.alerts, or_(c.muted_until.is_(None), c.muted_until <= wishes.now)]
    if wishes.unit is not None:
        alike = and_(c.least_unit == wishes.unit.value, c.least_currency == wishes.currency)
        conditions.append(func.coalesce(~and_(alike, c.least > wishes.most), true()))
    return conditions


def _conditions(bounds: Bounds) -> dict[Limit, ColumnElement[bool]]:
    """What holds for who is beyond each limit; NULL for unknown."""
    found: dict[Limit, ColumnElement[bool]] = {}
    if bounds.floor:
        found[Limit.FLOOR] = _floor_is_above(bounds.floor)
    no_time = []
    if bounds.free_by:
        no_time.append(func.coalesce(c.available_from > bounds.free_by, false()))
    if bounds.hours:
        little = and_(c.hours_per_week > 0, c.hours_per_week < bounds.hours)
        no_time.append(func.coalesce(little, false()))
    if no_time:
        found[Limit.TIME] = or_(*no_time)
    for limit, words in bounds.beyond.items():
        if words:
            found[limit] = WORDS[limit].in_(words)
    return found


def _floor_is_above(floor: FloorBound) -> ColumnElement[bool]:
    """In the currency of the brief as it stands, in others by the table of rates."""
    own = and_(c.floor_currency == floor.currency, c.floor > _per_unit(floor.most))
    if not floor.dollars:
        return own
    converted = _per_unit(floor.dollars) * _minor_per_dollar(tuple(floor.minor_per_dollar.items()))
    return or_(own, and_(c.floor_currency != floor.currency, c.floor > converted))


def _per_unit(most: Mapping[PayUnit, float]) -> ColumnElement[float]:
    whens = [
        (c.floor_unit == literal_column(f"'{unit.value}'"), bound(None, value, Float)) for unit, value in most.items()
    ]
    return case(*whens, else_=None)


@lru_cache(maxsize=4)
def _minor_per_dollar(rates: tuple[tuple[str, float], ...]) -> ColumnElement[float]:
    """As text, because a statement with two hundred parameters takes longer to build than to run."""
    whens = " ".join(f"WHEN '{currency}' THEN {rate!r}" for currency, rate in rates if currency.isalpha())
    return literal_column(f"CASE offer.floor_currency {whens} END", Float)
