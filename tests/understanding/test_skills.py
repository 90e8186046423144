"""Skills in people's words are found, read and shown again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.commands import Reading
from bot.domain.brief import SkillWish
from bot.domain.profile import SkillClaim
from bot.errors import InvalidInput
from bot.understanding.skills import (
    find_skill_claims,
    find_skills,
    parse_skill_claims,
    parse_skills,
    show_skill_claims,
    show_skills,
    vocabulary,
)

READING = Reading(now=datetime(2026, 3, 2, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("I need a logo and 3 banners for my bakery", "Logo Design; Banner Design"),
        ("logo designer wanted, someone who does brand kits too", "Logo Design; Brand Identity"),
        ("please build me a small website", "Web Development"),
        ("frontend in react.js + TypeScript", "Front-End Development; React; TypeScript"),
        ("experience with phyton and javascrpt", "Python; JavaScript"),
        ("hiring a react dev, scenes in blender and unity", "React; Blender; Unity"),
        ("wordpres and photosop, some kubernets", "WordPress; Adobe Photoshop; Kubernetes"),
        ("I need an architect for a house extension", "Architecture"),
        ("can you edit my holiday videos", "Video Editing"),
        ("no wordpress please, I want Webflow instead of Wix", "Webflow"),
        ("Looking for a Go developer, React a plus", "Go; nice: React"),
        ("A stall for the market\nSkills: Yardi Voyager, Figma, patience", "Figma; Yardi Voyager"),
        ("Figma is a must, Illustrator would be nice", "Figma; nice: Adobe Illustrator"),
        ("Must have:\n- Figma\n\nNice to have:\n- Framer\n- Python", "Figma; nice: Framer; nice: Python"),
    ],
)
def test_a_brief_names_its_skills(said: str, found: str):
    named = find_skills(said, READING)
    assert named is not None
    assert set(named.split("; ")) == set(found.split("; "))


@pytest.mark.parametrize(
    "said",
    [
        "go ahead, swift reply please",
        "Go ahead and call me",
        "vitamin C helps, says R&D",
        "Express delivery of a rust coloured sofa",
        "Let me sketch the situation for you",
        "see https://figma.com/file/abc or write to react@python.org",
        "the spring collection should excel",
        "I'm a student and I will be coming back",
        "please send your resume and a cover letter",
        "react quickly, make a blender shake, flutter by",
        "we are in Richmond, VA",
        "seeing the election results, strive for more",
        "",
    ],
)
def test_ordinary_words_are_no_skills(said: str):
    assert find_skills(said, READING) is None


def test_java_is_not_found_in_javascript():
    assert [skill.name for skill in vocabulary().find("a JavaScript widget")] == ["JavaScript"]


@pytest.mark.parametrize("said", ["C, R and Python", "Python, R, C", "languages: C / C++", "it is written in C"])
def test_single_letters_count_in_a_list_of_languages_or_after_written_in(said: str):
    assert "C" in {skill.name for skill in vocabulary().find(said)}


def test_a_list_is_read_as_typed_and_unknown_skills_stay_in_their_own_words():
    wishes = parse_skills("figma, underwater basket weaving and nice: reactjs", READING)
    assert wishes == (
        SkillWish(name="Figma"),
        SkillWish(name="underwater basket weaving"),
        SkillWish(name="React", must=False),
    )


def test_an_answer_without_a_skill_says_what_can_be_read():
    with pytest.raises(InvalidInput, match="for example"):
        parse_skills("!!!", READING)


def test_wishes_survive_being_shown_and_read_again():
    wishes = (SkillWish(name="C++"), SkillWish(name="my own thing"), SkillWish(name="Figma", must=False))
    assert parse_skills(show_skills(wishes), READING) == wishes


def test_years_belong_to_the_skill_they_are_said_of():
    said = "5 years of Figma, illustration (3 years), and some Webflow"
    assert find_skill_claims(said, READING) == "Figma (5 years); Illustration (3 years); Webflow"


def test_claims_survive_being_shown_and_read_again():
    claims = (
        SkillClaim(name="Figma", years=5),
        SkillClaim(name="Illustration"),
        SkillClaim(name="tiny boats", years=1.5),
    )
    assert parse_skill_claims(show_skill_claims(claims), READING) == claims


def test_autocompletion_offers_names_that_start_with_what_is_typed_first():
    offered = vocabulary().suggest("fig")
    assert offered[0] == "Figma"
    assert len(vocabulary().suggest("")) == 25
    assert vocabulary().suggest("photoshp")[0] == "Adobe Photoshop"


@pytest.mark.parametrize(
    ("said", "skills"),
    [
        ("I'm an illustrator in Lisbon, 8 years, 45 €/h", "Illustration"),
        ("Illustrators wanted", "Illustration"),
        ("photographer and illustrator", "Photography; Illustration"),
        ("Looking for an Illustrator", "Illustration"),
        ("I work in Illustrator", "Adobe Illustrator"),
        ("experience with illustrator", "Adobe Illustrator"),
        ("Photoshop, Illustrator, InDesign", "Adobe Photoshop; Adobe Illustrator; Adobe InDesign"),
        ("an Illustrator file", "Adobe Illustrator"),
        ("Translator here, open for work", "Translation"),
        ("composer, 5 years", "Music Composition"),
    ],
)
def test_a_trade_and_a_program_of_one_name_are_told_apart(said: str, skills: str) -> None:
    assert find_skills(said, READING) == skills
