"""Amounts of different currencies and units made comparable, by a bundled table of approximate rates."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from babel.numbers import get_currency_precision

from bot.domain.brief import Brief
from bot.domain.money import Money, Pay, PayUnit

HOURS: dict[PayUnit, float] = {  # of work that one unit of time pays for: an 8-hour day, a 40-hour week
    PayUnit.HOUR: 1,
    PayUnit.DAY: 8,
    PayUnit.WEEK: 40,
    PayUnit.MONTH: 160,
    PayUnit.YEAR: 1920,
}


@dataclass(frozen=True, slots=True)
class Rates:
    """Units of each currency for one US dollar, as of `day`. Approximate: good enough to compare, never to pay."""

    day: date
    per_dollar: dict[str, float]

    def dollars(self, money: Money) -> float | None:
        """None for a currency that is not in the table."""
        rate = self.per_dollar.get(money.currency)
        return None if rate is None else float(money.amount) / rate


@cache
def bundled_rates() -> Rates:
    lines = (files("retrieval") / "data" / "rates.csv").read_text(encoding="utf-8").splitlines()
    (_, day), *rows = csv.reader(line for line in lines if not line.startswith("#"))
    return Rates(date.fromisoformat(day), {currency: float(rate) for currency, rate in rows})


@dataclass(frozen=True, slots=True)
class Amount:
    """Pay as plain numbers, ready to be compared thousands of times."""

    unit: PayUnit
    currency: str
    value: float
    dollars: float | None  # None for a currency that is not in the table


def amount_of(pay: Pay, end: Money, rates: Rates) -> Amount:
    """One end of a pay, for one of its unit."""
    return amount_from(pay.unit, end.currency, end.minor, rates, per=pay.per)


def amount_from(unit: PayUnit, currency: str, minor: float, rates: Rates, *, per: int = 1) -> Amount:
    """From minor units for `per` of a unit."""
    value = minor / 10 ** get_currency_precision(currency)
    rate = rates.per_dollar.get(currency)
    return Amount(unit, currency, value / per, None if rate is None else value / rate / per)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two amounts in the same unit and currency: what is asked, and what is offered at most."""

    asked: float
    offered: float
    converted: bool  # by the table of rates


def compare(asked: Amount, offered: Amount, hours: float | None) -> Compared | None:
    """Make two amounts comparable; None where that would be a guess.

    `hours` is the size of the job where the brief tells it: only then can a rate be held against a total.
    """
    units = in_one_unit(asked.unit, offered.unit, hours)
    if units is None:
        return None
    if asked.currency == offered.currency:
        return Compared(asked.value / units[0], offered.value / units[1], converted=False)
    if asked.dollars is None or offered.dollars is None:
        return None
    return Compared(asked.dollars / units[0], offered.dollars / units[1], converted=True)


def hours_of(brief: Brief) -> float | None:
    """How many hours of work the brief speaks of, where it gives both a load and a length."""
    if brief.hours_per_week and brief.duration_days:
        return brief.hours_per_week * brief.duration_days / 7
    return None


def in_one_unit(asked: PayUnit, offered: PayUnit, hours: float | None) -> tuple[float, float] | None:
    """What to divide each by, so that both are per hour, per item or whole."""
    if asked is offered:
        return 1.0, 1.0
    sizes = {**HOURS, **({PayUnit.TOTAL: hours} if hours else {})}
    if asked in sizes and offered in sizes:
        return sizes[asked], sizes[offered]
    return None
