"""The groups that the audit of matching counts by: what the record says, and what people declared of themselves."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.matching import Decision
from bot.domain.people import DeclaredGroup, Person
from bot.domain.profile import Profile
from bot.ports import UnitOfWork

SMALLEST_CELL = 10  # people; smaller groups are withheld, because they could be recognised
FEW_REVIEWS = 2  # with so many at most, somebody is a newcomer

SMALLER, NOT_STATED = "in smaller groups", "not stated"
NEWCOMER, EXPERIENCED = "0 to 2 reviews", "3 or more reviews"
DECLARED = ", declared"  # ends the name of an attribute that people told of themselves

Groups = Mapping[str, Mapping[UUID, str]]  # attribute -> person -> group


def everybody(decision: Decision) -> tuple[UUID, ...]:
    """Who was ranked, in order."""
    return tuple(place.person_id for place in decision.ranking.places)


async def groups_of(uow: UnitOfWork, decisions: Sequence[Decision], also: Collection[UUID], now: datetime) -> Groups:
    """Of everybody ranked, and `also` these: newcomer status as it was when they were ranked last, main language and
    time-zone band as they are now."""
    ranked = dict.fromkeys(also, now) | {id: one.created_at for one in decisions for id in everybody(one)}
    profiles = await uow.profiles.of_people(list(ranked))
    people = await uow.people.many(list(ranked))
    return {
        "newcomer": await _newcomers(uow, decisions, {one.person_id: ranked[one.person_id] for one in profiles}),
        "language": folded({one.person_id: _language(one) for one in profiles}),
        "time zone": folded({one.id: _band(one, now) for one in people}),
        **declared_attributes(await uow.people.declared_groups(list(ranked))),
    }


async def _newcomers(
    uow: UnitOfWork, decisions: Sequence[Decision], ranked: Mapping[UUID, datetime]
) -> Mapping[UUID, str]:
    """As the ranking has it; of those beyond its worded places, by the reviews they had then."""
    logged = {place.person_id: place.newcomer for decision in decisions for place in decision.ranking.places}
    others = [id for id in ranked if id not in logged]
    reviews = await uow.profiles.reviews(others)
    had = Counter(one.freelancer_id for one in reviews if one.created_at <= ranked[one.freelancer_id])
    newcomers = {**logged, **{id: had[id] <= FEW_REVIEWS for id in others}}
    return {id: NEWCOMER if newcomer else EXPERIENCED for id, newcomer in newcomers.items()}


def folded(group_of: Mapping[UUID, str]) -> dict[UUID, str]:
    """Groups of fewer than ten people counted together, without their names."""
    sizes = Counter(group_of.values())
    return {id: group if sizes[group] >= SMALLEST_CELL else SMALLER for id, group in group_of.items()}


def declared_attributes(declared: Sequence[DeclaredGroup]) -> Groups:
    """Self-declared groups of ten people or more. Smaller ones count together without their words, and as not stated
    where they are under ten together, so that nothing can be found by subtraction."""
    by_dimension: dict[str, dict[UUID, str]] = defaultdict(dict)
    for one in declared:
        by_dimension[one.dimension][one.person_id] = one.word
    attributes: dict[str, dict[UUID, str]] = {}
    for dimension, word_of in sorted(by_dimension.items()):
        groups = folded(word_of)
        sizes = Counter(groups.values())
        kept = {id: group for id, group in groups.items() if sizes[group] >= SMALLEST_CELL}
        if kept:
            attributes[f"{dimension}{DECLARED}"] = kept
    return attributes


def _language(profile: Profile) -> str:
    return profile.languages[0] if profile.languages else NOT_STATED


def _band(person: Person, now: datetime) -> str:
    """Six hours of offsets to UTC: fine enough to see a continent, too coarse to see a country."""
    try:
        offset = now.astimezone(ZoneInfo(person.timezone)).utcoffset() or timedelta()
    except (ZoneInfoNotFoundError, ValueError):
        return NOT_STATED
    start = math.floor((offset.total_seconds() / 3600 + 3) / 6) * 6 - 3
    return f"UTC{start:+d} to UTC{start + 6:+d}"
