"""Ordinary words that are also the names of skills, and the same names where a skill is meant."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands import Reading
from bot.understanding.skills import find_skills, vocabulary

FILE = Path(__file__).parent.parent / "data" / "skill_traps.tsv"
with FILE.open(encoding="utf-8", newline="") as file:
    TRAPS = [(row["text"], row["skill"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def named(text: str) -> set[str]:
    return {skill.name for skill in vocabulary().find(text)}


@pytest.mark.parametrize(("text", "skill"), TRAPS)
def test_an_ordinary_word_is_no_skill(text: str, skill: str) -> None:
    assert skill not in named(text)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Python developer for our zoo", "Python"),
        ("A Python, Django person for the reptile house", "Python"),
        ("We need Java and Spring Boot", "Java"),
        ("Rust developer", "Rust"),
        ("Unity developer wanted", "Unity"),
        ("A game in Unity", "Unity"),
        ("Excel, Google Sheets and PowerPoint", "Microsoft Excel"),
        ("My Excel file is broken", "Microsoft Excel"),
        ("written in C", "C"),
        ("experience in R", "R"),
        ("React, Node.js", "React"),
        ("our shop is on Rails", "Ruby on Rails"),
        ("set up Kafka and Docker", "Apache Kafka"),
        ("tests with cypress", "Test Automation"),
        ("integrate stripe payments", "Stripe"),
        ("a tableau dashboard", "Tableau"),
        ("fix my bash script", "Bash"),
        ("model it in Maya", "Maya"),
    ],
)
def test_where_the_skill_is_meant_it_is_found(text: str, skill: str) -> None:
    assert skill in named(text)


@pytest.mark.parametrize(("text", "skill"), [("Need 4 logos", "Logo Design"), ("10 icons", "Icon Design")])
def test_a_number_of_things_names_the_work(text: str, skill: str) -> None:
    assert skill in named(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [("add french subtitles", "French"), ("subtitle my film in German", "German"), ("Spanish captions please", None)],
)
def test_subtitles_in_a_language_may_need_a_translation(text: str, language: str | None) -> None:
    skills = find_skills(text, Reading(datetime(2026, 3, 2, tzinfo=UTC))) or ""
    assert (f"nice: English to {language} Translation" in skills) == (language is not None)
