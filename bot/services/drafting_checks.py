"""What the law asks of a contract before anybody may accept it: each breach with its rule and its mend."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.agreement import Choices
from bot.domain.contract import RightsMode
from bot.domain.drafting import NINE_CATEGORIES, Matter, Trouble
from bot.domain.money import PayUnit
from bot.domain.rights import FactBase
from bot.services.clause_library import law_words
from bot.services.contract_places import place_named, which_part
from bot.services.drafting_words import home
from bot.services.pay_laws import applying, wait_for_invoice

LONG_DAYS = 183  # six months: Japanese Freelance Act, thirty days' notice
QUESTIONS = {
    "fee": "the fee",
    "delivery": "the day of delivery",
    "client_name": "the client's legal name",
    "client_address": "the client's postal address",
    "client_contact": "the client's phone number or e-mail",
    "freelancer_name": "the freelancer's legal name",
    "freelancer_address": "the freelancer's postal address",
    "freelancer_contact": "the freelancer's phone number or e-mail",
    "category": "the category of work made for hire",
}


def missing(matter: Matter, base: FactBase) -> tuple[str, ...]:
    """Settings that have to be told before anybody can accept, in the order to ask for them. Never guessed."""
    choices = matter.choices
    found = []
    if choices.fee is None:
        found.append("fee")
    if choices.delivery is None and (choices.fee is None or choices.fee.unit is PayUnit.TOTAL):
        found.append("delivery")
    contacts = any("contacts" in law.items for law in applying(choices, base))
    for side, party in (("client", choices.client), ("freelancer", choices.freelancer)):
        for what, given, asked in (
            ("name", party.name, True),
            ("address", party.address, True),
            ("contact", party.contact, contacts),
        ):
            if asked and not given:
                found.append(f"{side}_{what}")
    if choices.mode is RightsMode.WORK_FOR_HIRE and not choices.category:
        found.append("category")
    return tuple(found)


def troubles(matter: Matter, base: FactBase) -> tuple[Trouble, ...]:
    """What the law forbids in this draft, and what is worth knowing about it."""
    choices = matter.choices
    return (
        *_hire(choices),
        *_payment(choices, base),
        *_notice(matter),
        *_days(matter),
        *_signature(choices),
        *_federation(choices),
        *_unknown(choices, base),
    )


def _hire(choices: Choices) -> Iterator[Trouble]:
    if choices.mode is not RightsMode.WORK_FOR_HIRE:
        return
    mend = "Choose a transfer on full payment instead."
    setting = ("mode", RightsMode.ASSIGNMENT.value)
    if not choices.law.startswith("US"):
        yield Trouble(
            "“Work made for hire” exists only in the law of the United States.", mend, "17 USC 101", setting=setting
        )
        return
    if choices.category and choices.category not in NINE_CATEGORIES:
        yield Trouble(
            "Only nine kinds of commissioned work can be made for hire, and this is none of them.",
            mend,
            "17 USC 101, 201(b)",
            setting=setting,
        )
    if choices.freelancer.place.startswith("US-CA") and not choices.freelancer.company:
        yield Trouble(
            "For an individual in California, these words make the client an employer for the state's insurances.",
            mend,
            "Cal. Labor Code 3351.5(c); Unemp. Ins. Code 621(d), 686",
            setting=setting,
        )


def _payment(choices: Choices, base: FactBase) -> Iterator[Trouble]:
    for law in applying(choices, base):
        wait = wait_for_invoice(choices, law, base)
        allowed = max(0, law.limit_days - wait)
        if law.limit_days and choices.payment_days > allowed:
            here = f"here it is {choices.payment_days}"
            if wait:
                here = (
                    f"here it can be {wait + choices.payment_days}, because up to {wait} days pass before the invoice"
                )
            rule = f"The {law.name} allows at most {law.limit_days} days after {law.limit_from} for payment; {here}."
            mend = f"Say “payment within {allowed} days”."
            yield Trouble(rule, mend, law.citation, law.limit_is_hard, ("payment_days", str(allowed)))
    if home(choices.law) == "DE" and choices.review_days > 22:
        rule = "German law allows more than 30 days of review only where it is not grossly unfair."
        yield Trouble(rule, "Say “review within 10 working days”.", "BGB 271a, 286, 288", False, ("review_days", "10"))


def _notice(matter: Matter) -> Iterator[Trouble]:
    choices, long = matter.choices, (matter.brief.duration_days or 0) >= LONG_DAYS
    japanese = any(home(code) == "JP" for code in choices.places)
    if japanese and long and choices.notice_days < 30:
        rule = "The Japanese Freelance Act asks for 30 days' notice where the work goes on for six months or more."
        yield Trouble(rule, "Say “30 days' notice”.", "Act 25 of 2023", setting=("notice_days", "30"))


def _days(matter: Matter) -> Iterator[Trouble]:
    choices = matter.choices
    if choices.delivery and choices.delivery < matter.today:
        yield Trouble("The day of delivery has passed.", "Name a later day.")


def _signature(choices: Choices) -> Iterator[Trouble]:
    advice = law_words("advised").get(home(choices.law), "")
    if advice and choices.mode in (RightsMode.ASSIGNMENT, RightsMode.EXCLUSIVE_LICENCE):
        yield Trouble(advice, "You can sign the PDF that way as well.", "IT Act 2000 ss.5, 10A", must=False)


def _federation(choices: Choices) -> Iterator[Trouble]:
    """A contract follows the law of a State or a province, not of a federation."""
    if which := which_part(choices.law):
        yield Trouble("The law you named has parts with laws of contract of their own.", which, must=False)


def _unknown(choices: Choices, base: FactBase) -> Iterator[Trouble]:
    for code in choices.places:
        if base.of(code) is None:
            rule = f"The law of {place_named(code, base)} is not in my fact base, so I used general rules."
            yield Trouble(rule, "Have somebody who knows that law look at it.", must=False)
