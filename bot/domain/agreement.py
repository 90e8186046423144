"""What a contract is made of beside the brief: settings in plain words become checked values, amounts and dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.domain.brief import AiUse, Brief, RightsWish
from bot.domain.contract import RightsMode
from bot.domain.money import Money, Pay, PayUnit
from bot.domain.proposal import Terms
from bot.errors import InvalidInput

MODE_OF_WISH = {
    RightsWish.OWN: RightsMode.ASSIGNMENT,
    RightsWish.EXCLUSIVE: RightsMode.EXCLUSIVE_LICENCE,
    RightsWish.USE: RightsMode.LICENCE,
    RightsWish.UNDECIDED: RightsMode.ASSIGNMENT,
}
MAX_PARTS = 12  # milestones; more is a plan, not a contract
MAX_SPECIALS = 7


class PartOfPay(BaseModel):
    """A milestone: a share of the fee in per cent, what it is for, and the day it is handed over (None: at the start)."""

    model_config = ConfigDict(frozen=True)

    per_cent: Decimal = Field(gt=0, le=100)
    what: str = Field(min_length=1, max_length=200)
    on: date | None = None

    @staticmethod
    def read(raw: str) -> tuple[PartOfPay, ...]:
        """`30|At the start|;70|The finished work|2026-12-13`: the stored spelling. Raises ValueError."""
        found = []
        for row in filter(None, raw.split(";")):
            share, what, day = row.split("|")
            found.append(PartOfPay(per_cent=Decimal(share), what=what, on=date.fromisoformat(day) if day else None))
        return tuple(found)

    def show(self) -> str:
        """The spelling that `read` reads back."""
        what = self.what.replace("|", "/").replace(";", ",")
        return f"{self.per_cent.normalize():f}|{what}|{self.on.isoformat() if self.on else ''}"


class Party(BaseModel):
    """A side as the law names it. Empty means not told yet."""

    model_config = ConfigDict(frozen=True)

    name: str = ""
    address: str = ""
    contact: str = ""  # phone or e-mail
    place: str = ""  # code of the fact base, `US-CA`
    company: bool = False

    @property
    def complete(self) -> bool:
        return bool(self.name and self.address)


class Choices(BaseModel):
    """Everything the two sides may choose. The defaults are the fair ones; each is named in the contract."""

    model_config = ConfigDict(frozen=True)

    law: str = "US"
    mode: RightsMode = RightsMode.ASSIGNMENT
    fee: Pay | None = None
    delivery: date | None = None
    parts: tuple[PartOfPay, ...] = ()
    payment_days: int = Field(default=14, ge=0, le=365)
    review_days: int = Field(default=10, ge=1, le=90)
    revisions: int = Field(default=2, ge=0, le=50)
    kill_fee: int = Field(default=25, ge=0, le=100)
    notice_days: int = Field(default=14, ge=0, le=180)
    secrecy_years: int = Field(default=2, ge=0, le=10)
    years: int | None = Field(default=None, ge=1, le=70)  # None: as long as copyright lasts
    territory: str = Field(default="worldwide", max_length=100)
    purpose: str = Field(default="", max_length=300)
    out_of_scope: str = Field(default="", max_length=500)
    scope: str = Field(default="", max_length=4000)
    special: str = Field(default="", max_length=3000)  # what both also agreed, one sentence a line
    pay_by: str = Field(default="", max_length=60)  # how money is sent
    courts: str = Field(default="", max_length=80)  # whose courts decide
    liability: int = Field(default=1, ge=1, le=10)  # the cap, as a multiple of the fee
    bugfix_days: int = Field(default=30, ge=0, le=365)  # of software, after acceptance
    portfolio: bool = True
    credit: bool = False
    ai: AiUse = AiUse.ASSISTED
    training: bool = False  # both opted in
    expenses: str = Field(default="", max_length=300)
    category: str = ""  # of the nine, for work made for hire
    personal_data: bool = False
    client: Party = Party()
    freelancer: Party = Party()

    @model_validator(mode="after")
    def _parts_add_up(self) -> Choices:
        if self.parts and sum(part.per_cent for part in self.parts) != 100:
            raise ValueError("the parts of the fee have to add up to 100 per cent")
        if len(self.parts) > MAX_PARTS:
            raise ValueError(f"at most {MAX_PARTS} parts")
        days = [part.on for part in self.parts if part.on]
        if days != sorted(days) or any(part.on is None for part in self.parts[1:]):
            raise ValueError("the parts have to be in the order of their days")
        if self.parts and self.delivery and days and days[-1] != self.delivery:
            raise ValueError("the last part has to be handed over on the day of delivery")
        return self

    @property
    def prepaid(self) -> bool:
        """Whether all of a fixed fee is paid before work starts."""
        return len(self.parts) == 1 and self.parts[0].on is None

    @property
    def places(self) -> tuple[str, ...]:
        """Where the two sides are and whose law was chosen, without repetition."""
        return tuple(dict.fromkeys(filter(None, (self.freelancer.place, self.client.place, self.law))))


SIDES = ("client", "freelancer")
YES = "yes"


def choices_of(settings: Mapping[str, str], brief: Brief, terms: Terms) -> Choices:
    """The stored raw settings, on the defaults that brief and agreed terms give.

    Raises:
        InvalidInput: a setting cannot be read, with the sentence that says which.
    """
    values: dict[str, object] = {**_from_brief(brief, terms)}
    for name, raw in settings.items():
        side, _, what = name.partition("_")
        if side in SIDES and what in Party.model_fields:
            party = values.setdefault(side, {})
            assert isinstance(party, dict)
            party[what] = raw == YES if what == "company" else " ".join(raw.split())
        elif name in Choices.model_fields and raw != "":
            values[name] = _read(name, raw)
    try:
        return Choices.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = str(first["loc"][0]) if first["loc"] else "milestones"
        raise InvalidInput(f"The contract cannot say this about {where.replace('_', ' ')}: {first['msg']}.") from error


def _from_brief(brief: Brief, terms: Terms) -> dict[str, object]:
    fee = terms.pay or brief.pay
    values: dict[str, object] = {
        "mode": MODE_OF_WISH[brief.rights or RightsWish.UNDECIDED],
        "purpose": brief.rights_purpose,
        "delivery": terms.deadline or brief.deadline,
        "fee": fee.model_copy(update={"about": False}) if fee and fee.low == fee.high else None,
    }
    if brief.portfolio_allowed is not None:
        values["portfolio"] = brief.portfolio_allowed
    if brief.ai is not None:
        values["ai"] = brief.ai
    if brief.confidential:
        values["secrecy_years"] = 3
    return values


def _read(name: str, raw: str) -> object:
    if name in {"portfolio", "credit", "training", "personal_data"}:
        return raw == YES
    if name == "fee":
        amount, currency, unit, *per = raw.split(" ")
        return Pay(
            low=int(amount), high=int(amount), currency=currency, unit=PayUnit(unit), per=int(per[0]) if per else 1
        )
    if name == "parts":
        try:
            return PartOfPay.read(raw)
        except (ValueError, ArithmeticError) as error:
            raise InvalidInput(
                "I cannot read these milestones. An example: 30 at the start, 70 on delivery."
            ) from error
    return " ".join(raw.split()) if name not in {"scope", "special"} else raw


def show_fee(fee: Pay) -> str:
    """The spelling of a fee among stored settings: minor units, currency, unit, and for how many of it if not one."""
    return f"{fee.most.minor} {fee.currency} {fee.unit.value}" + (f" {fee.per}" if fee.per > 1 else "")


class Due(BaseModel):
    """One payment: what for, how much, handed over when (None: at the start, before anything is handed over)."""

    model_config = ConfigDict(frozen=True)

    what: str
    minor: int
    currency: str
    on: date | None

    @property
    def amount(self) -> Money:
        return Money(self.minor, self.currency)


def payments(choices: Choices) -> tuple[Due, ...]:
    """The milestones with their amounts: the shares rounded down to the minor unit, the rest on the last one, so that
    they add up to the fee exactly. Empty for work paid by time or piece."""
    fee = choices.fee
    if fee is None or fee.unit is not PayUnit.TOTAL:
        return ()
    parts = choices.parts or default_parts(choices.delivery)
    total = fee.most.minor
    amounts = [int((total * part.per_cent / 100).to_integral_value(ROUND_FLOOR)) for part in parts]
    amounts[-1] += total - sum(amounts)
    return tuple(
        Due(what=part.what, minor=amount, currency=fee.currency, on=part.on)
        for part, amount in zip(parts, amounts, strict=True)
    )


def default_parts(delivery: date | None) -> tuple[PartOfPay, ...]:
    """A deposit of 30 % and the rest on delivery."""
    return (
        PartOfPay(per_cent=Decimal(30), what="Deposit, before work starts"),
        PartOfPay(per_cent=Decimal(70), what="The finished work", on=delivery),
    )


def working_days_after(day: date, count: int) -> date:
    """`count` days from Monday to Friday after `day`; holidays are not known here."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
