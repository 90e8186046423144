"""Every statement of the fact base is reached by a plain question for it, with nothing but the rules."""

from __future__ import annotations

import pytest

from bot.services.facts import fact_base
from bot.services.pay_answers import pay_facts
from bot.services.place_facts import ANYWHERE, facts_of, general_facts
from bot.services.questions import read_question
from bot.services.rights import answer_question

BASE = fact_base()
PLAIN = {
    "owner": "Who owns the work that was commissioned and paid for?",
    "transfer": "What form does an assignment of copyright need?",
    "moral": "Can the freelancer waive the moral rights?",
    "silent": "The contract is silent. What does the client get?",
}


@pytest.mark.parametrize("code", sorted(BASE.jurisdictions))
def test_every_statement_on_a_place_answers_a_question_for_it(code: str):
    for fact in facts_of(code, None, BASE):
        if fact.place == ANYWHERE or fact.place not in (BASE.place_name(code), *_acts(code)):
            continue  # what a place shares with others is asked for there
        question = PLAIN.get(fact.id, f"Is this so: {fact.plain}?")
        answer = answer_question(question, freelancer_place=code)
        assert fact.statement.rstrip(".") in answer.full, (code, fact.id)
        assert not fact.citation or fact.citation in answer.citations


@pytest.mark.parametrize("code", sorted(BASE.jurisdictions))
def test_the_basics_lead_when_they_are_asked_for(code: str):
    for id, question in PLAIN.items():
        fact = next(fact for fact in facts_of(code, read_question(question), BASE) if fact.id == id)
        answer = answer_question(question, freelancer_place=code)
        if id in ("transfer", "moral"):
            assert fact.plain in answer.text, (code, id)
        assert fact.statement.rstrip(".") in answer.full, (code, id)


@pytest.mark.parametrize("law", BASE.pay_laws, ids=lambda law: law.id)
def test_every_part_of_a_pay_law_answers_a_question_for_it(law):
    for question in (
        "By when must they pay the invoice?",
        "What happens if the invoice is paid late?",
        "What must the contract contain?",
        "Does the law cover a lawyer, and who keeps a copy of the contract? When must they pay?",
        "Is there a new bill on payment terms?",
    ):
        answer = answer_question(question, freelancer_place=law.place)
        for part in (law.deadline, law.penalties, law.who, *law.duties, law.pending, law.late_sum, law.statute):
            assert part.rstrip(".") in answer.full, (law.id, question, part)
        assert law.citation in answer.citations
    contents = answer_question("What must the written contract contain?", freelancer_place=law.place)
    assert all(item in contents.full for item in law.required)


@pytest.mark.parametrize("fact", general_facts(BASE), ids=lambda fact: fact.id)
def test_every_general_statement_answers_a_question_without_a_place(fact):
    about = fact.about or fact.id.partition(" ")[2].replace("_", " ")
    asked = [f"Is this so: {fact.plain}?", f"What about {about.lower()} by law?"]
    assert any(fact.statement.rstrip(".") in answer_question(question).full for question in asked), fact.id


def test_pay_laws_are_told_the_finest_place_first():
    answer = pay_facts(read_question("When must they pay the invoice?"), "US-NY-NYC", BASE)
    assert answer.first[0].id == "pay ny_nyc" and any(fact.id == "pay ny_state" for fact in answer.first)


def _acts(code: str) -> set[str]:
    return {law.name for law in BASE.pay_laws_at(code)}
