"""Hard limits of a brief in the form that SQL can hold against a whole community, and what loosening them would bring."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from babel.numbers import get_currency_precision

from bot.domain.matching import Limit
from bot.domain.money import PayUnit
from bot.ports import Bounds, FloorBound, UnitOfWork
from retrieval.dossier import Need
from retrieval.limits import ABOUT, is_elsewhere, lacks_a_language, refuses
from retrieval.rates import Rates, hours_of, in_one_unit

TIE = 1 + 1e-9  # equal amounts may differ in their last digit after a division


def bounds_of(need: Need, leave_out: Collection[UUID], beyond: Mapping[Limit, Collection[str]]) -> Bounds:
    """`beyond`: what people here say that is beyond a limit, see `words_beyond`."""
    brief = need.brief
    too_late = brief.deadline is not None and need.today > brief.deadline
    return Bounds(
        floor=_floor(need),
        free_by=date.min if too_late else brief.deadline,
        hours=brief.hours_per_week,
        beyond=beyond,
        leave_out=frozenset(leave_out),
    )


async def words_beyond(uow: UnitOfWork, need: Need, community_id: UUID) -> dict[Limit, list[str]]:
    """The words of people here that put them beyond a limit. Read by the same functions as a single profile's."""
    brief = need.brief
    found: dict[Limit, list[str]] = {}
    if any(language.reason.strip() for language in brief.languages):
        said = await uow.offers.said(community_id, Limit.LANGUAGE)
        found[Limit.LANGUAGE] = [words for words in said if lacks_a_language(words.split(","), brief)]
    if brief.place and brief.place.reason.strip():
        said = await uow.offers.said(community_id, Limit.PLACE)
        found[Limit.PLACE] = [place for place in said if is_elsewhere(place, brief)]
    said = await uow.offers.said(community_id, Limit.REFUSED)
    found[Limit.REFUSED] = [topics for topics in said if refuses(topics.split("\n"), brief)]
    return found


def _floor(need: Need) -> FloorBound | None:
    """The budget in every unit it can be held against, a quarter more where it is only "around" an amount."""
    offer, pay = need.offer, need.brief.pay
    if offer is None or pay is None:
        return None
    hours = hours_of(need.brief)
    shares = {unit: units[0] / units[1] for unit in PayUnit if (units := in_one_unit(unit, offer.unit, hours))}
    factor = (ABOUT if pay.about else 1) * TIE
    minor = 10 ** get_currency_precision(pay.currency)
    return FloorBound(
        currency=pay.currency,
        most={unit: offer.value * share * factor * minor for unit, share in shares.items()},
        dollars={unit: offer.dollars * share * factor for unit, share in shares.items()}
        if offer.dollars is not None
        else {},
        minor_per_dollar=_minor_per_dollar(need.rates),
    )


def _minor_per_dollar(rates: Rates) -> dict[str, float]:
    return {currency: rate * 10 ** get_currency_precision(currency) for currency, rate in rates.per_dollar.items()}
