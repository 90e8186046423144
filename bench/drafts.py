"""Random contract drafts over all places, rights modes and terms, each checked for what must never go wrong.

    python bench/drafts.py [--drafts 500] [--seed 1] [--files 500]

Counts drafts with an unfilled variable, a wrong sum, dates out of order, a required item missing, a law broken without
being refused, or a PDF or DOCX that says something else than the preview. Also how long three formats take.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import docx
from pypdf import PdfReader

from adapters.documents import Documents
from bot.domain.agreement import PartOfPay, payments
from bot.domain.brief import AiUse, Brief, Deliverable, RightsWish
from bot.domain.contract import RightsMode
from bot.domain.drafting import NINE_CATEGORIES, Draft, Matter
from bot.domain.money import MAX_MINOR, Pay, PayUnit
from bot.domain.proposal import Terms
from bot.services.drafting import assemble, matter_of
from bot.services.drafting_words import TO_BE_GIVEN, amounts, home
from bot.services.facts import fact_base
from bot.services.pay_laws import applying, wait_for_invoice

TODAY = date(2026, 11, 22)
CURRENCIES = ("USD", "EUR", "GBP", "JPY", "INR", "KWD", "BRL")
TITLES = (
    "Logo for a bakery",
    "iOS app #2 *fast* _new_ $1 \\ {{ title }} {% if %}",
    "Портфолио & site <b>",
    "Ilustração “Café” für Ämter",
    "W" * 120,
)
NAMES = ("Ann Baker S.L.", "Łukasz Żółć", "O'Neil & Söhne GmbH", "Zoë [x](y) #let a = 1", "Muñoz, José {{ name }}")
FURTHER = ("US-TX", "GB-SCT", "CA-ON", "PT", "CH", "Peru")
WHAT = {  # what the words of a contract must hold for an item that a pay law asks for
    "addresses": r"\d+ Street",
    "names": r"“the Client”.*“the Freelancer”",
    "contacts": r"@example\.com",
    "itemised": r"\(a\) ",
    "content": r"\(a\) ",
    "value": r"\b(?:USD|EUR|GBP|JPY|INR|KWD|BRL)\b",
    "amount": r"\b(?:USD|EUR|GBP|JPY|INR|KWD|BRL)\b",
    "pay_date": r"due (?:within|on)",
    "list_date": r"invoice",
    "delivery_date": r"handed over by|on delivery",
    "rights_scope": r"Place: .*Duration: ",
    "late_rate": r"bears interest",
    "recovery": r"EUR 40",
    "work_place": r"done at the Freelancer's own workplace",
    "expenses": r"[Ee]xpenses",
    "deductions": r"no tips, deductions",
    "notice_of_changes": r"nothing changes until the other side agrees in writing",
}


def random_matter(dice: random.Random) -> Matter:
    """A contract that two people could agree on, with details complete."""
    places = [*fact_base().jurisdictions, *(law.place for law in fact_base().pay_laws), *FURTHER]
    delivery = TODAY + timedelta(days=dice.randint(0, 400))
    fixed = dice.random() < 0.8
    currency = dice.choice(CURRENCIES)
    minor = dice.choice((1, 3, 99, 80_001, dice.randint(1, 10**7), MAX_MINOR))
    unit = PayUnit.TOTAL if fixed else dice.choice((PayUnit.HOUR, PayUnit.DAY, PayUnit.WORD))
    settings = {
        "law": dice.choice(places),
        "mode": dice.choice(list(RightsMode)).value,
        "client_place": dice.choice(places),
        "freelancer_place": dice.choice(places),
        "revisions": str(dice.choice((0, 1, 2, 50))),
        "kill_fee": str(dice.choice((0, 25, 100))),
        "payment_days": str(dice.choice((0, 1, 14, 30, 45, 60, 90))),
        "review_days": str(dice.choice((1, 10, 30))),
        "notice_days": str(dice.choice((0, 14, 30))),
        "secrecy_years": str(dice.choice((0, 1, 5))),
        "years": dice.choice(("", "1", "5", "70")),
        "territory": dice.choice(("worldwide", "Spain", "Europe and the Americas")),
        "purpose": dice.choice(("", "the website of the bakery")),
        "portfolio": dice.choice(("yes", "no")),
        "credit": dice.choice(("yes", "no")),
        "training": dice.choice(("yes", "no")),
        "personal_data": dice.choice(("yes", "no")),
        "ai": dice.choice(list(AiUse)).value,
        "category": dice.choice((*NINE_CATEGORIES, "a logo")),
        "freelancer_company": dice.choice(("yes", "no")),
    }
    for side in ("client", "freelancer"):
        settings[f"{side}_name"] = dice.choice(NAMES)
        settings[f"{side}_address"] = f"{dice.randint(1, 99)} Street, City"
        settings[f"{side}_contact"] = f"{side}@example.com"
    settings["special"] = dice.choice(("", "the source files are handed over", "pay {{ 7 }} more\n(b) and #that"))
    settings["courts"], settings["pay_by"] = dice.choice(("", "Lyon")), dice.choice(("", "Wise"))
    settings["liability"], settings["bugfix_days"] = str(dice.choice((1, 2, 5))), str(dice.choice((0, 1, 30)))
    if fixed and dice.random() < 0.5:
        settings["parts"] = ";".join(part.show() for part in random_parts(dice, delivery))
    brief = random_brief(dice)
    terms = Terms(pay=Pay(low=minor, high=minor, currency=currency, unit=unit), deadline=delivery)
    return matter_of(brief, terms, settings, today=TODAY)


def random_brief(dice: random.Random) -> Brief:
    """Short and long briefs, with characters that could be taken for markup."""
    return Brief(
        title=dice.choice(TITLES),
        description=dice.choice(("", "A warm logo.\n\nWith *two* colours.", "Ж" * 3000)),
        deliverables=tuple(
            Deliverable(what=dice.choice(("logo", "banner #1", "landing page")), count=dice.randint(1, 5))
            for _ in range(dice.choice((0, 1, 3, 30)))
        ),
        rights=dice.choice((None, *RightsWish)),
        hours_per_week=dice.choice((None, 20)),
        duration_days=dice.choice((None, 30, 400)),
    )


def random_parts(dice: random.Random, delivery: date) -> list[PartOfPay]:
    """Shares that add up to 100 per cent, in the order of their days."""
    count = dice.randint(1, 6)
    cuts = sorted(dice.sample(range(1, 100), count - 1))
    shares = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    days = sorted(TODAY + timedelta(days=dice.randint(0, (delivery - TODAY).days)) for _ in range(count))
    return [
        PartOfPay(
            per_cent=Decimal(share),
            what=f"Part {number}",
            on=delivery if number == count else None if number == 1 and dice.random() < 0.5 else day,
        )
        for number, (share, day) in enumerate(zip(shares, days, strict=True), 1)
    ]


def faults(matter: Matter, draft: Draft) -> Iterator[str]:
    """What is wrong with the words of a draft."""
    words = " ".join(draft.text.plain.split())
    own = words.replace("{{ title }} {% if %}", "").replace("{{ name }}", "").replace("{{ 7 }}", "")
    if re.search(r"\{\{|\}\}|\{%|%\}|\bNone\b|Undefined", own) or TO_BE_GIVEN in words or draft.missing:
        yield "unfilled variable"
    dues = payments(matter.choices)
    fee = matter.choices.fee
    if fee and fee.unit is PayUnit.TOTAL and sum(due.minor for due in dues) != fee.most.minor:
        yield "wrong sum"
    if any(amount not in words for amount in amounts(dues)):
        yield "amount missing"
    days = [due.on for due in dues if due.on]
    if days != sorted(days) or (days and days[-1] != matter.choices.delivery):
        yield "dates out of order"
    if not draft.refused:
        yield from _broken_laws(matter, words)
    yield from _rights(matter, draft, words)


def _broken_laws(matter: Matter, words: str) -> Iterator[str]:
    choices = matter.choices
    for law in applying(choices, fact_base()):
        for item in law.items:
            if not re.search(WHAT[item], words):
                yield f"required item missing: {law.id} {item}"
        billed = wait_for_invoice(choices, law, fact_base())
        if law.limit_is_hard and law.limit_days and choices.payment_days + billed > law.limit_days:
            yield f"payment too late: {law.id}"
    if choices.mode is RightsMode.WORK_FOR_HIRE and (
        not choices.law.startswith("US")
        or choices.category not in NINE_CATEGORIES
        or (choices.freelancer.place.startswith("US-CA") and not choices.freelancer.company)
    ):
        yield "work made for hire where it cannot be"


def _rights(matter: Matter, draft: Draft, words: str) -> Iterator[str]:
    rights = " ".join(" ".join(clause.paragraphs) for clause in draft.text.clauses if clause.key == "rights")
    law = home(matter.choices.law)
    if law == "DE" and re.search(r"\bassign", rights):
        yield "an assignment in Germany"
    if law == "FR" and matter.choices.mode is not RightsMode.WORK_FOR_HIRE:
        rows = re.split(r"\([a-d]\) ", rights)[1:]
        if len(rows) != 4 or any(
            word not in row for row in rows for word in ("Extent", "Purpose", "Place", "Duration")
        ):
            yield "French rights are not enumerated"
    if any(line.citation and line.citation not in fact_base().citations() for line in _lines(draft)):
        yield "a citation that is not in the fact base"
    if "not legal advice" not in words or "not legal advice" not in draft.summary.disclaimer:
        yield "no line on legal advice"


def _lines(draft: Draft):  # type: ignore[no-untyped-def]
    return (*draft.summary.lines, *draft.summary.more)


def file_faults(draft: Draft, documents: Documents) -> Iterator[str]:
    """Where a file says something else than the preview. Spaces and line breaks do not count."""
    wanted = squeezed(draft.text.plain)
    pdf = "".join(page.extract_text() for page in PdfReader(io.BytesIO(documents.pdf(draft.text))).pages)
    if squeezed(re.sub(r"(?m)^\d+ / \d+$", "", pdf)) != wanted:
        yield "the PDF differs"
    word = docx.Document(io.BytesIO(documents.docx(draft.text)))
    if squeezed("\n".join(paragraph.text for paragraph in word.paragraphs)) != wanted:
        yield "the DOCX differs"


def squeezed(words: str) -> str:
    """Text without spaces and the marks where a long word may break."""
    return re.sub(r"[\s\u200b]+", "", words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--drafts", type=int, default=500)
    parser.add_argument("--files", type=int, default=500, help="how many of them are also printed")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    dice, documents, found, refused, times = random.Random(given.seed), Documents(), Counter[str](), 0, []
    for number in range(given.drafts):
        matter = random_matter(dice)
        started = time.perf_counter()
        draft = assemble(matter)
        refused += bool(draft.refused)
        found.update(faults(matter, draft))
        if number < given.files:
            documents.pdf(draft.text)
            documents.docx(draft.text)
            times.append(time.perf_counter() - started)
            found.update(file_faults(draft, documents))
    print(
        f"{given.drafts} drafts, {refused} of them refused with a rule and its mend, {min(given.files, given.drafts)} printed"
    )
    print("faults:", dict(found) or "none")
    if times:
        times.sort()
        print(f"text, PDF and DOCX: p50 {times[len(times) // 2]:.2f} s, slowest {times[-1]:.2f} s (limit 1 s)")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
