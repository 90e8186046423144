"""The audit of matching: who was considered, shown and hired, by groups, with the usual measures of fairness."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.job import JobStatus
from bot.domain.matching import Decision
from bot.domain.people import DeclaredGroup, Person
from bot.domain.profile import Profile
from bot.domain.proposal import ProposalStatus
from bot.ports import UnitOfWork
from bot.services.people import require_moderator

SMALLEST_CELL = 10  # people; smaller groups are withheld, because they could be recognised
FOUR_FIFTHS = 0.8  # US Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(D)
PREFIXES = 50  # of a ranking that NDKL looks at; nobody scrolls further
DAYS = 180

SMALLER = "in smaller groups"
NEWCOMER, EXPERIENCED = "0 to 2 reviews", "3 or more reviews"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of one attribute, over all rankings looked at.

    `exposure` is the group's share of attention (1 / log2(1 + place)) over its share of the considered: 1 is even.
    """

    attribute: str
    group: str
    people: int
    considered: int  # places in rankings
    shown: int  # of these, among the first five or shown later
    hired: int
    selection_rate: float
    impact_ratio: float  # to the group with the highest selection rate
    exposure: float
    withheld: bool = False  # fewer than SMALLEST_CELL people: the numbers are 0

    @property
    def below_four_fifths(self) -> bool:
        return not self.withheld and self.impact_ratio < FOUR_FIFTHS


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything `/audit matching` shows. `ndkl` by attribute: 0 is an order in which every prefix is as mixed as the whole."""

    rankings: int
    gigs: int
    since: datetime
    rows: tuple[GroupRow, ...]
    ndkl: Mapping[str, float]

    def csv(self) -> bytes:
        """The table for a spreadsheet, UTF-8."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(
            [
                "attribute",
                "group",
                "people",
                "considered",
                "shown",
                "hired",
                "selection_rate",
                "impact_ratio",
                "exposure",
            ]
        )
        for row in self.rows:
            numbers = [row.considered, row.shown, row.hired] if not row.withheld else ["withheld"] * 3
            ratios = (row.selection_rate, row.impact_ratio, row.exposure)
            shown = [f"{ratio:.3f}" for ratio in ratios] if not row.withheld else [""] * 3
            people = row.people if not row.withheld else f"under {SMALLEST_CELL}"
            writer.writerow([row.attribute, row.group, people, *numbers, *shown])
        return out.getvalue().encode()


@dataclass(frozen=True, slots=True)
class Ranked:
    """One logged ranking, as far as the audit needs it: people in order, who was shown, who was hired."""

    people: tuple[UUID, ...]
    shown: frozenset[UUID]
    hired: frozenset[UUID]


Groups = Mapping[str, Mapping[UUID, str]]  # attribute -> person -> group


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
    for job in await uow.jobs.in_community(community_id, list(JobStatus), limit=1_000):
        logged = await uow.decisions.of_job(job.id, since)
        if not logged:
            continue
        gigs += 1
        agreed = [one for one in await uow.proposals.of_job(job.id) if one.status is ProposalStatus.AGREED]
        hired = frozenset(one.freelancer_id for one in agreed)
        decisions += logged
        ranked += [_as_shown(one, hired if one is logged[-1] else frozenset()) for one in logged]
    groups = await _groups(uow, decisions, now)
    rows = tuple(row for attribute, of in groups.items() for row in group_rows(attribute, of, ranked))
    return Audit(len(ranked), gigs, since, rows, {attribute: mean_ndkl(of, ranked) for attribute, of in groups.items()})


def _as_shown(decision: Decision, hired: frozenset[UUID]) -> Ranked:
    people = (*(match.person_id for match in decision.ranking.matches), *decision.ranking.further)
    return Ranked(people, frozenset(decision.shown), hired)


async def _groups(uow: UnitOfWork, decisions: Sequence[Decision], now: datetime) -> Groups:
    """Newcomer status as it was when ranked; main language and time-zone band as they are now."""
    newcomers = {
        match.person_id: NEWCOMER if match.newcomer else EXPERIENCED
        for decision in decisions
        for match in decision.ranking.matches
    }
    profiles = await uow.profiles.of_people(list(newcomers))
    people = await uow.people.many(list(newcomers))
    ranked = {*newcomers, *(id for decision in decisions for id in decision.ranking.further)}
    return {
        "newcomer": newcomers,
        "language": {profile.person_id: _language(profile) for profile in profiles},
        "time zone": {person.id: _band(person, now) for person in people},
        **declared_attributes(await uow.people.declared_groups(ranked)),
    }


