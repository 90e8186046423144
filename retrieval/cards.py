"""What a candidate's card says beside the parts: one blind line, and one question worth asking."""

from __future__ import annotations

from retrieval.dossier import Dossier, Need
from retrieval.skill_part import credits
from retrieval.wording import listed, said


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


def question_for(dossier: Dossier, need: Need) -> str:
    """About what their profile leaves open and this brief needs; empty when nothing is."""
    profile, brief = dossier.profile, need.brief
    missing = [credit for credit in credits(need, dossier.skills) if credit.value < 1]
    must = [credit for credit in missing if credit.wanted.must]
    if must:
        return f"Have you worked with {must[0].wanted.name} before, and can you show it?"
    if any(language.reason.strip() for language in brief.languages) and not profile.languages:
        return "Which languages do you work in?"
    if brief.place and brief.place.reason.strip() and not profile.place.strip():
        return f"Can you work in {brief.place.name}?"
    if brief.pay and not profile.rate:
        return "What would you charge for this?"
    if brief.deadline and not profile.hours_per_week:
        return "How many hours a week could you give this until the deadline?"
    if not dossier.pieces and not dossier.past:
        return "Is there a piece of work like this that you can show?"
    if missing:
        return f"Do you also know {missing[0].wanted.name}?"
    return "How would you start, and what would you need first?"
