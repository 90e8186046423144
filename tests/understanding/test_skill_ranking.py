"""Skills of a whole brief: lists as people paste them, salience, and what the community confirmed before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bot.understanding.skill_lists import listed_skills
from bot.understanding.skill_memory import Confirmed, following, usual
from bot.understanding.skill_ranking import SkillRanker
from bot.understanding.skill_signs import number_to_say
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
    text = "Webflow site\nWe used Squarespace and some Perl scripts until now, and Airtable for the orders."
    ranked = SkillRanker(vocabulary()).rank(text)
    assert ranked[0].name == "Webflow"


def test_listed_skills_are_asserted_even_when_the_vocabulary_does_not_know_them():
    ranker = SkillRanker(vocabulary())
    ranked = ranker.rank("Help\nSkills: Python, Decoy carving, Figma\nSomebody who also knows WordPress, maybe")
    assert {skill.said for skill in ranker.asserted(ranked)} == {"Python", "Decoy carving", "Figma"}


def test_nothing_is_asserted_of_a_text_without_skills():
    ranker = SkillRanker(vocabulary())
    assert ranker.asserted(ranker.rank("hello there")) == []


DUCKS = Confirmed(("Decoy carving",), frozenset({"Decoy carving", "Woodworking"}), 0.8)
TAXES = Confirmed(("Tax Preparation",), frozenset({"Tax Preparation"}), 0.1)
GOOSE = Confirmed(("Decoy carving", "Gilding"), frozenset({"Decoy carving", "Woodworking"}), 0.7)


def test_confirmed_briefs_like_this_one_say_what_is_wanted():
    shares = usual(frozenset({"Woodworking"}), [DUCKS, TAXES, GOOSE], vocabulary())
    assert shares["Decoy carving"] > 0.9 > shares["Gilding"] > shares["Tax Preparation"]
    ranked = SkillRanker(vocabulary()).rank("Please carve a swan", confirmed=[DUCKS, TAXES, GOOSE])
    assert {skill.name for skill in ranked[:2]} == {"Decoy carving", "Gilding"}


def test_a_brief_that_shares_no_skill_counts_by_its_meaning_alone():
    shares = usual(frozenset(), [DUCKS, TAXES], vocabulary())
    assert shares["Decoy carving"] > shares["Tax Preparation"] > 0


def test_what_is_asked_for_together_follows():
    beside = following({"Decoy carving": 1.0}, [DUCKS, TAXES, GOOSE, GOOSE])
    assert beside["Gilding"] > beside["Tax Preparation"]
    assert "Decoy carving" not in beside


def test_a_word_that_the_community_confirmed_is_found_in_later_briefs():
    earlier = Confirmed(("Yardbird",), frozenset({"Yardbird"}), 0.0)
    other = Confirmed(("Logo Design",), frozenset({"Logo Design"}), 0.0)
    found = SkillRanker(vocabulary(), WordCounts()).rank("A yardbird expert, quickly", confirmed=[earlier, other])
    assert found[0].name == "Yardbird"


def test_a_skill_is_called_what_the_community_calls_it():
    earlier = Confirmed(("Data Scraping",), frozenset({"Web Scraping"}), 0.5)
    ranked = SkillRanker(vocabulary()).rank("Web scraping of three shops", confirmed=[earlier])
    assert ranked[0].name == "Web Scraping" and ranked[0].said == "Data Scraping"


def test_no_earlier_briefs_say_nothing():
    assert usual(frozenset({"Logo Design"}), [], vocabulary()) == {}
    assert following({"Logo Design": 1.0}, []) == {}


def test_as_many_skills_are_asserted_as_are_likely():
    assert number_to_say([0.9, 0.9, 0.9, 0.05]) == 3
    assert number_to_say([0.9, 0.1, 0.1]) == 1
    assert number_to_say([]) == 0


def test_other_words_for_a_skill_are_compared_by_meaning():
    ranked = SkillRanker(vocabulary(), WordCounts()).rank("pouch tailoring of interior spaces")
    assert all(skill.score > 0 for skill in ranked)
