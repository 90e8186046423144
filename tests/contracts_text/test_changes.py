"""Clauses changed in words: what is meant, what it means, what cannot be changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import InvalidInput
from bot.services.contract_changes import read_change
from bot.services.contract_diff import diff
from tests.contracts_text.drafts import drafted

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BASE = {"fee": "80001 USD total", "delivery": "2026-12-14"}


@pytest.mark.parametrize(
    ("words", "settings"),
    [
        ("licence instead of transfer", {"mode": "licence"}),
        ("a non-exclusive license please", {"mode": "licence"}),
        ("exclusive licence", {"mode": "exclusive_licence"}),
        ("transfer instead of licence", {"mode": "assignment"}),
        ("the client should own everything", {"mode": "assignment"}),
        ("work made for hire as a translation", {"mode": "work_for_hire", "category": "a translation"}),
        ("two revisions", {"revisions": "2"}),
        ("make it 4 rounds of revisions", {"revisions": "4"}),
        ("no revisions", {"revisions": "0"}),
        ("kill fee 25 %", {"kill_fee": "25"}),
        ("a 50% cancellation fee", {"kill_fee": "50"}),
        ("no kill fee", {"kill_fee": "0"}),
        ("pay within 30 days", {"payment_days": "30"}),
        ("net 45", {"payment_days": "45"}),
        ("payment on delivery", {"payment_days": "0"}),
        ("30 days' notice", {"notice_days": "30"}),
        ("review within 5 working days", {"review_days": "5"}),
        ("confidentiality for 5 years", {"secrecy_years": "5"}),
        ("no NDA", {"secrecy_years": "0"}),
        ("no portfolio", {"portfolio": "no"}),
        ("I may show it in my portfolio", {"portfolio": "yes"}),
        ("credit me", {"credit": "yes"}),
        ("no AI", {"ai": "forbidden"}),
        ("AI as an aid", {"ai": "assisted"}),
        ("AI may be used", {"ai": "allowed"}),
        ("the client may train AI on it", {"training": "yes"}),
        ("Spanish law", {"law": "ES"}),
        ("governed by the law of California", {"law": "US-CA"}),
        ("only in Germany", {"territory": "Germany"}),
        ("worldwide", {"territory": "worldwide"}),
        ("only for the website and the menu", {"purpose": "the website and the menu"}),
        ("licence for 5 years", {"mode": "licence", "years": "5"}),
        ("not included: printing", {"out_of_scope": "printing"}),
        ("deliver by 20 December", {"delivery": "2026-12-20"}),
        ("the fee is 900 USD", {"fee": "90000 USD total"}),
        ("50/50", {"parts": "50|Deposit, before work starts|;50|The finished work|2026-12-14"}),
        ("40% up front", {"parts": "40|Deposit, before work starts|;60|The finished work|2026-12-14"}),
        ("no deposit", {"parts": "100|The finished work|2026-12-14"}),
        ("half now, half on delivery", {"parts": "50|Deposit, before work starts|;50|The finished work|2026-12-14"}),
    ],
)
def test_a_clause_is_changed_in_words_and_its_consequence_is_said(words: str, settings: dict[str, str]):
    change = read_change(words, BASE, NOW)
    assert dict(change.settings) == settings
    assert change.consequences and all(sentence.startswith("It means that") for sentence in change.consequences)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("unlimited revisions", "has no end"),
        ("rights pass on delivery", "Rights follow payment"),
        ("ownership transfers before payment", "Rights follow payment"),
        ("no late fees", "protects whoever waits for money"),
        ("a non-compete of two years", "independence is fixed"),
        ("waive all moral rights", "general waiver"),
        ("remove the signatures", "same way for everybody"),
        ("unlimited liability", "both sides alike"),
    ],
)
def test_a_fixed_clause_says_why_it_is_fixed(words: str, why: str):
    with pytest.raises(InvalidInput, match=why):
        read_change(words, BASE, NOW)


def test_what_is_no_change_is_answered_with_examples():
    with pytest.raises(InvalidInput, match="Try: two revisions"):
        read_change("make it nicer", BASE, NOW)


def test_the_difference_of_two_versions_is_said_in_the_words_of_the_contract():
    before, after = drafted(), drafted(revisions="4", kill_fee="50", mode="licence")
    rows = diff(before.text, after.text)
    assert any(
        row.startswith("• Clause 5, Revisions: “The fee includes 2 rounds of revision.” becomes “The fee includes 4")
        for row in rows
    )
    assert any("50 % of the rest of the fee" in row for row in rows)
    assert any("Who owns the Work" in row or "Licence" in row for row in rows)
    assert diff(before.text, drafted().text) == ()


def test_a_new_date_of_delivery_moves_the_last_payment_with_it():
    parts = "50|Deposit, before work starts|;50|The finished work|2026-12-14"
    change = read_change("finished by 20 December", {**BASE, "parts": parts}, NOW)
    assert change.settings["delivery"] == "2026-12-20" and change.settings["parts"].endswith("|2026-12-20")
