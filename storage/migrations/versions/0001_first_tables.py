"""The first tables."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.Uuid()
TEXT = sa.String()
CHOICE = sa.String(32)
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON()
SEALED = sa.LargeBinary()


def upgrade() -> None:
    """Keys, constraints and indexes are named by the convention of the metadata that Alembic is given."""
    for create in TABLES.values():
        create()


def _entity() -> tuple[sa.Column[UUID], sa.Column[datetime]]:
    return sa.Column("id", ID, primary_key=True), sa.Column("created_at", MOMENT, nullable=False)


def _community() -> None:
    op.create_table(
        "community",
        *_entity(),
        sa.Column("platform", TEXT, nullable=False),
        sa.Column("platform_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("publishing", CHOICE, nullable=False),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("newcomer_margin", sa.Float(), nullable=False),
        sa.Column("near_tie", sa.Float(), nullable=False),
        sa.UniqueConstraint("platform", "platform_id"),
    )


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("value", sa.Integer(), nullable=False),
    )


def _inbound() -> None:
    op.create_table(
        "inbound",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("handled_at", MOMENT, nullable=False, index=True),
    )


def _person() -> None:
    op.create_table(
        "person",
        *_entity(),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("timezone", TEXT, nullable=False),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("home_id", ID, sa.ForeignKey("community.id"), index=True),
        sa.Column("quiet_from", sa.Integer()),
        sa.Column("quiet_until", sa.Integer()),
        sa.Column("erased_at", MOMENT),
    )


def _exposure() -> None:
    op.create_table(
        "exposure",
        *_entity(),
        sa.Column("person_id", ID, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("community_id", ID, sa.ForeignKey("community.id"), nullable=False, index=True),
        sa.Column("shown_at", MOMENT, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.UniqueConstraint("person_id", "community_id"),
    )


def _identity() -> None:
    op.create_table(
        "identity",
        *_entity(),
        sa.Column("person_id", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("platform", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("chat_id", TEXT, nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.UniqueConstraint("platform", "user_id"),
    )


def _job() -> None:
    op.create_table(
        "job",
        *_entity(),
        sa.Column("number", sa.Integer(), nullable=False, unique=True),
        sa.Column("community_id", ID, sa.ForeignKey("community.id"), nullable=False),
        sa.Column("client_id", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("brief", JSON, nullable=False),
        sa.Column("opened_at", MOMENT),
        sa.Column("returned_reason", TEXT, nullable=False),
        sa.Column("moderated_by", ID, sa.ForeignKey("person.id")),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_job_community_id_status", "job", ["community_id", "status"])


def _letter() -> None:
    op.create_table(
        "letter",
        *_entity(),
        sa.Column("key", TEXT, nullable=False, unique=True),
        sa.Column("kind", TEXT, nullable=False, index=True),
        sa.Column("ids", JSON, nullable=False),
        sa.Column("recipient_id", ID, sa.ForeignKey("person.id"), index=True),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("claimed_until", MOMENT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("platform", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
    )
    op.create_index("ix_letter_status_due_at", "letter", ["status", "due_at"])


def _membership() -> None:
    op.create_table(
        "membership",
        *_entity(),
        sa.Column("person_id", ID, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("community_id", ID, sa.ForeignKey("community.id"), nullable=False, index=True),
        sa.Column("role", CHOICE, nullable=False),
        sa.Column("from_platform", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("person_id", "community_id"),
    )


def _offer() -> None:
    op.create_table(
        "offer",
        sa.Column("person_id", ID, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("community_id", ID, sa.ForeignKey("community.id"), primary_key=True),
        sa.Column("alerts", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_offer_community_id_alerts", "offer", ["community_id", "alerts"])


def _profile() -> None:
    op.create_table(
        "profile",
        *_entity(),
        sa.Column("person_id", ID, sa.ForeignKey("person.id"), nullable=False, unique=True),
        sa.Column("headline", TEXT, nullable=False),
        sa.Column("about", TEXT, nullable=False),
        sa.Column("skills", JSON, nullable=False),
        sa.Column("soft_skills", JSON, nullable=False),
        sa.Column("portfolio", JSON, nullable=False),
        sa.Column("years", sa.Float()),
        sa.Column("rate", JSON),
        sa.Column("floor", JSON),
        sa.Column("hours_per_week", sa.Integer()),
        sa.Column("available_from", sa.Date()),
        sa.Column("languages", JSON, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("wanted_work", JSON, nullable=False),
        sa.Column("refused_work", JSON, nullable=False),
        sa.Column("open_to_work", sa.Boolean(), nullable=False),
        sa.Column("alerts", JSON, nullable=False),
        sa.Column("communities", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    )


def _weights() -> None:
    op.create_table(
        "weights",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("community_id", ID, sa.ForeignKey("community.id"), nullable=False),
        sa.Column("weights", JSON, nullable=False),
        sa.Column("put_by", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("ix_weights_community_id_number", "weights", ["community_id", "number"])


def _decision() -> None:
    op.create_table(
        "decision",
        *_entity(),
        sa.Column("job_id", ID, sa.ForeignKey("job.id"), nullable=False, index=True),
        sa.Column("asked_by", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("brief", JSON, nullable=False),
        sa.Column("ranking", JSON, nullable=False),
        sa.Column("shown", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _past_job() -> None:
    op.create_table(
        "past_job",
        *_entity(),
        sa.Column("freelancer_id", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("community_id", ID, sa.ForeignKey("community.id"), nullable=False, index=True),
        sa.Column("job_id", ID, sa.ForeignKey("job.id"), index=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("description", TEXT, nullable=False),
        sa.Column("skills", JSON, nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=False),
        sa.Column("on_time", sa.Boolean()),
    )


def _proposal() -> None:
    op.create_table(
        "proposal",
        *_entity(),
        sa.Column("job_id", ID, sa.ForeignKey("job.id"), nullable=False),
        sa.Column("freelancer_id", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("client_id", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("offered_by", CHOICE, nullable=False),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("earlier", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("job_id", "freelancer_id"),
    )


def _considered() -> None:
    op.create_table(
        "considered",
        sa.Column("decision_id", ID, sa.ForeignKey("decision.id"), primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("person.id"), primary_key=True, index=True),
    )


def _contract() -> None:
    op.create_table(
        "contract",
        *_entity(),
        sa.Column("number", sa.Integer(), nullable=False, unique=True),
        sa.Column("job_id", ID, sa.ForeignKey("job.id"), nullable=False, index=True),
        sa.Column("proposal_id", ID, sa.ForeignKey("proposal.id"), nullable=False, unique=True),
        sa.Column("client_id", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("freelancer_id", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("paid_at", MOMENT),
        sa.Column("paid_parts", JSON, nullable=False),
    )


def _review() -> None:
    op.create_table(
        "review",
        *_entity(),
        sa.Column("freelancer_id", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("client_id", ID, sa.ForeignKey("person.id"), index=True),
        sa.Column("past_job_id", ID, sa.ForeignKey("past_job.id"), nullable=False, index=True),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("soft_skills", JSON, nullable=False),
    )


def _contract_version() -> None:
    op.create_table(
        "contract_version",
        *_entity(),
        sa.Column("contract_id", ID, sa.ForeignKey("contract.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("settings", SEALED, nullable=False),
        sa.Column("text", SEALED, nullable=False),
        sa.Column("summary", JSON, nullable=False),
        sa.Column("docx", SEALED, nullable=False),
        sa.Column("pdf", SEALED, nullable=False),
        sa.Column("text_sha256", TEXT, nullable=False, index=True),
        sa.Column("docx_sha256", TEXT, nullable=False, index=True),
        sa.Column("pdf_sha256", TEXT, nullable=False, index=True),
        sa.UniqueConstraint("contract_id", "number"),
    )


def _conversation() -> None:
    op.create_table(
        "conversation",
        *_entity(),
        sa.Column("key", TEXT, nullable=False, unique=True),
        sa.Column("person_id", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("filling", SEALED),
        sa.Column("job_id", ID, sa.ForeignKey("job.id")),
        sa.Column("contract_id", ID, sa.ForeignKey("contract.id")),
        sa.Column("greeted", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _acceptance() -> None:
    op.create_table(
        "acceptance",
        *_entity(),
        sa.Column("version_id", ID, sa.ForeignKey("contract_version.id"), nullable=False),
        sa.Column("person_id", ID, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("side", CHOICE, nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("text_sha256", TEXT, nullable=False),
        sa.UniqueConstraint("version_id", "side"),
    )


TABLES = {
    "community": _community,
    "counter": _counter,
    "inbound": _inbound,
    "person": _person,
    "exposure": _exposure,
    "identity": _identity,
    "job": _job,
    "letter": _letter,
    "membership": _membership,
    "offer": _offer,
    "profile": _profile,
    "weights": _weights,
    "decision": _decision,
    "past_job": _past_job,
    "proposal": _proposal,
    "considered": _considered,
    "contract": _contract,
    "review": _review,
    "contract_version": _contract_version,
    "conversation": _conversation,
    "acceptance": _acceptance,
}
