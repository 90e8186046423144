"""One plain agreement, to be varied by settings."""

from __future__ import annotations

from datetime import date

from bot.domain.brief import Brief, Deliverable, RightsWish
from bot.domain.drafting import Draft
from bot.domain.money import Pay
from bot.domain.proposal import Terms
from bot.services.drafting import assemble, matter_of

TODAY = date(2026, 11, 23)
BRIEF = Brief(
    title="Logo for a bakery",
    description="A warm logo",
    deliverables=(Deliverable(what="logo"),),
    rights=RightsWish.OWN,
)
TERMS = Terms(pay=Pay(low=80_001, high=80_001, currency="USD"), deadline=date(2026, 12, 14))
DETAILS = {
    "client_name": "Ann Baker S.L.",
    "client_address": "Calle Mayor 1, Madrid",
    "freelancer_name": "Lu Lima",
    "freelancer_address": "Rua Augusta 5, Lisboa",
}


def drafted(brief: Brief = BRIEF, **settings: str) -> Draft:
    """The draft of the plain agreement with these settings on top."""
    return assemble(matter_of(brief, TERMS, {**DETAILS, **settings}, today=TODAY))


def clause(draft: Draft, key: str) -> str:
    """The words of one clause."""
    return " ".join(words for one in draft.text.clauses if one.key == key for words in one.paragraphs)


def refusals(draft: Draft) -> str:
    return " ".join(str(trouble) for trouble in draft.refused)
