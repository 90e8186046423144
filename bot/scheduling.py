"""Chore, Clockwork: what runs by itself, and a clean stop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ports import Storage

log = structlog.get_logger("clockwork")

ERRAND = timedelta(minutes=1)  # what repeats within this is somebody waiting, not upkeep


@dataclass(frozen=True, slots=True)
class Chore:
    """Work that repeats. It must be safe to run twice and to be cut off between two of its transactions."""

    name: str
    every: timedelta
    run: Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Clockwork:
    """Runs chores through APScheduler, which keeps no data: one at a time each, in one process at a time.

    Stopping APScheduler 3 cancels coroutines in the middle, so each run holds a lock that `stop` takes first.
    """

    storage: Storage
    chores: Sequence[Chore]
    _scheduler: AsyncIOScheduler | None = None
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict)
    _ran: dict[str, datetime] = field(default_factory=dict)
    _stopping: bool = False

    async def start(self) -> None:
        """Begin: each chore runs once at once and then in its rhythm."""
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for chore in self.chores:
            self._scheduler.add_job(
                self.run_now,
                "interval",
                args=[chore],
                id=chore.name,
                seconds=chore.every.total_seconds(),
                next_run_time=datetime.now(UTC),
                coalesce=True,
                max_instances=1,
            )
        self._scheduler.start()

    async def run_now(self, chore: Chore) -> None:
        """One run, unless another process has the lease or we are stopping. An error is logged; the next run tries again."""
        async with self._locks.setdefault(chore.name, asyncio.Lock()):
            if self._stopping:
                return
            try:
                async with self.storage.lease(chore.name) as ours:
                    if ours:
                        await chore.run()
            except Exception as error:
                log.exception("chore failed", chore=chore.name, error=type(error).__name__)

    async def run_due(self, now: datetime) -> None:
        """Errands at once and upkeep as often as it is due, in order: for a terminal session and for tests."""
        for chore in self.chores:
            ran = self._ran.get(chore.name)
            if chore.every <= ERRAND or ran is None or now - ran >= chore.every:
                self._ran[chore.name] = now
                await self.run_now(chore)

    async def stop(self) -> None:
        """Let running chores end, then stop. Safe to call twice."""
        self._stopping = True
        for lock in list(self._locks.values()):
            async with lock:
                pass
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
