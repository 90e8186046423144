"""Gig alerts: who is told of a new gig, once and never twice, and how they control it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.job import JobStatus
from bot.domain.money import Pay
from bot.domain.profile import AlertWishes, Profile
from bot.errors import NotAllowed
from bot.ports import Matcher, Storage, UnitOfWork
from bot.services import matching


async def announce(storage: Storage, matcher: Matcher, *, job_id: UUID, now: datetime) -> int:
    """Put an alert into the outbox for everybody whom a newly opened job fits; how many. Doing it twice tells nobody twice.

    The slow search runs with no transaction open.
    """
    async with storage.begin() as uow:
        job = await uow.jobs.find(job_id)
    if job is None or job.status is not JobStatus.OPEN:
        return 0
    candidates = await matcher.candidates(storage, job.brief, job.community_id, people=False)
    told = 0
    async with storage.begin() as uow:
        for person_id in await matching.whom_to_alert(uow, matcher, job=job, candidates=candidates, now=now):
            ids = {"job": str(job.id)}
            told += await uow.outbox.put("gig_alert", ids, to=person_id, key=f"gig_alert:{job.id}:{person_id}", now=now)
    return told


async def set_alerts(uow: UnitOfWork, *, person_id: UUID, on: bool, now: datetime) -> Profile:
    """Switch alerts on or off; switching them on also ends a mute. Raises NotAllowed without a profile."""
    profile = await own_profile(uow, person_id=person_id)
    wishes = profile.alerts.model_copy(update={"on": on, "muted_until": None})
    return await _save(uow, profile, wishes, now)


async def mute(uow: UnitOfWork, *, person_id: UUID, days: int, now: datetime) -> Profile:
    """No alerts for some days. Raises NotAllowed without a profile."""
    profile = await own_profile(uow, person_id=person_id)
    return await _save(uow, profile, profile.alerts.model_copy(update={"muted_until": now + timedelta(days=days)}), now)


async def wish(
    uow: UnitOfWork, *, person_id: UUID, least: Pay | None, only_about: tuple[str, ...], now: datetime
) -> Profile:
    """Alerts from now on only for gigs that pay at least this, or are about one of these words; None and () lift that.
    Alerts are on afterwards. Raises NotAllowed without a profile."""
    profile = await own_profile(uow, person_id=person_id)
    changes = {"on": True, "muted_until": None, "least_pay": least, "only_about": only_about}
    return await _save(uow, profile, profile.alerts.model_copy(update=changes), now)


async def own_profile(uow: UnitOfWork, *, person_id: UUID) -> Profile:
    """Somebody's own profile. Raises NotAllowed where there is none, with the way to one."""
    profile = await uow.profiles.of(person_id)
    if profile is None:
        raise NotAllowed("You have no profile yet. Use /offer to write about yourself.")
    return profile


async def _save(uow: UnitOfWork, profile: Profile, wishes: AlertWishes, now: datetime) -> Profile:
    return await uow.profiles.save(profile.model_copy(update={"alerts": wishes, "updated_at": now}))
