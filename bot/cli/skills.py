"""Reading the skills of ESCO and O*NET downloads into an installation's own vocabulary file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.cli.opening import CannotStart
from bot.understanding.skill_files import COLUMNS, Skill, merge, read_skills
from bot.understanding.skill_vocabulary import OWN_FILE, SkillVocabulary

LONGEST = 60  # characters of a name; ESCO also has whole sentences, which nobody types
UNPACKED_MOST = 200 * 1024 * 1024  # bytes; ESCO's file of English skills has about 10 MB
ESCO = {"preferredLabel", "altLabels"}
ONET_TECHNOLOGY = {"Example", "Commodity Title"}
ONET_ELEMENT = {"Element Name", "Scale ID"}


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to."""

    read: int
    new: int
    file: Path


def import_skills(source: Path, data: Path) -> Imported:
    """Merge a download into `skills.tsv` of the data folder, which the vocabulary reads at the next start.

    Understood: ESCO's `skills_en.csv`, O*NET's `Technology Skills.txt`, `Skills.txt` and `Knowledge.txt`, each also
    inside the ZIP file as it is downloaded, and files in the vocabulary's own format.

    Raises:
        CannotStart: the file cannot be read, or is none of these.
    """
    own = data / OWN_FILE
    try:
        known = SkillVocabulary.load(own)
    except (OSError, ValueError, csv.Error) as error:
        raise CannotStart(
            f"Your own skills in {own} cannot be read: {error}. Mend the file, or move it away and import again."
        ) from error
    try:
        fitting = (_fitting(one, known) for one in _skills(source))
        found = [skill for skill in fitting if skill is not None]
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, ValueError, csv.Error) as error:
        raise CannotStart(f"{source} cannot be read as a list of skills: {error}.") from error
    if not found:
        raise CannotStart(
            f"There are no skills in {source}. It should be skills_en.csv of ESCO (esco.ec.europa.eu), Technology "
            "Skills.txt of O*NET (onetcenter.org), the ZIP file of either, or a file like the project's own skills.tsv."
        )
    before = read_skills(own) if own.exists() else []
    _write(own, merge(before, found))
    new = {skill.name for skill in found} - known.by_name.keys()
    return Imported(len(found), len(new), own)


def _skills(source: Path) -> Iterator[Skill]:
    if source.suffix.lower() == ".tsv":
        yield from read_skills(source)
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as packed:
            for entry in packed.infolist():
                if entry.filename.lower().endswith((".csv", ".txt")) and entry.file_size <= UNPACKED_MOST:
                    yield from _rows(packed.read(entry).decode("utf-8-sig"))
    else:
        yield from _rows(source.read_text(encoding="utf-8-sig"))


def _rows(text: str) -> Iterator[Skill]:
    """The skills of one table; none for a table of another kind."""
    tab = "\t" in text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if tab else ",")
    columns = set(rows.fieldnames or ())
    if columns >= ESCO:
        for row in rows:
            labels = (row.get("altLabels") or "").splitlines() + (row.get("hiddenLabels") or "").splitlines()
            yield Skill(row["preferredLabel"] or "", "ESCO", tuple(labels))
    elif columns >= ONET_TECHNOLOGY:
        yield from (Skill(row["Example"] or "", row["Commodity Title"] or "O*NET") for row in rows)
    elif columns >= ONET_ELEMENT:
        yield from (Skill(name, "O*NET") for name in dict.fromkeys(row["Element Name"] or "" for row in rows))


def _fitting(skill: Skill, known: SkillVocabulary) -> Skill | None:
    """A skill under the vocabulary's name where it has one, with only new aliases; None for what is no name.

    A single ordinary word counts only beside something that makes it a skill: ESCO has "use", "cut" and "sell".
    """
    name = _tidy(skill.name)
    if not name:
        return None
    canonical = known.canonical(name)
    labels = dict.fromkeys(label for label in map(_tidy, skill.aliases) if label and known.canonical(label) is None)
    aliases = [_marked(label) for label in labels if label.casefold() != name.casefold()]
    if canonical is None and _marked(name) != name:
        aliases.append(_marked(name))
    return Skill(canonical or name, skill.family, tuple(aliases), skill.parents, skill.neighbours)


def _tidy(label: str) -> str:
    plain = " ".join(label.replace("|", " ").split()).lstrip("=?")
    usable = 2 <= len(plain) <= LONGEST and any(character.isalpha() for character in plain) and ".." not in plain
    return plain[:1].upper() + plain[1:] if usable and plain.islower() else plain if usable else ""


def _marked(label: str) -> str:
    return f"?{label}" if label.isalpha() and label[1:].islower() else label


def _write(file: Path, skills: Iterable[Skill]) -> None:
    """Beside the old file first, so that a full disk leaves the old one."""
    draft = file.with_suffix(".new")
    with draft.open("w", encoding="utf-8", newline="") as out:
        print(*COLUMNS, sep="\t", file=out)
        for skill in skills:
            near = "|".join(f"{name}:{closeness:g}" for name, closeness in skill.neighbours)
            print(skill.family, skill.name, "|".join(skill.aliases), "|".join(skill.parents), near, sep="\t", file=out)
    draft.replace(file)
