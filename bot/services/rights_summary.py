"""A contract's rights in plain words: at most a phone screen, each line with its clause and the law it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.agreement import Choices, payments
from bot.domain.brief import AiUse
from bot.domain.contract import ContractText, RightsMode, RightsSummary, SummaryLine
from bot.domain.drafting import Matter
from bot.domain.rights import DISCLAIMER, FactBase, Jurisdiction
from bot.services.contract_places import place_named
from bot.services.drafting_words import LIFELONG, NO_WAIVER, home, needs_ink, years
from bot.services.facts import worded
from bot.services.pay_laws import applying
from bot.services.questions import table

EXCLUSIVE = (RightsMode.ASSIGNMENT, RightsMode.EXCLUSIVE_LICENCE)


def summary_for(matter: Matter, text: ContractText, base: FactBase) -> RightsSummary:
    """Who owns what, from when and by what act, what stays, what is not settled."""
    numbers = {clause.key: f"Clause {number}" for number, clause in enumerate(text.clauses, 1)}
    place = base.of(matter.choices.law)
    lines = tuple(_lines(matter.choices, numbers, place, base))
    return RightsSummary(lines=lines, more=tuple(_more(matter.choices, numbers, place, base)), disclaimer=DISCLAIMER)


def _lines(
    choices: Choices, numbers: dict[str, str], place: Jurisdiction | None, base: FactBase
) -> Iterator[SummaryLine]:
    rights = numbers["rights"]
    yield SummaryLine(
        topic="Now",
        sentence=_now(choices, base),
        clause=numbers["rights"],
        citation=place.owner.citation if place else "",
    )
    yield SummaryLine(
        topic="After payment", sentence=_change(choices), clause=rights, citation=_change_law(choices, place)
    )
    yield SummaryLine(topic="Where, how long, for what", sentence=_extent(choices), clause=rights)
    yield SummaryLine(
        topic="The freelancer keeps",
        sentence="Tools and older material, drafts and unused concepts"
        + (", and may show the work in a portfolio." if choices.portfolio else ". No portfolio without consent."),
        clause=f"{numbers['background']}, {numbers['unused']}, {numbers['portfolio']}",
    )
    yield SummaryLine(topic="The client may not", sentence=_may_not(choices), clause=f"{rights}, {numbers['ai']}")
    yield SummaryLine(topic="Partly paid", sentence=_partly(choices), clause=numbers["part"])
    yield SummaryLine(
        topic="Credit",
        sentence=_credit(choices, place),
        clause=numbers["moral"],
        citation=place.moral.citation if place else "",
    )
    if choices.ai is not AiUse.FORBIDDEN:
        yield SummaryLine(
            topic="AI",
            sentence="Parts made by AI alone may belong to nobody; they are named at each delivery.",
            clause=numbers["ai"],
        )
    yield _unsettled(numbers, place)


def _now(choices: Choices, base: FactBase) -> str:
    if choices.mode is RightsMode.WORK_FOR_HIRE:
        return "The client counts as the author, if the law takes it as made for hire; else the freelancer owns it until paid."
    owned = "The freelancer owns everything until it is paid for"
    turned = [code for code in choices.places if "*" in table("client_owns").get(home(code), [])]
    if turned:
        return f"{owned}, because this contract says so: by the law of {base.place_name(turned[0])} it would be the client's."
    return f"{owned}."


def _unsettled(numbers: dict[str, str], place: Jurisdiction | None) -> SummaryLine:
    """What the contract leaves open, and what the law says then."""
    if place is None:
        return SummaryLine(
            topic="Not settled", sentence="What the law says beside this contract.", clause=numbers["law"]
        )
    has = "has" if place.owner.verified else "usually has (not confirmed)"
    return SummaryLine(
        topic="Not settled",
        sentence=f"Whatever the contract does not name. There the client {has}: {place.silent.client_gets}.",
        clause=numbers["law"],
        citation=place.owner.citation,
    )


def _change(choices: Choices) -> str:
    german = home(choices.law) == "DE"
    match choices.mode:
        case RightsMode.LICENCE:
            return "Paying in full gives the client a non-exclusive licence; the freelancer stays the owner."
        case RightsMode.WORK_FOR_HIRE:
            return (
                "If it counts as work made for hire, the client is the author from the start; "
                "if not, ownership passes by full payment."
            )
        case _ if german:
            return "Paying in full gives the client exclusive rights of use. Copyright itself cannot pass in Germany."
        case RightsMode.EXCLUSIVE_LICENCE:
            return "Paying in full gives the client an exclusive licence; the freelancer stays the owner."
        case RightsMode.ASSIGNMENT:
            act = "and a signature by hand make" if needs_ink(choices) else "makes"
            return f"Paying a part in full {act} the client the owner of the rights in it."


def _change_law(choices: Choices, place: Jurisdiction | None) -> str:
    if place is None:
        return ""
    if choices.mode is RightsMode.WORK_FOR_HIRE:
        return "17 USC 101, 201(b)"
    return place.transfer.citation


def _partly(choices: Choices) -> str:
    """What a payment that is not the whole moves. A deposit is no part of the work."""
    if choices.mode is RightsMode.WORK_FOR_HIRE:
        return "The client uses only what is paid in full; unpaid parts go back if the contract ends early."
    dues = payments(choices)
    deposit = " The deposit alone moves none." if len(dues) > 1 and dues[0].on is None else ""
    return f"Rights pass only in the parts that are paid in full.{deposit}"


def _extent(choices: Choices) -> str:
    term = years(choices.years) if choices.years else LIFELONG
    narrow = choices.mode is RightsMode.LICENCE or (home(choices.law) == "FR" and choices.mode in EXCLUSIVE)
    purpose = choices.purpose or ("the client's own business" if narrow else "any purpose")
    exclusive = "Not exclusive" if choices.mode is RightsMode.LICENCE else "Exclusive"
    return f"{exclusive}: {choices.territory}, {term}, for {purpose}."


def _may_not(choices: Choices) -> str:
    train = "" if choices.training else " or train AI on it"
    if choices.mode is RightsMode.LICENCE:
        return f"Use the work for anything else, pass it on{train}."
    return f"Use a part before it is paid for{train}."


def _credit(choices: Choices, place: Jurisdiction | None) -> str:
    named = "The freelancer is named as the maker." if choices.credit else "No credit line is owed."
    if place is not None and place.moral.waiver in NO_WAIVER:
        cannot = "cannot" if place.moral.verified else "usually cannot"
        return f"{named} Moral rights stay with the freelancer and {cannot} be given up."
    return f"{named} Moral rights stay with the freelancer; nothing is waived."


def _more(
    choices: Choices, numbers: dict[str, str], place: Jurisdiction | None, base: FactBase
) -> Iterator[SummaryLine]:
    if place is None:
        yield SummaryLine(
            topic="Law",
            sentence=f"The law of {place_named(choices.law, base)} is not in my fact base; this follows general rules.",
            clause=numbers["law"],
        )
        return
    yield SummaryLine(
        topic="If nothing were agreed", sentence=worded(place.owner, place.place), citation=place.owner.citation
    )
    yield SummaryLine(
        topic="What moves rights",
        sentence=worded(place.transfer, place.place),
        clause=numbers["rights"],
        citation=place.transfer.citation,
    )
    yield SummaryLine(
        topic="Moral rights",
        sentence=worded(place.moral, place.place),
        clause=numbers["moral"],
        citation=place.moral.citation,
    )
    for rule in place.rules:
        yield SummaryLine(topic="Also", sentence=worded(rule, place.place), citation=rule.citation)
    for made_by_ai in base.ai:
        if made_by_ai.place == place.code:
            yield SummaryLine(
                topic="AI", sentence=worded(made_by_ai, place.place), clause=numbers["ai"], citation=made_by_ai.citation
            )
    yield from _checked(choices, base)
    if ink := needs_ink(choices):
        yield SummaryLine(topic="Signature", sentence=ink, clause=numbers["signatures"])
    yield SummaryLine(
        topic="Not settled",
        sentence="A court may apply another law than the one you choose; rules that protect authors and freelancers may "
        "apply anyway.",
        clause=numbers["law"],
    )


def _checked(choices: Choices, base: FactBase) -> Iterator[SummaryLine]:
    """The pay laws that may apply: nobody can accept a draft that breaks one."""
    for law in applying(choices, base):
        name = law.name[:1].upper() + law.name[1:]
        words = f"{name}: it may apply; what it asks for stands in the contract."
        yield SummaryLine(topic="Checked", sentence=words, citation=law.citation)
