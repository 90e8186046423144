"""What is stored about a person, and its erasure."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from bot.domain.job import JobStatus
from bot.errors import Conflict
from bot.ports import UnitOfWork
from bot.services.jobs import cancel_job

UNDONE = frozenset({JobStatus.DRAFT, JobStatus.PENDING, JobStatus.RETURNED, JobStatus.OPEN})


async def export(uow: UnitOfWork, *, person_id: UUID) -> bytes:
    """Everything stored about a person, as JSON in UTF-8 (General Data Protection Regulation, articles 15 and 20)."""
    everything = await uow.people.everything_about(person_id)
    return json.dumps(everything, indent=2, ensure_ascii=False, default=str).encode()


async def erase(uow: UnitOfWork, *, person_id: UUID, now: datetime) -> None:
    """Erase a person (General Data Protection Regulation, article 17). Their open jobs are called off first.

    Accepted contracts stay for the other side, who needs them for its own claims (article 17(3)(e)).

    Raises:
        Conflict: somebody is working for them, or they for somebody: that has to be ended first.
    """
    for job in await uow.jobs.of_client(person_id, limit=1000):
        if job.status is JobStatus.AWARDED:
            raise Conflict(
                f"Somebody is working on job {job.number} for you. Finish or cancel it first; /jobs shows it."
            )
        if job.status in UNDONE:
            await cancel_job(uow, job_id=job.id, client_id=person_id, now=now)
    await uow.people.erase(person_id, now)
    await uow.outbox.put(
        "index_profile", {"person": str(person_id)}, to=None, key=f"index_profile:{person_id}:erased", now=now
    )
