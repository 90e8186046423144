"""What the pay laws say to a question: whether they hold, deadlines, contents of a contract, what late payment costs."""

from __future__ import annotations

import re

import prompts
from bot.domain.rights import FactBase, PayLaw
from bot.services.place_facts import Fact
from bot.services.questions import ASKING, Question

WEEKEND = re.compile(r"\b(?:weekend|in a week|same week|within a week|one week|few days)\b", re.IGNORECASE)


def pay_facts(question: Question, code: str, base: FactBase) -> list[Fact]:
    """Statements of the pay laws at a place, the finest place first, for questions on paying or on contracts."""
    if not (question.on_pay or question.on_contract):
        return []
    laws = sorted(base.pay_laws_at(code), key=lambda law: -len(law.place))
    facts = []
    for law in laws:
        place = base.place_name(law.place)
        for plain, statement in _says(question, law):
            facts.append(Fact(f"pay {law.id}", statement, plain, law.citation, law.verified, place))
    return facts


def unknown_pay(place: str) -> str:
    """What to say where the base holds no law on payment."""
    return (
        f"{place[:1].upper()}{place[1:]}: my fact base holds no law on freelance contracts or late payment there, so what "
        "your contract says decides. Agree on a date: 14 days after the invoice is usual."
    )


def _says(question: Question, law: PayLaw) -> list[tuple[str, str]]:
    """Pairs of plain words and the full statement; first the parts of the law that are asked for."""
    name = law.name[:1].upper() + law.name[1:]
    parts: dict[str, list[tuple[str, str]]] = {
        "time": _in_time(question, law, name),
        "deadline": _deadline(question, law, name),
        "late": _late(law, name),
        "who": [(f"{name} protects: {law.who}", f"{name} protects: {law.who}")],
        "law": [(f"the law is: {law.statute}", f"The law is: {law.statute}.")],
    }
    if question.on_contract or law.kind == "freelance_act":
        parts["contract"] = _contents(question, law, name)
    if law.duties:
        duties = "; ".join(law.duties)
        parts["duties"] = [(f"also: {duties}", f"{name}, also: {duties}.")]
    if law.pending:
        parts["pending"] = [(f"pending: {law.pending}", f"Pending: {law.pending}")]
    asks = prompts.data(ASKING)["pay_parts"]
    assert isinstance(asks, dict)
    asked = [part for part, words in asks.items() if re.search(words, question.text, re.IGNORECASE)]
    if question.on_pay and question.days and "deadline" in asked:
        asked = ["deadline", *asked]
    if not question.on_contract and "contract" in asked:
        asked.remove("contract")
    usual = [part for part in asks if part != "contract" or question.on_contract]
    order = dict.fromkeys(["time", *asked, *usual, "contract"])
    return [pair for part in order for pair in parts.get(part, [])]


def _late(law: PayLaw, name: str) -> list[tuple[str, str]]:
    """What late payment costs, and what else happens to who breaks the law."""
    said = [(f"if the law is broken: {law.penalties}", f"{name}, if it is broken: {law.penalties}")]
    if law.late_interest or law.late_sum:
        interest = f"interest of {law.late_interest}" if law.late_interest else ""
        cost = " and ".join(filter(None, [interest, law.late_sum]))
        said.insert(0, (f"late payment costs {cost}", f"{name}: late payment costs {cost}."))
    return said


def _in_time(question: Question, law: PayLaw, name: str) -> list[tuple[str, str]]:
    """That the law is younger than the contract of the question."""
    if law.since is None or not question.years or max(question.years) > law.since.year:
        return []
    year = max(question.years)
    when = f"{law.since:%-d %B %Y}"
    tail = f"one from {year} is not covered" if year < law.since.year else "so in that year the date counts"
    words = f"{name} holds for contracts since {when}: {tail}"
    return [(words, f"{words}.")]


def _contents(question: Question, law: PayLaw, name: str) -> list[tuple[str, str]]:
    """Whether a written contract is needed for the sum in the question, and what must stand in it."""
    must = "; ".join(law.required)
    items = (f"the contract must contain: {must}", f"{name}: the contract must contain: {must}.")
    if not law.threshold_amount:
        return [items]
    money = question.money
    if money is None or money.currency != law.currency:
        words = f"{name}: a written contract is needed from {law.threshold} on"
        return [(words, f"{words}."), items]
    week = law.threshold_week and (WEEKEND.search(question.text) or any(days <= 7 for days in question.days))
    if money.amount >= law.threshold_amount or (week and money.amount >= law.threshold_week):
        words = f"{name}: yes, a written contract is needed, as {money} reaches the threshold ({law.threshold})"
        return [(words, f"{words}."), items]
    words = (
        f"{name}: {money} alone is below the threshold ({law.threshold}), so this law does not ask for a written "
        "contract; jobs for the same client that count together can reach it"
    )
    return [(words, f"{words}."), items]


def _deadline(question: Question, law: PayLaw, name: str) -> list[tuple[str, str]]:
    """When pay is due, held against the days that the question names."""
    rule = f"{name}, when to pay: {law.deadline}"
    if law.default_days and str(law.default_days) not in rule:
        rule += f"; without a date {law.default_days} days"
    said = [(rule, f"{rule}.")] if law.deadline else []
    if law.limit_days and any(days > law.limit_days for days in question.days):
        firm = "does not comply" if law.limit_is_hard else "is valid only if expressly agreed and not grossly unfair"
        words = (
            f"{name}: {max(question.days)} days is more than {law.limit_days} days after {law.limit_from}, so it {firm}"
        )
        said.insert(0, (words, f"{words}."))
    elif law.limit_days and law.limit_is_hard and question.days:
        words = f"{name}: {max(question.days)} days is within the limit of {law.limit_days} days after {law.limit_from}"
        said.insert(0, (words, f"{words}."))
    return said
