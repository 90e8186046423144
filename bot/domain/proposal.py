"""A proposal: what a client and one freelancer offer each other about a job, until both agree or one does not."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field

from bot.domain.entity import Entity
from bot.domain.money import Pay


class Side(StrEnum):
    """Who of the two."""

    CLIENT = "client"
    FREELANCER = "freelancer"

    @property
    def other(self) -> Side:
        return Side.FREELANCER if self is Side.CLIENT else Side.CLIENT


class ProposalStatus(StrEnum):
    """OFFERED (an answer is awaited from the side that did not make the latest offer) -> AGREED | DECLINED | WITHDRAWN."""

    OFFERED = "offered"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Terms(BaseModel):
    """What is on the table: pay, a day, a note."""

    model_config = ConfigDict(frozen=True)

    pay: Pay | None = None
    deadline: date | None = None
    note: str = ""


class Proposal(Entity):
    """One row a job and freelancer. `offered_by` made the latest offer; the other side answers."""

    job_id: UUID = Field(index=True)
    freelancer_id: UUID = Field(index=True)
    client_id: UUID = Field(index=True)
    status: ProposalStatus = ProposalStatus.OFFERED
    offered_by: Side
    terms: Terms
    earlier: tuple[Terms, ...] = ()
    version: int = 1
