"""`chat` and `run`: the two ways to bring the house to life."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, BinaryIO

from bot.cli.opening import CannotStart, progress_bar
from bot.config import Settings
from bot.demo import seed

if TYPE_CHECKING:
    from bot.bootstrap import House


async def chat(settings: Settings, *, name: str, out: BinaryIO | None) -> None:
    """Talk as `name` until the input ends. With `out`, replies are JSON lines there."""
    from bot import bootstrap

    async with bootstrap.open_app(settings) as house:
        if await seed.is_empty(house.storage):
            await fill(house)
        adapter = bootstrap.terminal(house, name=name, out=out)
        house.courier_for({adapter.platform: adapter}, only_user=adapter.user)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, adapter.stop_soon)
        if out is not None:  # a program: letters are sent between the lines, so that nothing depends on timing
            await adapter.run()
            return
        async with _working(house):
            await adapter.run()


async def run(settings: Settings) -> None:
    """Start every platform that has a token, say which are off, and work until SIGTERM or Ctrl-C."""
    from bot import bootstrap

    async with bootstrap.open_app(settings) as house:
        adapters = bootstrap.platform_adapters(house)
        for finding in await house.findings():
            mend = f" ({finding.mend})" if finding.mend else ""
            print(f"{finding.subject}: {finding.seen}{mend}", file=sys.stderr)
        if not adapters:
            raise CannotStart(
                "No platform has a token, so there is nobody to talk to. Set TELEGRAM_TOKEN or DISCORD_TOKEN in .env, "
                "or try it right here: python -m bot chat"
            )
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await house.run(adapters, stop)


async def fill(house: House) -> seed.Counts:
    """Store and index the demo community, with a progress bar."""
    with progress_bar("Filling the demo community") as progress:
        return await seed.seed(house.storage, house.index, now=house.clock.now(), progress=progress)


@asynccontextmanager
async def _working(house: House) -> AsyncIterator[None]:
    """Chores and letters go on while a person thinks."""
    await house.clockwork.start()
    delivering, warming = asyncio.create_task(house.courier.run()), asyncio.create_task(house.warm_up())
    try:
        yield
    finally:
        await warming
        await house.clockwork.stop()
        house.courier.stop()
        await delivering
