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
