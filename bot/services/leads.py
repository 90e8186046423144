"""Which statement answers a question directly and so comes first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.domain.rights import EU_MEMBERS, FactBase
from bot.services.fact_search import Found
from bot.services.place_facts import ANYWHERE, Fact, facts_of
from bot.services.questions import Question, asking

# Topics that only say how the question arose: who owns is the answer to them.
OPEN = frozenset(
    {
        "owner",
        "silent",
        "form",
        "exclusivity",
        "software",
        "photo",
        "text",
        "logo",
        "design",
        "object",
        "register",
        "status",
        "private photo",
    }
)
BASICS = {
    "owner": {"owner", "hire"},
    "transfer": {"exclusivity", "form", "silent", "owner", "hire", "signature", "all rights"},
    "moral": {"moral"},
    "silent": {"silent"},
}  # the basic statements on a place, and the topics that ask for them
FORMAL = frozenset({"form", "owner", "silent", "status", "exclusivity"})  # all about what moves rights
CLEAR = 0.5  # points ahead that make a special rule the better answer
STRONG = 2.2  # points from which a special rule comes before what moves rights


class Special(BaseModel):
    """A case that the law of a place decides otherwise than its general rule. `until`: the last year it holds for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    places: tuple[str, ...]
    asks: str
    leads: str  # id of the statement that answers
    says: str = ""  # its words for this case; empty: its own
    until: int = 9999
    since: int = 0
    dated: bool = False  # holds only where the question names a year


def leading(question: Question, code: str, found: Sequence[Found], base: FactBase) -> list[Fact]:
    """The statements of a place in the order of an answer: the direct one first."""
    found = [one for one in found if one.fits]
    local = [one for one in found if one.fact.place != ANYWHERE]
    chosen = _exception(question, code, base)
    ranked = sorted((one.fact for one in found if one.fact.id != "silent"), key=lambda fact: _rank(fact, question))
    if chosen is not None:
        return [chosen, *(fact for fact in ranked if fact.id != chosen.id)]
    every = {fact.id: fact for fact in reversed(facts_of(code, question, base))}
    who_owns = not question.topics or ("owner" in question.topics and not question.topics - OPEN)
    if (who_owns or not ranked) and "owner" in every:
        strong = [
            one.fact for one in local if one.points >= STRONG and one.fact.id not in ("owner", "transfer", "silent")
        ]
        rest = [fact for fact in ranked if fact.id not in ("owner", "transfer") and fact not in strong]
        return [every["owner"], every["transfer"], *strong, *rest]
    special = max((one.points for one in local if one.fact.id not in BASICS), default=0.0)
    plain = max((one.points for one in local if one.fact.id == "transfer"), default=0.0)
    if question.topics and "transfer" in every and not question.topics - FORMAL and special < plain + CLEAR:
        return [every["transfer"], *(fact for fact in ranked if fact.id != "transfer")]
    return ranked


@cache
def exceptions() -> tuple[Special, ...]:
    return TypeAdapter(tuple[Special, ...]).validate_python(asking()["exceptions"])


def _exception(question: Question, code: str, base: FactBase) -> Fact | None:
    year = min(question.years, default=0)
    for one in exceptions():
        if not _at(code, one.places, base) or not re.search(one.asks, question.text, re.IGNORECASE):
            continue
        if (one.dated and not year) or (year and not one.since <= year <= one.until):
            continue
        fact = next((fact for fact in facts_of(code, question, base) if fact.id == one.leads), None)
        if fact is not None:
            return replace(fact, plain=one.says) if one.says else fact
    return None


def is_advice(fact: Fact) -> bool:
    """Whether a statement is advice on contracts, which comes after what the law says."""
    return fact.id.startswith(("flag ", "clause_"))


def _rank(fact: Fact, question: Question) -> int:
    """Special rules and what was asked for first, then the basics that were not, then advice."""
    if is_advice(fact):
        return 2
    return int(fact.id in BASICS and not BASICS[fact.id] & question.topics)


def _at(code: str, places: Sequence[str], base: FactBase) -> bool:
    held = base.of(code)
    return (held is not None and held.code in places) or ("EU" in places and held is None and code in EU_MEMBERS)
