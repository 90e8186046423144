"""From an empty database to the newest schema, on both databases."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from bot.domain.entity import Entity
from bot.errors import Unavailable
from storage import schema
from storage.tables import METADATA, Row
from tests.databases import open_database


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'empty.db'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


async def test_an_empty_database_becomes_what_the_tables_say(empty_url: str) -> None:
    database = open_database(empty_url)
    assert await database.migrate() == schema.newest()
    await database.close()
    engine = create_engine(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_every_entity_is_a_table_with_all_its_fields() -> None:
    rows = {
        row.__tablename__: row for row in (*Entity.__subclasses__(), *Row.__subclasses__()) if hasattr(row, "__table__")
    }
    entities = {kind for kind in Entity.__subclasses__() if not hasattr(kind, "__table__")}
    kept = {kind for row in rows.values() for kind in row.__mro__ if kind in entities}
    assert kept == entities
    for row in rows.values():
        assert set(row.model_fields) == set(METADATA.tables[str(row.__tablename__)].columns.keys())


async def test_migrating_again_changes_nothing(empty_url: str) -> None:
    database = open_database(empty_url)
    assert await database.migrate() == await database.migrate()
    await database.close()


async def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    databases = [open_database(empty_url) for _ in range(4)]
    revisions = await asyncio.gather(*(database.migrate() for database in databases))
    assert set(revisions) == {schema.newest()}
    for database in databases:
        await database.close()


async def test_a_database_of_a_newer_version_is_refused_with_what_to_do(empty_url: str) -> None:
    database = open_database(empty_url)
    await database.migrate()
    engine = create_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'tomorrow'"))
    engine.dispose()
    with pytest.raises(Unavailable, match="update the program"):
        await database.migrate()
    await database.close()


async def test_an_unmigrated_database_is_found_by_the_doctor(empty_url: str) -> None:
    database = open_database(empty_url)
    findings = {finding.subject: finding for finding in await database.check()}
    assert findings["database"].ok
    assert not findings["schema"].ok
    assert "migrate" in findings["schema"].mend
    await database.close()
