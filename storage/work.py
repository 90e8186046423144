"""One transaction on a worker thread."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Generic, TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from bot.errors import Conflict, Unavailable

T = TypeVar("T")

OUT_OF_REACH = "The database cannot be reached."
SQLITE_TROUBLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}
LOST_RACE = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock
UNIQUE = {"23505", sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}


async def in_thread(executor: Executor, job: Callable[[], T]) -> T:
    """Run blocking work and, when cancelled, still wait for its end: a thread cannot be interrupted, and whoever comes
    next must not meet it on the same connection.
    """
    running = asyncio.get_running_loop().run_in_executor(executor, job)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        while not running.done():
            try:
                await asyncio.wait({running})
            except asyncio.CancelledError:  # cancelled again while it waits: it will raise the first one
                continue
        if not running.cancelled():
            running.exception()  # seen, so that nobody warns of it
        raise


class Piece(Generic[T]):
    """One piece of work, and what became of it."""

    def __init__(self, job: Callable[[Connection], T]) -> None:
        self._job = job
        self._result: T | None = None
        self._error: BaseException | None = None
        self.done = False

    def do(self, connection: Callable[[], Connection]) -> None:
        try:
            with told_in_our_words():
                self._result = self._job(connection())
        except BaseException as error:  # noqa: BLE001  # on a worker thread: raised where somebody waits for it
            self._error = error
        self.done = True

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return cast(T, self._result)


class Work:
    """One transaction: it begins with the first piece of work and is used from one worker thread at a time.

    Pieces that are asked for side by side (asyncio.gather) are done in one go, one after the other: waking a thread
    costs as much as a small query.
    """

    def __init__(self, engine: Engine, executor: Executor) -> None:
        self._engine = engine
        self._executor = executor
        self._connection: Connection | None = None
        self._over = False
        self._waiting: list[Piece[object]] = []
        self._one_at_a_time = asyncio.Lock()

    async def run(self, job: Callable[[Connection], T]) -> T:
        """Do one blocking piece of work inside the transaction.

        Raises:
            Unavailable: the database is out of reach, busy for too long, or full.
            Conflict: a unique value is taken, or another transaction won a race.
        """
        piece = Piece(job)
        waiting = cast("Piece[object]", piece)
        self._waiting.append(waiting)
        try:
            async with self._one_at_a_time:
                await asyncio.sleep(0)  # let those who ask side by side line up
                if not piece.done:
                    together, self._waiting = self._waiting, []
                    await in_thread(self._executor, lambda: self._do(together))
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            raise
        return piece.result()

    async def commit(self) -> None:
        """Commit and give the connection back, in one go, as a change of threads costs as much as a small query."""
        async with self._one_at_a_time:
            if self._connection is not None:
                await in_thread(self._executor, self._commit)

    async def close(self) -> None:
        """Give the connection back; what was not committed is rolled back."""
        self._over = True
        async with self._one_at_a_time:
            if self._connection is not None:
                await in_thread(self._executor, self._close)

    def _do(self, pieces: Sequence[Piece[object]]) -> None:
        for piece in pieces:
            piece.do(self._begun)

    def _begun(self) -> Connection:
        if self._over:
            raise RuntimeError("this unit of work is over")
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.begin()
        return self._connection

    def _commit(self) -> None:
        with told_in_our_words():
            if self._connection is not None:
                self._connection.commit()
            self._close()

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


@contextmanager
def told_in_our_words() -> Iterator[None]:
    """Turn the database's errors that are nobody's mistake into ours; all others are bugs and pass."""
    try:
        yield
    except IntegrityError as error:
        if _code(error) in UNIQUE:
            raise Conflict("Somebody else did this at the same moment. Please look again.") from error
        raise
    except DBAPIError as error:
        code = _code(error)
        if code in LOST_RACE:
            raise Conflict("Somebody else changed this at the same moment. Please try again.") from error
        if error.connection_invalidated or _is_trouble(error, code):
            raise Unavailable(OUT_OF_REACH) from error
        raise


def _code(error: DBAPIError) -> str | int | None:
    """SQLite's extended result code or PostgreSQL's SQLSTATE."""
    for name in ("sqlstate", "sqlite_errorcode"):
        code = getattr(error.orig, name, None)
        if isinstance(code, (str, int)):
            return code
    return None


def _is_trouble(error: DBAPIError, code: str | int | None) -> bool:
    if isinstance(code, int):
        return code & 0xFF in SQLITE_TROUBLE  # the low byte of an extended code is the primary code
    return isinstance(error, OperationalError) and code is None  # psycopg: no answer from the server at all
