"""Money, pay units and budgets. Amounts are integer minor units; currencies are ISO 4217 codes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from babel import Locale
from babel.numbers import format_currency, get_currency_precision
from pydantic import BaseModel, ConfigDict, Field, model_validator

MAX_MINOR = 10**13  # a hundred thousand million dollars: beyond it, somebody leaned on a key
CURRENCIES: frozenset[str] = frozenset(Locale("en").currencies)


class PayUnit(StrEnum):
    """What an amount of pay is for."""

    TOTAL = "total"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    WORD = "word"
    PAGE = "page"
    ITEM = "item"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in the minor units of its currency (cents, pence; yen have none)."""

    minor: int
    currency: str

    @staticmethod
    def of(amount: Decimal | int | str, currency: str) -> Money:
        """From an amount in major units, rounded half up to the currency's precision."""
        exponent = get_currency_precision(currency)
        minor = (Decimal(amount) * 10**exponent).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return Money(int(minor), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units."""
        return Decimal(self.minor).scaleb(-get_currency_precision(self.currency))

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        pattern = "#,##0 ¤¤" if whole else "#,##0.00# ¤¤"
        text = format_currency(self.amount, self.currency, pattern, locale="en", currency_digits=False)
        return text.replace("\xa0", " ")


class Pay(BaseModel):
    """What is paid for work: an amount or a range, for a unit. `low == high` for one amount; None is an open end."""

    model_config = ConfigDict(frozen=True)

    low: int | None = Field(default=None, ge=0, le=MAX_MINOR)
    high: int | None = Field(default=None, ge=0, le=MAX_MINOR)
    currency: str
    unit: PayUnit = PayUnit.TOTAL
    about: bool = False  # "around 800": a wish, not a limit

    @model_validator(mode="after")
    def _in_order(self) -> Pay:
        if self.low is None and self.high is None:
            raise ValueError("a pay needs an amount")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the lower amount comes first")
        if self.currency not in CURRENCIES:
            raise ValueError(f"not a currency: {self.currency}")
        return self

    @property
    def most(self) -> Money:
        """The upper end, or the only one."""
        return Money(self.high if self.high is not None else self.low or 0, self.currency)

    @property
    def least(self) -> Money:
        """The lower end, or the only one."""
        return Money(self.low if self.low is not None else self.high or 0, self.currency)

    def __str__(self) -> str:
        """`around 800 USD`, `40 to 60 EUR an hour`, `up to 1,000 GBP`: read back by the parser as the same pay."""
        if self.low is None:
            amount = f"up to {self.most}"
        elif self.high is None:
            amount = f"from {self.least}"
        elif self.low == self.high:
            amount = str(self.most)
        else:
            amount = f"{str(self.least).removesuffix(' ' + self.currency)} to {self.most}"
        per = {PayUnit.TOTAL: "", PayUnit.HOUR: " an hour", PayUnit.ITEM: " an item"}
        return ("around " if self.about else "") + amount + per.get(self.unit, f" a {self.unit.value}")
