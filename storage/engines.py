"""Connections: how SQLite and PostgreSQL are opened, leased and copied."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError

from bot.errors import InvalidInput
from storage.columns import storable_dumps

BUSY_SECONDS = (
    10  # how long a transaction waits for another process's before it gives up; a `?timeout=` in the URL goes before it
)
MIGRATION_SECONDS = 60
CACHE_KIB = 32_768  # of pages; SQLite's own 2,000 do not hold the vectors that matching looks at
POOL = 8  # connections that are kept; leases may open more


def make(url: str) -> Engine:
    """An engine for `url`. Raises ValueError for a database that is neither PostgreSQL nor an SQLite file."""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed)
        case "postgresql":
            options = {"pool_size": POOL, "max_overflow": -1, "pool_pre_ping": True}
            return create_engine(parsed, json_serializer=storable_dumps, **options)
    raise ValueError(f"not a database this program can use: {parsed.get_backend_name()}")


def for_migration(url: URL) -> Engine:
    """An engine for one use, patient with other processes, that lets SQLite rebuild tables."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=NullPool)
    return _sqlite(url.update_query_dict({"timeout": str(MIGRATION_SECONDS)}), foreign_keys=False)


def _sqlite(url: URL, *, foreign_keys: bool = True) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise ValueError("SQLite in memory loses data when several write at once: give a file")
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    patient = url if "timeout" in url.query else url.update_query_dict({"timeout": str(BUSY_SECONDS)})
    arguments = {"check_same_thread": False}
    engine = create_engine(patient, pool_size=1, max_overflow=0, connect_args=arguments, json_serializer=storable_dumps)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # or the driver would begin by itself, too late and in the wrong mode
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Take the writer's place at once: a transaction that starts to read and then wants to write would fail
        # without waiting when another process wrote in between.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class Lease:
    """A PostgreSQL advisory lock, held by a connection of its own."""

    def __init__(self, engine: Engine, number: int) -> None:
        self._engine = engine
        self._number = number
        self._connection: Connection | None = None

    def take(self) -> bool:
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        statement = text("SELECT pg_try_advisory_lock(:number)")
        return bool(self._connection.execute(statement, {"number": self._number}).scalar_one())

    def give_back(self) -> None:
        """Unlock, because a server notices only a little later that a connection is closed; then close it for good."""
        if self._connection is None:
            return
        try:
            self._connection.execute(text("SELECT pg_advisory_unlock_all()"))
        except DBAPIError:  # the server has gone, and its locks with it
            pass
        finally:
            self._connection.invalidate()
            self._connection.close()


def copy_sqlite(engine: Engine, to: Path) -> None:
    """SQLite's online backup: consistent, and other processes go on writing meanwhile.

    Raises:
        InvalidInput: this is PostgreSQL, or there is such a file already.
    """
    if engine.dialect.name != "sqlite":
        raise InvalidInput("This database is PostgreSQL: back it up with pg_dump.")
    if to.exists():
        raise InvalidInput(f"{to} exists already. Please give another name.")
    to.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(str(engine.url.database))) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