def declared_attributes(declared: Sequence[DeclaredGroup]) -> Groups:
    """Self-declared groups of ten people or more. Smaller ones count together without their words, and as not stated
    where they are under ten together, so that nothing can be found by subtraction."""
    by_dimension: dict[str, dict[UUID, str]] = defaultdict(dict)
    for one in declared:
        by_dimension[one.dimension][one.person_id] = one.word
    attributes: dict[str, dict[UUID, str]] = {}
    for dimension, word_of in sorted(by_dimension.items()):
        words = Counter(word_of.values())
        folded = {id: word if words[word] >= SMALLEST_CELL else SMALLER for id, word in word_of.items()}
        sizes = Counter(folded.values())
        kept = {id: group for id, group in folded.items() if sizes[group] >= SMALLEST_CELL}
        if kept:
            attributes[f"{dimension}, declared"] = kept
    return attributes


def _language(profile: Profile) -> str:
    return profile.languages[0] if profile.languages else "not stated"


def _band(person: Person, now: datetime) -> str:
    """Six hours of offsets to UTC: fine enough to see a continent, too coarse to see a country."""
    try:
        offset = now.astimezone(ZoneInfo(person.timezone)).utcoffset() or timedelta()
    except (ZoneInfoNotFoundError, ValueError):
        return "not stated"
    start = math.floor((offset.total_seconds() / 3600 + 3) / 6) * 6 - 3
    return f"UTC{start:+d} to UTC{start + 6:+d}"


def group_rows(attribute: str, group_of: Mapping[UUID, str], ranked: Sequence[Ranked]) -> list[GroupRow]:
    """Selection rate, impact ratio and exposure of every group, largest first."""
    members: dict[str, set[UUID]] = defaultdict(set)
    considered: dict[str, int] = defaultdict(int)
    shown: dict[str, int] = defaultdict(int)
    hired: dict[str, int] = defaultdict(int)
    attention: dict[str, float] = defaultdict(float)
    for ranking in ranked:
        for place, person in enumerate(ranking.people, 1):
            group = group_of.get(person, "not stated")
            members[group].add(person)
            considered[group] += 1
            shown[group] += person in ranking.shown
            hired[group] += person in ranking.hired
            attention[group] += 1 / math.log2(1 + place)
    rates = {group: shown[group] / considered[group] for group in considered}
    best = max((rates[group] for group in rates if len(members[group]) >= SMALLEST_CELL), default=0.0)
    all_attention, all_considered = sum(attention.values()), sum(considered.values())
    rows: list[GroupRow] = []
    for group in sorted(considered, key=lambda group: (-considered[group], group)):
        if len(members[group]) < SMALLEST_CELL:
            rows.append(GroupRow(attribute, group, len(members[group]), 0, 0, 0, 0.0, 0.0, 0.0, withheld=True))
            continue
        exposure = (attention[group] / all_attention) / (considered[group] / all_considered)
        impact = rates[group] / best if best else 1.0
        counts = (len(members[group]), considered[group], shown[group], hired[group])
        rows.append(GroupRow(attribute, group, *counts, rates[group], impact, exposure))
    return rows


def mean_ndkl(group_of: Mapping[UUID, str], ranked: Sequence[Ranked]) -> float:
    """The mean over rankings of the normalised discounted KL divergence (Geyik, Ambler, Kenthapadi 2019)."""
    values = [
        ndkl([group_of.get(person, "not stated") for person in ranking.people]) for ranking in ranked if ranking.people
    ]
    return sum(values) / len(values) if values else 0.0


def ndkl(groups: Sequence[str]) -> float:
    """How far the mix of groups in each prefix is from that of the whole, prefixes discounted by 1 / log2(1 + length)."""
    whole = Counter(groups)
    seen: Counter[str] = Counter()
    total = weight = 0.0
    for length, group in enumerate(groups[:PREFIXES], 1):
        seen[group] += 1
        shares = ((count / length, whole[name] / len(groups)) for name, count in seen.items())
        discount = 1 / math.log2(1 + length)
        total += discount * sum(share * math.log(share / expected) for share, expected in shares)
        weight += discount
    return total / weight if weight else 0.0
