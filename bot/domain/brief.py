"""A brief: what a client needs, as far as it is known."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.money import Pay


class RightsWish(StrEnum):
    """What the client wants to be able to do with the work."""

    OWN = "own"  # everything, transferred
    EXCLUSIVE = "exclusive"  # nobody else may use it
    USE = "use"  # enough to use it for the stated purpose
    UNDECIDED = "undecided"


class AiUse(StrEnum):
    """Whether work made with generative AI is allowed."""

    ALLOWED = "allowed"
    ASSISTED = "assisted"  # as an aid, declared per delivery
    FORBIDDEN = "forbidden"


class Seniority(StrEnum):
    """How experienced the client wants the freelancer to be."""

    JUNIOR = "junior"
    MIDDLE = "middle"
    SENIOR = "senior"


class Deliverable(BaseModel):
    """A thing to be handed over, with how many of it."""

    model_config = ConfigDict(frozen=True)

    what: str
    count: int = Field(default=1, ge=1, le=10_000)


class SkillWish(BaseModel):
    """A skill by its vocabulary name (or in the client's words where the vocabulary has none)."""

    model_config = ConfigDict(frozen=True)

    name: str
    must: bool = True


class Requirement(BaseModel):
    """A language or a place that the job needs, with the reason: without a reason it does not count in matching."""

    model_config = ConfigDict(frozen=True)

    name: str
    reason: str = ""


class Brief(BaseModel):
    """Everything a client said of a job. Missing is None or empty, never a guess."""

    model_config = ConfigDict(frozen=True)

    title: str = ""
    description: str = ""
    deliverables: tuple[Deliverable, ...] = ()
    skills: tuple[SkillWish, ...] = ()
    soft_skills: tuple[str, ...] = ()
    pay: Pay | None = None
    deadline: date | None = None
    urgent: bool = False
    duration_days: int | None = Field(default=None, ge=1, le=3650)
    hours_per_week: int | None = Field(default=None, ge=1, le=80)
    seniority: Seniority | None = None
    languages: tuple[Requirement, ...] = ()
    place: Requirement | None = None
    rights: RightsWish | None = None
    rights_purpose: str = ""  # "just for our website"
    portfolio_allowed: bool | None = None
    ai: AiUse | None = None
    confidential: bool | None = None

    @property
    def must_skills(self) -> tuple[str, ...]:
        return tuple(skill.name for skill in self.skills if skill.must)
