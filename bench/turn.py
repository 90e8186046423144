"""How much a turn costs, as ratios measured in one run on this machine.

    python bench/turn.py [--turns 200] [--people 60]

A plain turn (/help) is compared with python-telegram-bot's own `process_update` and a handler that does nothing; a
turn from a brief to a shortlist is compared with embedding one short text alone.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from telegram import Update
from telegram.ext import ApplicationBuilder, TypeHandler

from bot import logs
from bot.bootstrap import House, open_app
from bot.config import Settings
from bot.demo.seed import seed
from bot.messages import Address, Button, CommandCall, Content, Inbound, Press, Text

NEED = "I need a logo and a small brand kit for my vegan bakery, around 800 USD, in three weeks, must own everything"


async def measure(deed: Callable[[int], Awaitable[object]], times: int) -> list[float]:
    """Seconds of each run, after a few that warm up."""
    for number in range(3):
        await deed(-1 - number)
    taken = []
    for number in range(times):
        started = time.perf_counter()
        await deed(number)
        taken.append(time.perf_counter() - started)
    return taken


def line(name: str, taken: list[float]) -> float:
    """Print a row and return the median."""
    middle = statistics.median(taken)
    slow = statistics.quantiles(taken, n=20)[-1]
    rate = len(taken) / sum(taken)
    print(f"{name:<44} {rate:>9.1f}/s   p50 {middle * 1000:>8.2f} ms   p95 {slow * 1000:>8.2f} ms")
    return middle


async def noop_updates(times: int) -> float:
    application = ApplicationBuilder().token("1:x").updater(None).build()

    async def nothing(update: Update, context: object) -> None:
        return None

    application.add_handler(TypeHandler(Update, nothing))
    application._initialized = True  # `initialize` would ask Telegram who we are
    user = {"id": 7, "is_bot": False, "first_name": "Ann"}

    async def one(number: int) -> None:
        message = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": user, "text": "/help"}
        update = Update.de_json({"update_id": number + 10, "message": message}, application.bot)
        await application.process_update(update)

    return line("python-telegram-bot, handler does nothing", await measure(one, times))


async def say(house: House, person: str, content: Content) -> list[Button]:
    replies = await house.app.handle(Inbound(f"bench:{uuid4()}", Address("terminal", person, person), person, content))
    return [button for reply in replies for button in reply.buttons]


async def main(turns: int) -> None:
    logs.set_up("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        async with open_app(Settings(_env_file=None, data=Path(folder))) as house:  # type: ignore[call-arg]
            await seed(house.storage, house.index, now=house.clock.now())
            noop = await noop_updates(turns * 5)

            async def embed(number: int) -> object:
                return house.embedder.embed([f"a logo for bakery number {number}"])

            async def plain(number: int) -> object:
                return await say(house, "ann", CommandCall("help"))

            async def brief(number: int) -> object:
                buttons = await say(house, "ann", Text(NEED))
                find = next(button for button in buttons if button.label == "Find people")
                found = await say(house, "ann", Press(find.action.pack()))
                assert any(button.label == "Invite 1" for button in found)
                return None

            embedding = line("embedding one short text", await measure(embed, turns))
            plain_turn = line("a plain turn (/help)", await measure(plain, turns))
            shortlist = line("brief to shortlist (two turns)", await measure(brief, max(turns // 5, 20)))
    print(f"\na plain turn / process_update with a no-op handler: {plain_turn / noop:.0f}")
    print(f"brief to shortlist / one embedding:                 {shortlist / embedding:.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=200)
    asyncio.run(main(parser.parse_args().turns))
