"""A job: a brief with a client, a community and a life."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from bot.domain.brief import Brief
from bot.domain.entity import Entity


class JobStatus(StrEnum):
    """DRAFT -> (PENDING -> RETURNED | OPEN) | OPEN -> AWARDED -> DONE; CANCELLED from anywhere before DONE."""

    DRAFT = "draft"
    PENDING = "pending"  # waits for a moderator
    RETURNED = "returned"  # a moderator asked for a change
    OPEN = "open"
    AWARDED = "awarded"
    DONE = "done"
    CANCELLED = "cancelled"


JOB_MOVES: dict[JobStatus, frozenset[JobStatus]] = {
    JobStatus.DRAFT: frozenset({JobStatus.PENDING, JobStatus.OPEN, JobStatus.CANCELLED}),
    JobStatus.PENDING: frozenset({JobStatus.OPEN, JobStatus.RETURNED, JobStatus.CANCELLED}),
    JobStatus.RETURNED: frozenset({JobStatus.PENDING, JobStatus.OPEN, JobStatus.CANCELLED}),
    JobStatus.OPEN: frozenset({JobStatus.PENDING, JobStatus.RETURNED, JobStatus.AWARDED, JobStatus.CANCELLED}),
    JobStatus.AWARDED: frozenset({JobStatus.OPEN, JobStatus.DONE, JobStatus.CANCELLED}),
    JobStatus.DONE: frozenset(),
    JobStatus.CANCELLED: frozenset(),
}


class Job(Entity):
    """What a client wants done. `number` is the short name people use: "job 12"."""

    number: int = Field(default=0, index=True)  # given by the repository, per installation
    community_id: UUID = Field(index=True)
    client_id: UUID = Field(index=True)
    status: JobStatus = JobStatus.DRAFT
    brief: Brief
    opened_at: datetime | None = None
    returned_reason: str = ""
    moderated_by: UUID | None = None
    version: int = 1

    @property
    def title(self) -> str:
        return self.brief.title or "Untitled job"
