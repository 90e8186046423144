"""A database file for tests of what only storage does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.databases import fresh_database
from tests.postgres import empty_postgres_url, postgres_migrated, postgres_server, postgres_url

__all__ = ["empty_postgres_url", "postgres_migrated", "postgres_server", "postgres_url"]


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[Database]:
    database = fresh_database(tmp_path)
    yield database
    await database.close()
