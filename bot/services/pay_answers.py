"""What the pay laws say to a question: whether they hold, deadlines, contents of a contract, what late payment costs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.rights import FactBase, PayLaw
from bot.services.place_facts import Fact
from bot.services.questions import Question, asking

ELAPSED = re.compile(
    r"\b(?:since|ago|overdue|late|still|owes?|owed|unpaid)\b|n.t paid|not paid|passed|waiting|\bpaid\b.{0,40}\bafter\b",
    re.IGNORECASE,
)
UNDATED = re.compile(
    r"\bno\b.{0,20}\b(?:date|term|deadline|contract)|without (?:a |any )?(?:payment )?(?:date|term|deadline)|"
    r"(?:says|said|agreed|states?) nothing|silent|never agreed|nothing (?:was )?(?:agreed|said)",
    re.IGNORECASE,
)
WEEKEND = re.compile(r"\b(?:weekend|in a week|same week|within a week|one week|few days)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PayAnswer:
    """What the pay laws of a place say: at once, and to who reads on."""

    first: list[Fact]
    more: list[Fact]


def pay_facts(question: Question, code: str, base: FactBase) -> PayAnswer:
    """Statements of the pay laws at a place, the finest place first, for questions on paying or on contracts."""
    answer = PayAnswer([], [])
    if not (question.on_pay or question.on_contract or question.money):
        return answer
    for law in sorted(base.pay_laws_at(code), key=lambda law: -len(law.place)):
        place, said = base.place_name(law.place), _says(question, law)
        at_once = _asked_for(question)
        for part, pairs in said.items():
            into = answer.first if part in at_once and (question.on_pay or question.on_contract) else answer.more
            into += [Fact(f"pay {law.id}", full, plain, law.citation, law.verified, place) for plain, full in pairs]
    return answer


def unknown_pay(place: str) -> str:
    """What to say where the base holds no law on payment."""
    return (
        f"{place[:1].upper()}{place[1:]}: my fact base holds no law on freelance contracts or late payment there, so what "
        "your contract says decides. Agree on a date: 14 days after the invoice is usual."
    )


def _says(question: Question, law: PayLaw) -> dict[str, list[tuple[str, str]]]:
    """Pairs of plain words and the full statement by part of the law; the parts that are asked for come first."""
    name = law.name[:1].upper() + law.name[1:]
    duties = "; ".join(law.duties)
    parts = {
        "time": [*_outside(question, law, name), *_in_time(question, law, name)],
        "contract": _contents(question, law, name) if question.on_contract or law.kind == "freelance_act" else [],
        "deadline": _deadline(question, law, name),
        "late": _late(law, name),
        "duties": [(f"also: {duties}", f"{name}, also: {duties}.")] if duties else [],
        "who": [(f"{name} protects: {law.who}", f"{name} protects: {law.who}")],
        "pending": [(f"pending: {law.pending}", f"Pending: {law.pending}")] if law.pending else [],
        "law": [(f"the law is: {law.statute}", f"The law is: {law.statute}.")],
    }
    return {part: parts[part] for part in dict.fromkeys((*_asked_for(question), *parts))}


def _asked_for(question: Question) -> list[str]:
    """The parts of a law that a question is after, in the order of an answer."""
    asks = asking()["pay_parts"]
    assert isinstance(asks, dict)
    asked = [part for part, words in asks.items() if re.search(words, question.text, re.IGNORECASE)]
    if question.on_pay and question.days:
        asked = ["deadline", *asked]
    if question.on_contract:
        asked = ["contract", *asked] if "contract" in asked or not asked else [*asked, "contract"]
    elif "contract" in asked:
        asked.remove("contract")
    return ["time", *asked, *(("deadline", "late") if question.on_pay or not asked else ())]


def _late(law: PayLaw, name: str) -> list[tuple[str, str]]:
    """What late payment costs, and what else happens to who breaks the law."""
    said = [(f"if the law is broken: {law.penalties}", f"{name}, if it is broken: {law.penalties}")]
    if law.late_interest or law.late_sum:
        interest = f"interest of {law.late_interest}" if law.late_interest else ""
        cost = " and ".join(filter(None, [interest, law.late_sum]))
        said.insert(0, (f"late payment costs {cost}", f"{name}: late payment costs {cost}."))
    return said


def _outside(question: Question, law: PayLaw, name: str) -> list[tuple[str, str]]:
    """That a law leaves out somebody the question speaks of."""
    asks = asking()["outside"]
    assert isinstance(asks, dict)
    left = [key for key in law.outside if re.search(asks[key], question.text, re.IGNORECASE)]
    if not left:
        return []
    words = f"{name} probably does not hold here, as it leaves some out. It protects: {law.who}"
    return [(words, words)]


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
    if _outside(question, law, name):
        return [items]
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
    verdict = _held_against(question, law) if question.days else ""
    if verdict:
        said.insert(0, (f"{name}: {verdict}", f"{name}: {verdict}."))
    return said


def _held_against(question: Question, law: PayLaw) -> str:
    """What the law makes of the longest span of the question: a term that was agreed, or the time that has passed."""
    days, over = max(question.days), law.limit_days and max(question.days) > law.limit_days
    if ELAPSED.search(question.text) and UNDATED.search(question.text) and law.default_days and days > law.default_days:
        return (
            f"without an agreed date payment was due after {law.default_days} days, so after {days} days it is "
            f"{days - law.default_days} days late"
        )
    if over and law.limit_is_hard:
        return f"{days} days is more than {law.limit_days} days after {law.limit_from}, so it does not comply"
    if over and not ELAPSED.search(question.text):
        return (
            f"{days} days is more than {law.limit_days} days after {law.limit_from}, so it is valid only if expressly "
            "agreed and not grossly unfair"
        )
    if law.limit_days and law.limit_is_hard and not over:
        return f"{days} days is within the limit of {law.limit_days} days after {law.limit_from}"
    return ""
