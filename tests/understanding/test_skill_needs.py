"""Briefs that name no skill: what kinds of work are offered, on briefs written beside the vocabulary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.understanding.professions import possible_work
from bot.understanding.skill_meanings import Needs, needs
from bot.understanding.skills import vocabulary
from retrieval.embeddings import MiniLm

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "data" / "skill_proposals.jsonl").read_text("utf-8").splitlines()
]
LEAST = 0.8  # of the briefs have an acceptable kind of work among the first three


@pytest.fixture(scope="module")
def offered() -> dict[str, list[str]]:
    embedder = MiniLm()
    known = Needs.embedded(embedder)
    return {row["text"]: list(known.meant(row["text"], embedder)) for row in ROWS}


def test_most_briefs_are_offered_what_they_mean(offered: dict[str, list[str]]) -> None:
    right = [row for row in ROWS if set(offered[row["text"]][:3]) & set(row["acceptable"])]
    assert len(right) >= LEAST * len(ROWS)


def test_nothing_absurd_comes_first(offered: dict[str, list[str]]) -> None:
    for row in ROWS:
        assert not set(offered[row["text"]][:1]) & set(row.get("absurd", [])), row["text"]


def test_only_kinds_of_work_that_have_a_name_are_offered() -> None:
    assert set(needs()) <= set(vocabulary().by_name)


def test_words_without_content_are_offered_nothing() -> None:
    embedder = MiniLm()
    assert Needs.embedded(embedder).meant("hi, I need help asap", embedder) == {}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("I need a designer", "Graphic Design"),
        ("developer", "Software Development"),
        ("looking for a good writer", "Content Writing"),
        ("we want to hire an editor", "Editing"),
        ("a musician for our wedding", "Session Musician"),
        ("painter wanted", "Painting and Decorating"),
        ("find me a tester", "Software Testing"),
    ],
)
def test_a_bare_profession_stands_for_kinds_of_work(text: str, first: str) -> None:
    assert possible_work(text)[0] == first


@pytest.mark.parametrize("text", ["our developer left", "I am a painter", "the writer Kafka", "a freelancer"])
def test_people_who_are_not_wanted_stand_for_nothing(text: str) -> None:
    assert possible_work(text) == []
