"""The measures of an audit: selection rate, impact ratio, exposure and NDKL of groups in rankings."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from bot.services.audit_groups import DECLARED, NOT_STATED, SMALLEST_CELL

FOUR_FIFTHS = 0.8  # US Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(D)
CHANCE = (
    1.96  # standard errors within which a difference of rates may be chance; the same section asks for significance
)
PREFIXES = 50  # of a ranking that NDKL looks at; nobody scrolls further


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of one attribute, over all rankings looked at.

    `exposure` is the group's share of attention (1 / log2(1 + place)) over its share of the considered: 1 is even.
    """

    attribute: str
    group: str
    people: int
    considered: int = 0  # places in rankings
    shown: int = 0  # of these, among the first five or shown later
    hired: int | None = 0  # None: withheld, because it is known who was hired and what they declared is not
    selection_rate: float = 0.0
    impact_ratio: float = 0.0  # to the group with the highest selection rate
    exposure: float = 0.0
    share_shown: float = 0.0  # of all places that clients saw
    share_hired: float | None = None  # of all who were hired; None where nobody was, or withheld
    may_be_chance: bool = False  # a difference to the group shown most that so few places do not prove
    withheld: bool = False  # too few people, or the others could be found by subtraction: the numbers are 0

    @property
    def below_four_fifths(self) -> bool:
        return not self.withheld and self.impact_ratio < FOUR_FIFTHS


@dataclass(frozen=True, slots=True)
class Ranked:
    """One logged ranking, as far as the audit needs it: people in order, who was shown, who was hired."""

    people: tuple[UUID, ...]
    shown: frozenset[UUID]
    hired: frozenset[UUID]


@dataclass(slots=True)
class _Count:
    """What one group had."""

    members: set[UUID] = field(default_factory=set)
    considered: int = 0
    shown: int = 0
    hired: int = 0
    attention: float = 0.0

    @property
    def rate(self) -> float:
        return self.shown / self.considered if self.considered else 0.0


def group_rows(attribute: str, group_of: Mapping[UUID, str], ranked: Sequence[Ranked]) -> list[GroupRow]:
    """The figures of every group, largest first."""
    counts = _counted(group_of, ranked)
    hidden = withheld({group: len(count.members) for group, count in counts.items()})
    told = {group: count for group, count in counts.items() if group not in hidden}
    best = max(told.values(), key=lambda count: count.rate, default=_Count())
    whole = _Count(
        considered=sum(count.considered for count in counts.values()),
        shown=sum(count.shown for count in counts.values()),
        hired=sum(count.hired for count in counts.values()),
        attention=sum(count.attention for count in counts.values()),
    )
    rows = [
        _row(attribute, group, count, best, whole)
        if group in told
        else GroupRow(attribute, group, len(count.members), withheld=True)
        for group, count in sorted(counts.items(), key=lambda item: (-item[1].considered, item[0]))
    ]
    return _without_few_hires(rows) if attribute.endswith(DECLARED) else rows


def _counted(group_of: Mapping[UUID, str], ranked: Sequence[Ranked]) -> dict[str, _Count]:
    counts: dict[str, _Count] = defaultdict(_Count)
    for ranking in ranked:
        for place, person in enumerate(ranking.people, 1):
            count = counts[group_of.get(person, NOT_STATED)]
            count.members.add(person)
            count.considered += 1
            count.shown += person in ranking.shown
            count.attention += 1 / math.log2(1 + place)
        for person in ranking.hired:  # also who applied without having been ranked
            count = counts[group_of.get(person, NOT_STATED)]
            count.members.add(person)
            count.hired += 1
    return counts


def withheld(sizes: Mapping[str, int]) -> set[str]:
    """Of groups with so many people those under ten; and the next smallest where these are under ten together, because
    the whole is known."""
    by_size = sorted(sizes, key=lambda group: (sizes[group], group))
    hidden = {group for group in by_size if sizes[group] < SMALLEST_CELL}
    if hidden and sum(sizes[group] for group in hidden) < SMALLEST_CELL:
        hidden |= set(by_size[: len(hidden) + 1])
    return hidden


def _row(attribute: str, group: str, count: _Count, best: _Count, whole: _Count) -> GroupRow:
    exposure = (count.attention / whole.attention) / (count.considered / whole.considered) if count.considered else 0.0
    return GroupRow(
        attribute,
        group,
        people=len(count.members),
        considered=count.considered,
        shown=count.shown,
        hired=count.hired,
        selection_rate=count.rate,
        impact_ratio=count.rate / best.rate if best.rate else 1.0,
        exposure=exposure,
        share_shown=count.shown / whole.shown if whole.shown else 0.0,
        share_hired=count.hired / whole.hired if whole.hired else None,
        may_be_chance=_may_be_chance(count, best),
    )


def _may_be_chance(one: _Count, other: _Count) -> bool:
    """Whether two rates differ by less than a test of two proportions takes for proven."""
    if not one.considered or not other.considered:
        return True
    rate = (one.shown + other.shown) / (one.considered + other.considered)
    error = math.sqrt(rate * (1 - rate) * (1 / one.considered + 1 / other.considered))
    return abs(one.rate - other.rate) < CHANCE * error if error else True


def _without_few_hires(rows: list[GroupRow]) -> list[GroupRow]:
    """Who was hired is known to many, so a few hires of a declared group would tell of people: all of them, or none."""
    few = any(not row.withheld and (row.hired or 0) < SMALLEST_CELL for row in rows)
    return [replace(row, hired=None, share_hired=None) for row in rows] if few else rows


def mean_ndkl(group_of: Mapping[UUID, str], ranked: Sequence[Ranked]) -> float:
    """The mean over rankings of the normalised discounted KL divergence (Geyik, Ambler, Kenthapadi 2019)."""
    values = [
        ndkl([group_of.get(person, NOT_STATED) for person in ranking.people]) for ranking in ranked if ranking.people
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
