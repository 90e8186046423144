"""What Alembic runs for each command: `storage.schema` hands over the connection, with its transaction open."""

from __future__ import annotations

from alembic import context

import storage.derived_tables  # noqa: F401  # so that their tables stand in METADATA, too
from storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=context.config.attributes["connection"].dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
