"""Skills of a whole brief: lists as people paste them, salience, and what the community confirmed before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bot.understanding.skill_lists import listed_skills
from bot.understanding.skill_memory import SkillMemory
from bot.understanding.skill_ranking import SkillRanker
from bot.understanding.skills import vocabulary


class WordCounts:
    """An embedder whose texts are close when they share words."""

    id = "word-counts"
    dimensions = 64

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[sum(map(ord, word)) % self.dimensions] += 1.0
            row /= np.linalg.norm(row) or 1.0
        return rows.tolist()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Skills: Python, SAS, Microsoft Excel", ["Python", "SAS", "Microsoft Excel"]),
        ("Tags\n: Node.js,    C#,   .NET Core  \nCountry: Chile", ["Node.js", "C#", ".NET Core"]),
        ("Skills required:\n\n- Web scraping\n- Python / Go\n\nBudget 300", ["Web scraping", "Python", "Go"]),
        ("Tech stack - Django | Postgres", ["Django", "Postgres"]),
        ("Skills: you should be able to write clean code.", []),
        ("I have skills", []),
        ("No list here", []),
    ],
)
def test_pasted_lists_are_read_and_sentences_are_not(text: str, items: list[str]):
    assert [item.text for item in listed_skills(text)] == items


def test_items_stand_where_they_say():
    text = "About us\n\nRequired skills:\n - Figma\n - Web design, SEO\n"
    assert all(text[item.start : item.end] == item.text for item in listed_skills(text))


def test_what_the_title_says_comes_first():
    text = "Webflow site\nWe used WordPress and some Python scripts until now, and Excel for the orders."
    ranked = SkillRanker(vocabulary()).rank(text)
    assert ranked[0].name == "Webflow"


def test_listed_skills_are_asserted_even_when_the_vocabulary_does_not_know_them():
    ranker = SkillRanker(vocabulary())
    ranked = ranker.rank("Help\nSkills: Python, Decoy carving, Figma\nSomebody who also knows WordPress, maybe")
    assert {skill.said for skill in ranker.asserted(ranked)} == {"Python", "Decoy carving", "Figma"}


def test_nothing_is_asserted_of_a_text_without_skills():
    ranker = SkillRanker(vocabulary())
    assert ranker.asserted(ranker.rank("hello there")) == []


def test_confirmed_briefs_like_this_one_say_what_is_wanted():
    memory = SkillMemory(
        WordCounts(), [("carve two decoy ducks", ["Decoy carving"]), ("a tax return", ["Tax Preparation"])]
    )
    memory.add("carve a decoy goose", ["Decoy carving", "Woodworking"])
    assert len(memory) == 3
    shares = memory.near("decoy ducks, please carve")
    assert max(shares, key=lambda name: shares[name]) == "Decoy carving"
    ranked = SkillRanker(vocabulary(), memory=memory).rank("Please carve decoy ducks")
    assert ranked[0].name == "Decoy carving"


def test_a_word_that_the_community_confirmed_is_found_in_later_briefs():
    memory = SkillMemory(WordCounts(), [("something else entirely", ["Yardbird"])])
    found = SkillRanker(vocabulary(), memory=memory).rank("A yardbird expert, quickly")
    assert found[0].name == "Yardbird"


def test_an_empty_memory_says_nothing():
    assert SkillMemory(WordCounts()).near("a logo") == {}


def test_other_words_for_a_skill_are_compared_by_meaning():
    ranked = SkillRanker(vocabulary(), WordCounts()).rank("pouch tailoring of interior spaces")
    assert all(skill.score > 0 for skill in ranked)
