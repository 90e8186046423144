"""Money, pay units and budgets. Amounts are integer minor units; currencies are ISO 4217 codes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from babel import Locale
from babel.numbers import format_currency, get_currency_precision
from pydantic import BaseModel, ConfigDict, Field, model_validator

MOST_UNITS = 1_000_000  # "0.1 cents per 1,000 words" is the finest rate that anybody has named
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


COUNTED = frozenset({PayUnit.WORD, PayUnit.PAGE, PayUnit.ITEM, PayUnit.MINUTE})  # what is paid by the hundred, too


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

    @property
    def in_full(self) -> str:
        """With all its decimals, to stand in one column with others: `240.00 USD`."""
        digits = "." + "0" * places if (places := get_currency_precision(self.currency)) else ""
        text = format_currency(self.amount, self.currency, f"#,##0{digits} ¤¤", locale="en", currency_digits=False)
        return text.replace("\xa0", " ")


class Pay(BaseModel):
    """What is paid for work: an amount or a range, for a unit. `low == high` for one amount; None is an open end.

    Rates below the smallest coin stay exact integers: half a cent a word is 500 cents per 1,000 words.
    """

    model_config = ConfigDict(frozen=True)

    low: int | None = Field(default=None, ge=0, le=MAX_MINOR)
    high: int | None = Field(default=None, ge=0, le=MAX_MINOR)
    currency: str
    unit: PayUnit = PayUnit.TOTAL
    per: int = Field(default=1, ge=1, le=MOST_UNITS)  # how many of the unit the amount is for
    about: bool = False  # "around 800": a wish, not a limit

    @model_validator(mode="after")
    def _in_order(self) -> Pay:
        if self.low is None and self.high is None:
            raise ValueError("a pay needs an amount")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the lower amount comes first")
        if self.per > 1 and self.unit not in COUNTED:
            raise ValueError(f"nobody is paid for {self.per} times {self.unit.value}")
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
        """`around 800 USD`, `40 to 60 EUR an hour`, `5 USD per 1,000 words`: read back by the parser as the same pay."""
        if self.low is None:
            amount = f"up to {self.most}"
        elif self.high is None:
            amount = f"from {self.least}"
        elif self.low == self.high:
            amount = str(self.most)
        else:
            amount = f"{str(self.least).removesuffix(' ' + self.currency)} to {self.most}"
        return ("around " if self.about else "") + amount + self.each

    @property
    def each(self) -> str:
        """What is said behind the amount: ` an hour`, ` per 1,000 words`; nothing for a whole job."""
        if self.per > 1:
            return f" per {self.per:,} {self.unit.value}s"
        said = {PayUnit.TOTAL: "", PayUnit.HOUR: " an hour", PayUnit.ITEM: " an item"}
        return said.get(self.unit, f" a {self.unit.value}")
