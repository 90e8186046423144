"""The ten facts of law that break naive rules."""

from __future__ import annotations

import pytest

from bot.domain.contract import RightsMode
from bot.services.rights import answer_question
from tests.contracts_text.drafts import clause, drafted, refusals

MODES = [mode.value for mode in RightsMode]


def test_1_paying_is_not_owning_in_most_countries_but_it_is_the_other_way_round_in_some():
    for place, kind, belongs_to_client in (
        ("ES", "logo", False),
        ("KE", "logo", True),
        ("KE", "article", True),
        ("NZ", "software", True),
        ("NZ", "article", False),
        ("IN", "photo", True),
        ("IN", "software", False),
        ("AU", "private wedding photo", True),
        ("AU", "product photo", False),
        ("ZA", "photo", True),
        ("ZA", "software", False),
    ):
        said = answer_question(f"Who owns the {kind} that was commissioned and paid for?", freelancer_place=place).text
        assert ("by default the client who" in said.split("•")[0]) is belongs_to_client, (place, kind)
    assert "disputed" in answer_question("Who owns the software?", freelancer_place="BR").text


@pytest.mark.parametrize("place", ["KE", "NZ", "IN", "AU", "ZA", "BR", "CA", "NL"])
def test_1_where_the_client_would_own_by_default_the_contract_keeps_the_rights_with_the_maker_until_payment(place: str):
    assert "exclude" in clause(drafted(law="GB", client_place=place), "rights")


@pytest.mark.parametrize("mode", MODES)
def test_2_german_law_knows_rights_of_use_and_never_an_assignment(mode: str):
    draft = drafted(law="DE", mode=mode, category="a test")
    assert "assign" not in clause(draft, "rights")
    if mode in ("assignment", "exclusive_licence"):
        assert "rights of use" in clause(draft, "rights").lower() and "UrhG 29(1)" in clause(draft, "rights")
        assert any("rights of use" in line.sentence for line in draft.summary.lines)
    assert all("client the owner" not in line.sentence for line in draft.summary.lines)


def test_3_french_law_gets_each_right_with_extent_purpose_place_and_duration():
    rights = clause(drafted(law="FR", purpose="the bakery's signs", years="10", territory="France"), "rights")
    for part in ("(a) Reproduction", "(b) Communication", "(c) Adaptation", "(d) Distribution"):
        row = rights.split(part)[1].split("(")[0]
        for words in ("Extent: ", "Purpose: the bakery's signs", "Place: France", "Duration: 10 years"):
            assert words in row
    assert "Every right that is not listed stays with the Freelancer" in rights


def test_4_silence_has_a_number_so_no_contract_is_silent_on_time_and_place():
    for place, words in (
        ("ES", "five years"),
        ("IN", "five years"),
        ("BR", "five years"),
        ("KE", "three years"),
        ("PL", "5 years"),
    ):
        said = answer_question("The contract does not state a term or a period.", freelancer_place=place).text
        assert words in said
        assert "Duration: as long as the copyright lasts" in clause(drafted(law=place), "rights")
        assert "Place: worldwide" in clause(drafted(law=place), "rights")
    assert "section 19(4)" in clause(drafted(law="IN"), "rights")


def test_5_work_made_for_hire_is_american_has_nine_categories_and_a_trap_in_california():
    hire = {"mode": "work_for_hire", "category": "a translation"}
    fine = drafted(law="US", **hire)
    assert not fine.refused and "hereby assigns" in clause(fine, "rights")
    assert "only in the law of the United States" in refusals(drafted(law="GB", **hire))
    assert "nine kinds" in refusals(drafted(law="US", mode="work_for_hire", category="a logo"))
    californian = drafted(law="US", freelancer_place="US-CA-LA", **hire)
    assert "3351.5(c)" in refusals(californian) and "Choose a transfer on full payment" in refusals(californian)
    assert not drafted(law="US", freelancer_place="US-CA", freelancer_company="yes", **hire).refused
    assert drafted(law="US", mode="work_for_hire").missing == ("category",)


def test_6_an_exclusive_licence_needs_the_form_of_an_assignment():
    for place in ("US", "GB", "NL", "KE", "NG", "CA"):
        said = answer_question("We agreed on an exclusive licence by phone. Is it valid?", freelancer_place=place).text
        assert "writ" in said or "deed" in said
    assert "deed" in clause(drafted(law="NL", mode="exclusive_licence"), "rights")


def test_7_what_ai_made_alone_may_belong_to_nobody_and_nobody_promises_otherwise():
    for use in ("assisted", "allowed"):
        draft = drafted(law="US", ai=use)
        assert "may not be protected by copyright" in clause(draft, "ai")
        assert "to the extent that they exist" in clause(draft, "rights")
        assert any(line.topic == "AI" and "belong to nobody" in line.sentence for line in draft.summary.lines)
    assert "without generative AI" in clause(drafted(ai="forbidden"), "ai")


def test_8_nobody_may_hold_back_pay_for_more_rights():
    assert "on more rights than this contract gives" in clause(drafted(law="US-CA"), "payment")
    said = answer_question("They only pay if I sign over more rights.", freelancer_place="US-CA").text
    assert "18102(b)" in said


@pytest.mark.parametrize(
    ("place", "days", "law"),
    [("US-IL", 30, "820 ILCS 193"), ("JP", 60, "Act 25"), ("IN", 45, "MSMED"), ("IT", 60, "81/2017")],
)
def test_9_payment_later_than_the_law_allows_is_refused_with_the_rule_and_the_mend(place: str, days: int, law: str):
    for side in ("client_place", "freelancer_place"):
        assert not drafted(**{side: place}, payment_days=str(days)).refused
        late = refusals(drafted(**{side: place}, payment_days=str(days + 1)))
        assert law in late and f"at most {days} days" in late and f"payment within {days} days" in late


@pytest.mark.parametrize("place", ["PL", "ZA"])
def test_10_where_a_click_is_no_signature_the_contract_says_so_and_has_lines_to_sign_on(place: str):
    for mode in ("assignment", "exclusive_licence"):
        draft = drafted(law=place, mode=mode)
        assert draft.needs_ink
        assert "Print this contract" in clause(draft, "signatures") and "______" in clause(draft, "signatures")
    simple = drafted(law=place, mode="licence")
    assert not simple.needs_ink and "______" not in clause(simple, "signatures")


def test_10_german_grants_of_unknown_uses_stay_out_because_they_need_ink():
    assert "UrhG 31a" in clause(drafted(law="DE"), "rights") and not drafted(law="DE").needs_ink
