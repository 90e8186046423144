"""The values that the clauses name, in the words of a contract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.domain.agreement import Choices, Due, payments
from bot.domain.brief import Brief
from bot.domain.characters import clean
from bot.domain.contract import RightsMode
from bot.domain.drafting import LawSentence, Matter
from bot.domain.money import PayUnit
from bot.domain.rights import FactBase, PayLaw
from bot.services.clause_library import law_words
from bot.services.contract_places import law_named, lies_in
from bot.services.pay_laws import by_invoice, twice_a_month

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
SOFTWARE = re.compile(
    r"\b(?:apps?|web\s?sites?|web\s?apps?|web\s?shops?|online\s+shops?|stores?|software|program(?:me)?s?|scripts?|plug-?ins?|extensions?|"
    r"bots?|apis?|back-?ends?|front-?ends?|dashboards?|databases?|code|games?|integrations?|crm|wordpress|shopify)\b",
    re.IGNORECASE,
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
    near = (choices.law, choices.freelancer.place)
    chosen = [
        law
        for law in found
        if law.late_interest and (law.place == "EU" or any(lies_in(code, law.place) for code in near))
    ]
    return next(iter([*named, *chosen]), None)


def tags(matter: Matter) -> frozenset[str]:
    """What the heads of the clause files ask for."""
    choices = matter.choices
    found = {f"mode_{choices.mode.value}", f"law_{home(choices.law).split('-')[0].lower()}"}
    found.add("pay_fixed" if choices.fee and choices.fee.unit is PayUnit.TOTAL else "pay_rate")
    if choices.delivery:
        found.add("dated")
    if choices.special:
        found.add("special")
    if SOFTWARE.search(" ".join([matter.brief.title, *(item.what for item in matter.brief.deliverables)])):
        found.add("software")
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
        "has_deposit": len(dues) > 1 and dues[0].on is None,
        "prepaid": choices.prepaid,
        "delivery": day(choices.delivery) if choices.delivery else "",
        "fee": str(choices.fee) if choices.fee else TO_BE_GIVEN,
        "fixed": not by_invoice(choices),
        "twice_a_month": twice_a_month(choices, base),
        "hours_per_week": brief.hours_per_week,
        "parts": [
            _part(index, due, amount) for index, (due, amount) in enumerate(zip(dues, amounts(dues), strict=True))
        ],
        "late_interest": late.late_interest if late else "",
        "late_sum": late.late_sum if late else "",
        "late_if": law_words("late_if").get(late.place, "") if late else "",
        "late_citation": late.citation if late else "",
        "law_words": law_named(choices.law, base),
        "kill_law": law_words("ending").get(home(choices.law), ""),
        "asserts": home(choices.law) in ASSERTED,
        "no_waiver": place is not None and place.moral.waiver in NO_WAIVER,
        "ink": needs_ink(choices),
        "keep_years": KEEP_YEARS,
        "client_name": one_line(choices.client.name) or TO_BE_GIVEN,
        "freelancer_name": one_line(choices.freelancer.name) or TO_BE_GIVEN,
    }


def _work(choices: Choices, brief: Brief) -> dict[str, object]:
    things = [f"{item.what} ({item.count} pieces)" if item.count > 1 else item.what for item in brief.deliverables]
    items = [
        {"letter": letter(index), "what": upper_first(one_line(what))}
        for index, what in enumerate(things or [brief.title])
    ]
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
        "notice_words": {0: "", 1: "1 day's"}.get(choices.notice_days, f"{choices.notice_days} days'"),
        "kill_fee": choices.kill_fee,
        "personal_data": choices.personal_data,
        "pay_by": one_line(choices.pay_by),
        "courts": one_line(choices.courts),
        "liability_words": {1: "", 2: "twice "}.get(choices.liability, f"{choices.liability} times "),
        "bugfix_days": counted(choices.bugfix_days, "day"),
        "specials": [
            {"letter": letter(index), "what": sentence(one_line(row))}
            for index, row in enumerate(filter(str.strip, choices.special.split("\n")))
        ],
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


def amounts(dues: Sequence[Due]) -> list[str]:
    """The payments as they stand below each other: with decimals where one of them has some."""
    whole = all(due.amount.amount == due.amount.amount.to_integral_value() for due in dues)
    return [str(due.amount) if whole else due.amount.in_full for due in dues]


def _part(index: int, due: Due, amount: str) -> dict[str, str]:
    when = f"handed over by {day(due.on)}" if due.on else "due at the start"
    return {"letter": letter(index), "what": upper_first(one_line(due.what)), "amount": amount, "when": when}


def upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]


def sentence(words: str) -> str:
    """With a capital letter and a full stop."""
    return upper_first(words) + ("" if words.endswith((".", "!", "?", ":")) else ".")


def one_line(words: str) -> str:
    """One line of characters that every format can show."""
    return " ".join(clean(words).split())
