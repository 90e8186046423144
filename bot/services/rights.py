"""Questions on rights, answered from the fact base alone: nothing that is not in it is stated or cited."""

from __future__ import annotations

import re
from dataclasses import replace

import prompts
from bot.domain.rights import DISCLAIMER, FactBase, Jurisdiction, RightsAnswer
from bot.services.fact_search import MOST, Fact, best_facts, facts_of
from bot.services.facts import fact_base
from bot.services.pay_answers import pay_facts
from bot.services.questions import ASKING, Question, read_question, table

BASICS = ("transfer", "moral")
OWNERSHIP = re.compile(r"\b(?:own\w*|copyright|rights?|belongs?|licen[cs]e|ai)\b", re.IGNORECASE)
ASIDE = frozenset(
    [
        "ai",
        "training",
        "compete",
        "portfolio",
        "third party",
        "data",
        "patent",
        "domain",
        "one-sided",
        "register",
        "status",
    ]
)  # topics that need no word on who owns
MOST_PLACES = 3  # more would not be read
ASK_PLACE = "Tell me where the freelancer and the client are, and I can be exact. Which countries?"
DONT_KNOW = (
    "I don't know: my fact base does not hold that. I can answer who owns freelance work, what moves rights, credit, "
    "AI-made work, written contracts and late payment in 24 places."
)


def answer_question(text: str, *, freelancer_place: str = "", client_place: str = "") -> RightsAnswer:
    """What the fact base says to a question in plain words, place by place, with its citations.

    Places may stand in the question or be told beside it. A place that is not in the base gets the general rules, said
    so; a question that no statement fits gets "I don't know".
    """
    base = fact_base()
    question = read_question(text, base, places=(freelancer_place, client_place))
    known = [code for code in question.places if base.of(code)][:MOST_PLACES]
    if not known:
        return _without_place(question, base)
    lines: list[str] = []
    facts: list[Fact] = []
    for code in known:
        said, used = _at_place(question, code, base)
        lines += said
        facts += used
    if not facts and not lines:
        return RightsAnswer(text=f"{DONT_KNOW}\n{DISCLAIMER}", known=False)
    lines += [_not_in_base(code) for code in question.places if not base.of(code)]
    if len({code.split("-")[0] for code in question.places}) > 1:
        lines.append(_which_law())
    cited = tuple(dict.fromkeys(fact.citation for fact in facts if fact.citation))
    return RightsAnswer(text="\n".join([*lines, DISCLAIMER]), citations=cited)


def _at_place(question: Question, code: str, base: FactBase) -> tuple[list[str], list[Fact]]:
    """What holds at one place: who owns by default, then the statements that fit best."""
    place = base.of(code)
    assert place is not None
    if code not in base.jurisdictions and not question.on_pay and not OWNERSHIP.search(question.text):
        question = replace(question, on_contract=True)  # a place that is in the base for its law on written contracts
    paid = pay_facts(question, code, base)
    aside = {"owner", "form", "status", "one-sided", "unused", "signature", "silent", "register"}
    on_pay_only = bool(paid) and not question.topics - aside and not OWNERSHIP.search(question.text)
    lines, facts = [], list(paid)
    if not on_pay_only:
        found = best_facts(question, place, base)
        if not question.topics or question.topics - ASIDE or not found:
            lead = _lead(question, place)
            lines.append(f"{lead.statement} ({lead.citation})" if lead.citation else lead.statement)
            facts.append(lead)
        found = _with_basics(question, found, place, base)
        facts += found
        lines += [f"• {fact.shown}" for fact in found]
        if "signature" in question.topics:
            lines.append(str(prompts.data(ASKING)["safer"]))
    return [*(f"• {fact.shown}" for fact in paid), *lines], facts


def _with_basics(question: Question, found: list[Fact], place: Jurisdiction, base: FactBase) -> list[Fact]:
    """Whoever asks who owns also has to hear what would move it, and what stays with the maker for good."""
    if not question.topics & {"owner", "silent"}:
        return found
    kept = found[: MOST - 1]
    return [*kept, *(fact for fact in facts_of(place, base) if fact.id in BASICS and fact not in kept)]


def _lead(question: Question, place: Jurisdiction) -> Fact:
    """Who owns by default, in one sentence."""
    what = f"the {question.kind}" if question.kind and question.kind != "design" else "the work"
    gets = place.silent.client_gets
    country = place.place[:1].upper() + place.place[1:]
    owns = table("client_owns").get(place.code, [])
    likely = table("client_likely_owns").get(place.code, [])
    if "*" in owns or question.kind in owns:
        thing = "the registrable design" if question.kind == "design" else f"the copyright in {what}"
        paid = "commissioned" if place.code == "KE" else "commissioned and paid for"
        words = (
            f"{country}: by default the client who {paid} it owns {thing}, unless the contract says "
            "otherwise. A freelancer who wants to keep it has to write that down."
        )
    elif question.kind in likely:
        words = (
            f"{country}: disputed. By the statute the client likely owns {what}; "
            "others say the freelancer keeps it. Write it down."
        )
    elif not place.transfer.assignable and place.code != "EU":
        words = (
            f"{country}: the copyright in {what} always belongs to the freelancer who made it and cannot be transferred. "
            f"What the client has: {gets}."
        )
    elif place.code == "EU":
        words = "European Union: there is no common rule; it depends on the member state. Usually the freelancer owns the work."
    else:
        words = (
            f"{country}: unless something else was agreed in the form the law asks for, the freelancer owns the copyright in "
            f"{what}; paying for it does not transfer it. What the client has: {gets}."
        )
        if owns and not question.kind:
            words += f" But some works belong to the client by default: {', '.join(place.owner.client_works) or ', '.join(owns)}."
    if not place.owner.verified:
        words = f"{words} (Not confirmed; check with a lawyer in {place.place}.)"
    return Fact("owner", words, place.owner.citation, True, place.place)


def _without_place(question: Question, base: FactBase) -> RightsAnswer:
    """No place that the base knows: the general rules, and the question back."""
    asked = question.topics or question.on_pay or question.on_contract
    if not asked:
        return RightsAnswer(text=f"{DONT_KNOW}\n{DISCLAIMER}", known=False)
    lines = [_not_in_base(code) for code in (*question.places, *filter(None, [question.unknown]))]
    reversed_in = ", ".join(
        base.jurisdictions[code].place
        for code in table("client_owns")
        if "*" in table("client_owns")[code] or code == "NZ"
    )
    lines.append(
        "It depends on the country. Usually the freelancer owns what they make, also after it is paid for, until they sign "
        f"it over; the client may use it for what it was made for. It is the other way round in {reversed_in} (there for "
        "listed works), and for some works in India, Australia and South Africa."
    )
    general = best_facts(question, None, base)
    lines += [f"• {fact.shown}" for fact in general]
    cited = tuple(dict.fromkeys(fact.citation for fact in general if fact.citation))
    asks = "" if question.places or question.unknown else ASK_PLACE
    return RightsAnswer(text="\n".join([*lines, DISCLAIMER]), citations=cited, asks=asks)


def _not_in_base(place: str) -> str:
    return f"The law of {place} is not in my fact base, so I can only give general rules for it."


def _which_law() -> str:
    words = str(prompts.data(ASKING)["which_law"])
    advice = "A clause on the law in a written contract helps."
    return f"Which of these laws decides? {words} (Usually so; check with a lawyer.) {advice}"
