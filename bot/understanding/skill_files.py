"""The files that skills are read from: docs/skills.md tells their format."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.skill_text import words

COLUMNS = ("family", "name", "aliases", "parents", "neighbours")
NEIGHBOUR = 0.5  # closeness of two neighbours where the file gives none


@dataclass(frozen=True, slots=True)
class Skill:
    """One line of the file. `aliases` as written there, with their marks."""

    name: str
    family: str
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    neighbours: tuple[tuple[str, float], ...] = ()


def read_skills(path: Path) -> list[Skill]:
    """The lines of a vocabulary file.

    Raises:
        ValueError: the header is another, or a line has no name.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path.name} must start with the columns {', '.join(COLUMNS)}")
        return [_skill(row, f"{path.name}, line {rows.line_num}") for row in rows]


def merge(known: Sequence[Skill], more: Iterable[Skill]) -> list[Skill]:
    """Both lists as one: a skill of `more` that is known by name adds to it, parents and neighbours nobody has are dropped."""
    by_name = {skill.name.casefold(): skill for skill in known}
    for skill in more:
        old = by_name.get(skill.name.casefold(), Skill(skill.name, skill.family))
        by_name[skill.name.casefold()] = Skill(
            old.name,
            old.family,
            tuple(dict.fromkeys((*old.aliases, *skill.aliases))),
            tuple(dict.fromkeys((*old.parents, *skill.parents))),
            tuple({**dict(skill.neighbours), **dict(old.neighbours)}.items()),
        )
    names = {skill.name for skill in by_name.values()}
    return [
        Skill(
            skill.name,
            skill.family,
            skill.aliases,
            tuple(parent for parent in skill.parents if parent in names),
            tuple(pair for pair in skill.neighbours if pair[0] in names),
        )
        for skill in by_name.values()
    ]


def _skill(row: dict[str, str], where: str) -> Skill:
    if not row["name"] or not words(row["name"]):
        raise ValueError(f"{where}: a skill needs a name")
    return Skill(
        name=row["name"],
        family=row["family"] or "Other",
        aliases=_listed(row["aliases"]),
        parents=_listed(row["parents"]),
        neighbours=tuple(_weighted(item) for item in _listed(row["neighbours"])),
    )


def _listed(cell: str | None) -> tuple[str, ...]:
    return tuple(item for part in (cell or "").split("|") if (item := part.strip()))


def _weighted(item: str) -> tuple[str, float]:
    name, _, closeness = item.rpartition(":")
    return (name, float(closeness)) if name else (item, NEIGHBOUR)
