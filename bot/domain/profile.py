"""A freelancer's profile: what they say of themselves, and how the bot may use their time."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Limit
from sqlmodel import Field

from bot.domain.entity import Entity
from bot.domain.money import Pay


class SkillClaim(BaseModel):
    """A skill by its vocabulary name, with what the person says of it."""

    model_config = ConfigDict(frozen=True)

    name: str
    years: float | None = Limit(default=None, ge=0, le=60)


class SoftSkillClaim(BaseModel):
    """A soft skill, with the evidence the person gives: work done, never tone."""

    model_config = ConfigDict(frozen=True)

    name: str
    evidence: str = ""


class PortfolioPiece(BaseModel):
    """A piece of work to look at."""

    model_config = ConfigDict(frozen=True)

    title: str
    link: str = ""
    role: str = ""
    purpose: str = ""
    skills: tuple[str, ...] = ()


class AlertWishes(BaseModel):
    """What a freelancer wants to be told of, and when not."""

    model_config = ConfigDict(frozen=True)

    on: bool = False
    least_pay: Pay | None = None
    only_about: tuple[str, ...] = ()  # words, one of which has to stand in the title or the skills; none: all gigs
    muted_skills: tuple[str, ...] = ()
    muted_clients: tuple[UUID, ...] = ()
    muted_until: datetime | None = None


class Profile(Entity):
    """One row a person. Places and names are kept for contracts and never reach ranking or embedded text."""

    person_id: UUID = Field(unique=True, index=True)
    headline: str = ""
    about: str = ""
    skills: tuple[SkillClaim, ...] = ()
    soft_skills: tuple[SoftSkillClaim, ...] = ()
    portfolio: tuple[PortfolioPiece, ...] = ()
    years: float | None = None  # of professional experience
    rate: Pay | None = None
    floor: Pay | None = None  # nothing below this is ever shown to them
    hours_per_week: int | None = None
    available_from: date | None = None  # None: now
    languages: tuple[str, ...] = ()  # ISO 639-1 codes
    place: str = ""
    wanted_work: tuple[str, ...] = ()
    refused_work: tuple[str, ...] = ()  # topics and kinds of work
    open_to_work: bool = True
    alerts: AlertWishes = AlertWishes()
    communities: tuple[UUID, ...] = ()  # where they offer their work
    version: int = 1
    updated_at: datetime


class PastJob(Entity):
    """Work done through this installation, from a finished contract: the ground of 'similar work done'."""

    freelancer_id: UUID = Field(index=True)
    community_id: UUID = Field(index=True)
    job_id: UUID | None = None
    title: str
    description: str = ""
    skills: tuple[str, ...] = ()
    finished_on: date
    on_time: bool | None = None


class Review(Entity):
    """What a client said of finished work."""

    freelancer_id: UUID = Field(index=True)
    client_id: UUID | None = None
    past_job_id: UUID = Field(index=True)
    stars: int = Field(ge=1, le=5)
    text: str = ""
    soft_skills: tuple[str, ...] = ()  # shown in this work, as the client says
