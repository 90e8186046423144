"""What the parts of a score are computed from: the facts about one candidate, gathered before any scoring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.brief import Brief
from bot.domain.profile import PastJob, Profile, Review
from bot.ports import Skills
from retrieval.rates import Amount, Rates, amount_of


@dataclass(frozen=True, slots=True)
class Dossier:
    """One candidate. Similarities are cosines to the brief; a missing one is unknown.

    `pieces` and `past` are by slot: the place in the portfolio, and in `past_jobs`, which are the latest first.
    """

    profile: Profile
    past_jobs: tuple[PastJob, ...] = ()
    reviews: tuple[Review, ...] = ()
    skills: frozenset[str] = frozenset()  # keys of those that count
    rate: Amount | None = None  # the lower end of what they ask
    floor: Amount | None = None
    closeness: float | None = None  # of the list of skills
    pieces: Mapping[int, float] = field(default_factory=dict)
    past: Mapping[int, float] = field(default_factory=dict)

    @property
    def is_newcomer(self) -> bool:
        """0 to 2 reviews."""
        return len(self.reviews) <= 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """A skill the brief asks for. `weight` is its rarity, less where it is nice to have or only likely."""

    name: str
    key: str
    must: bool
    weight: float
    near: Mapping[str, float] = field(default_factory=dict)  # neighbours with the credit each earns
    likely: bool = False  # not in this brief, but in similar ones of the community …
    share: float = 0.0  # … this share of which asked for it


@dataclass(frozen=True, slots=True)
class Need:
    """A brief, and what it is read with."""

    brief: Brief
    today: date
    skills: Skills
    rates: Rates
    wanted: tuple[Wanted, ...] = ()
    offer: Amount | None = None  # the upper end of the budget
    reach: frozenset[str] = frozenset()  # every key that earns credit for a wanted skill
    stated: bool = True  # whether the client named skills; otherwise they were found in the words of the brief
    shares: dict[frozenset[str], float] = field(default_factory=dict, compare=False, repr=False)  # see `covered`


def with_amounts(dossier: Dossier, rates: Rates) -> Dossier:
    """The dossier with rate and floor as plain numbers."""
    rate, floor = dossier.profile.rate, dossier.profile.floor
    return replace(
        dossier,
        rate=amount_of(rate, rate.least, rates) if rate else None,
        floor=amount_of(floor, floor.least, rates) if floor else None,
    )
