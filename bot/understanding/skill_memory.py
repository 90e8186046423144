"""What briefs that their clients confirmed say of a new one: what jobs like it asked for, and what goes together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from bot.domain.brief import Brief
from bot.understanding.skill_matching import FoundSkill

CLOSEST = 20  # briefs that have a say
BY_SKILLS = 0.5  # of the likeness of two briefs is shared skills, the rest closeness by meaning
SHARPNESS = 2.0  # power of the likeness: how much more the closest ones count
LEADING = 5  # skills from which others are expected to follow
DOUBT = 2.0  # briefs' worth of "as usual" in what follows from a skill that was asked for once or twice


class Rarity(Protocol):
    """How much a skill says, in (0, 1]."""

    def rarity(self, name: str) -> float: ...


class Known(Protocol):
    """What is asked of a vocabulary."""

    def find(self, text: str) -> Sequence[FoundSkill]: ...
    def canonical(self, name: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An earlier brief of the same community: what it asked for, every skill it names or speaks of, and its cosine to
    the brief in question."""

    skills: tuple[str, ...]
    spoken: frozenset[str]
    cosine: float


def confirmed_brief(brief: Brief, known: Known, cosine: float = 0.0) -> Confirmed:
    """An earlier brief with its skills as its client confirmed them. `known`: the skill vocabulary."""
    names = tuple(wish.name for wish in brief.skills)
    found = {skill.name for skill in known.find(f"{brief.title}\n{brief.description}")}
    return Confirmed(names, frozenset(found | {known.canonical(name) or name for name in names}), cosine)


def usual(spoken: Set[str], confirmed: Sequence[Confirmed], skills: Rarity) -> dict[str, float]:
    """Skill -> the share of the briefs most like this one that asked for it, weighted by likeness.

    Likeness is half shared skills, the rare ones counting most, and half closeness by meaning: measured better than
    either alone.
    """
    mine = sum(skills.rarity(name) for name in spoken)
    rated: list[tuple[float, tuple[str, ...]]] = []
    for brief in confirmed:
        shared = sum(skills.rarity(name) for name in spoken & brief.spoken) / mine if mine else 0.0
        likeness = BY_SKILLS * shared + (1 - BY_SKILLS) * max(0.0, brief.cosine)
        rated.append((likeness**SHARPNESS, brief.skills))
    closest = sorted(rated, key=lambda pair: (-pair[0], sorted(pair[1])))[:CLOSEST]
    total = sum(weight for weight, _ in closest)
    shares: dict[str, float] = defaultdict(float)
    for weight, names in closest:
        for name in set(names):
            shares[name] += weight / total if total else 0.0
    return dict(sorted(shares.items()))


def following(strength: Mapping[str, float], confirmed: Sequence[Confirmed]) -> dict[str, float]:
    """Skill -> how often it was asked for beside the strongest of these, leaning on its usual share where few say so."""
    counts = Counter(name for brief in confirmed for name in set(brief.skills))
    leading = sorted((name for name in strength if counts[name]), key=lambda name: (-strength[name], name))[:LEADING]
    total = sum(strength[name] for name in leading)
    found: dict[str, float] = defaultdict(float)
    for lead in leading:
        beside = Counter(name for brief in confirmed if lead in brief.skills for name in set(brief.skills))
        share = strength[lead] / total if total else 0.0
        for name, count in counts.items():
            if name != lead:
                ordinary = DOUBT * count / len(confirmed)
                found[name] += share * (beside[name] + ordinary) / (counts[lead] + DOUBT)
    return dict(found)
