"""The audit of matching: who was considered, shown and hired, by groups, with the usual measures of fairness."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.job import JobStatus
from bot.domain.matching import Decision
from bot.domain.proposal import ProposalStatus
from bot.ports import UnitOfWork
from bot.services.audit_groups import SMALLEST_CELL, everybody, groups_of
from bot.services.audit_measures import GroupRow, Ranked, group_rows, mean_ndkl
from bot.services.newcomer_places import NewcomerPlaces, newcomer_places
from bot.services.people import require_moderator

DAYS = 180
GIGS = 1_000  # the newest ones

COLUMNS = (
    "attribute",
    "group",
    "people",
    "considered",
    "shown",
    "share_of_places",
    "hired",
    "share_of_hires",
    "selection_rate",
    "impact_ratio",
    "below_four_fifths",
    "may_be_chance",
    "exposure",
    "ndkl_of_the_attribute",
)
WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything `/audit matching` shows. `ndkl` by attribute: 0 is an order in which every prefix is as mixed as the whole."""

    rankings: int
    gigs: int
    since: datetime
    rows: tuple[GroupRow, ...]
    ndkl: Mapping[str, float]
    newcomers: NewcomerPlaces | None = None

    def csv(self) -> bytes:
        """The table for a spreadsheet, UTF-8."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for row in self.rows:
            writer.writerow([row.attribute, row.group, *self._figures(row), f"{self.ndkl.get(row.attribute, 0.0):.3f}"])
        return out.getvalue().encode()

    @staticmethod
    def _figures(row: GroupRow) -> list[str | int]:
        if row.withheld:
            blank = [WITHHELD] * (len(COLUMNS) - 4)
            return [f"under {SMALLEST_CELL}" if row.people < SMALLEST_CELL else WITHHELD, *blank]
        hired: str | int = WITHHELD if row.hired is None else row.hired
        share = "" if row.share_hired is None else f"{row.share_hired:.3f}"
        return [
            row.people,
            row.considered,
            row.shown,
            f"{row.share_shown:.3f}",
            hired,
            share if row.hired is not None else WITHHELD,
            f"{row.selection_rate:.3f}",
            f"{row.impact_ratio:.3f}",
            "yes" if row.below_four_fifths else "no",
            "yes" if row.may_be_chance else "no",
            f"{row.exposure:.3f}",
        ]


async def audit_matching(uow: UnitOfWork, *, community_id: UUID, moderator_id: UUID, now: datetime) -> Audit:
    """Every ranking of the last 180 days with whom the client saw of it: a gig that was looked for three times counts
    three times, as its places were given three times. Who was hired counts once.

    Raises:
        NotAllowed: not a moderator here.
    """
    await require_moderator(uow, person_id=moderator_id, community_id=community_id)
    since = now - timedelta(days=DAYS)
    decisions: list[Decision] = []
    ranked: list[Ranked] = []
    gigs = 0
    for job in await uow.jobs.in_community(community_id, list(JobStatus), limit=GIGS):
        logged = await uow.decisions.of_job(job.id, since)
        if not logged:
            continue
        gigs += 1
        agreed = [one for one in await uow.proposals.of_job(job.id) if one.status is ProposalStatus.AGREED]
        hired = frozenset(one.freelancer_id for one in agreed)
        decisions += logged
        ranked += [
            Ranked(everybody(one), frozenset(one.shown), hired if one is logged[-1] else frozenset()) for one in logged
        ]
    groups = await groups_of(uow, decisions, {id for one in ranked for id in one.hired}, now)
    return Audit(
        rankings=len(ranked),
        gigs=gigs,
        since=since,
        rows=tuple(row for attribute, of in groups.items() for row in group_rows(attribute, of, ranked)),
        ndkl={attribute: mean_ndkl(of, ranked) for attribute, of in groups.items()},
        newcomers=newcomer_places(decisions),
    )
