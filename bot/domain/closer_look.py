"""One person of a shortlist seen closer, before anybody learns a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.money import Pay


@dataclass(frozen=True, slots=True)
class SkillSeen:
    """A skill they name. `shown`: some work of theirs shows it; `asked`: the brief asks for it or for one close to it."""

    name: str
    years: float | None
    shown: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class WorkSeen:
    """A portfolio piece, or a job finished here with what its client said. All words are without names and links."""

    title: str
    skills: tuple[str, ...] = ()
    role: str = ""
    purpose: str = ""
    finished_on: date | None = None  # None: a portfolio piece
    on_time: bool | None = None
    stars: int | None = None
    praise: str = ""


@dataclass(frozen=True, slots=True)
class TraitSeen:
    """A soft skill with the evidence they give, and whether a client saw it in finished work."""

    name: str
    evidence: str
    by_clients: bool


@dataclass(frozen=True, slots=True)
class CloserLook:
    """What a client may know of one person before both agree. `answers` are sentences about what was asked."""

    skills: tuple[SkillSeen, ...] = ()
    works: tuple[WorkSeen, ...] = ()
    traits: tuple[TraitSeen, ...] = ()
    rate: Pay | None = None
    hours_per_week: int | None = None
    available_from: date | None = None
    years: float | None = None
    languages: tuple[str, ...] = ()  # only where the brief asks for some
    answers: tuple[str, ...] = ()
