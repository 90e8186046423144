"""Price, time and soft skills: whether the terms of a brief suit somebody."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.domain.matching import PartName
from bot.domain.money import Money, Pay, PayUnit
from retrieval.dossier import Dossier, Need
from retrieval.rates import HOURS, Rates, compare, hours_of
from retrieval.wording import Evidence, Telling, evidence, listed, said

TOO_DEAR = 1.5  # times the budget at which the price no longer fits at all
ON_TIME_PRIOR, ON_TIME_STRENGTH = 0.9, 3.0  # of jobs are on time where nothing is known, and how many that weighs as
LITTLE = 0.5  # of the time asked for, below which it is worth knowing before asking somebody
SHORT = 24  # hours of work; with more, whether they are enough is not what is open
LATE_START = 60  # days until somebody is free at which availability counts nothing, where the brief has no deadline


def price_evidence(dossier: Dossier, need: Need) -> Evidence:
    """1 within the budget, less above it. Cheaper than the budget gains nothing: nobody is paid for underbidding."""
    rate, pay = dossier.profile.rate, need.brief.pay
    if pay is None:
        return evidence(PartName.PRICE, None, "The brief names no budget, so this does not count.")
    if rate is None:
        return evidence(PartName.PRICE, None, "Names no rate, so this does not count.")
    compared = compare(dossier.rate, need.offer, hours_of(need.brief)) if dossier.rate and need.offer else None
    if compared is None or not compared.offered:
        return evidence(PartName.PRICE, None, lambda: _not_compared(rate, pay, need))
    ratio = compared.asked / compared.offered
    value = 1.0 if ratio <= 1 else max(0.0, (TOO_DEAR - ratio) / (TOO_DEAR - 1))

    def told() -> Telling:
        table = f" (converted with approximate rates of {need.rates.day:%d %B %Y})" if compared.converted else ""
        place = "within the budget" if ratio <= 1 else f"{round(100 * (ratio - 1))} % above the budget"
        line = f"Asks {said(rate)}, {place}"
        return Telling(f"{line}{table}.", line, against=ratio > 1)

    return evidence(PartName.PRICE, value, told)


def _not_compared(rate: Pay, pay: Pay, need: Need) -> Telling:
    """A rate beside a budget for the whole: how much time the budget buys, where that can be said."""
    time = buys(rate, pay, need.rates)
    if time is None:
        apart = f"Asks {said(rate)}; the budget is {said(pay)}, which cannot be compared"
        return Telling(f"{apart}, so this does not count.", apart, against=True)
    line = f"At {said(rate)} the budget buys {time.words}"
    return Telling(f"{line}. How long the work takes is not known, so this does not count.", line, time.little)


@dataclass(frozen=True, slots=True)
class Bought:
    """The working time that a budget for the whole buys at a rate. `little`: less than one unit of the rate; `short`:
    so little that it is worth asking whether it is enough."""

    words: str
    little: bool
    short: bool


def buys(rate: Pay, pay: Pay, rates: Rates) -> Bought | None:
    """None where the rate is not for a time, or the budget is, or a currency is not in the table."""
    if pay.unit is not PayUnit.TOTAL or rate.unit not in HOURS or rate.unit is PayUnit.TOTAL:
        return None
    hour = _in(pay.currency, rate.least, rates)
    if not hour:
        return None
    hour /= HOURS[rate.unit]
    least, most = (float(end.amount) / hour for end in (pay.least, pay.most))
    by_day = rate.unit is not PayUnit.HOUR and least >= HOURS[PayUnit.DAY]
    unit, size = ("day", HOURS[PayUnit.DAY]) if by_day else ("hour", 1.0)
    return Bought(_span(least / size, most / size, unit), most < HOURS[rate.unit], most <= SHORT)


def _in(currency: str, amount: Money, rates: Rates) -> float | None:
    if amount.currency == currency:
        return float(amount.amount)
    dollars, one = rates.dollars(amount), rates.dollars(Money.of(1, currency))
    return dollars / one if dollars is not None and one else None


def _span(least: float, most: float, unit: str) -> str:
    """`6 to 8 hours`, `about half an hour`."""
    low, high = math.floor(least + 0.05), math.floor(most + 0.05)
    if high < 1:
        return f"less than {'an' if unit == 'hour' else 'a'} {unit}"
    plural = "" if high == 1 else "s"
    if low == high or low < 1:
        return f"about {high} {unit}{plural}" if low == high else f"at most {high} {unit}{plural}"
    return f"{low} to {high} {unit}{plural}"


def availability_evidence(dossier: Dossier, need: Need) -> Evidence:
    """How soon and how much somebody is free; with jobs finished here, half of it is how many were on time."""
    free, when = _free(dossier, need)
    known = [job.on_time for job in dossier.past_jobs if job.on_time is not None]
    late = free < LITTLE
    if not known:
        return evidence(PartName.AVAILABILITY, free, lambda: Telling(f"{when}.", when, late))
    on_time = (ON_TIME_PRIOR * ON_TIME_STRENGTH + sum(known)) / (ON_TIME_STRENGTH + len(known))
    line = f"{when}, and finished {sum(known)} of {len(known)} jobs here on time"
    return evidence(PartName.AVAILABILITY, (free + on_time) / 2, lambda: Telling(f"{line}.", line, late))


def _free(dossier: Dossier, need: Need) -> tuple[float, str]:
    profile, brief = dossier.profile, need.brief
    days = max(0, (profile.available_from - need.today).days) if profile.available_from else 0
    window = max(1, (brief.deadline - need.today).days) if brief.deadline else LATE_START
    soon = max(0.0, 1 - days / window)
    when = "Free now" if not days else f"Free in {days} day{'s' if days > 1 else ''}"
    if not (profile.hours_per_week and brief.hours_per_week):
        return soon, when
    enough = min(1.0, profile.hours_per_week / brief.hours_per_week)
    return soon * enough, f"{when}, {profile.hours_per_week} hours a week for the {brief.hours_per_week} needed"


def soft_skill_evidence(dossier: Dossier, need: Need) -> Evidence:
    """Evidence only: seen by a client in finished work, or told with an example. None is unknown, not zero."""
    asked = list(dict.fromkeys(name.casefold().strip() for name in need.brief.soft_skills))
    if not asked:
        return evidence(PartName.SOFT_SKILLS, None, "The brief asks for no soft skills, so this does not count.")
    seen = {name.casefold().strip() for review in dossier.reviews for name in review.soft_skills}
    told = {claim.name.casefold().strip() for claim in dossier.profile.soft_skills if claim.evidence.strip()}
    found = [name for name in asked if name in seen | told]
    if not found:
        return evidence(PartName.SOFT_SKILLS, None, "No evidence yet of the soft skills asked for: not counted.")
    by_clients = [name for name in found if name in seen]
    line = f"Evidence of {len(found)} of the {len(asked)} soft skills asked for: {listed(found)}"
    fact = f"{line}." + (f" Clients saw {listed(by_clients)} in finished work." if by_clients else "")
    return evidence(PartName.SOFT_SKILLS, len(found) / len(asked), lambda: Telling(fact, line))
