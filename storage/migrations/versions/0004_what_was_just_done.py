"""A conversation remembers whom it is about and what was just done, so that it can be taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("conversation", sa.Column("recent", sa.LargeBinary(), nullable=True))
