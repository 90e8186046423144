"""The packaged vocabulary keeps its own format, and files of one's own are merged into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.skill_files import Skill, merge, read_skills
from bot.understanding.skill_vocabulary import SkillVocabulary
from bot.understanding.skills import vocabulary


def test_it_is_as_large_as_it_says():
    assert len(vocabulary().skills) >= 1_200
    assert len({skill.family for skill in vocabulary().skills}) >= 40


def test_every_name_means_its_own_skill():
    wrong = {skill.name: vocabulary().canonical(skill.name) for skill in vocabulary().skills}
    assert {name: other for name, other in wrong.items() if name != other} == {}


def test_parents_and_neighbours_are_skills_and_nobody_is_their_own_parent():
    for skill in vocabulary().skills:
        for other in (*skill.parents, *(name for name, _ in skill.neighbours)):
            assert other in vocabulary().by_name, skill.name
        assert skill.name not in vocabulary().parents(skill.name)


def test_an_unmarked_spelling_means_one_skill():
    twice = {
        spellings[0].written: {spelling.skill for spelling in spellings if not (spelling.exact or spelling.doubtful)}
        for spellings in vocabulary().spellings.values()
    }
    assert {written: skills for written, skills in twice.items() if len(skills) > 1} == {}


def test_neighbours_are_mutual_and_closest_first():
    close = dict(vocabulary().neighbours("Figma"))
    assert close == dict(sorted(close.items(), key=lambda pair: -pair[1]))
    assert all("Figma" in dict(vocabulary().neighbours(name)) for name in close)


def test_a_broad_skill_says_less_of_a_person_than_a_narrow_one():
    assert vocabulary().rarity("Web Development") < vocabulary().rarity("React") < vocabulary().rarity("Gatsby")
    assert vocabulary().rarity("never heard of") == 1.0


def test_lines_of_ones_own_add_to_known_skills_and_bring_new_ones(tmp_path: Path):
    mine = tmp_path / "skills.tsv"
    mine.write_text(
        "family\tname\taliases\tparents\tneighbours\n"
        "Crafts\tDecoy Carving\tcarve .. decoy | decoys\tWoodworking | Nobody\tSculpture:0.9\n"
        "Graphic design\tFigma\tfigmatic\t\t\n",
        encoding="utf-8",
    )
    merged = SkillVocabulary.load(mine)
    assert [skill.name for skill in merged.find("please carve me a nice decoy, figmatic style")] == [
        "Decoy Carving",
        "Figma",
    ]
    assert merged.parents("Decoy Carving") == ("Woodworking",)
    assert merged.by_name["Figma"].parents == vocabulary().by_name["Figma"].parents


def test_a_file_in_another_format_is_refused(tmp_path: Path):
    mine = tmp_path / "skills.tsv"
    for content in ("name\tfamily\n", "family\tname\taliases\tparents\tneighbours\nCrafts\t\t\t\t\n"):
        mine.write_text(content, encoding="utf-8")
        with pytest.raises(ValueError, match=r"skills\.tsv"):
            read_skills(mine)


def test_merging_knows_a_skill_in_any_case():
    assert merge([Skill("Figma", "Design")], [Skill("figma", "Other", ("fig",))]) == [
        Skill("Figma", "Design", ("fig",))
    ]
