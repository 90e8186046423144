"""Clauses changed as people really say it: sloppily, in other languages, several at once, against themselves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import InvalidInput
from bot.services.contract_changes import NoClauseNamed, asks, read_change
from tests.contracts_text.drafts import drafted

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BASE = {"fee": "80000 USD total", "delivery": "2026-12-14"}
CLAUSES = drafted().text.clauses
HALF = "50|Deposit, before work starts|;50|The finished work|2026-12-14"
THIRDS = "33|Deposit, before work starts|;33|Part 2 of the work|2026-12-03;34|The finished work|2026-12-14"


@pytest.mark.parametrize(
    ("words", "settings"),
    [
        ("make that three rounds instead of two", {"revisions": "3"}),
        ("I'd like a fourth revision round", {"revisions": "4"}),
        ("tow revisions", {"revisions": "2"}),
        ("no revisons", {"revisions": "0"}),
        ("make it net 14", {"payment_days": "14"}),
        ("he pays within a month", {"payment_days": "30"}),
        ("payment due immediately", {"payment_days": "0"}),
        ("three weeks' notice", {"notice_days": "21"}),
        ("review within 2 weeks", {"review_days": "10"}),
        ("pay me half upfront", {"parts": HALF}),
        ("payment in three parts", {"parts": THIRDS}),
        ("a third now, a third at halfway and a third at the end", {"parts": THIRDS}),
        ("100% in advance", {"parts": "100|The whole fee, before work starts|"}),
        (
            "30% on the sketch by 1 Dec, 70% final",
            {"parts": "30|The sketch|2026-12-01;70|The finished work|2026-12-14"},
        ),
        ("if he cancels he owes me a third of the rest", {"kill_fee": "33"}),
        ("please take out the kill fee", {"kill_fee": "0"}),
        ("bump the fee to 1200 dollars", {"fee": "120000 USD total"}),
        ("lower the price by 10%", {"fee": "72000 USD total"}),
        ("add 200 for rush", {"fee": "100000 USD total"}),
        ("deliver one week later", {"delivery": "2026-12-21"}),
        ("drop the confidentiality", {"secrecy_years": "0"}),
        ("she can't show it on her website", {"portfolio": "no"}),
        ("net 30, no portfolio and credit me", {"payment_days": "30", "portfolio": "no", "credit": "yes"}),
        ("AI is ok for brainstorming only", {"ai": "assisted"}),
        ("she may use Midjourney freely", {"ai": "allowed"}),
        ("make it exclusive", {"mode": "exclusive_licence"}),
        ("the designer keeps the copyright", {"mode": "licence"}),
        ("no transfer of copyright", {"mode": "licence"}),
        (
            "exclusive licence for 2 years in Europe only",
            {"mode": "exclusive_licence", "years": "2", "territory": "Europe"},
        ),
        ("only in Germany, Austria and Switzerland", {"territory": "Germany, Austria and Switzerland"}),
        ("governing law England", {"law": "GB-ENG"}),
        ("Texas law please", {"law": "US-TX"}),
        ("disputes go to the courts of Lyon", {"courts": "Lyon"}),
        ("pay via PayPal", {"pay_by": "PayPal"}),
        ("cap the liability at twice the fee", {"liability": "2"}),
        ("liability capped at the fee", {"liability": "1"}),
        ("travel costs are on the client", {"expenses": "travel costs"}),
        ("hosting is not part of this", {"out_of_scope": "hosting"}),
        ("add: the source files are handed over", {"special": "the source files are handed over"}),
        ("add a second logo", {"special": "Also included: a second logo"}),
        ("zwei Korrekturschleifen", {"revisions": "2"}),
        ("Lizenz statt Übertragung", {"mode": "licence"}),
        ("Zahlung innerhalb von 30 Tagen", {"payment_days": "30"}),
        ("50% Anzahlung", {"parts": HALF}),
        ("deutsches Recht", {"law": "DE"}),
        ("keine KI", {"ai": "forbidden"}),
        ("deux séries de révisions", {"revisions": "2"}),
        ("licence au lieu de cession", {"mode": "licence"}),
        ("pas de portfolio", {"portfolio": "no"}),
        ("tres rondas de revisión", {"revisions": "3"}),
        ("pago a 15 días", {"payment_days": "15"}),
        ("settle within 20 days of delivery please", {"payment_days": "20"}),
        (
            "40 now and 60 at the end",
            {"parts": "40|Deposit, before work starts|;60|The finished work|2026-12-14"},
        ),
        ("first payment 50%, second 50%", {"parts": HALF}),
        ("5% less", {"fee": "76000 USD total"}),
        ("the logo may only be used for the menu", {"purpose": "the menu"}),
        ("ownership should go to the client after payment", {"mode": "assignment"}),
        ("don't feed my work to an AI model", {"training": "no"}),
        ("make Hamburg the place of jurisdiction", {"courts": "Hamburg"}),
        ("no hosting included", {"out_of_scope": "hosting"}),
        ("nur für die Webseite", {"purpose": "die Webseite"}),
        ("limit the licence to two years", {"years": "2"}),
        ("I don't want a kill fee", {"kill_fee": "0"}),
        ("raise the kill fee to fifty percent", {"kill_fee": "50"}),
        ("I need an extra week", {"delivery": "2026-12-21"}),
        (
            "exclusive use in France and Belgium for one year",
            {"mode": "exclusive_licence", "years": "1", "territory": "France and Belgium"},
        ),
        ("just a simple licence for social media", {"mode": "licence", "purpose": "social media"}),
        ("she has to sign over the copyright", {"mode": "assignment"}),
        ("he can use it as a reference", {"portfolio": "yes"}),
        ("confidentiality clause out", {"secrecy_years": "0"}),
        ("stock photos are on the client", {"expenses": "stock photos"}),
        ("Lieferung eine Woche später", {"delivery": "2026-12-21"}),
        ("knock 50 dollars off the price", {"fee": "75000 USD total"}),
    ],
)
def test_a_wish_is_understood_as_people_say_it(words: str, settings: dict[str, str]):
    change = read_change(words, BASE, NOW, CLAUSES)
    assert dict(change.settings) == settings
    assert len(change.consequences) == len(settings)
    assert all(sentence.startswith("It means that") for sentence in change.consequences)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("two revisions and three revisions", "“2” and “3”"),
        ("one revision or maybe two revisions", "Which one counts"),
        ("no AI but AI is allowed", "“forbidden” and “allowed”"),
        ("licence instead of transfer but the client owns everything", "Which one is it"),
        ("the client shall own it from day one", "Rights follow payment"),
        ("I want to own it before paying", "Rights follow payment"),
        ("client can cancel anytime without paying", "Work that is done is always paid"),
        ("the freelancer may not work for competitors", "independence is fixed"),
        ("she must be in the office from 9 to 5", "independence is fixed"),
        ("rights go to me at signing", "Rights follow payment"),
        ("freelancer not allowed to take other clients", "independence is fixed"),
        ("I want all revisions free until I am happy", "unlimited revisions"),
        ("interest 2% per month", "Interest on late payment is fixed"),
        ("make it confidential forever", "at most 10 years"),
        ("arbitration in London", "Mediation comes first"),
        ("liability of 10000 USD", "counted in fees"),
        ("transfer everything including the drafts", "stay with the maker"),
        ("I keep the drafts", "says that already, in clause 15"),
        ("delete clause 24", "This clause is fixed"),
        ("I don't like clause 5", "To change it, say for example: three revisions"),
        ("change my address", "My name and address"),
        ("weekly payments", "payment in three parts"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_way_out(words: str, why: str):
    with pytest.raises(InvalidInput, match=why):
        read_change(words, BASE, NOW, CLAUSES)


@pytest.mark.parametrize("words", ["thanks, looks good to me", "can you send me the pdf again", "I paid her yesterday"])
def test_what_is_no_wish_changes_nothing(words: str):
    with pytest.raises(NoClauseNamed):
        read_change(words, BASE, NOW, CLAUSES)


@pytest.mark.parametrize("words", ["what is a kill fee?", "is 14 days normal?", "why two revisions?", "how do I pay?"])
def test_a_question_is_no_wish(words: str):
    assert asks(words)


@pytest.mark.parametrize("words", ["can we make it 3 rounds?", "could I get 30 days' notice?"])
def test_a_wish_may_be_put_as_a_question(words: str):
    assert not asks(words) and read_change(words, BASE, NOW, CLAUSES).settings


def test_an_exclusive_licence_stays_exclusive_when_only_its_place_is_told():
    change = read_change("the licence should be worldwide", {**BASE, "mode": "exclusive_licence"}, NOW)
    assert dict(change.settings) == {"territory": "worldwide"}


def test_special_agreements_are_added_to_each_other_and_can_be_dropped():
    first = read_change("add: files as Figma", BASE, NOW)
    second = read_change("add: files as SVG", {**BASE, **first.settings}, NOW)
    assert second.settings["special"] == "files as Figma\nfiles as SVG"
    assert read_change("drop the special agreements", {**BASE, **second.settings}, NOW).settings == {"special": ""}


def test_what_is_added_word_for_word_may_not_undo_a_fixed_clause():
    with pytest.raises(InvalidInput, match="independence is fixed"):
        read_change("add: the freelancer is an employee", BASE, NOW)
    text = drafted(special="files as Figma").text.plain
    assert "(a) Files as Figma." in text and "those clauses count" in text
