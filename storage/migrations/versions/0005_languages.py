"""A conversation knows the language it is written in, and the one it is to be answered in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name in ("language", "answers_in"):
        op.add_column("conversation", sa.Column(name, sa.String(), nullable=True))
