"""The rows that are derived from profiles, past jobs and reviews, written in the transaction that changes these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete, select

from bot.domain.facts import FORMAT, facts_of
from bot.domain.profile import PastJob, Profile, Review
from storage.columns import storable, storable_dumps
from storage.derived_tables import FactsRow, OfferRow, SkillHolderRow, VectorsRow
from storage.repositories.entity_table import EntityTable, insert
from storage.tables import PastJobRow, ProfileRow, ReviewRow, table

PROFILES = EntityTable(Profile, ProfileRow, "profile")
PAST_JOBS = EntityTable(PastJob, PastJobRow, "past job")
REVIEWS = EntityTable(Review, ReviewRow, "review")
OFFERS = table(OfferRow)
FACTS = table(FactsRow)
VECTORS = table(VectorsRow)
HOLDERS = table(SkillHolderRow)


def offer(connection: Connection, profile: Profile) -> None:
    """Keep the rows that say where this profile is offered in step with it."""
    connection.execute(delete(OFFERS).where(OFFERS.c.person_id == profile.person_id))
    values = offered(profile)
    rows = [{"community_id": id, **values} for id in set(profile.communities)]
    if rows:
        connection.execute(OFFERS.insert(), rows)


def offered(profile: Profile) -> dict[str, Any]:
    """What hard limits and alert wishes look at; the same in every community."""
    floor, least = profile.floor, profile.alerts.least_pay
    return {
        "person_id": profile.person_id,
        "open_to_work": profile.open_to_work,
        "alerts": profile.open_to_work and profile.alerts.on,
        "floor_unit": floor.unit.value if floor else None,
        "floor_currency": floor.currency if floor else None,
        "floor": floor.least.minor / floor.per if floor else None,
        "hours_per_week": profile.hours_per_week,
        "available_from": profile.available_from,
        "muted_until": profile.alerts.muted_until,
        "least_unit": least.unit.value if least else None,
        "least_currency": least.currency if least else None,
        "least": least.least.minor / least.per if least else None,
        "languages": storable(",".join(profile.languages)),
        "place": storable(profile.place),
        "refused": storable("\n".join(profile.refused_work)),
    }


def write_facts(connection: Connection, person_ids: Collection[UUID]) -> None:
    """Write the facts of these people anew; nothing for who has no profile.

    The profiles are locked first, so that of two transactions that change one person's facts the later sees all.
    """
    connection.execute(select(PROFILES.c.id).where(PROFILES.c.person_id.in_(person_ids)).with_for_update())
    past_jobs: dict[UUID, list[PastJob]] = defaultdict(list)
    for past_job in PAST_JOBS.where_in(connection, "freelancer_id", person_ids):
        past_jobs[past_job.freelancer_id].append(past_job)
    reviews: dict[UUID, list[Review]] = defaultdict(list)
    for review in REVIEWS.where_in(connection, "freelancer_id", person_ids):
        reviews[review.freelancer_id].append(review)
    profiles = PROFILES.where_in(connection, "person_id", person_ids)
    rows = [facts_row(one, past_jobs[one.person_id], reviews[one.person_id]) for one in profiles]
    if rows:
        put(connection, FACTS, rows)


def put(connection: Connection, into: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert, or replace what stands under the primary key."""
    statement = insert(connection.dialect.name, into)
    changes = {c.name: statement.excluded[c.name] for c in into.columns if not c.primary_key}
    connection.execute(statement.on_conflict_do_update(index_elements=list(into.primary_key), set_=changes), rows)


def facts_row(profile: Profile, past_jobs: Collection[PastJob], reviews: Collection[Review]) -> dict[str, Any]:
    facts = facts_of(profile, past_jobs, reviews)
    return {"person_id": profile.person_id, "format": FORMAT, "facts": storable_dumps(facts)}
