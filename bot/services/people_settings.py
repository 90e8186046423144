"""A person's own settings, and their way to a human."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bot.domain.people import Community, Person
from bot.ports import UnitOfWork


async def set_clock(
    uow: UnitOfWork,
    *,
    person_id: UUID,
    timezone: str | None = None,
    quiet: tuple[int, int] | None = None,
    currency: str | None = None,
) -> Person:
    """Change time zone (IANA name), quiet hours (minutes after midnight; equal values switch them off) or currency."""
    person = await uow.people.get(person_id)
    changes: dict[str, object] = {}
    if timezone is not None:
        changes["timezone"] = timezone
    if currency is not None:
        changes["currency"] = currency
    if quiet is not None:
        off = quiet[0] == quiet[1]
        changes |= {"quiet_from": None if off else quiet[0], "quiet_until": None if off else quiet[1]}
    return await uow.people.save(person.model_copy(update=changes))


async def ask_moderators(
    uow: UnitOfWork, *, person: Person, community: Community, message: str, inbound_id: str, now: datetime
) -> int:
    """Hand somebody's words to every moderator of their community; how many are told."""
    moderators = [one for one in await uow.communities.moderators(community.id) if one != person.id]
    for moderator_id in moderators:
        await uow.outbox.put(
            "question_for_moderators",
            {"person": str(person.id), "message": message},
            to=moderator_id,
            key=f"question_for_moderators:{inbound_id}:{moderator_id}",
            now=now,
        )
    return len(moderators)
