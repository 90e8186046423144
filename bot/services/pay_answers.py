"""What the pay laws say to a question: whether they hold, deadlines, contents of a contract, what late payment costs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.rights import FactBase, PayLaw, PayPart
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
CONTENTS = re.compile(
    r"contain|\bin it\b|must .{0,30}(?:say|name|have|stand|be in)|\bneed(?:ed|s)?\b|in writing|written|lacks?|"
    r"missing|enough|required|"
    r"threshold|has to be in",
    re.IGNORECASE,
)  # what must stand in a contract, or whether one is needed
WEEKEND = re.compile(r"\b(?:weekend|in a week|same week|within a week|one week|few days)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """One thing that a law says: plainly, and as it was written down (what follows the law's name)."""

    plain: str
    full: str
    part: PayPart | None = None


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
    at_once = _asked_for(question)
    for law in sorted(base.pay_laws_at(code), key=lambda law: -len(law.place)):
        place, said = base.place_name(law.place), _says(question, law)
        for part in dict.fromkeys((*at_once, *said)):
            first = part in at_once and (question.on_pay or question.on_contract)
            (answer.first if first else answer.more).extend(_fact(line, law, place) for line in said.get(part, []))
    return answer


def _fact(line: _Line, law: PayLaw, place: str) -> Fact:
    name = law.name[:1].upper() + law.name[1:]
    confirmed = law.verified if line.part is None else law.confirmed(line.part)
    return Fact(f"pay {law.id}", f"{name}{line.full}", line.plain, law.citation, confirmed, place, name)


def unknown_pay(place: str) -> str:
    """What to say where the base holds no law on payment."""
    return (
        f"{place[:1].upper()}{place[1:]}: my fact base holds no law on freelance contracts or late payment there, so what "
        "your contract says decides. Agree on a date: 14 days after the invoice is usual."
    )


def _says(question: Question, law: PayLaw) -> dict[str, list[_Line]]:
    """The lines of a law by the part that they belong to."""
    return {
        "time": [*_outside(question, law), *_in_time(question, law)],
        "contract": _contents(question, law) if question.on_contract or law.kind == "freelance_act" else [],
        "deadline": _deadline(question, law),
        "late": _late(law),
        "duties": _rest("it also asks for", "; ".join(law.duties), "duties"),
        "who": _rest("it protects", law.who),
        "pending": _rest("pending", law.pending),
        "law": _rest("the law is", law.statute),
        "notes": _rest("not confirmed in this law", "; ".join(law.unverified)),
    }


def _rest(label: str, words: str, part: PayPart | None = None) -> list[_Line]:
    words = words.rstrip(".")
    return [_Line(f"{label}: {words}", f", {label}: {words}.", part)] if words else []


def _asked_for(question: Question) -> list[str]:
    """The parts of a law that a question is after, in the order of an answer."""
    asks = asking()["pay_parts"]
    assert isinstance(asks, dict)
    asked = [part for part, words in asks.items() if re.search(words, question.text, re.IGNORECASE)]
    if question.on_pay and question.days:
        asked = ["deadline", *asked]
    if question.on_contract:
        others = [part for part in asked if part != "contract"]
        asked = [*others, "contract"] if others and not CONTENTS.search(question.text) else ["contract", *others]
    elif "contract" in asked:
        asked.remove("contract")
    if question.on_pay or not asked:
        asked += ["deadline", "late"]
    elif "contract" in asked:
        asked.append("deadline")  # the day of payment is one of the things that a contract must name
    return ["time", *asked]


def _late(law: PayLaw) -> list[_Line]:
    """What late payment costs, and what else happens to who breaks the law."""
    label = "late payment costs" if law.late_interest or law.late_sum else "if it is broken:"
    said = [_Line(f"{label} {law.remedy}", f", if it is broken: {law.penalties}", "late")]
    cost: list[tuple[str, PayPart]] = [(f"interest of {law.late_interest}", "late")] if law.late_interest else []
    cost += [(law.late_sum, "sum")] if law.late_sum else []
    said += [_Line(f"late payment costs {words}", f": late payment costs {words}.", part) for words, part in cost]
    return said


def _outside(question: Question, law: PayLaw) -> list[_Line]:
    """That a law leaves out somebody the question speaks of."""
    asks = asking()["outside"]
    assert isinstance(asks, dict)
    left = [key for key in law.outside if re.search(asks[key], question.text, re.IGNORECASE)]
    if not left:
        return []
    words = f"probably does not hold here, as it leaves some out. It protects: {law.who}"
    return [_Line(words, f" {words}")]


def _in_time(question: Question, law: PayLaw) -> list[_Line]:
    """That the law is younger than the contract of the question."""
    if law.since is None or not question.years or max(question.years) > law.since.year:
        return []
    year = max(question.years)
    tail = f"one from {year} is not covered" if year < law.since.year else "so in that year the date counts"
    words = f"it holds for contracts since {law.since:%-d %B %Y}: {tail}"
    return [_Line(words, f": {words}.")]


def _contents(question: Question, law: PayLaw) -> list[_Line]:
    """Whether a written contract is needed for the sum in the question, and what must stand in it."""
    must = f"the contract must contain: {'; '.join(law.required)}"
    items = _Line(must, f": {must}.", "contract")
    need = _needed(question, law)
    return [_Line(need, f": {need}."), items] if need else [items]


def _needed(question: Question, law: PayLaw) -> str:
    """Whether the sum in the question asks for a written contract. Empty: the law knows no threshold, or leaves it out."""
    if not law.threshold_amount:
        return ""
    money = question.money
    if money is None or money.currency != law.currency:
        return f"a written contract is needed from {law.threshold} on"
    if _outside(question, law):
        return ""
    week = law.threshold_week and (WEEKEND.search(question.text) or any(days <= 7 for days in question.days))
    if money.amount >= law.threshold_amount or (week and money.amount >= law.threshold_week):
        return f"yes, a written contract is needed, as {money} reaches the threshold ({law.threshold})"
    return (
        f"{money} alone is below the threshold ({law.threshold}), so this law does not ask for a written "
        "contract; jobs for the same client that count together can reach it"
    )


def _deadline(question: Question, law: PayLaw) -> list[_Line]:
    """When pay is due, held against the days that the question names."""
    full = law.deadline
    if law.default_days and str(law.default_days) not in full:
        full += f"; without a date {law.default_days} days"
    said = [_Line(f"payment is due {law.due}", f", when to pay: {full}.", "deadline")]
    verdict = _held_against(question, law) if question.days else ""
    return [_Line(verdict, f": {verdict}.", "limit"), *said] if verdict else said


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
