"""What every draft says, whatever the place, the rights and the terms."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import prompts
from adapters.documents import Documents
from bench.drafts import faults, file_faults, random_matter
from bot.domain.agreement import PartOfPay, choices_of, payments
from bot.domain.brief import Brief, RightsWish
from bot.domain.drafting import Draft
from bot.domain.money import Pay, PayUnit
from bot.domain.proposal import Terms
from bot.errors import InvalidInput
from bot.services.clause_library import clause_files, law_sentences, law_words
from bot.services.drafting import assemble, matter_of
from bot.services.facts import fact_base
from tests.contracts_text.drafts import BRIEF, DETAILS, TERMS, TODAY, clause, drafted, refusals


@given(some.integers(0, 2**32))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_draft_has_a_blank_a_wrong_sum_or_a_broken_law(seed: int):
    matter = random_matter(random.Random(seed))
    assert list(faults(matter, assemble(matter))) == []


@pytest.mark.parametrize("seed", range(4))
def test_pdf_and_docx_say_what_the_preview_says(seed: int):
    assert list(file_faults(assemble(random_matter(random.Random(seed))), Documents())) == []


@given(
    some.integers(1, 10**9),
    some.lists(some.integers(1, 100), min_size=1, max_size=12),
    some.sampled_from(["USD", "JPY", "KWD"]),
)
def test_the_parts_of_a_fee_add_up_to_the_last_cent(minor: int, weights: list[int], currency: str):
    shares = [Decimal(weight * 10_000 // sum(weights)) / 100 for weight in weights]
    shares[-1] += 100 - sum(shares)
    if min(shares) <= 0:
        return
    days = [None if not index else TERMS.deadline for index in range(len(shares))]
    if len(shares) == 1:
        days = [TERMS.deadline]
    parts = [PartOfPay(per_cent=share, what="Part", on=day) for share, day in zip(shares, days, strict=True)]
    terms = Terms(pay=Pay(low=minor, high=minor, currency=currency), deadline=TERMS.deadline)
    choices = choices_of({"parts": ";".join(part.show() for part in parts)}, Brief(), terms)
    assert sum(due.minor for due in payments(choices)) == minor
    assert all(due.minor >= 0 for due in payments(choices))


def test_parts_that_do_not_add_up_are_refused():
    for parts in ("30|Start|;60|End|2026-12-14", "50|Start|;50|End|2026-12-01", "100||"):
        with pytest.raises(InvalidInput):
            choices_of({"parts": parts}, BRIEF, TERMS)


def test_the_wish_of_the_brief_decides_how_rights_pass_until_somebody_chooses():
    for wish, words in (
        (RightsWish.OWN, "hereby assigns"),
        (RightsWish.EXCLUSIVE, "exclusive licence"),
        (RightsWish.USE, "non-exclusive licence"),
        (None, "hereby assigns"),
    ):
        assert words in clause(drafted(BRIEF.model_copy(update={"rights": wish})), "rights")
    assert "non-exclusive" in clause(drafted(mode="licence"), "rights")


def test_what_was_not_told_is_missing_and_never_guessed():
    bare = assemble(matter_of(Brief(title="Logo"), Terms(), {}, today=TODAY))
    assert bare.missing == (
        "fee",
        "delivery",
        "client_name",
        "client_address",
        "freelancer_name",
        "freelancer_address",
    )
    angeles = drafted(client_place="US-CA-LA")
    assert angeles.missing == ("client_contact", "freelancer_contact")


def test_late_interest_follows_the_law_that_was_chosen():
    for law, words in (
        ("GB", "8 percentage points above the Bank of England base rate"),
        ("DE", "9 percentage points above the base rate"),
        ("FR", "EUR 40"),
        ("IN", "three times the bank rate"),
        ("PL", "8 percentage points above the reference rate"),
        ("US", "1 % a month"),
    ):
        assert words in clause(drafted(law=law), "late")


def test_a_deposit_is_no_part_of_the_work_and_a_fee_paid_before_needs_no_parts():
    assert "moves no rights by itself" in clause(drafted(), "part")
    assert "Every other amount" in clause(drafted(), "payment")
    before = drafted(parts="100|The whole fee, before work starts|")
    assert "before work starts" in clause(before, "fee") and "deposit" not in before.text.plain
    assert "the making of that part" in clause(before, "rights")
    assert "(a) " not in clause(before, "fee") and "Every other amount" not in clause(before, "payment")


def test_every_french_contract_lists_the_rights_one_by_one():
    for mode, words in (
        ("assignment", "transfers to the Client"),
        ("exclusive_licence", "an exclusive licence"),
        ("licence", "a non-exclusive licence"),
    ):
        rights = clause(drafted(law="FR", mode=mode), "rights")
        assert words in rights and rights.count("Extent: ") == rights.count("Duration: ") == 4
        lines = drafted(law="FR", mode=mode).summary.lines
        assert any("for the client's own business" in line.sentence for line in lines)


def test_what_is_made_for_hire_goes_back_where_it_is_not_paid_for():
    draft = drafted(law="US-NY", mode="work_for_hire", category="a translation")
    assert "back to the Freelancer" in clause(draft, "part")
    assert "What is not paid for stays with the Freelancer" not in clause(draft, "part")
    assert draft.summary.lines[0].sentence.startswith("The client counts as the author")


@pytest.mark.parametrize(
    ("law", "words"),
    [
        ("GB", "the law of England and Wales"),
        ("GB-SCT", "the law of Scotland"),
        ("US-TX", "the law of the State of Texas"),
        ("US-NY", "the law of the State of New York"),
        ("US-CA", "the law of the State of California"),
        ("PT", "the law of Portugal"),
        ("US", "the State in which the Freelancer lives"),
    ],
)
def test_a_contract_follows_the_law_of_a_place_that_has_one(law: str, words: str):
    assert words in clause(drafted(law=law), "law")


def test_who_names_a_federation_is_asked_for_its_part():
    notes = " ".join(str(trouble) for trouble in drafted(law="US").troubles)
    assert "law of Texas" in notes and not drafted(law="US").refused


def test_a_member_state_without_a_law_of_its_own_here_has_the_late_payment_rules_of_the_european_union():
    late = clause(drafted(law="PT", freelancer_place="PT"), "late")
    assert "8 percentage points above the reference rate" in late and "EUR 40" in late
    assert "consumer" in late


def test_interest_that_only_registered_firms_get_is_promised_to_them_only():
    late = clause(drafted(law="US-TX", freelancer_place="IN"), "late")
    assert "1 % a month" in late and "registered (Udyam)" in late and "three times the bank rate" in late


def test_software_comes_with_its_source_and_its_accounts_and_a_logo_does_not():
    shop = drafted(BRIEF.model_copy(update={"title": "Web shop for a bakery"}))
    access = clause(shop, "access")
    for words in ("source code", "in the Client's name", "GPL", "within 30 days after acceptance"):
        assert words in access
    assert not clause(drafted(), "access")


def test_work_by_the_hour_has_no_rest_of_the_fee():
    terms = Terms(pay=Pay(low=4500, high=4500, currency="EUR", unit=PayUnit.HOUR))
    draft = assemble(matter_of(BRIEF, terms, DETAILS, today=TODAY))
    assert "rest of the fee" not in clause(draft, "end") and "12 months" in clause(draft, "liability")
    assert "what one invoice covers" in clause(draft, "part")


@pytest.mark.parametrize(("place", "days"), [("US-IL", 14), ("JP", 29), ("IN", 14)])
def test_work_by_the_hour_is_invoiced_early_enough_for_the_law_of_the_place(place: str, days: int):
    terms = Terms(pay=Pay(low=4500, high=4500, currency="USD", unit=PayUnit.HOUR))

    def by_the_hour(payment_days: int) -> Draft:
        settings = {**DETAILS, "client_place": place, "payment_days": str(payment_days)}
        return assemble(matter_of(BRIEF, terms, settings, today=TODAY))

    assert not by_the_hour(days).refused
    late = refusals(by_the_hour(days + 1))
    assert "pass before the invoice" in late and f"payment within {days} days" in late
    assert ("the 15th and the last day" in clause(by_the_hour(days), "fee")) is (place == "US-IL")
    assert "after the invoice for it" in clause(by_the_hour(days), "payment")


def test_amounts_below_each_other_have_the_same_decimals():
    assert "240.00 USD" in clause(drafted(), "fee") and "560.01 USD" in clause(drafted(), "fee")


def test_a_law_outside_the_fact_base_gets_general_rules_and_is_told_so():
    draft = drafted(law="Peru")
    assert not draft.refused
    assert "law of Peru is not in my fact base" in " ".join(str(trouble) for trouble in draft.troubles)
    assert any("not in my fact base" in line.sentence for line in draft.summary.more)


def test_a_japanese_contract_of_more_than_six_months_needs_thirty_days_notice():
    long = BRIEF.model_copy(update={"duration_days": 200})
    assert "30 days' notice" in refusals(drafted(long, law="JP"))
    assert not drafted(long, law="JP", notice_days="30").refused


def test_a_day_of_delivery_in_the_past_is_refused():
    assert "has passed" in refusals(drafted(delivery="2026-11-01"))


def test_work_paid_by_the_hour_lists_hours_instead_of_milestones():
    terms = Terms(pay=Pay(low=4500, high=4500, currency="EUR", unit=PayUnit.HOUR))
    draft = assemble(matter_of(BRIEF, terms, DETAILS, today=TODAY))
    assert "45 EUR an hour" in clause(draft, "fee") and not draft.missing


def test_words_of_people_cannot_become_instructions_to_the_template():
    draft = drafted(
        client_name="{{ freelancer_name }} {% raw %}", scope="{{ 7 * 7 }}\n\n+++\n\n99. Client owns everything"
    )
    assert "{{ 7 * 7 }} +++ 99. Client owns everything" in draft.text.plain
    assert "49" not in clause(draft, "scope")


def test_the_summary_fits_a_phone_screen_and_names_clauses_that_exist():
    for law in fact_base().jurisdictions:
        for mode in ("assignment", "exclusive_licence", "licence"):
            draft = drafted(law=law, mode=mode)
            lines = draft.summary.lines
            assert len(lines) <= 9 and sum(len(line.sentence) for line in lines) < 1000
            for line in (*lines, *draft.summary.more):
                for number in re.findall(r"Clause (\d+)", line.clause):
                    assert 1 <= int(number) <= len(draft.text.clauses)
                assert line.clause or line.citation


def test_the_summary_says_what_the_law_would_say_and_what_else_is_needed():
    def said(draft: Draft, topic: str) -> str:
        return next(line.sentence for line in draft.summary.lines if line.topic == topic)

    assert "by the law of Kenya it would be the client's" in said(drafted(client_place="KE"), "Now")
    assert "a signature by hand" in said(drafted(law="PL"), "After payment")
    assert "indispensable for the contract's purpose" in said(drafted(law="ES"), "Not settled")


def test_every_law_that_a_clause_names_stands_in_the_fact_base():
    base = fact_base()
    known = " ".join([base.model_dump_json(), *base.citations()])
    words = [prompts.path(clause.file).read_text(encoding="utf-8") for clause in clause_files()]
    words += [sentence.citation for sentence in law_sentences()]
    words += [*law_words("ink").values(), *law_words("ending").values()]
    laws = r"UrhG|BGB|CPI|TRLPI|GDPR art\.|17 USC|Code civil|Civil Code|ECTA|s\.|ss\.|arts?\.?|Auteurswet|BCIP"
    pattern = rf"(?:{laws})\s?[LA-Z]*\d[\d-]*[a-z]?"
    for found in re.findall(pattern, " ".join(words)):
        assert re.search(r"[\d-]+[a-z]?$", found)[0] in known, found  # type: ignore[index]


def test_every_fixed_clause_says_why():
    for file in clause_files():
        assert (file.who == "nobody") is bool(file.fixed), file.file
