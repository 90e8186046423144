"""What the pay laws say to a question: deadlines, contents of a contract, what late payment costs."""

from __future__ import annotations

from bot.domain.rights import FactBase, PayLaw
from bot.services.fact_search import Fact
from bot.services.questions import Question


def pay_facts(question: Question, code: str, base: FactBase) -> list[Fact]:
    """Statements of the pay laws at a place, for questions on paying or on what a contract must contain."""
    if not (question.on_pay or question.on_contract):
        return []
    return [
        Fact(f"pay {law.id}", words, law.citation, law.verified, base.place_name(code))
        for law in base.pay_laws_at(code)
        for words in _says(question, law)
    ]


def _says(question: Question, law: PayLaw) -> list[str]:
    name = law.name[:1].upper() + law.name[1:]
    said = []
    if question.on_contract and law.kind == "freelance_act":
        said.append(
            f"{name}: yes, from {law.threshold} on, a written contract is required. It must contain: {'; '.join(law.required)}."
            if law.threshold_amount
            else f"{name}: the contract must contain: {'; '.join(law.required)}."
        )
    if question.on_pay or law.kind == "freelance_act":
        said += _deadline(question, law, name)
    if law.kind == "freelance_act" and law.duties:
        said.append(f"Also: {'; '.join(law.duties)}.")
    if question.on_pay or law.kind == "freelance_act":
        said.append(f"If the law is broken: {law.penalties}")
    if question.on_pay and law.pending:
        said.append(f"Pending: {law.pending}")
    return [words for words in said if words]


def _deadline(question: Question, law: PayLaw, name: str) -> list[str]:
    """When pay is due, held against the days that the question names."""
    rule = f"{name} on when to pay: {law.deadline}." if law.deadline else ""
    default = (
        f" Without a date: {law.default_days} days." if law.default_days and str(law.default_days) not in rule else ""
    )
    said = [rule + default] if rule else []
    if law.limit_days and any(days > law.limit_days for days in question.days):
        firm = (
            "does not comply"
            if law.limit_is_hard
            else "is only valid where it is expressly agreed and not grossly unfair"
        )
        named = max(question.days)
        said.append(f"{named} days is more than {law.limit_days} days after {law.limit_from}, so it {firm}.")
    return said
