"""Turns that are running: none is lost at a stop, and a failing one hurts nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from uuid import uuid4

import structlog

log = structlog.get_logger("discord")

Apologise = Callable[[str], Awaitable[None]]  # given the reference that stands in the log


@dataclass(slots=True)
class Turns:
    """Each turn is a task of its own, so that a slow one delays nobody."""

    _running: set[asyncio.Task[None]] = field(default_factory=set)
    _stopping: bool = False

    def begin(self, name: str, work: Callable[[], Coroutine[None, None, None]], apologise: Apologise | None) -> None:
        """Run a turn, unless the adapter is stopping. `name` is for the log: an id, never what somebody wrote."""
        if self._stopping:
            return
        task = asyncio.create_task(work(), name=name)
        self._running.add(task)
        task.add_done_callback(partial(self._done, apologise=apologise))

    def _done(self, task: asyncio.Task[None], *, apologise: Apologise | None) -> None:
        self._running.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        ref = uuid4().hex[:8]
        log.error("could not answer", inbound=task.get_name(), ref=ref, error=type(error).__name__, exc_info=error)
        if apologise is not None:
            self.begin(f"{task.get_name()}/sorry", partial(_say, apologise, ref), None)

    async def finish(self, grace: float) -> None:
        """Begin nothing new, and let what runs end; after `grace` seconds it is cancelled."""
        self._stopping = True
        if self._running:
            await asyncio.wait(self._running, timeout=grace)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


async def _say(apologise: Apologise, ref: str) -> None:
    await apologise(ref)
