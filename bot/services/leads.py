"""Which statement answers a question directly and so comes first."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.domain.rights import EU_MEMBERS, FactBase
from bot.services.fact_search import Found
from bot.services.place_facts import ANYWHERE, Fact, facts_of
from bot.services.questions import Question, asking, table, told_by, topics

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
EMPLOYEES = {
    "IT": "it_employee",
    "EU": "eu_software",
    "BR": "br_software",
}  # the rule on employees, where it is special
CLEAR = 0.5  # points ahead that make a special rule the better answer
STRONG = 2.2  # points from which a special rule comes before what moves rights

SIGNED = re.compile(
    r"\bsigned (?:a |the |our |my |their |this )?(?:contract|agreement|paper)|\b(?:contract|agreement) (?:with .{3,30}: |that )?"
    r"(?:says|assigns|states|gives|grants|transfers)\b",
    re.IGNORECASE,
)
VALID = re.compile(r"\b(?:valid|enough|binding|counts?|hold up|enforceable)\b", re.IGNORECASE)  # asks for the form
UNSIGNED = re.compile(r"\bsilent contract|contract is silent", re.IGNORECASE)
WANTED = re.compile(
    r"\b(?:wants?|insists?|demands?|asks? (?:me|us|for)|says?|said|they|clause|terms|fair|legal|allowed)\b",
    re.IGNORECASE,
)  # somebody proposes it, so what is wrong with it matters more than what is usual


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
    """The statements of a place in the order of an answer: the direct one first, then one for each thing asked."""
    own = [fact for fact in facts_of(code, question, base) if fact.id == "owner"]
    fitting = [one for one in found if one.fits]
    chosen = _exception(question, code, base) or _on_signing(question, code, fitting, base)
    ranked = _by_rank(question, code, fitting, base, chosen)
    return covering(question, ranked, [one.fact for one in found] + own, settled=chosen is not None)


def covering(
    question: Question, ordered: Sequence[Fact], every: Sequence[Fact], *, settled: bool = False
) -> list[Fact]:
    """The same statements, those first that between them speak of everything asked; what is missing comes from `every`.

    `settled`: the first one answers whatever else is asked.
    """
    if not ordered:
        return []
    lead = "" if settled else _leading_subject(question, ordered[0])
    unsaid = (
        _best("owner", every) if lead and "silent" in question.topics else None
    )  # nothing agreed, and no rule for it
    chosen = [(_best(lead, ordered) if lead else None) or unsaid or ordered[0]]
    for name in question.subjects:
        if any(_tells(fact, name) for fact in chosen):
            continue
        best = _best(name, ordered) or _best(name, every)
        if best is not None and best.id not in {fact.id for fact in chosen}:
            chosen.append(best)
    return [*chosen, *(fact for fact in ordered if fact.id not in {one.id for one in chosen})]


def _leading_subject(question: Question, first: Fact) -> str:
    """The subject whose statement comes first, if it is not that of the statement found first."""
    lead = next((name for name in question.subjects if name in table("subjects")["lead"]), "")
    return lead or (question.subjects[0] if question.subjects and not _tells(first, question.subjects[0]) else "")


def _best(subject: str, facts: Sequence[Fact]) -> Fact | None:
    """The first statement on a subject, the basic one of the place before others."""
    telling = [fact for fact in facts if _tells(fact, subject)]
    return next((fact for fact in telling if fact.id == subject), telling[0] if telling else None)


def tells_any(fact: Fact, subjects: Collection[str]) -> bool:
    """Whether a statement is on one of these subjects."""
    return any(_tells(fact, name) for name in subjects)


def _tells(fact: Fact, subject: str) -> bool:
    return fact.id == "owner" if subject == "owner" else subject in told_by(fact.searched)


def _by_rank(question: Question, code: str, found: Sequence[Found], base: FactBase, chosen: Fact | None) -> list[Fact]:
    if SIGNED.search(question.text):
        found = [one for one in found if not UNSIGNED.search(one.fact.statement)]
    local = [one for one in found if one.fact.place != ANYWHERE]
    ranked = sorted((one.fact for one in found if one.fact.id != "silent"), key=lambda fact: _rank(fact, question))
    every = {fact.id: fact for fact in reversed(facts_of(code, question, base))}
    if chosen is not None:
        asked = chosen.id == "owner" or "object" in question.topics
        form = [every["transfer"]] if asked and "transfer" in every else []
        return [chosen, *form, *(fact for fact in ranked if fact.id not in (chosen.id, *(one.id for one in form)))]
    who_owns = not question.topics or ("owner" in question.topics and not question.topics - OPEN)
    if (who_owns or not ranked) and "owner" in every:
        strong = [
            one.fact for one in local if one.points >= STRONG and one.fact.id not in ("owner", "transfer", "silent")
        ]
        rest = [fact for fact in ranked if fact.id not in ("owner", "transfer") and fact not in strong]
        basics = [every["owner"], every["transfer"]]
        if "owner" not in question.subjects and VALID.search(question.text):
            basics.reverse()
        return [*basics, *strong, *rest]
    special = max((one.points for one in local if one.fact.id not in BASICS), default=0.0)
    plain = max((one.points for one in local if one.fact.id == "transfer"), default=0.0)
    if question.topics and "transfer" in every and not question.topics - FORMAL and special < plain + CLEAR:
        return [every["transfer"], *(fact for fact in ranked if fact.id != "transfer")]
    return ranked


@cache
def exceptions() -> tuple[Special, ...]:
    employee = next(topic for topic in topics() if topic.name == "employee").asks.pattern
    says = asking()["employees"]
    assert isinstance(says, dict)
    of_employees = [
        Special(places=(code,), asks=employee, leads=EMPLOYEES.get(code, "owner"), says=words)
        for code, words in says.items()
    ]
    return (*of_employees, *TypeAdapter(tuple[Special, ...]).validate_python(asking()["exceptions"]))


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


def _on_signing(question: Question, code: str, local: Sequence[Found], base: FactBase) -> Fact | None:
    """What answers a question on signing, where something can be assigned at all: a rule of the place on electronic
    signatures, else the form of a transfer."""
    held = base.of(code)
    if held is None or question.subjects[:1] != ("signature",) or not held.transfer.assignable:
        return None
    own = (one.fact for one in local if one.fact.id.startswith("signature") and one.fact.place == held.place)
    form = (one.fact for one in local if one.fact.id == "transfer" and "form" in question.topics)
    return next(own, None) or next(form, None)


def advice_last(question: Question, fact: Fact) -> int:
    """Where a general statement comes: the law, what is usual, what to beware of; that before what is usual where somebody
    wants something."""
    if not is_advice(fact):
        return 0
    return 1 + int(fact.id.startswith("flag ") != bool(WANTED.search(question.text)))


def is_advice(fact: Fact) -> bool:
    """Whether a statement is advice on contracts, which comes after what the law says."""
    return fact.id.startswith(("flag ", "clause_"))


def _rank(fact: Fact, question: Question) -> int:
    """Special rules and what was asked for first, then the basics that were not, then advice."""
    if is_advice(fact):
        return 1 + advice_last(question, fact)
    if fact.place == ANYWHERE and not tells_any(fact, question.subjects):
        return 1
    return int(fact.id in BASICS and not BASICS[fact.id] & question.topics)


def _at(code: str, places: Sequence[str], base: FactBase) -> bool:
    held = base.of(code)
    return (
        "*" in places
        or (held is not None and held.code in places)
        or ("EU" in places and held is None and code in EU_MEMBERS)
    )
