"""Databases for tests: real SQLite files, copied from one that was migrated once."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy import make_url

from storage import engines, schema
from storage.database import Database

KEY = Fernet.generate_key()


def open_database(url: str) -> Database:
    """The database behind a URL, with this run's key."""
    return Database.open(url, key=KEY)


def fresh_url(folder: Path, name: str = "test.db") -> str:
    """The URL of a new SQLite file in `folder`, migrated and empty. Works inside a running event loop, too."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    shutil.copyfile(_template(), file)
    return f"sqlite:///{file}"


def fresh_database(folder: Path, name: str = "test.db") -> Database:
    """A new SQLite database in `folder`, migrated and empty. Close it when done."""
    return open_database(fresh_url(folder, name))


def migrate(url: str) -> None:
    """Bring a database up to date from synchronous code, such as a fixture for the whole run."""
    engine = engines.for_migration(make_url(url))
    schema.upgrade(engine)
    engine.dispose()  # SQLite folds its log into the file when the last connection closes


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fairlance-template-")  # goes when the process ends


@cache
def _template() -> Path:
    file = Path(_folder().name) / "template.db"
    migrate(f"sqlite:///{file}")
    return file
