"""Offers carry what hard limits and alert wishes look at; facts and vectors of freelancers have tables of their own."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

AT_ONCE = 1_000


def upgrade() -> None:
    """Facts are written when they are first asked for, vectors by the index as it heals."""
    connection = op.get_bind()
    before = sa.table("offer", sa.column("person_id", sa.Uuid()), sa.column("community_id", sa.Uuid()))
    offers = [(row.community_id, row.person_id) for row in connection.execute(sa.select(before))]
    op.drop_table("offer")
    made = _offer()
    by_person = {row.person_id: row for row in connection.execute(sa.select(PROFILE))}
    rows = [_row(community, by_person[person]) for community, person in offers if person in by_person]
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(made.insert(), rows[start : start + AT_ONCE])
    op.create_table(
        "freelancer_facts",
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
    )
    op.create_table(
        "freelancer_vectors",
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("model", sa.String(), primary_key=True),
        sa.Column("documents", sa.String(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
    )


PROFILE = sa.table(
    "profile",
    sa.column("person_id", sa.Uuid()),
    sa.column("open_to_work", sa.Boolean()),
    sa.column("alerts", sa.JSON()),
    sa.column("floor", sa.JSON()),
    sa.column("hours_per_week", sa.Integer()),
    sa.column("available_from", sa.Date()),
    sa.column("languages", sa.JSON()),
    sa.column("place", sa.String()),
    sa.column("refused_work", sa.JSON()),
)


def _offer() -> sa.Table:
    made = op.create_table(
        "offer",
        sa.Column("community_id", sa.Uuid(), sa.ForeignKey("community.id"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True, index=True),
        sa.Column("open_to_work", sa.Boolean(), nullable=False),
        sa.Column("alerts", sa.Boolean(), nullable=False),
        sa.Column("floor_unit", sa.String()),
        sa.Column("floor_currency", sa.String()),
        sa.Column("floor", sa.Float()),
        sa.Column("hours_per_week", sa.Integer()),
        sa.Column("available_from", sa.Date()),
        sa.Column("muted_until", sa.DateTime(timezone=True)),
        sa.Column("least_unit", sa.String()),
        sa.Column("least_currency", sa.String()),
        sa.Column("least", sa.Float()),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("refused", sa.String(), nullable=False, index=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_offer_community_id_alerts", "offer", ["community_id", "alerts"])
    return made


def _row(community_id: UUID, profile: Any) -> dict[str, Any]:
    alerts = profile.alerts or {}
    floor, least = profile.floor or {}, alerts.get("least_pay") or {}
    muted = alerts.get("muted_until")
    return {
        "community_id": community_id,
        "person_id": profile.person_id,
        "open_to_work": profile.open_to_work,
        "alerts": profile.open_to_work and bool(alerts.get("on")),
        "floor_unit": floor.get("unit"),
        "floor_currency": floor.get("currency"),
        "floor": _least(floor),
        "hours_per_week": profile.hours_per_week,
        "available_from": profile.available_from,
        "muted_until": datetime.fromisoformat(muted) if muted else None,
        "least_unit": least.get("unit"),
        "least_currency": least.get("currency"),
        "least": _least(least),
        "languages": ",".join(profile.languages or ()),
        "place": profile.place,
        "refused": "\n".join(profile.refused_work or ()),
    }


def _least(pay: Any) -> float | None:
    """The lower end, for one of the unit."""
    low = pay.get("low") if pay.get("low") is not None else pay.get("high")
    return None if low is None else low / pay.get("per", 1)
