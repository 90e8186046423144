"""Every port of storage against every database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.databases import fresh_url, open_database
from tests.postgres import postgres_migrated, postgres_server, postgres_url

__all__ = ["postgres_migrated", "postgres_server", "postgres_url"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    on_file = request.param == "sqlite"
    opened = open_database(fresh_url(tmp_path) if on_file else request.getfixturevalue("postgres_url"))
    yield opened
    await opened.close()
