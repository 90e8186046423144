"""Which language the bot answers in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import UnknownLocaleError

from bot.commands import Command, Param, Reading, Router
from bot.errors import InvalidInput
from bot.messages import Reply
from bot.understanding.spoken import SPOKEN, language_names

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

AS_I_WRITE = "as I write"
EXAMPLES = "Please name a language, for example German, or say: as I write."


async def language(turn: Turn, *, which: str) -> list[Reply]:
    """Answer in this language from now on; empty for the one that is written."""
    if turn.services.translator is None:
        return [Reply("I only speak English here. Other languages need a language model, which this bot is not given.")]
    turn.answer_in(which)
    if not which:
        return [Reply("I answer in the language that you write, as far as I can tell it.", private=True)]
    name = Locale("en").languages[which]
    return [Reply(f"From now on I answer in {name}. Contracts stay in English.", private=True)]


@cache
def _names() -> dict[str, str]:
    """What a language is called, in English and in itself, in small letters -> its ISO 639-1 code."""
    return {**{own: code for code in SPOKEN if (own := _own_name(code))}, **language_names()}


def _own_name(code: str) -> str:
    try:
        return (Locale(code).get_language_name(code) or "").casefold()
    except UnknownLocaleError:
        return ""


def _parse(raw: str, reading: Reading) -> str:
    said = raw.strip().strip(".!?").casefold()
    if said in ("", AS_I_WRITE.casefold(), "as you like", "auto", "any"):
        return ""
    code = _names().get(said) or (said if said in SPOKEN else None)
    if code is None:
        raise InvalidInput(EXAMPLES)
    return code


def _show(value: object) -> str:
    return Locale("en").languages[str(value)] if value else AS_I_WRITE


def _find(text: str, reading: Reading) -> str | None:
    words = text.casefold().replace("?", " ").replace(".", " ").replace(",", " ").split()
    return next((word for word in words if word in _names()), None)


router.add(
    Command(
        "language",
        "Which language I answer in",
        language,
        params=(
            Param(
                "which",
                "A language, or: as I write",
                _parse,
                find=_find,
                show=_show,
                question="Which language should I answer in? For example German, or: as I write.",
                choices=(("As I write", AS_I_WRITE), ("English", "English")),
            ),
        ),
        phrases=("answer in {which}", "speak {which}", "please answer in {which}", "talk to me in {which}"),
        examples=("Can you answer me in Spanish?", "Please speak English with me", "I would rather read German"),
    )
)
