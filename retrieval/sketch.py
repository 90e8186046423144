"""What scoring looks at of one freelancer, read from their facts without making entities, and kept while they are the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from bot.domain.money import PayUnit
from bot.domain.profile import AlertWishes, PastJob, Profile, Review
from bot.ports import Known, Skills
from retrieval.documents import MAX_PAST_JOBS, MAX_SKILLS, MAX_SKILLS_OF_A_PIECE
from retrieval.dossier import Dossier
from retrieval.rates import Amount, Rates, amount_from
from retrieval.skill_part import skill_key

REMEMBERED = 20_000  # sketches kept between shortlists, 2 to 4 kB each


@dataclass(frozen=True, slots=True)
class Done:
    """A past job."""

    id: str
    skills: frozenset[str]  # keys
    finished_on: date
    on_time: bool | None


@dataclass(frozen=True, slots=True)
class Praise:
    """A review. `slot` is the place of its job among those that count, None where it is not among them."""

    stars: int
    slot: int | None
    day: date
    soft_skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """One freelancer in numbers and keys."""

    person_id: UUID
    facts: Mapping[str, Any]
    skills: frozenset[str]  # keys of those that count
    open_to_work: bool
    rate: Amount | None
    floor: Amount | None
    hours_per_week: int | None
    available_from: date | None
    languages: tuple[str, ...]
    place: str
    refused_work: tuple[str, ...]
    pieces: int
    past_jobs: tuple[Done, ...]
    reviews: tuple[Praise, ...]
    told: frozenset[str]  # soft skills with evidence

    @property
    def newcomer(self) -> bool:
        """0 to 2 reviews."""
        return len(self.reviews) <= 2

    @property
    def lists_too_much(self) -> bool:
        """So many skills that the list says nothing."""
        return len(self.facts["profile"].get("skills", ())) > MAX_SKILLS

    @property
    def alerts(self) -> AlertWishes:
        wishes = self.facts["profile"].get("alerts", {})
        return AlertWishes(on=wishes["on"]) if wishes.keys() == {"on"} else AlertWishes.model_validate(wishes)


@dataclass(frozen=True, slots=True)
class Near:
    """Cosines of one person's documents to a brief, pieces and past jobs by slot; what is missing is unknown."""

    profile: float | None = None
    pieces: Mapping[int, float] = field(default_factory=dict)
    past_jobs: Mapping[int, float] = field(default_factory=dict)

    @property
    def best(self) -> float:
        own = -1.0 if self.profile is None else self.profile
        return max(own, *self.pieces.values(), *self.past_jobs.values(), -1.0)


class Sketches:
    """Reads facts, and keeps what was read as long as the facts are the same."""

    def __init__(self, skills: Skills, rates: Rates) -> None:
        self._skills = skills
        self._rates = rates
        self._kept: dict[str, Sketch] = {}

    def read(self, known: Known) -> Sketch:
        sketch = self._kept.get(known.facts)
        if sketch is None:
            sketch = self._read(known.person_id, orjson.loads(known.facts))
            if len(self._kept) >= REMEMBERED:
                del self._kept[next(iter(self._kept))]
            self._kept[known.facts] = sketch
        return sketch

    def dossier(self, sketch: Sketch, near: Near) -> Dossier:
        """The same freelancer as entities, for who is put into words."""
        return Dossier(
            profile=Profile.model_validate(sketch.facts["profile"]),
            past_jobs=tuple(PastJob.model_validate(job) for job in sketch.facts["past_jobs"][:MAX_PAST_JOBS]),
            reviews=tuple(Review.model_validate(review) for review in sketch.facts["reviews"]),
            skills=sketch.skills,
            rate=sketch.rate,
            floor=sketch.floor,
            closeness=near.profile,
            pieces=near.pieces,
            past=near.past_jobs,
        )

    def _read(self, person_id: UUID, facts: Mapping[str, Any]) -> Sketch:
        profile: Mapping[str, Any] = facts["profile"]
        past_jobs = tuple(self._done(job) for job in facts["past_jobs"][:MAX_PAST_JOBS])
        slots = {job.id: slot for slot, job in enumerate(past_jobs)}
        free_from = profile.get("available_from")
        told = profile.get("soft_skills", ())
        return Sketch(
            person_id=person_id,
            facts=facts,
            skills=self._skills_of(profile, facts["past_jobs"][:MAX_PAST_JOBS]),
            open_to_work=profile.get("open_to_work", True),
            rate=self._amount(profile.get("rate")),
            floor=self._amount(profile.get("floor")),
            hours_per_week=profile.get("hours_per_week"),
            available_from=date.fromisoformat(free_from) if free_from else None,
            languages=tuple(profile.get("languages", ())),
            place=profile.get("place", ""),
            refused_work=tuple(profile.get("refused_work", ())),
            pieces=len(profile.get("portfolio", ())),
            past_jobs=past_jobs,
            reviews=tuple(_praise(review, slots) for review in facts["reviews"]),
            told=frozenset(one["name"].casefold().strip() for one in told if one.get("evidence", "").strip()),
        )

    def _skills_of(self, profile: Mapping[str, Any], past_jobs: list[Mapping[str, Any]]) -> frozenset[str]:
        """As in `with_skills`."""
        claims = [claim["name"] for claim in profile.get("skills", ())]
        names = claims if len(claims) <= MAX_SKILLS else []
        for work in (*profile.get("portfolio", ()), *past_jobs):
            shown = work.get("skills", ())
            if len(shown) <= MAX_SKILLS_OF_A_PIECE:
                names += shown
        return frozenset(skill_key(name, self._skills) for name in names if name.strip())

    def _done(self, job: Mapping[str, Any]) -> Done:
        keys = frozenset(skill_key(name, self._skills) for name in job.get("skills", ()))
        return Done(job["id"], keys, date.fromisoformat(job["finished_on"]), job.get("on_time"))

    def _amount(self, pay: Mapping[str, Any] | None) -> Amount | None:
        """The lower end."""
        if pay is None:
            return None
        low: int | None = pay.get("low")
        minor: int = pay["high"] if low is None else low
        unit = PayUnit(pay.get("unit", PayUnit.TOTAL))
        return amount_from(unit, pay["currency"], minor, self._rates, per=pay.get("per", 1))


def _praise(review: Mapping[str, Any], slots: Mapping[str, int]) -> Praise:
    day = date.fromisoformat(review["created_at"][:10])
    return Praise(review["stars"], slots.get(review["past_job_id"]), day, tuple(review.get("soft_skills", ())))
