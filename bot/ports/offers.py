"""Where freelancers offer their work, with what hard limits, scores and exact search need of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from bot.domain.matching import Limit
from bot.domain.money import PayUnit


@dataclass(frozen=True, slots=True)
class FloorBound:
    """The most that a brief pays for each unit it can be held against: in minor units of its currency, and in dollars."""

    currency: str
    most: Mapping[PayUnit, float]
    dollars: Mapping[PayUnit, float]  # empty for a currency that is not in the table of rates
    minor_per_dollar: Mapping[str, float]  # the table of rates


@dataclass(frozen=True, slots=True)
class Bounds:
    """Hard limits of a brief in the form that a database can hold against offers. None and empty: no such limit."""

    floor: FloorBound | None = None
    free_by: date | None = None
    hours: int | None = None  # a week
    beyond: Mapping[Limit, Collection[str]] = field(default_factory=dict)  # words as in `Offers.said`, by limit
    leave_out: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What alert wishes are held against: the moment, and the pay of the gig."""

    now: datetime
    unit: PayUnit | None = None  # None where the gig names no pay
    currency: str = ""
    most: float = 0.0  # minor units for one of the unit


@dataclass(frozen=True, slots=True)
class Vectors:
    """The documents of one freelancer as rows of float16, little endian; `documents` names them: "profile/0 piece/1"."""

    person_id: UUID
    documents: str = ""
    rows: bytes = b""


@dataclass(frozen=True, slots=True)
class Known:
    """One freelancer who offers work here: facts as JSON (`bot.domain.facts`), vectors under one model, and when they
    were last shown in a shortlist of this community."""

    person_id: UUID
    facts: str
    vectors: Vectors
    shown_at: datetime | None


@dataclass(frozen=True, slots=True)
class FloorCount:
    """How many people name this floor."""

    unit: PayUnit
    currency: str
    minor: float  # for one of the unit
    people: int


@dataclass(frozen=True, slots=True)
class Holder:
    """A freelancer with the keys of their skills, and where they offer them."""

    person_id: UUID
    communities: tuple[UUID, ...]
    skills: frozenset[str]


class SkillHolders(Protocol):
    """Who has which skill in a community: an index from skills to people, kept current like the vectors."""

    async def put(self, vocabulary: str, holders: Sequence[Holder]) -> None:
        """What is known of these people, instead of what was. People who left meanwhile are passed over.

        `vocabulary`: id of the one that gave the keys.
        """

    async def best(
        self, community_id: UUID, worth: Mapping[str, float], *, least: float = 0.0, limit: int | None = None
    ) -> list[UUID]:
        """The people whose skills are worth at least so much together, the worthiest first; of equal ones who was shown
        in a shortlist longest ago. `worth`: by key; other skills are worth nothing."""

    async def unread(self, community_id: UUID, vocabulary: str) -> list[UUID]:
        """Who offers work here and whose skills were not read with this vocabulary yet, by id."""

    async def forget(self) -> None: ...


class Offers(Protocol):
    """Freelancers in a community. Limits and facts change in the transaction that changes a profile, past job or
    review; vectors are kept current by the index."""

    async def people(self, community_id: UUID) -> list[UUID]:
        """By id."""

    async def known(
        self,
        community_id: UUID,
        person_ids: Collection[UUID] | None,
        model: str,
        *,
        bounds: Bounds | None = None,
        wishes: Wishes | None = None,
    ) -> list[Known]:
        """These people (everybody for None) as far as they offer work here and are within the bounds and wishes, by id."""

    async def said(self, community_id: UUID, limit: Limit) -> list[str]:
        """The different words people here give for LANGUAGE (codes, by commas), PLACE or REFUSED (topics, by line breaks)."""

    async def more_than(self, community_id: UUID, count: int, bounds: Bounds) -> bool:
        """Whether more people than `count` are within the bounds. Stops counting there."""

    async def within(
        self, community_id: UUID, bounds: Bounds, model: str, wishes: Wishes | None = None
    ) -> list[Vectors]:
        """The vectors of everybody within the bounds and wishes, by id; no rows for people who have none yet."""

    async def beyond(self, community_id: UUID, bounds: Bounds) -> dict[tuple[Limit, ...], int]:
        """How many people are beyond each combination of limits; those within all of them under the empty one."""

    async def kept_out_by_floor(self, community_id: UUID, bounds: Bounds) -> list[FloorCount]:
        """The floors of people who are beyond that limit alone."""

    async def put_vectors(self, model: str, vectors: Sequence[Vectors]) -> None:
        """Insert or replace. People who left meanwhile are passed over."""

    async def without_vectors(self, community_id: UUID, model: str) -> list[UUID]:
        """Who offers work here and has no vectors under this model yet, by id."""

    async def forget_vectors(self, model: str) -> None: ...
