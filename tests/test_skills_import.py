"""Skills from ESCO and O*NET downloads join an installation's vocabulary."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.cli.opening import CannotStart
from bot.cli.skills import import_skills
from bot.understanding.skill_vocabulary import OWN_FILE, SkillVocabulary

ESCO = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status\n"
    'KnowledgeSkillCompetence,u/1,skill/competence,sector-specific,grind telescope mirrors,"polish telescope mirrors\n'
    'figure a telescope mirror",,released\n'
    "KnowledgeSkillCompetence,u/2,knowledge,cross-sector,logo design,emblem drafting,,released\n"
    "KnowledgeSkillCompetence,u/3,knowledge,cross-sector,mend,,,released\n"
    "KnowledgeSkillCompetence,u/4,knowledge,cross-sector,,,,released\n"
)
ONET = (
    "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
    "11-1011.00\tQuarrySoft 9\t43232202\tDocument management software\tN\tN\n"
)


def imported(text: str, name: str, folder: Path) -> SkillVocabulary:
    source = folder / name
    source.write_text(text, encoding="utf-8")
    import_skills(source, folder)
    return SkillVocabulary.load(folder / OWN_FILE)


def names(vocabulary: SkillVocabulary, text: str) -> list[str]:
    return [skill.name for skill in vocabulary.find(text)]


def test_a_skill_of_esco_is_found_by_all_its_names(tmp_path: Path) -> None:
    vocabulary = imported(ESCO, "skills_en.csv", tmp_path)
    assert names(vocabulary, "Who can polish telescope mirrors for us?") == ["Grind telescope mirrors"]


def test_a_known_skill_gets_new_names_and_keeps_its_own(tmp_path: Path) -> None:
    vocabulary = imported(ESCO, "skills_en.csv", tmp_path)
    assert vocabulary.canonical("emblem drafting") == vocabulary.canonical("Logo Design") == "Logo Design"


def test_an_ordinary_word_does_not_become_a_skill_by_itself(tmp_path: Path) -> None:
    assert names(imported(ESCO, "skills_en.csv", tmp_path), "Please mend it by Friday") == []


def test_technologies_of_onet_are_read_from_the_zip_file_as_downloaded(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "db_text.zip", "w") as packed:
        packed.writestr("db_text/Technology Skills.txt", ONET)
        packed.writestr("db_text/Read Me.txt", "nothing to import")
    done = import_skills(tmp_path / "db_text.zip", tmp_path)
    assert (done.read, done.new) == (1, 1)
    assert names(SkillVocabulary.load(done.file), "we need QuarrySoft 9") == ["QuarrySoft 9"]


def test_importing_twice_and_from_two_sources_adds_up(tmp_path: Path) -> None:
    imported(ESCO, "skills_en.csv", tmp_path)
    first = (tmp_path / OWN_FILE).read_text()
    imported(ESCO, "skills_en.csv", tmp_path)
    assert (tmp_path / OWN_FILE).read_text() == first
    vocabulary = imported(ONET, "Technology Skills.txt", tmp_path)
    assert {"Grind telescope mirrors", "QuarrySoft 9"} <= set(vocabulary.by_name)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"PK\x03\x04broken"])
def test_what_is_no_list_of_skills_is_refused_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "file.csv"
    source.write_bytes(content)
    with pytest.raises(CannotStart, match=r"no skills in|cannot be read as a list"):
        import_skills(source, tmp_path)
    with pytest.raises(CannotStart, match="cannot be read"):
        import_skills(tmp_path / "missing.csv", tmp_path)


@pytest.mark.parametrize(
    "content", [b"skill,names\n", b"family\tname\taliases\tparents\tneighbours\nCrafts\t\t\t\t\n", b"\xff\xfe\x00"]
)
def test_a_damaged_file_of_own_skills_stops_the_start_with_a_sentence_that_says_what_to_do(
    content: bytes, tmp_path: Path
) -> None:
    (tmp_path / OWN_FILE).write_bytes(content)
    started = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--as", "ann", "--data", str(tmp_path)],
        input="hello\n", capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip
    assert started.returncode == 1
    assert "cannot be read" in started.stderr and "python -m bot skills import" in started.stderr
    assert "Traceback" not in started.stderr
    with pytest.raises(CannotStart, match="Your own skills in"):
        imported(ESCO, "skills_en.csv", tmp_path)
