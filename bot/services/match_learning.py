"""Weights learned from outcomes: fitted, compared with the published ones, and proposed to people. Never applied by itself."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.job import JobStatus
from bot.domain.matching import Decision, PartName, Ranking, Weights
from bot.domain.proposal import ProposalStatus, Side
from bot.domain.scoring import Scale, valid_weights
from bot.ports import Storage, UnitOfWork
from bot.services.audit_groups import groups_of
from bot.services.group_shares import GroupShare, group_shares
from bot.services.matching import reordered
from bot.services.people import require_moderator

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENOUGH = 200  # outcomes, of both kinds, below which nothing is learned
LEAST_OF_A_KIND = 20
HELD_BACK = 10  # one outcome in this many is kept for the comparison
BINS = 5  # of the calibration table
NEWS = 0.05  # weights that round to the same steps of this are the same proposal
STRENGTH = 1.0  # inverse of the regularisation, scikit-learn's default


@dataclass(frozen=True, slots=True)
class Outcome:
    """Somebody who was shown for a job: the values of their parts, and whether the client asked or hired them."""

    job_id: UUID
    person_id: UUID
    values: Mapping[PartName, float]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """How well scores foretell outcomes on the held-back tenth. `bins`: (foretold, happened, how many)."""

    auc: float
    brier: float
    bins: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """A proposal. `groups` have their shares of the first places under the published and the learned weights."""

    outcomes: int
    weights: Weights
    published: Quality
    learned: Quality
    groups: tuple[GroupShare, ...] = ()

    @property
    def better(self) -> bool:
        """Whether the learned weights foretell the held-back outcomes better by both measures."""
        return self.learned.auc > self.published.auc and self.learned.brier < self.published.brier


async def propose_weights(
    uow: UnitOfWork, *, community_id: UUID, moderator_id: UUID, now: datetime
) -> tuple[int, Learned | None]:
    """How many outcomes there are, and weights fitted to them when that is enough, with their effect on groups.

    Raises:
        NotAllowed: not a moderator here.
    """
    await require_moderator(uow, person_id=moderator_id, community_id=community_id)
    decisions, outcomes = await _outcomes_in(uow, community_id)
    current = await uow.decisions.weights(community_id)
    found = await asyncio.to_thread(learn, outcomes, current)
    if found is None:
        return len(outcomes), None
    before = [await reordered(uow, one.ranking, current, community_id=community_id) for one in decisions]
    after = [await reordered(uow, one.ranking, found.weights, community_id=community_id) for one in decisions]
    groups = await groups_of(uow, decisions, (), now)
    shares = group_shares(groups, [_order(one) for one in before], [_order(one) for one in after])
    return len(outcomes), replace(found, groups=shares)


def _order(ranking: Ranking) -> tuple[UUID, ...]:
    return tuple(place.person_id for place in ranking.places)


async def tell_of_learned_weights(storage: Storage, *, now: datetime) -> int:
    """Tell the moderators of each community where outcomes teach better weights that a proposal waits for them.

    Once a proposal: weights that differ by less than a few percent are the same one. Nothing is published. Returns how
    many letters were put.
    """
    async with storage.begin() as uow:
        communities = await uow.communities.all()
    told = 0
    for community in communities:
        async with storage.begin() as uow:
            _, outcomes = await _outcomes_in(uow, community.id)
            published = await uow.decisions.weights(community.id)
        found = await asyncio.to_thread(learn, outcomes, published)
        if found is None or not found.better:
            continue
        about = "-".join(f"{round(found.weights.of.get(name, 0) / NEWS):d}" for name in PartName)
        ids = {"community": str(community.id), "published": published.version}
        async with storage.begin() as uow:
            for person_id in await uow.communities.moderators(community.id):
                key = f"weights_learned:{community.id}:{published.version}:{about}:{person_id}"
                told += await uow.outbox.put("weights_learned", ids, to=person_id, key=key, now=now)
    return told


async def _outcomes_in(uow: UnitOfWork, community_id: UUID) -> tuple[list[Decision], list[Outcome]]:
    """The latest ranking of every gig of a community, and what came of those who were shown."""
    decisions: list[Decision] = []
    outcomes: list[Outcome] = []
    for job in await uow.jobs.in_community(community_id, list(JobStatus), limit=2_000):
        decision = await uow.decisions.latest(job.id)
        if decision is not None:
            decisions.append(decision)
            chosen = {
                proposal.freelancer_id
                for proposal in await uow.proposals.of_job(job.id)
                if proposal.status is ProposalStatus.AGREED or proposal.offered_by is Side.CLIENT
            }
            outcomes += outcomes_of(decision, chosen)
    return decisions, outcomes


def outcomes_of(decision: Decision, chosen: set[UUID]) -> list[Outcome]:
    """One outcome for everybody who was shown: who was not shown could not be chosen and says nothing."""
    return [
        Outcome(
            decision.job_id,
            match.person_id,
            {part.name: part.value for part in match.parts if part.value is not None},
            match.person_id in chosen,
        )
        for match in decision.ranking.matches
        if match.person_id in decision.shown
    ]


def learn(outcomes: Sequence[Outcome], published: Weights) -> Learned | None:
    """Fit weights to outcomes, or None when there are too few of either kind. The same outcomes give the same weights."""
    if len(outcomes) < ENOUGH or not _both_kinds(outcomes):
        return None
    held = [outcome for outcome in outcomes if _is_held_back(outcome)]
    rest = [outcome for outcome in outcomes if not _is_held_back(outcome)]
    if len({outcome.chosen for outcome in held}) < 2:
        return None
    fitted = _fitted(rest)
    if not any(fitted.values()):
        return None
    weights = valid_weights(Weights(version=f"learned-{len(outcomes)}", of=fitted))
    return Learned(len(outcomes), weights, _quality(published, rest, held), _quality(weights, rest, held))


def _both_kinds(outcomes: Sequence[Outcome]) -> bool:
    chosen = sum(outcome.chosen for outcome in outcomes)
    return min(chosen, len(outcomes) - chosen) >= LEAST_OF_A_KIND


def _is_held_back(outcome: Outcome) -> bool:
    """By the job and the person, not by chance, so that a repeat compares on the same tenth."""
    return hashlib.sha256(outcome.job_id.bytes + outcome.person_id.bytes).digest()[0] % HELD_BACK == 0


def _fitted(outcomes: Sequence[Outcome]) -> dict[PartName, float]:
    """Regularised logistic regression whose coefficients may not be negative: a better part never lowers a score.

    A part with a negative coefficient is left out and the rest is fitted again.
    """
    from sklearn.linear_model import LogisticRegression

    names = list(PartName)
    rows, chosen = _matrix(outcomes, names), [outcome.chosen for outcome in outcomes]
    kept = list(range(len(names)))
    while kept:
        model = LogisticRegression(C=STRENGTH, max_iter=1_000)  # type: ignore[no-untyped-call]
        coefficients = model.fit(rows[:, kept], chosen).coef_[0]
        if min(coefficients) >= 0:
            return {names[at]: float(value) for at, value in zip(kept, coefficients, strict=True)}
        kept = [at for at, value in zip(kept, coefficients, strict=True) if value > 0]
    return {}


def _matrix(outcomes: Sequence[Outcome], names: Sequence[PartName]) -> NDArray[np.float64]:
    """Values by outcome and part; unknown stands at the mean of the known ones, where it says nothing."""
    import numpy as np

    rows = np.array([[outcome.values.get(name, np.nan) for name in names] for outcome in outcomes])
    known = ~np.isnan(rows)
    means = np.where(known, rows, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.where(known, rows, means)


def _quality(weights: Weights, rest: Sequence[Outcome], held: Sequence[Outcome]) -> Quality:
    """Scores are put on a scale of chances by a regression on the outcomes that were not held back."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import brier_score_loss, roc_auc_score

    scale = Scale(weights)

    def scores(outcomes: Sequence[Outcome]) -> NDArray[np.float64]:
        return np.array([[scale.score([outcome.values.get(name) for name in PartName])] for outcome in outcomes])

    to_chance = LogisticRegression(max_iter=1_000)  # type: ignore[no-untyped-call]
    to_chance.fit(scores(rest), [outcome.chosen for outcome in rest])
    foretold = to_chance.predict_proba(scores(held))[:, 1]  # type: ignore[no-untyped-call]
    happened = np.array([outcome.chosen for outcome in held])
    auc, brier = roc_auc_score(happened, foretold), brier_score_loss(happened, foretold)
    order = np.array_split(np.argsort(foretold, kind="stable"), BINS)
    bins = tuple((float(foretold[at].mean()), float(happened[at].mean()), len(at)) for at in order if len(at))
    return Quality(float(auc), float(brier), bins)
