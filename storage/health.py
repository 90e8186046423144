"""What `doctor` says about the database."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, func, select, text

from bot.domain.letter import LetterStatus
from bot.errors import Unavailable
from bot.ports import Finding
from storage import schema
from storage.tables import ContractVersionRow, JobRow, LetterRow, PersonRow, table
from storage.work import told_in_our_words

MIGRATE = "run `python -m bot migrate`"


def findings(engine: Engine) -> list[Finding]:
    """Reachable, migrated, whole, and opened by this key; never raises for a database that is down."""
    try:
        with told_in_our_words(), engine.connect() as connection:
            return _look(connection)
    except Unavailable as error:
        where = engine.url.render_as_string(hide_password=True)
        return [Finding("database", False, f"{where}: {error}", "start the database or correct DATABASE_URL")]


def _look(connection: Connection) -> list[Finding]:
    found = [Finding("database", True, _version(connection))]
    revision, newest = schema.current(connection), schema.newest()
    if revision != newest:
        return [*found, Finding("schema", False, f"revision {revision or 'none'}, needs {newest}", MIGRATE)]
    found.append(Finding("schema", True, f"revision {revision}"))
    if connection.dialect.name == "sqlite":
        state = str(connection.execute(text("PRAGMA quick_check(1)")).scalar_one())
        found.append(Finding("file", state == "ok", state, "" if state == "ok" else "restore the latest backup"))
    return [*found, _sealed(connection), _rows(connection)]


def _version(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        version = connection.execute(text("SELECT sqlite_version()")).scalar_one()
        return f"SQLite {version}, {connection.engine.url.database}"
    version = connection.execute(text("SHOW server_version")).scalar_one()
    return f"PostgreSQL {version}, {connection.engine.url.render_as_string(hide_password=True)}"


def _sealed(connection: Connection) -> Finding:
    versions = table(ContractVersionRow)
    try:
        sample = connection.execute(select(versions.c.settings).limit(1)).scalar()
    except Unavailable as error:
        mend = "set FAIRLANCE_SECRET to the secret that was used before, or put the old secret.key back"
        return Finding("secret", False, str(error), mend)
    return Finding("secret", True, "nothing sealed yet" if sample is None else "opens what is sealed")


def _rows(connection: Connection) -> Finding:
    people = connection.execute(select(func.count()).select_from(table(PersonRow))).scalar_one()
    jobs = connection.execute(select(func.count()).select_from(table(JobRow))).scalar_one()
    letters = table(LetterRow)
    open_ = [LetterStatus.WAITING, LetterStatus.CLAIMED]
    waiting = connection.execute(select(func.count()).where(letters.c.status.in_(open_))).scalar_one()
    return Finding("rows", True, f"{people} people, {jobs} jobs, {waiting} letters waiting")
