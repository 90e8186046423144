"""An index from skills to the people who have them, filled by the search index as it heals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "skill_holder",
        sa.Column("community_id", sa.Uuid(), sa.ForeignKey("community.id"), primary_key=True),
        sa.Column("skill", sa.String(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True, index=True),
        sa.Column("vocabulary", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
