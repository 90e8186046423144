"""One kind, concrete remark on a brief, or none."""

from __future__ import annotations

from string import Formatter

import prompts
from bot.domain.brief import Brief, Deliverable, Requirement, SkillWish
from bot.domain.money import Pay
from bot.understanding.remarks import Topic, remarks

FINE = Brief(description="A logo for a bakery, with colours and a font", deliverables=(Deliverable(what="logo"),))


def paid(*amounts: int) -> list[Pay]:
    return [Pay(low=amount * 100, high=amount * 100, currency="USD") for amount in amounts]


def test_a_fine_brief_gets_no_remark() -> None:
    assert remarks(FINE) is None


def test_unpaid_trial_work_is_remarked_first() -> None:
    remark = remarks(FINE.model_copy(update={"description": "A logo. The test task is unpaid."}))
    assert remark is not None and remark.topic is Topic.UNPAID
    assert "paid" in remark.sentence


def test_a_budget_far_below_what_is_paid_here_is_remarked_with_the_numbers() -> None:
    brief = FINE.model_copy(update={"pay": paid(50)[0]})
    remark = remarks(brief, paid(280, 300, 300, 310, 400))
    assert remark is not None and "50 USD" in remark.sentence and "300 USD" in remark.sentence
    assert remarks(brief, paid(280, 300)) is None, "two gigs are not what is usual"


def test_pay_in_another_unit_or_currency_is_not_compared() -> None:
    brief = FINE.model_copy(update={"pay": Pay(low=5000, high=5000, currency="EUR")})
    assert remarks(brief, paid(300, 300, 300, 300, 300)) is None


def test_a_brief_without_a_thing_to_hand_over_is_asked_for_one() -> None:
    remark = remarks(Brief(description="I need help with my business"))
    assert remark is not None and remark.topic is Topic.NO_DELIVERABLE


def test_a_language_without_a_reason_is_asked_for_it() -> None:
    brief = FINE.model_copy(update={"languages": (Requirement(name="de"),), "skills": (SkillWish(name="Logo Design"),)})
    remark = remarks(brief)
    assert remark is not None and remark.topic is Topic.REASON


def test_every_remark_has_its_words_and_only_facts_that_it_gets() -> None:
    facts = {"unpaid": set(), "low_budget": {"budget", "typical", "count"}, "no_deliverable": set(), "reason": {"what"}}
    words = prompts.data("remarks")
    assert set(words) == {topic.value for topic in Topic} == set(facts)
    for topic, entry in words.items():
        assert isinstance(entry, dict)
        assert {name for _, name, _, _ in Formatter().parse(str(entry["sentence"])) if name} == facts[topic]
