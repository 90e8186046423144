"""How one text was understood, for people who want to look."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from pydantic import BaseModel, ConfigDict

from bot.commands import Command, Reading
from bot.errors import Unavailable
from bot.ports import Hearing, Understander
from bot.understanding.languages import detect_language


class Look(BaseModel):
    """One line of `python -m bot understand`: intent, raw values, certainty, what fired, milliseconds."""

    model_config = ConfigDict(frozen=True)

    text: str
    intent: str | None
    values: dict[str, str] = {}
    certain: float = 0.0
    fired: tuple[str, ...] = ()
    language: str = "en"
    ms: float
    note: str = ""  # why nobody understood, where that is so


async def look(text: str, understander: Understander, commands: Sequence[Command], reading: Reading) -> Look:
    """What an understander makes of a text outside of any form."""
    started = perf_counter()
    intent, note = None, ""
    try:
        intent = await understander.understand(text, commands, Hearing(reading))
    except Unavailable as error:
        note = str(error)
    ms = round((perf_counter() - started) * 1000, 2)
    language = detect_language(text)
    if intent is None:
        return Look(text=text, intent=None, ms=ms, language=language, note=note)
    return Look(
        text=text,
        intent=intent.command,
        values=dict(intent.values),
        certain=intent.certain,
        fired=intent.fired,
        language=language,
        ms=ms,
    )
