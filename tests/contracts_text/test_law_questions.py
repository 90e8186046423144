"""Questions that somebody wrote who had not seen the rules: what has to be said is said, what is wrong is not."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bot.services.facts import fact_base
from bot.services.rights import answer_question

CASES = json.loads((Path(__file__).parents[1] / "data" / "law_questions.json").read_text(encoding="utf-8"))["qa"]


def _found(patterns: list[str], text: str) -> list[bool]:
    return [re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None for pattern in patterns]


def test_ninety_five_of_a_hundred_questions_are_answered_without_a_model_and_no_answer_is_forbidden():
    right, citations = 0, fact_base().citations()
    for case in CASES:
        place = "" if case["jurisdiction"] == "ALL" else case["jurisdiction"]
        answer = answer_question(case["situation"], freelancer_place=place)
        assert not any(_found(case["must_not_match"], answer.full)), case["id"]
        assert set(answer.citations) <= citations
        right += all(_found(case["must_match"], answer.full))
    assert right >= 0.95 * len(CASES)


def test_the_first_screen_fits_a_phone():
    for case in CASES:
        answer = answer_question(case["situation"], freelancer_place=case["jurisdiction"].removeprefix("ALL"))
        assert len(answer.text) <= 2_000, case["id"]
