"""A look at what the bot understands of texts, for people who tune it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import TextIO

from bot.commands import Reading
from bot.config import Settings
from bot.ports import Hearing


async def explain(settings: Settings, texts: Iterable[str], out: TextIO) -> None:
    """Write one JSON object a text: intent, values, certainty, what fired and milliseconds.

    Raises:
        Unavailable: the model that was asked for cannot be opened.
    """
    from bot import bootstrap

    async with bootstrap.open_app(settings) as house:
        commands = list(house.app.commands)
        for text in texts:
            hearing = Hearing(Reading(house.clock.now()))
            started = time.perf_counter()
            intent = await house.understander.understand(text, commands, hearing)
            ms = round((time.perf_counter() - started) * 1000, 2)
            row = {
                "text": text,
                "intent": intent.command if intent else None,
                "values": dict(intent.values) if intent else {},
                "certain": intent.certain if intent else 0.0,
                "fired": list(intent.fired) if intent else [],
                "ms": ms,
            }
            print(json.dumps(row, ensure_ascii=False), file=out, flush=True)
