"""The tagger of the benchmark reads its file and tags whole spans."""

from __future__ import annotations

import pytest

from bench.soft_skill_tagger import SoftSkillTagger, features
from bench.understanding_skills import span_f1


def test_a_sentence_of_an_advert_is_tagged_word_by_word():
    tokens = ["must", "be", "able", "to", "work", "under", "pressure", "and", "manage", "priorities"]
    tags = SoftSkillTagger.load().tag(tokens)
    assert len(tags) == len(tokens)
    assert set(tags) <= {"B", "I", "O"}
    assert "B" in tags


@pytest.mark.parametrize("tokens", [[], ["patient"], ["x"] * 200])
def test_any_length_is_tagged_and_no_span_begins_in_its_middle(tokens: list[str]):
    tags = SoftSkillTagger.load().tag(tokens)
    assert len(tags) == len(tokens) == len(features(tokens))
    assert all(before != "O" for before, tag in zip(["O", *tags], tags, strict=False) if tag == "I")


def test_spans_are_right_only_when_whole():
    gold = [["O", "B", "I"], ["B", "O", "O"]]
    assert span_f1(gold, gold) == pytest.approx((1, 1, 1))
    assert span_f1(gold, [["O", "B", "O"], ["B", "O", "O"]]) == pytest.approx((0.5, 0.5, 0.5))
