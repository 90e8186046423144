"""What people say of themselves so that the audit of matching can look after them: by consent, and used nowhere else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bot.domain.people import DeclaredGroup
from bot.errors import NotFound
from bot.ports import UnitOfWork

DIMENSIONS = ("gender", "age group", "origin", "disability", "something else")  # the published list


async def declare(uow: UnitOfWork, *, person_id: UUID, dimension: str, word: str, now: datetime) -> DeclaredGroup:
    """Keep one word of one's own in one dimension; a later one takes its place."""
    return await uow.people.declare(
        DeclaredGroup(person_id=person_id, dimension=dimension, word=word.casefold(), created_at=now)
    )


async def declared_by(uow: UnitOfWork, *, person_id: UUID) -> list[DeclaredGroup]:
    """What somebody declared, for that person."""
    return await uow.people.declared_groups([person_id])


async def withdraw(uow: UnitOfWork, *, person_id: UUID, dimension: str) -> None:
    """Take a declaration back; nothing of it is kept. Raises NotFound: there is none."""
    if not await uow.people.withdraw_declared(person_id, dimension):
        raise NotFound("You have declared nothing there, or took it back already.")
