"""The skill vocabulary: a data file of skills with aliases, parents and neighbours, and how to look things up in it."""

from __future__ import annotations

import csv
import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.errors import InvalidInput
from bot.understanding.skill_files import Skill, merge, read_skills
from bot.understanding.skill_matching import FoundSkill, find_in
from bot.understanding.skill_signs import asked_for
from bot.understanding.skill_text import key_of, role_key

PACKAGED = Path(__file__).parent / "data" / "skills.tsv"
OWN_FILE = "skills.tsv"  # in the data folder: what `skills import` wrote
PARENT = 0.6  # of a skill and the broader one it belongs to
GAP = ".."  # in an alias: a few other words may stand here


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a skill.

    `exact`: only with this capitalisation ("PS", never "ps" as in a letter's end). `doubtful`: also an ordinary word
    ("Go", "Sketch"), which counts only beside something that makes it a skill.
    """

    skill: str
    key: tuple[str, ...]
    written: str
    exact: bool = False
    doubtful: bool = False


@dataclass(frozen=True, eq=False)  # one is equal to itself only, so that it can be the key of a cache
class SkillVocabulary:
    """Every skill that has a name here. Immutable; `load` reads it."""

    skills: tuple[Skill, ...]

    @cached_property
    def id(self) -> str:
        """Another one for each content."""
        return hashlib.sha256(repr(self.skills).encode()).hexdigest()[:12]

    @staticmethod
    def load(extra: Path | None = None) -> SkillVocabulary:
        """The packaged vocabulary, with the lines of `extra` (same format) merged in when that file exists.

        A line of `extra` with a known name adds its aliases, parents and neighbours to it.

        Raises:
            ValueError: a file is not in the format of docs/skills.md.
        """
        rows = read_skills(PACKAGED)
        if extra is not None and extra.exists():
            rows = merge(rows, read_skills(extra))
        return SkillVocabulary(tuple(rows))

    @cached_property
    def by_name(self) -> dict[str, Skill]:
        return {skill.name: skill for skill in self.skills}

    @cached_property
    def spellings(self) -> dict[tuple[str, ...], list[Spelling]]:
        """Every spelling without a gap by its key; the skill's own name first."""
        found: dict[tuple[str, ...], list[Spelling]] = {}
        for spelling in self._all_spellings():
            if GAP not in spelling.written:
                found.setdefault(spelling.key, []).append(spelling)
        return found

    @cached_property
    def role_spellings(self) -> dict[tuple[str, ...], Spelling]:
        """Unmarked spellings of two words or more with the role taken off the last one."""
        found: dict[tuple[str, ...], Spelling] = {}
        for key, spellings in self.spellings.items():
            first = spellings[0]
            if len(key) > 1 and not (first.exact or first.doubtful):
                found.setdefault(role_key(key), first)
        return found

    @cached_property
    def gapped(self) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]]:
        """Spellings with a gap, by their first word: (what stands before it, what stands after, skill)."""
        found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
        for spelling in self._all_spellings():
            if GAP in spelling.written:
                before, after = (key_of(half) for half in spelling.written.split(GAP))
                found.setdefault(before[0], []).append((before, after, spelling.skill))
        return found

    @cached_property
    def reach(self) -> dict[str, int]:
        """How many words the longest spelling has that begins with this one."""
        longest: dict[str, int] = {}
        for key in (*self.spellings, *self.role_spellings):
            longest[key[0]] = max(longest.get(key[0], 0), len(key))
        return longest

    @cached_property
    def word_keys(self) -> frozenset[str]:
        """Every folded word that occurs in a spelling: what is one of them is no typing error."""
        return frozenset(word for key in self.spellings for word in key)

    @cached_property
    def long_words(self) -> list[str]:
        """Single-word spellings long enough to be recognised through a typing error."""
        unmarked = (key[0] for key, (first, *_) in self.spellings.items() if len(key) == 1 and not first.doubtful)
        return sorted(word for word in unmarked if len(word) >= 6)

    def find(self, text: str) -> list[FoundSkill]:
        """The skills that a text names, in its order. No model, no network: well under a millisecond a sentence."""
        return list(find_in(self, text))

    def canonical(self, name: str) -> str | None:
        """The vocabulary's name for a skill given by name or any alias, in any case; None for what it does not know."""
        key = key_of(name)
        spellings = self.spellings.get(key)
        if spellings:
            fitting = (spelling for spelling in spellings if name.strip() == spelling.written)
            return next(fitting, spellings[0]).skill
        by_role = self.role_spellings.get(role_key(key))
        return by_role.skill if by_role else None

    def parents(self, name: str) -> tuple[str, ...]:
        """The broader skills this one belongs to, nearest first, without repetition."""
        found: list[str] = []
        queue = list(self.by_name[name].parents) if name in self.by_name else []
        while queue:
            parent = queue.pop(0)
            if parent not in found and parent != name:
                found.append(parent)
                queue.extend(self.by_name[parent].parents)
        return tuple(found)

    def specialities(self, name: str) -> Sequence[str]:
        """The narrower skills below this one: who has React does front-end and web development."""
        return self._specialities.get(name, ())

    def neighbours(self, name: str) -> Sequence[tuple[str, float]]:
        """Skills that help with the same work, with a closeness in (0, 1], closest first; empty for an unknown skill."""
        return self._neighbours.get(name, ())

    def rarity(self, name: str) -> float:
        """How much having this skill says of a person, in (0, 1]: 1 for a narrow or unknown one, less for a broad one."""
        return 1 / (1 + math.log1p(len(self.specialities(name))))

    def ways(self, name: str) -> int:
        """How many other ways to say it are known."""
        return len(self.by_name[name].aliases) if name in self.by_name else 0

    def asked(self, text: str) -> Mapping[str, float]:
        """Every skill that a text names, with how likely its writer asks for it, in (0, 1)."""
        return asked_for(text, self)

    def suggest(self, typed: str, limit: int = 25) -> list[str]:
        """Names to offer while somebody types, best first; the broadest skills where nothing is typed yet."""
        key = typed.strip().casefold()
        if not key:
            return sorted(self.by_name, key=lambda name: (-len(self.specialities(name)), name))[:limit]
        starts = [(name, alias) for alias, name in self._typed if alias.startswith(key)]
        starts.sort(key=lambda pair: (pair[0].casefold() != pair[1], len(pair[1]), pair[0]))
        inside = [name for alias, name in self._typed if f" {key}" in alias]
        close = [
            self._typed[place][1]
            for _, score, place in process.extract(
                key, [alias for alias, _ in self._typed], scorer=fuzz.ratio, limit=limit
            )
            if score >= 75 and len(key) > 3
        ]
        return list(dict.fromkeys([*(name for name, _ in starts), *inside, *close]))[:limit]

    @cached_property
    def _typed(self) -> list[tuple[str, str]]:
        pairs = {
            (spelling.written.casefold(), spelling.skill): None
            for spelling in self._all_spellings()
            if GAP not in spelling.written
        }
        return list(pairs)

    @cached_property
    def _specialities(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, list[str]] = defaultdict(list)
        for name in self.by_name:
            for broader in self.parents(name):
                below[broader].append(name)
        return {name: tuple(narrower) for name, narrower in below.items()}

    @cached_property
    def _neighbours(self) -> dict[str, tuple[tuple[str, float], ...]]:
        close: dict[str, dict[str, float]] = {skill.name: {} for skill in self.skills}
        for skill in self.skills:
            linked = [*skill.neighbours, *((parent, PARENT) for parent in skill.parents)]
            for other, closeness in linked:
                for one, two in ((skill.name, other), (other, skill.name)):
                    close[one][two] = max(close[one].get(two, 0.0), closeness)
        return {name: tuple(sorted(of.items(), key=lambda pair: (-pair[1], pair[0]))) for name, of in close.items()}

    def _all_spellings(self) -> Iterable[Spelling]:
        for skill in self.skills:
            if not any(alias.lstrip("=?") == skill.name for alias in skill.aliases):
                yield Spelling(skill.name, key_of(skill.name), skill.name)
            for alias in skill.aliases:
                written = alias.lstrip("=?")
                marks = alias[: len(alias) - len(written)]
                yield Spelling(skill.name, key_of(written), written, exact="=" in marks, doubtful="?" in marks)


@cache
def vocabulary() -> SkillVocabulary:
    """The packaged vocabulary with the installation's own skills, read once: it never changes while the program runs."""
    return SkillVocabulary.load(_own_skills)


_own_skills: Path | None = None  # parsers of answers have no settings at hand, so this is said once, at start


def read_also(file: Path) -> None:
    """Name the file of an installation's own skills, which need not exist. For the composition root, before all else.

    Raises:
        InvalidInput: the file is there and cannot be read; the sentence says what to do.
    """
    global _own_skills
    own = file if file.exists() else None
    if own is not None:
        try:
            SkillVocabulary.load(own)
        except (OSError, ValueError, csv.Error) as error:  # also what is no UTF-8
            raise InvalidInput(
                f"Your own skills in {own} cannot be read: {error}. Mend the file (docs/skills.md shows its columns), "
                "or move it away and import your skills again: python -m bot skills import FILE"
            ) from error
    if own != _own_skills:
        _own_skills = own
        vocabulary.cache_clear()
