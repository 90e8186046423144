"""The result of matching: scores as sums of named parts, each with the fact behind it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, model_validator
from sqlmodel import Field

from bot.domain.brief import Brief
from bot.domain.entity import Entity


class PartName(StrEnum):
    """The named parts of a score."""

    SKILLS = "skills"
    SIMILAR_WORK = "similar_work"
    RECORD = "record"
    PRICE = "price"
    AVAILABILITY = "availability"
    SOFT_SKILLS = "soft_skills"


class Limit(StrEnum):
    """Hard limits: whoever is beyond one is not considered, whatever the score would be."""

    NOT_OPEN = "not_open"
    FLOOR = "floor"  # the freelancer's floor rate is above the budget
    TIME = "time"
    LANGUAGE = "language"
    PLACE = "place"
    BLOCKED = "blocked"
    DECLINED = "declined"  # this job, already
    REFUSED = "refused"  # a topic or kind of work that the freelancer does not do
    OWN = "own"  # the client themselves


class Weights(BaseModel):
    """How much each part counts; they add up to 1. `version` names them in the decision log and to people."""

    model_config = ConfigDict(frozen=True)

    version: str
    of: dict[PartName, float]

    @property
    def total(self) -> float:
        return sum(self.of.values())


DEFAULT_WEIGHTS = Weights(
    version="published-1",
    of={
        PartName.SKILLS: 0.40,
        PartName.SIMILAR_WORK: 0.20,
        PartName.RECORD: 0.15,
        PartName.PRICE: 0.10,
        PartName.AVAILABILITY: 0.10,
        PartName.SOFT_SKILLS: 0.05,
    },
)


class WeightsChange(BaseModel):
    """One line of a community's changelog of weights."""

    model_config = ConfigDict(frozen=True)

    weights: Weights
    by: UUID
    at: datetime


class Part(BaseModel):
    """One part of a score. `value` in [0, 1], None: unknown, and then `weight` is 0 and was shared out among the others."""

    model_config = ConfigDict(frozen=True)

    name: PartName
    value: float | None
    weight: float  # after sharing out; the weights of a match add up to 1
    fact: str  # a sentence about "they": blind, no name, photo or place
    source_id: UUID | None = None
    line: str | None = None  # what a card says of it; "" where it is no reason for or against; None in older logs
    against: bool = False  # the line is something to know before asking them

    @property
    def points(self) -> float:
        return self.weight * (self.value or 0.0)


class Closeness(StrEnum):
    """How far somebody has the must-have skills of a brief, by their rarity: the skill itself counts 1, a close one less."""

    FITS = "fits"  # at least half of them
    PARTLY = "partly"  # some
    NEAR = "near"  # none


class Match(BaseModel):
    """One candidate. `score` is the sum of the parts' points, in [0, 1]."""

    model_config = ConfigDict(frozen=True)

    person_id: UUID
    score: float
    parts: tuple[Part, ...]
    reserved: bool = False  # stands here on the newcomers' place
    newcomer: bool = False  # 0 to 2 reviews
    summary: str = ""  # one blind line: "Illustrator, 8 years, 45 EUR an hour"
    closeness: Closeness | None = None  # None: the brief asks for no skills
    unsaid: tuple[str, ...] = ()  # requirements that their profile says nothing about
    questions: tuple[str, ...] = ()  # open ones worth asking them, the most telling first

    @property
    def place(self) -> Place:
        """The same in numbers."""
        values = {part.name: part.value for part in self.parts if part.value is not None}
        steps = tuple(round(1_000 * values[name]) if name in values else None for name in PartName)
        return Place(
            person_id=self.person_id, score=self.score, values=steps, newcomer=self.newcomer, reserved=self.reserved
        )


class Place(BaseModel):
    """One candidate in numbers. `values` of the parts are thousandths, in the order of PartName; None: unknown."""

    model_config = ConfigDict(frozen=True)

    person_id: UUID
    score: float
    values: tuple[int | None, ...]
    newcomer: bool = False
    reserved: bool = False


class Ranking(BaseModel):
    """Who was considered, in the order to show, and why the others were not."""

    model_config = ConfigDict(frozen=True)

    matches: tuple[Match, ...]  # who was put into words: the first places, then whoever was shown since
    places: tuple[Place, ...] = ()  # everybody who was considered, in the order to show
    considered: int  # after the hard limits
    members: int  # before them
    everybody: bool = True  # was looked at; False: of many within the limits, those closest to the brief
    excluded: dict[Limit, int] = {}
    loosening: tuple[str, ...] = ()  # sentences: what loosening a limit would bring
    weights: Weights
    model: str  # the embedding model's id
    note: str = ""  # "answered without the index", where that is so
    vector: str = ""  # of the brief: float16 in base64; "" where there was none
    likely: dict[str, float] = {}  # skills that similar briefs asked for, with the share of these

    @model_validator(mode="before")
    @classmethod
    def _with_places(cls, values: Any) -> Any:
        """Rankings that were logged before there were places hold only who was put into words."""
        if isinstance(values, dict) and not values.get("places"):
            matches = [Match.model_validate(match) for match in values.get("matches", ())]
            return {**values, "places": [match.place for match in matches]}
        return values


class Measured(BaseModel):
    """One measured property of matching: what, the number, and the command that measures it again."""

    model_config = ConfigDict(frozen=True)

    what: str
    value: str
    command: str


class Workings(BaseModel):
    """How matching is configured here and now: what the system card is made of."""

    model_config = ConfigDict(frozen=True)

    model: str  # the embedding model's id
    vectors: str  # where vectors are kept
    rates_day: date  # of the table that currencies are converted with
    prior_stars: float  # what somebody without reviews counts as
    prior_strength: float  # in reviews
    most_skills: int  # claims beyond which a list of skills says nothing
    small: int  # people of a community up to which everybody is compared
    nearest: int  # people of a larger one who are compared for being near by meaning …
    skilled: int  # … and for having most of the skills
    measured: tuple[Measured, ...] = ()


class Change(BaseModel):
    """One thing that somebody could change about their own profile, and the place it would have brought them."""

    model_config = ConfigDict(frozen=True)

    sentence: str  # "With a rate of 45 EUR an hour instead of 60"
    field: str  # of Profile
    to: str  # what it would be, or what would be added: "45 EUR an hour", "Figma"
    place: int


class Standing(BaseModel):
    """Where one freelancer stands for a brief, for that freelancer. Nothing in it tells who anybody else is."""

    model_config = ConfigDict(frozen=True)

    considered: int
    place: int | None = None  # None: not considered
    limits: tuple[Limit, ...] = ()  # that keep them out
    match: Match | None = None
    cutoff: tuple[Part, ...] = ()  # values and weights of the last place of the first page, without facts
    cutoff_score: float | None = None
    change: Change | None = None  # None: they are in, or no one change of theirs would bring them in


class Decision(Entity):
    """The log of one automated ranking: kept at least six months, shown to those concerned, open to appeal."""

    job_id: UUID = Field(index=True)
    asked_by: UUID
    brief: Brief
    ranking: Ranking
    shown: tuple[UUID, ...] = ()  # people, in the order the client saw them
    version: int = 1


class Exposure(Entity):
    """When a freelancer was last shown in a shortlist of a community: the rotation state of near-ties. One row each."""

    person_id: UUID = Field(index=True)
    community_id: UUID = Field(index=True)
    shown_at: datetime
    times: int = 1
