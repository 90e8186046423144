"""From brief, agreed terms and choices to one assembled contract: pure, no storage, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.domain.agreement import Party, choices_of
from bot.domain.brief import Brief
from bot.domain.contract import ContractText
from bot.domain.drafting import Draft, LawSentence, Matter
from bot.domain.proposal import Terms
from bot.domain.rights import FactBase
from bot.services.clause_library import clauses, law_sentences
from bot.services.drafting_checks import missing, troubles
from bot.services.drafting_words import TO_BE_GIVEN, day, home, needs_ink, one_line, tags, values
from bot.services.facts import fact_base
from bot.services.rights_summary import summary_for

CLOSING = (
    "This contract was drafted by a bot from what both sides agreed on. It is general information, not legal advice; "
    "have a lawyer look at it where much is at stake."
)


def matter_of(brief: Brief, terms: Terms, settings: Mapping[str, str], *, today: date, version: int = 1) -> Matter:
    """What a contract is drafted from.

    Raises:
        InvalidInput: a setting cannot be read.
    """
    return Matter(brief, choices_of(settings, brief, terms), today, version)


def assemble(matter: Matter) -> Draft:
    """The contract of these choices, its summary of rights, and the checks of the written-contract laws."""
    base = fact_base()
    sentences = _sentences(matter, base)
    found = tags(matter) | ({"law_says_more"} if sentences else set())
    text = ContractText(
        title=f"Freelance contract: {one_line(matter.brief.title) or 'freelance work'}",
        parties=_parties(matter),
        clauses=clauses(frozenset(found), values(matter, base, sentences)),
        closing=CLOSING,
    )
    return Draft(
        text=text,
        summary=summary_for(matter, text, base),
        troubles=troubles(matter, base),
        missing=missing(matter, base),
        needs_ink=bool(needs_ink(matter.choices)),
    )


def _sentences(matter: Matter, base: FactBase) -> list[LawSentence]:
    choices = matter.choices
    places = {home(code) for code in choices.places}
    return [
        sentence
        for sentence in law_sentences()
        if (sentence.place == home(choices.law) if sentence.of == "law" else sentence.place in places)
        and (not sentence.modes or choices.mode in sentence.modes)
    ]


def _parties(matter: Matter) -> tuple[str, ...]:
    choices = matter.choices
    return (
        f"Version {matter.version}, drafted on {day(matter.today)}, between",
        _party(choices.client, "the Client"),
        "and",
        _party(choices.freelancer, "the Freelancer"),
    )


def _party(party: Party, role: str) -> str:
    told = (one_line(party.name) or TO_BE_GIVEN, one_line(party.address) or TO_BE_GIVEN, one_line(party.contact))
    return f"{', '.join(filter(None, told))} (“{role}”)"
