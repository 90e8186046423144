"""What speaks for a skill in a brief, and how likely the brief asks for it: a small fitted model over a few signs."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from bot.understanding.skill_lists import listed_skills
from bot.understanding.skill_matching import FoundSkill

WEIGHTS = Path(__file__).parent / "data" / "skill_weights.tsv"  # written by bench/train_skills.py
COMMON = (
    Path(__file__).parent / "data" / "common_skills.tsv"
)  # what freelance markets ask for most, of our own knowledge
MOST_NEAR = 3.0  # closeness to named skills, added up; more says no more
MODELS = ("read", "meant", "remembered")
LITTLE = 0.02  # share of similar briefs that stands for none, so that a logarithm can be taken


class Known(Protocol):
    """What is asked of a vocabulary."""

    def find(self, text: str) -> list[FoundSkill]: ...
    def canonical(self, name: str) -> str | None: ...
    def neighbours(self, name: str) -> Sequence[tuple[str, float]]: ...
    def rarity(self, name: str) -> float: ...
    def ways(self, name: str) -> int: ...


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for one skill. `said` and `fired` are words, the rest are numbers and what the weights are for."""

    said: str  # the writer's own word where they list it, else the skill's name
    fired: str = ""
    listed: float = 0.0  # the writer lists it as a skill
    mentions: float = 0.0  # log(1 + how often it is named), less where that is doubtful
    in_title: float = 0.0
    by_name: float = 0.0  # named by its own name, no alias
    near: float = 0.0  # closeness to what is named, added up
    rarity: float = 1.0
    common: float = 0.0  # how much freelance markets ask for it: 0, 1 or 2
    ways: float = 0.0  # log(1 + other ways to say it): who says one of many means it less
    company: float = 0.0  # log(1 + skills close to it)
    meant: float = 0.0  # cosine above chance of the phrase that is closest to it
    like_title: float = 0.0  # cosine to the title
    usual: float = math.log(LITTLE)  # log of the share of similar briefs that asked for it
    following: float = 0.0  # how often it was asked for beside the other skills here

    @property
    def named(self) -> bool:
        return bool(self.listed or self.mentions)


NUMBERS = tuple(field.name for field in fields(Signs) if field.name not in {"said", "fired"})


def read_signs(text: str, known: Known, also: Iterable[str] = ()) -> dict[str, Signs]:
    """The skills that a text names or lists, and their neighbours, by name. The first line counts as the title.

    `also`: names that the vocabulary does not know, found only as they are written.
    """
    title = text.partition("\n")[0].casefold()
    lowered = text.casefold()
    found: dict[str, Signs] = {}
    for skill in known.find(text):
        fired = skill.fired.casefold().split(", read as")[0]
        found[skill.name] = replace(
            signs_of(skill.name, known),
            fired=skill.fired,
            mentions=skill.certain * math.log1p(max(_times(fired, lowered), 1)),
            in_title=float(skill.start < len(title) or fired in title),
            by_name=float(fired == skill.name.casefold()),
        )
    for name in also:
        word = name.casefold()
        if times := _times(word, lowered):
            said = math.log1p(times)
            found[name] = Signs(name, name, mentions=said, in_title=float(_times(word, title) > 0), by_name=1.0)
    for item in listed_skills(text):
        name = known.canonical(item.text) or item.text
        signs = found.get(name) or signs_of(name, known)
        said_as = item.text if item.inline and signs.said == name else signs.said
        found[name] = replace(signs, said=said_as, fired="listed", listed=1.0)
    return _with_neighbours(found, known)


def signs_of(name: str, known: Known) -> Signs:
    """What a skill's place in the vocabulary says, before any text."""
    company = math.log1p(len(known.neighbours(name)))
    ways = math.log1p(known.ways(name))
    return Signs(name, rarity=known.rarity(name), common=_common().get(name, 0.0), ways=ways, company=company)


def _times(word: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def _with_neighbours(found: Mapping[str, Signs], known: Known) -> dict[str, Signs]:
    near: dict[str, float] = {}
    for name in found:
        for other, closeness in known.neighbours(name):
            near[other] = near.get(other, 0.0) + closeness
    every = {name: found.get(name) or signs_of(name, known) for name in (*found, *near)}
    return {name: replace(signs, near=min(near.get(name, 0.0), MOST_NEAR)) for name, signs in every.items()}


def likelihood(signs: Signs, fitted: Mapping[str, float]) -> float:
    """How likely the client asks for this skill, in (0, 1). `fitted`: a weight for each sign, and one for "always"."""
    score = fitted["always"] + sum(fitted[number] * getattr(signs, number) for number in NUMBERS)
    return 1 / (1 + math.exp(-score))


def asked_for(text: str, known: Known) -> dict[str, float]:
    """Every skill that a text names, with how likely its writer asks for it. No model of language, no network."""
    fitted = weights()["read"]
    return {name: likelihood(signs, fitted) for name, signs in read_signs(text, known).items() if signs.named}


def number_to_say(likelihoods: Iterable[float]) -> int:
    """How many of the likeliest to say so that most of them are right and most of the right ones are said: the number
    with the best expected F1, 2 * expected hits / (said + expected to be asked for)."""
    ordered = sorted(likelihoods, reverse=True)
    wanted = sum(ordered)
    hits, best, best_score = 0.0, 0, 0.0
    for said, one in enumerate(ordered, 1):
        hits += one
        if 2 * hits / (said + wanted) > best_score:
            best, best_score = said, 2 * hits / (said + wanted)
    return best


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The fitted weights by what is known: "read" is the words alone, "meant" closeness by meaning as well, "remembered"
    earlier briefs of the community too."""
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {model: {row["sign"]: float(row[model]) for row in rows} for model in MODELS}


@cache
def _common() -> Mapping[str, float]:
    with COMMON.open(encoding="utf-8", newline="") as file:
        return {row["skill"]: float(row["grade"]) for row in csv.DictReader(file, delimiter="\t")}
