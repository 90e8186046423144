"""Bringing a database's schema up to date with Alembic, from the installed package, without an alembic.ini."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from bot.errors import Unavailable

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x6661_6972  # any constant; the advisory lock that migrating processes wait for on PostgreSQL


@cache
def newest() -> str:
    """The revision that this code needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def current(connection: Connection) -> str | None:
    """The revision that the database has; None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> str:
    """Bring the schema to the newest revision in one transaction. Two processes at once: one does it, the other waits.

    Raises:
        Unavailable: the database was written by a newer version of the program.
    """
    with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if current(connection) == newest():
            return newest()  # nearly always, and Alembic would read all its scripts to find that out
        try:
            command.upgrade(_config(connection), "head")
        except CommandError as error:
            raise Unavailable(
                "The database was written by a newer version of this program: update the program first."
            ) from error
        _refuse_loose_ends(connection)
    return newest()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _refuse_loose_ends(connection: Connection) -> None:
    """Foreign keys are off while SQLite's tables are rebuilt, so look before the commit."""
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise RuntimeError(f"the migration would leave {len(broken)} rows that refer to nothing; it was undone")
