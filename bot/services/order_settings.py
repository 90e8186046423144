"""What a community decides about the fair order: how close a newcomer must come, and which scores take turns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.fair_order import fair_order
from bot.domain.job import JobStatus
from bot.domain.matching import Place, Ranking
from bot.domain.people import Community
from bot.errors import InvalidInput
from bot.ports import UnitOfWork
from bot.services.matching import PLACES
from bot.services.people import require_moderator

EXAMPLES = 50  # of the latest lists, to say what a change would do


class OrderSetting(StrEnum):
    """What can be set, in percent of the whole score."""

    NEWCOMERS = "newcomers"  # how far below the fifth place a newcomer may be and still take the kept place
    TURNS = "turns"  # scores this close rotate


MOST = {
    OrderSetting.NEWCOMERS: 30,
    OrderSetting.TURNS: 5,
}  # percent; beyond it the order would say little about the work


def with_setting(community: Community, setting: OrderSetting, percent: int) -> Community:
    """Raises InvalidInput: more than `MOST`."""
    if not 0 <= percent <= MOST[setting]:
        raise InvalidInput(f"Please give a whole number from 0 to {MOST[setting]} percent.")
    field = "newcomer_margin" if setting is OrderSetting.NEWCOMERS else "near_tie"
    return community.model_copy(update={field: percent / 100})


async def lists_that_change(uow: UnitOfWork, *, community_id: UUID, changed: Community) -> tuple[int, int, int]:
    """Of the latest lists, so many; those with a newcomer among the first five as it is, and as it would be."""
    now = await uow.communities.get(community_id)
    lists = before = after = 0
    for job in reversed(await uow.jobs.in_community(community_id, list(JobStatus), limit=EXAMPLES)):
        decision = await uow.decisions.latest(job.id)
        if decision is None or len(decision.ranking.places) < PLACES:
            continue
        exposures = await uow.decisions.exposures(community_id, [one.person_id for one in decision.ranking.places])
        lists += 1
        before += _has_newcomer(_first(decision.ranking, now, exposures))
        after += _has_newcomer(_first(decision.ranking, changed, exposures))
    return lists, before, after


async def change_setting(
    uow: UnitOfWork, *, community_id: UUID, moderator_id: UUID, setting: OrderSetting, percent: int, now: datetime
) -> Community:
    """Set it and tell everybody else who moderates here.

    Raises:
        NotAllowed: not a moderator here.
        InvalidInput: more than `MOST`.
    """
    await require_moderator(uow, person_id=moderator_id, community_id=community_id)
    changed = await uow.communities.save(with_setting(await uow.communities.get(community_id), setting, percent))
    for person_id in await uow.communities.moderators(community_id):
        if person_id != moderator_id:
            ids = {"community": str(community_id), "setting": setting.value, "percent": str(percent)}
            key = f"order_setting:{community_id}:{setting}:{now.isoformat()}:{person_id}"
            await uow.outbox.put("order_setting", ids, to=person_id, key=key, now=now)
    return changed


def _first(ranking: Ranking, community: Community, exposures: dict[UUID, datetime]) -> Sequence[Place]:
    order = fair_order(
        ranking.places, exposures=exposures, near_tie=community.near_tie, margin=community.newcomer_margin
    )
    return order.people[:PLACES]


def _has_newcomer(first: Sequence[Place]) -> bool:
    return any(match.newcomer for match in first)
