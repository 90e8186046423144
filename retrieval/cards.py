"""What a candidate's card says beside the parts: one blind line, and questions worth asking."""

from __future__ import annotations

from bot.understanding.spoken import language_name
from retrieval.dossier import Dossier, Need
from retrieval.rates import compare, hours_of
from retrieval.skill_part import credits
from retrieval.term_parts import buys
from retrieval.wording import listed, said
from retrieval.work_parts import blind_title

LAST = "How would you start, and what would you need first?"


def summary_of(dossier: Dossier) -> str:
    """`Logo design, Illustration, Branding · 8 years · 45 EUR an hour`."""
    profile = dossier.profile
    says = [listed([claim.name for claim in profile.skills[:3]])]
    if profile.years:
        says.append(f"{profile.years:g} year{'' if profile.years == 1 else 's'} of experience")
    if profile.rate:
        says.append(said(profile.rate))
    if profile.hours_per_week:
        says.append(f"{profile.hours_per_week} hours a week")
    return " · ".join(part for part in says if part)


def questions_for(dossier: Dossier, need: Need) -> tuple[str, ...]:
    """What is open for this person and this brief, the most telling first; the last one is never out of place."""
    profile, brief = dossier.profile, need.brief
    asked = (*_about_requirements(dossier, need), *_about_skills(dossier, need), *_about_money(dossier, need))
    if brief.deadline and profile.available_from and profile.available_from > need.today:
        asked += (f"You are free from {profile.available_from:%-d %B %Y}: can you finish by {brief.deadline:%-d %B}?",)
    elif brief.deadline and not profile.hours_per_week:
        asked += (f"How many hours could you give this until {brief.deadline:%-d %B}?",)
    if not dossier.pieces and not dossier.past:
        asked += ("Is there a piece of work like this that you can show?",)
    asked += _about_work(dossier)
    return (*asked, LAST)


def unsaid_of(dossier: Dossier, need: Need) -> tuple[str, ...]:
    """Requirements of the brief that keep nobody out because the profile says nothing about them."""
    unsaid: tuple[str, ...] = ()
    if languages := _languages_unsaid(dossier, need):
        unsaid += (f"does not say whether they speak {' and '.join(languages)}",)
    if place := _place_unsaid(dossier, need):
        unsaid += (f"does not say whether they can work in {place}",)
    return unsaid


def _about_requirements(dossier: Dossier, need: Need) -> tuple[str, ...]:
    asked = tuple(f"Do you speak {language}?" for language in _languages_unsaid(dossier, need)[:1])
    place = _place_unsaid(dossier, need)
    return (*asked, f"Can you work in {place}?") if place else asked


def _languages_unsaid(dossier: Dossier, need: Need) -> list[str]:
    needed = [language.name for language in need.brief.languages if language.reason.strip()]
    return [] if dossier.profile.languages else [language_name(name) for name in needed]


def _place_unsaid(dossier: Dossier, need: Need) -> str:
    place = need.brief.place
    return place.name if place and place.reason.strip() and not dossier.profile.place.strip() else ""


def _about_skills(dossier: Dossier, need: Need) -> tuple[str, ...]:
    asked: list[str] = []
    missing = [credit for credit in credits(need, dossier.skills) if credit.value < 1 and not credit.wanted.likely]
    for credit in sorted(missing, key=lambda credit: not credit.wanted.must):
        name = credit.wanted.name
        if credit.instead:
            asked.append(f"You name {credit.instead}: have you done {name} as well?")
        elif credit.wanted.must:
            asked.append(f"Have you done any {name}, and can you show it?")
        else:
            asked.append(f"Do you also know {name}?")
    return tuple(asked[:2])


def _about_money(dossier: Dossier, need: Need) -> tuple[str, ...]:
    rate, pay = dossier.profile.rate, need.brief.pay
    if pay is None:
        return ()
    if rate is None:
        return ("What would you charge for this?",)
    compared = compare(dossier.rate, need.offer, hours_of(need.brief)) if dossier.rate and need.offer else None
    if compared is not None and compared.asked > compared.offered:
        return (f"Could you do it for {said(pay)}?",)
    time = buys(rate, pay, need.rates) if compared is None else None
    if time is None:
        return (f"Could you do it for {said(pay)} in all?",) if compared is None else ()
    if time.little:
        return (f"Could you do it for {said(pay)} in all?",)
    return (f"Would {time.words} be enough for it?",) if time.short else ()


def _about_work(dossier: Dossier) -> tuple[str, ...]:
    slot = max(dossier.pieces, key=lambda slot: dossier.pieces[slot], default=None)
    if slot is None or slot >= len(dossier.profile.portfolio):
        return ()
    piece = dossier.profile.portfolio[slot]
    called = blind_title(piece.title, piece.skills)
    return (f"What was your part in “{called}”?",) if called and not piece.role.strip() else ()
