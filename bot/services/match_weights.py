"""The published weights of a community: what they are, how a change would look, and who changed them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.job import Job, JobStatus
from bot.domain.matching import PartName, Place, Weights
from bot.domain.scoring import valid_weights
from bot.ports import UnitOfWork
from bot.services.matching import PLACES, reordered
from bot.services.people import require_moderator

EXAMPLES = 3  # of the latest rankings, to show old and new order side by side


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first places of one logged ranking under the old and the new weights."""

    job: Job
    old: tuple[Place, ...]
    new: tuple[Place, ...]

    @property
    def newcomers(self) -> tuple[int, int]:
        """How many of the first places are newcomers', before and after."""
        return sum(place.newcomer for place in self.old), sum(place.newcomer for place in self.new)


def with_weight(weights: Weights, part: PartName, percent: int, version: str) -> Weights:
    """One part at `percent` of 100, the others sharing the rest in their old proportion.

    Raises:
        InvalidInput: the others have no weight to share.
    """
    share = percent / 100
    others = sum(weight for name, weight in weights.of.items() if name is not part)
    rest = {
        name: weight * (1 - share) / others if others else 0.0
        for name, weight in weights.of.items()
        if name is not part
    }
    return valid_weights(Weights(version=version, of={**rest, part: share}))


async def preview_weights(
    uow: UnitOfWork, *, community_id: UUID, moderator_id: UUID, changed: Weights
) -> list[Comparison]:
    """The latest rankings of this community in the old and in the new order.

    Raises:
        NotAllowed: not a moderator here.
    """
    await require_moderator(uow, person_id=moderator_id, community_id=community_id)
    compared: list[Comparison] = []
    for job in reversed(await uow.jobs.in_community(community_id, list(JobStatus), limit=200)):
        decision = await uow.decisions.latest(job.id)
        if decision is None or len(compared) == EXAMPLES:
            continue
        current = await uow.decisions.weights(community_id)
        old = await reordered(uow, decision.ranking, current, community_id=community_id)
        new = await reordered(uow, decision.ranking, changed, community_id=community_id)
        compared.append(Comparison(job, old.places[:PLACES], new.places[:PLACES]))
    return compared


async def change_weights(
    uow: UnitOfWork, *, community_id: UUID, moderator_id: UUID, of: Mapping[PartName, float], now: datetime
) -> Weights:
    """Publish other weights. The change is logged with who made it, and everybody who moderates here is told.

    Raises:
        NotAllowed: not a moderator here.
        InvalidInput: weights that cannot be used.
    """
    await require_moderator(uow, person_id=moderator_id, community_id=community_id)
    number = len(await uow.decisions.weights_log(community_id, limit=10_000)) + 2  # 1 is the packaged one
    weights = valid_weights(Weights(version=f"published-{number}", of=dict(of)))
    await uow.decisions.put_weights(community_id, weights, moderator_id, now)
    for person_id in await uow.communities.moderators(community_id):
        if person_id != moderator_id:
            ids = {"community": str(community_id), "version": weights.version}
            key = f"weights_changed:{community_id}:{weights.version}:{person_id}"
            await uow.outbox.put("weights_changed", ids, to=person_id, key=key, now=now)
    return weights
