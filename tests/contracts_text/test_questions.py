"""Questions on rights are answered from the fact base and from nothing else."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path

import pytest

from bot.services.facts import fact_base
from bot.services.question_places import places_in
from bot.services.rights import answer_question

CASES = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))["questions"]
COLLECTED = os.environ.get("FAIRLANCE_FACTS", "")  # the folder of law_facts.json


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['place']} {case['ask'][:40]}")
def test_a_question_finds_the_statement_that_answers_it(case: dict[str, object]):
    answer = answer_question(str(case["ask"]), freelancer_place=str(case["place"]))
    for piece in case["holds"]:  # type: ignore[attr-defined]
        assert piece.casefold() in answer.full.casefold()
    assert set(answer.citations) <= fact_base().citations()
    assert answer.text.endswith("General information, not legal advice.")


def test_two_places_are_both_answered_and_what_decides_between_them_is_said():
    answer = answer_question("who owns the logo if I never signed anything? I'm in Spain, the client in Texas")
    for piece in ("Spain:", "The United States:", "TRLPI", "17 USC 204(a)", "Which law decides?"):
        assert piece in answer.text


def test_without_a_place_the_answer_depends_and_the_place_is_asked_for():
    answer = answer_question("Does paying mean that the client owns the work?")
    assert "It depends on the country. Usually" in answer.text and "Kenya" in answer.text
    assert "Which countries?" in answer.asks


def test_a_place_outside_the_fact_base_gets_the_general_rules_and_is_told_so():
    answer = answer_question("Who owns the code? I'm in Peru.")
    assert "The law of Peru is not in my fact base" in answer.text and "It depends on the country" in answer.text


def test_what_the_fact_base_does_not_hold_is_not_known():
    for question in ("What is the best pizza in town?", "How tall is the Eiffel tower?"):
        answer = answer_question(question)
        assert not answer.known and answer.text.startswith("I don't know") and not answer.citations


def test_what_was_not_confirmed_is_said_to_be_uncertain():
    answer = answer_question("Can the client register the logo? Who owns the copyright?", freelancer_place="PL")
    assert "Poland, usually: " in answer.text and "not confirmed" in answer.text
    assert "Check it with a lawyer in Poland" in answer.text


def test_the_finest_place_counts():
    assert places_in("a client in New York City, USA") == ["US-NY-NYC"]
    assert places_in("a Californian designer") == ["US-CA"]
    assert places_in("tell us who owns it") == []


def test_every_statement_of_the_base_has_a_date_and_what_the_law_says_has_a_citation():
    base = fact_base()
    assert all(held.as_of <= base.as_of for held in (*base.jurisdictions.values(), *base.pay_laws))
    for place in base.jurisdictions.values():
        assert all(rule.citation for rule in place.rules), place.code
    assert all(rule.citation for rule in base.ai if not rule.advice)
    assert all(law.citation and law.due and law.remedy for law in base.pay_laws)


def test_every_citation_of_the_fact_base_stands_in_a_source_or_beside_a_statement():
    base = fact_base()
    assert len(base.jurisdictions) == 24 and len(base.pay_laws) == 17
    for place in base.jurisdictions.values():
        assert place.owner.citation and place.transfer.statement and place.sources


@pytest.mark.shared
def test_nothing_in_the_fact_base_goes_beyond_what_was_collected():
    if not COLLECTED:
        pytest.skip("the collected facts are not on this machine")
    collected = {
        " ".join(value.casefold().split())
        for value in _strings(json.loads((Path(COLLECTED) / "law_facts.json").read_text(encoding="utf-8")))
    }
    everything = " ".join(sorted(collected))
    for place in fact_base().jurisdictions.values():
        for rule in (rule for rule in place.rules if rule.id != "us_nine"):  # a list there, a sentence here
            assert rule.statement.casefold() in everything and rule.citation.casefold() in everything
        for part in (place.owner, place.transfer, place.moral):
            for number in _sections(part.citation):
                assert number in everything, (place.code, part.citation)


def _sections(citation: str) -> list[str]:
    """`17 USC 201(a), 202` -> the numbers that have to stand in the collected text."""
    return re.findall(r"\d+[A-Z]*(?:\(\d+\))?", citation.casefold(), re.IGNORECASE)


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return []
