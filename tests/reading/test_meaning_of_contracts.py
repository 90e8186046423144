"""What contract sentences mean: owner, time, exclusivity, red flags, topics, contradictions."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.domain.clauses import Analysis, Kind, Topic
from bot.domain.proposal import Side
from bot.features.reading_words import screens
from bot.reading.flags import law_on
from bot.reading.patterns import flags, topics
from bot.services.clauses import analyse, pasted
from bot.services.facts import fact_base
from retrieval.embeddings import MiniLm

HERE = Path(__file__).parent
OWNERSHIP = tomllib.loads((HERE / "ownership_cases.toml").read_text(encoding="utf-8"))["cases"]
FLAGS = tomllib.loads((HERE / "flag_cases.toml").read_text(encoding="utf-8"))
EXCLUSIVE = {"yes": True, "no": False, "open": None}


def read(text: str, place: str = "US") -> Analysis:
    return analyse(pasted(text), place=place)


def flagged(text: str, place: str = "US") -> set[str]:
    return {flag.id for flag in read(text, place).flags}


@pytest.mark.parametrize("case", OWNERSHIP, ids=lambda case: f"{case['place']}: {case['text'][:50]}")
def test_an_excerpt_says_who_owns_when_and_whether_alone(case: dict[str, Any]) -> None:
    found = read(case["text"], case["place"])
    owned = found.ownership
    assert owned.owner.startswith(case["owner"])
    assert case["when"] in owned.when
    assert owned.exclusive is EXCLUSIVE[case["exclusive"]]
    assert {flag.id for flag in found.flags} == set(case["flags"])


@pytest.mark.parametrize("kind", FLAGS["flagged"])
def test_a_red_flag_is_known_in_several_wordings(kind: str) -> None:
    place = "US-CA" if kind.startswith("ca_") else "US"
    for sentence in FLAGS["flagged"][kind]:
        assert kind in flagged(sentence, place), sentence


def test_fair_terms_raise_no_flag() -> None:
    assert {sentence: flagged(sentence) for sentence in FLAGS["fair"]["sentences"] if flagged(sentence)} == {}


def test_every_red_flag_has_a_case_and_words_for_both_sides() -> None:
    tried = set(FLAGS["flagged"]) | {flag for case in OWNERSHIP for flag in case["flags"]}
    assert {rule.id for rule in flags()} <= tried
    assert all(rule.freelancer and rule.client and rule.fairer for rule in flags())
    assert {rule.topic for rule in topics()} == set(Topic)


def test_every_law_shown_beside_a_flag_is_cited_in_the_fact_base() -> None:
    base = fact_base()
    shown = [law_on(rule, place, base) for rule in flags() for place in rule.law]
    assert all(law is not None and law[1] in base.citations() for law in shown)


def test_a_ban_on_competing_work_names_the_law_of_california() -> None:
    read_here = read("Contractor shall not work for competitors for two years.", "US-CA")
    assert "16600" in "\n".join(screens("it", read_here, Side.FREELANCER))


def test_words_of_assignment_are_use_rights_in_germany() -> None:
    owned = read("Contractor assigns the copyright to Client.", "DE").ownership
    assert owned.kind is Kind.LICENCE
    assert owned.citations


@pytest.mark.parametrize(
    ("text", "owner", "when"),
    [
        ("Once you've paid me the last invoice the logo's all yours, lock, stock and barrel.", "client", "payment"),
        ("The rights to the lyrics are yours from the very first line I scribble down.", "client", "creation"),
        ("We never sell copyright. You may print the map in your guide.", "freelancer", ""),
        (
            "With every milestone you pay for, you become co-owner of that part of the code alongside me.",
            "both",
            "payment",
        ),
        ("The booking says nothing about copyright.", "not addressed", ""),
    ],
)
def test_everyday_words_on_rights_are_understood(text: str, owner: str, when: str) -> None:
    owned = analyse(pasted(text), place="US", embedder=MiniLm()).ownership
    assert owned.owner.startswith(owner)
    assert when in owned.when


def test_what_is_not_there_is_said() -> None:
    found = read("The Client pays 500 USD within 14 days of the invoice.")
    assert Topic.PAYMENT not in found.missing
    assert {Topic.OWNERSHIP, Topic.AI, Topic.TERMINATION, Topic.LIABILITY} <= set(found.missing)


def test_a_ban_on_other_work_is_no_missing_topic() -> None:
    found = read("The Photographer shall not work for any other food business for two years. The Client pays 500 EUR.")
    assert "broad_noncompete" in {flag.id for flag in found.flags}
    assert not {Topic.NON_COMPETE, Topic.EXCLUSIVITY} & set(found.missing)


def test_a_clause_is_read_with_the_definition_of_its_term() -> None:
    found = read(
        "“Work Product” means everything the Developer delivers, including code and tools made before this agreement.\n\n"
        "Upon full payment all Work Product shall be owned by the Client."
    )
    flag = next(flag for flag in found.flags if flag.id == "owns_preexisting_tools")
    assert flag.defined is not None
    assert {flag.quote.paragraph, flag.defined.paragraph} == {1, 2}
    assert "Read with “" in "\n".join(screens("it", found, Side.FREELANCER))


def test_a_fair_definition_raises_no_flag() -> None:
    found = read(
        "“Deliverables” means the final logo files listed in the order.\n\n"
        "Upon full payment the Deliverables are assigned to the Client."
    )
    assert found.flags == ()


def test_clauses_that_cannot_both_hold_are_shown_side_by_side() -> None:
    found = read(
        "All copyright in the logo belongs to the Client.\n\nThe Designer retains all copyright in the logo.\n\n"
        "Invoices are payable within 14 days.\n\nThe Client pays invoices within 60 days.\n\n"
        "This contract is governed by the law of Spain.\n\nThis contract is governed by the law of Texas."
    )
    pairs = {pair.subject: (pair.first.text, pair.second.text) for pair in found.contradictions}
    assert pairs["who owns the work"] == (
        "All copyright in the logo belongs to the Client.",
        "The Designer retains all copyright in the logo.",
    )
    assert set(pairs) == {"who owns the work", "how long the client may take to pay", "which law applies"}


def test_rights_that_are_kept_until_payment_contradict_nothing() -> None:
    found = read(
        "All rights remain with the Designer until full payment.\n\nUpon full payment all rights pass to the Client."
    )
    assert found.contradictions == ()
    assert found.ownership.when == "on full payment"


def test_parties_with_names_of_their_own_are_told_apart_by_what_they_do() -> None:
    found = analyse(
        pasted(
            'This agreement is between Blue Fox Ltd ("Fox") and Jo Field ("Field"). Fox shall pay Field 900 GBP.\n\n'
            "Field shall deliver a logo.\n\nField assigns the copyright in the logo to Fox upon full payment."
        )
    )
    assert found.ownership.owner == "client"
    assert found.ownership.when == "on full payment"


def test_the_law_is_found_in_the_document() -> None:
    assert analyse(pasted("This Agreement is governed by the laws of the State of California.")).place == "US-CA"
    assert analyse(pasted("Es gilt deutsches Recht. Der Kunde zahlt 100 EUR binnen 14 Tagen.")).place == "DE"
    assert analyse(pasted("This Agreement is governed by the laws of Atlantis.")).place == ""
