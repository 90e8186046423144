"""Price, time and soft skills: whether the terms of a brief suit somebody."""

from __future__ import annotations

from bot.domain.matching import PartName
from retrieval.dossier import Dossier, Need
from retrieval.rates import compare, hours_of
from retrieval.wording import Evidence, evidence, listed, said

TOO_DEAR = 1.5  # times the budget at which the price no longer fits at all
ON_TIME_PRIOR, ON_TIME_STRENGTH = 0.9, 3.0  # of jobs are on time where nothing is known, and how many that weighs as
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
        apart = "Asks {rate}, which cannot be held against {pay}: this does not count."
        return evidence(PartName.PRICE, None, lambda: apart.format(rate=said(rate), pay=said(pay)))
    ratio = compared.asked / compared.offered
    value = 1.0 if ratio <= 1 else max(0.0, (TOO_DEAR - ratio) / (TOO_DEAR - 1))

    def fact() -> str:
        table = f" (converted with approximate rates of {need.rates.day:%d %B %Y})" if compared.converted else ""
        place = "within the budget" if ratio <= 1 else f"{round(100 * (ratio - 1))} % above the budget"
        return f"Asks {said(rate)}, {place}{table}."

    return evidence(PartName.PRICE, value, fact)


def availability_evidence(dossier: Dossier, need: Need) -> Evidence:
    """How soon and how much somebody is free; with jobs finished here, half of it is how many were on time."""
    free, when = _free(dossier, need)
    known = [job.on_time for job in dossier.past_jobs if job.on_time is not None]
    if not known:
        return evidence(PartName.AVAILABILITY, free, when + ".")
    on_time = (ON_TIME_PRIOR * ON_TIME_STRENGTH + sum(known)) / (ON_TIME_STRENGTH + len(known))
    fact = f"{when}. Finished {sum(known)} of {len(known)} jobs here on time."
    return evidence(PartName.AVAILABILITY, (free + on_time) / 2, fact)


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
    fact = f"Evidence of {len(found)} of the {len(asked)} soft skills asked for: {listed(found)}."
    if by_clients:
        fact += f" Clients saw {listed(by_clients)} in finished work."
    return evidence(PartName.SOFT_SKILLS, len(found) / len(asked), fact)
