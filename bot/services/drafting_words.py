"""The values that the clauses name, in the words of a contract."""

from __future__ import annotations

from datetime import date

from bot.domain.agreement import Choices, Due, payments
from bot.domain.brief import Brief
from bot.domain.characters import clean
from bot.domain.contract import RightsMode
from bot.domain.drafting import LawSentence, Matter
from bot.domain.money import PayUnit
from bot.domain.rights import FactBase, PayLaw
from bot.services.clause_library import law_words

TO_BE_GIVEN = "(to be given before acceptance)"
KEEP_YEARS = 6  # the longest of the pay laws: New York State, General Business Law 1412
LIST_DAYS = 5
LIFELONG = "as long as the copyright lasts"
NO_WAIVER = frozenset(
    {
        "not_waivable",
        "not_waivable_in_core",
        "treat_as_not_waivable",
        "not_assignable",
        "not_assignable_covenant_not_to_exercise",
    }
)
ASSERTED = frozenset({"GB", "NZ"})  # the naming right has to be asserted: CDPA 77, 78; NZ Part 4


def day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def letter(index: int) -> str:
    """a, b … z, aa, ab …"""
    head, tail = divmod(index, 26)
    return (chr(96 + head) if head else "") + chr(97 + tail)


def counted(count: int, what: str) -> str:
    """`1 day`, `14 days`; empty for none."""
    return "" if not count else f"1 {what}" if count == 1 else f"{count} {what}s"


def years(count: int) -> str:
    return counted(count, "year")


def home(code: str) -> str:
    """The country or state whose copyright law counts: `US-NY-NYC` counts as `US`, `US-CA` as itself."""
    return code if code == "US-CA" else code.split("-")[0]


def needs_ink(choices: Choices) -> str:
    """Why a click is not enough for this contract, or nothing."""
    exclusive = choices.mode in (RightsMode.ASSIGNMENT, RightsMode.EXCLUSIVE_LICENCE)
    return law_words("ink").get(home(choices.law), "") if exclusive else ""


def late_law(choices: Choices, base: FactBase) -> PayLaw | None:
    """The law on late payment that the contract names: one that has to be named, else that of the chosen law, else
    that of the freelancer's place."""
    found = [law for code in dict.fromkeys((choices.law, *choices.places)) for law in base.pay_laws_at(code)]
    named = [law for law in found if "late_rate" in law.items]
    chosen = [law for law in found if law.late_interest and law.place in (choices.law, choices.freelancer.place, "EU")]
    return next(iter([*named, *chosen]), None)


def tags(matter: Matter) -> frozenset[str]:
    """What the heads of the clause files ask for."""
    choices = matter.choices
    found = {f"mode_{choices.mode.value}", f"law_{home(choices.law).split('-')[0].lower()}"}
    found.add("pay_fixed" if choices.fee and choices.fee.unit is PayUnit.TOTAL else "pay_rate")
    if choices.delivery:
        found.add("dated")
    return frozenset(found)


def values(matter: Matter, base: FactBase, sentences: list[LawSentence]) -> dict[str, object]:
    """Everything a clause may name."""
    choices, brief = matter.choices, matter.brief
    place = base.of(choices.law)
    dues = payments(choices)
    late = late_law(choices, base)
    return {
        **_work(choices, brief),
        **_rights(choices),
        "law_sentences": [f"{sentence.text} ({sentence.citation})" for sentence in sentences],
        "has_deposit": bool(dues) and dues[0].on is None,
        "delivery": day(choices.delivery) if choices.delivery else "",
        "fee": str(choices.fee) if choices.fee else TO_BE_GIVEN,
        "hours_per_week": brief.hours_per_week,
        "parts": [_part(index, due) for index, due in enumerate(dues)],
        "late_interest": late.late_interest if late else "",
        "late_sum": late.late_sum if late else "",
        "late_citation": late.citation if late else "",
        "law_name": _law_name(choices.law, base),
        "kill_law": law_words("ending").get(home(choices.law), ""),
        "asserts": home(choices.law) in ASSERTED,
        "no_waiver": place is not None and place.moral.waiver in NO_WAIVER,
        "ink": needs_ink(choices),
        "keep_years": KEEP_YEARS,
        "client_name": one_line(choices.client.name) or TO_BE_GIVEN,
        "freelancer_name": one_line(choices.freelancer.name) or TO_BE_GIVEN,
    }


def _work(choices: Choices, brief: Brief) -> dict[str, object]:
    things = [f"{item.what} ({item.count})" if item.count > 1 else item.what for item in brief.deliverables]
    items = [{"letter": letter(index), "what": one_line(what)} for index, what in enumerate(things or [brief.title])]
    seattle = "US-WA-SEA" in choices.places
    return {
        "items": items,
        "scope": one_line(choices.scope or brief.description),
        "out_of_scope": one_line(choices.out_of_scope),
        "place_of_work": "The work is done at the Freelancer's own workplace. There are no tips, deductions or charges."
        if seattle
        else "",
        "review_days": counted(choices.review_days, "working day"),
        "revisions_words": {0: "no rounds of revision", 1: "1 round of revision"}.get(
            choices.revisions, f"{choices.revisions} rounds of revision"
        ),
        "payment_days": counted(choices.payment_days, "day"),
        "list_days": counted(min(LIST_DAYS, choices.payment_days), "day"),
        "expenses": one_line(choices.expenses),
        "secrecy_years": choices.secrecy_years,
        "secrecy_words": years(choices.secrecy_years),
        "notice_days": counted(choices.notice_days, "day"),
        "kill_fee": choices.kill_fee,
        "personal_data": choices.personal_data,
    }


def _rights(choices: Choices) -> dict[str, object]:
    purpose = one_line(choices.purpose)
    return {
        "purpose": purpose or "the Client's own business, as “Work” describes it",
        "purpose_words": f", for this purpose: {purpose}" if purpose else "",
        "territory": one_line(choices.territory),
        "term": years(choices.years) if choices.years else LIFELONG,
        "category": choices.category,
        "credit": choices.credit,
        "portfolio": choices.portfolio,
        "ai": choices.ai.value,
        "training": choices.training,
    }


def _part(index: int, due: Due) -> dict[str, str]:
    when = f"handed over by {day(due.on)}" if due.on else "due at the start"
    return {"letter": letter(index), "what": one_line(due.what), "amount": str(due.amount), "when": when}


def _law_name(code: str, base: FactBase) -> str:
    if code == "EU":
        return "the member state of the European Union in which the Freelancer lives"
    return base.place_name(code)


def one_line(words: str) -> str:
    """One line of characters that every format can show."""
    return " ".join(clean(words).split())
