"""The database: transactions, leases, migrations and a look at its health."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import Engine

from bot.ports import Finding
from storage import engines, health, schema
from storage.columns import seal_with
from storage.repositories import Repositories
from storage.work import Work, in_thread, told_in_our_words

T = TypeVar("T")

POSTGRES_AT_ONCE = 8  # transactions a process, each on a thread and a connection


class Database:
    """`bot.ports.Storage` on SQLite or PostgreSQL.

    The database's own library is used from worker threads: one for SQLite, where that does 2.4 times the turns of an
    asynchronous driver and transactions take their turns anyway; a few for PostgreSQL.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        at_once = 1 if self._is_sqlite else POSTGRES_AT_ONCE
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="database")
        self._inside: set[asyncio.Task[Any] | None] = set()  # the tasks that are in a transaction now
        self._turns = asyncio.Semaphore(
            at_once
        )  # without it, threads that wait for a connection would block its return

    @staticmethod
    def open(url: str, *, key: bytes) -> Database:
        """For a URL as SQLAlchemy spells it, and the key of `storage.secrets.load_key`. Nothing is read or written yet,
        except that the folder of an SQLite file is made.
        """
        engine = engines.make(url)
        seal_with(engine.dialect, MultiFernet([Fernet(one) for one in key.split(b",")]))
        return Database(engine)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Repositories]:
        """One transaction, committed at the end of the block; any exception, also cancellation, rolls it back.

        It begins with the first use of a repository, so that is where an unreachable database shows (Unavailable).

        Raises:
            RuntimeError: this task is inside another transaction, and would wait for itself for ever.
        """
        task = asyncio.current_task()
        if task in self._inside:
            raise RuntimeError("a transaction inside a transaction: pass the unit of work on instead")
        async with self._turns:
            work = Work(self._engine, self._threads)
            self._inside.add(task)
            try:
                yield Repositories(work)
                await work.commit()
            finally:
                self._inside.discard(task)
                await work.close()

    @asynccontextmanager
    async def lease(self, name: str) -> AsyncIterator[bool]:
        """See `bot.ports.Storage.lease`. It ends with the connection, so a process that dies leaves none behind."""
        if self._is_sqlite:
            yield True
            return
        lease = engines.Lease(self._engine, zlib.crc32(name.encode()))
        try:
            yield await self._blocking(lease.take)
        finally:
            await self._blocking(lease.give_back)

    async def migrate(self) -> str:
        def job() -> str:
            engine = engines.for_migration(self._engine.url)
            try:
                return schema.upgrade(engine)
            finally:
                engine.dispose()

        return await asyncio.to_thread(_told, job)

    async def check(self) -> Sequence[Finding]:
        return await self._blocking(lambda: health.findings(self._engine))

    async def backup(self, to: Path) -> None:
        """Write a whole copy of an SQLite database to a new file, while it is in use. Raises UserError on PostgreSQL."""
        await self._blocking(lambda: engines.copy_sqlite(self._engine, to))

    async def close(self) -> None:
        """Wait for what is running, then give all connections back. Safe to call twice."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()

    async def _blocking(self, job: Callable[[], T]) -> T:
        return await in_thread(self._threads, lambda: _told(job))


def _told(job: Callable[[], T]) -> T:
    with told_in_our_words():
        return job()
