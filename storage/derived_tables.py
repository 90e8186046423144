"""The tables that are derived from profiles, past jobs and reviews: what matching looks at of a whole community."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index, MetaData
from sqlmodel import Field, SQLModel

from storage.tables import METADATA


class OfferRow(SQLModel, table=True):
    """Where a profile is offered, with what hard limits and alert wishes look at: kept beside the profile because no
    index reaches into JSON on both databases, and narrow because limits are held against a whole community at once."""

    __tablename__ = "offer"
    __table_args__ = (Index(None, "community_id", "alerts"), {"sqlite_with_rowid": False})
    metadata: ClassVar[MetaData] = METADATA
    community_id: UUID = Field(foreign_key="community.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    open_to_work: bool
    alerts: bool  # open to work and wants to be told of gigs
    floor_unit: str | None
    floor_currency: str | None
    floor: float | None  # minor units for one of the unit
    hours_per_week: int | None
    available_from: date | None
    muted_until: datetime | None
    least_unit: str | None
    least_currency: str | None
    least: float | None  # pay, minor units for one of the unit
    languages: str  # codes, by commas
    place: str
    refused: str = Field(index=True)  # topics, by line breaks; the index finds the few who refuse something


class FactsRow(SQLModel, table=True):
    """What matching needs of a freelancer, in one value that is read without looking into other tables."""

    __tablename__ = "freelancer_facts"
    metadata: ClassVar[MetaData] = METADATA
    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    format: int
    facts: str


class SkillHolderRow(SQLModel, table=True):
    """Who has which skill in a community. The empty key stands for "was read", also for people without a skill."""

    __tablename__ = "skill_holder"
    __table_args__ = ({"sqlite_with_rowid": False},)
    metadata: ClassVar[MetaData] = METADATA
    community_id: UUID = Field(foreign_key="community.id", primary_key=True)
    skill: str = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    vocabulary: str


class VectorsRow(SQLModel, table=True):
    """The documents of a freelancer under one embedding model, for exact search."""

    __tablename__ = "freelancer_vectors"
    metadata: ClassVar[MetaData] = METADATA
    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    model: str = Field(primary_key=True)
    documents: str
    rows: bytes
