"""While a form is open: what answers the question, what changes the draft, and what is something else."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from bot.commands import Command, Param, Reading
from bot.conversation import SKIP, read_answer
from bot.domain.conversation import Filling
from bot.errors import InvalidInput
from bot.ports import Intent
from bot.understanding import asides
from bot.understanding.languages import detect_language


class Heard(Enum):
    """How a message stands to the form that is open."""

    ENOUGH = auto()  # no more questions, get on with it
    WHY = auto()  # why, or what, is asked here?
    OTHERWISE = auto()  # for the understander


def hear(text: str, asked: Param | None, reading: Reading) -> Heard:
    """What a message says about the form itself."""
    if asides.is_enough(text) and not (asked is not None and asked.required) and not answered(asked, text, reading):
        return Heard.ENOUGH
    if asides.asks_why(text) and asked is not None:
        return Heard.WHY
    return Heard.OTHERWISE


def answered(asked: Param | None, text: str, reading: Reading) -> bool:
    """Whether a message can be read as the answer to the question being asked.

    A free-text question takes anything; where it is the description of everything (`tells_all`), questions are no
    descriptions.
    """
    if asked is None or (asides.is_question(text) and not asides.is_tentative(text) and _is_about_something(asked)):
        return False
    try:
        read_answer(asked, text, reading)
    except InvalidInput:
        return False
    return True


def _is_about_something(asked: Param) -> bool:
    """Whether the question wants a certain kind of answer, so that a question is none: not a note or a message."""
    return asked.tells_all or asked.find is not None or bool(asked.choices)


def meant(text: str, form: Command, filling: Filling, intent: Intent | None, reading: Reading) -> dict[str, str] | None:
    """The raw values that a message gives the open form, or None where it gives none and is a question or noise."""
    asked = form.param(filling.asked)
    bare = asked is not None and intent is not None and set(intent.values) == {asked.name}
    if intent is not None and not bare:
        return _added(form, filling, text, intent)
    if answered(asked, text, reading):
        return {filling.asked: intent.values[filling.asked] if intent else text}
    told = _told_again(text, form, filling, asked, reading)
    if told:
        return told
    if asked is None or (_is_about_something(asked) and (asides.is_question(text) or detect_language(text) != "en")):
        return None
    return {filling.asked: text}  # its parser says in a sentence what it can read


def _told_again(text: str, form: Command, filling: Filling, asked: Param | None, reading: Reading) -> dict[str, str]:
    """What a message that answers nothing says about the rest of the draft."""
    found = beside_the_question(text, form, asked, reading)
    tells = next((param for param in form.params if param.tells_all), None)
    things = any(param.many and param.name in found for param in form.params)
    if tells is not None and things and not asides.is_question(text) and filling.answers.get(tells.name):
        return retold(form, filling, text, found)
    found.pop("title", None)
    found.pop("headline", None)
    return found


def _added(form: Command, filling: Filling, text: str, intent: Intent) -> dict[str, str]:
    """An edit says what a list is from now on; other words say what comes to it."""
    edited = any(fired.startswith("edit") for fired in intent.fired)
    if edited or asides.is_instead(text):
        return dict(intent.values)
    return {
        name: joined(filling.answers.get(name, ""), raw) if (param := form.param(name)) and param.many else raw
        for name, raw in intent.values.items()
    }


def beside_the_question(text: str, form: Command, asked: Param | None, reading: Reading) -> dict[str, str]:
    """What a message says about other parameters than the one being asked for: "I want to own it" said to "how much?"."""
    found = {}
    for param in form.params:
        if param is asked or param.find is None or param.tells_all:
            continue
        raw = param.find(text, reading)
        if raw and len(raw) <= param.max_length:
            found[param.name] = raw
    return found


def skipping_the_rest(form: Command, filling: Filling) -> dict[str, str]:
    """Every question that may be skipped, skipped."""
    return {
        param.name: SKIP
        for param in form.params
        if param.asked and not param.required and param.name not in filling.answers
    }


def retold(form: Command, filling: Filling, text: str, found: Mapping[str, str]) -> dict[str, str]:
    """The draft after its subject was told anew in the middle of the form: "I need a website" behind "I need help".

    A draft that names no thing yet takes the new words as its own. "Instead" replaces what there was; otherwise the
    new things are added.
    """
    tells = next(param for param in form.params if param.tells_all)
    before = filling.answers.get(tells.name, "")
    empty = not any(filling.answers.get(param.name) for param in form.params if param.many)
    if empty or asides.is_instead(text):
        return {**found, tells.name: text}
    kept = {
        name: raw
        for name, raw in found.items()
        if (param := form.param(name)) and (param.many or name not in filling.answers)
    }
    kept.pop("title", None)
    merged = {
        name: joined(filling.answers.get(name, ""), raw) if (param := form.param(name)) and param.many else raw
        for name, raw in kept.items()
    }
    return {**merged, tells.name: f"{before}\n{text}"[: tells.max_length]}


def joined(before: str, after: str) -> str:
    """Two lists as one, in the spelling of the parsers; the later word on the same thing counts."""
    pieces = {_key(piece): piece for piece in (*_pieces(before), *_pieces(after))}
    return "; ".join(pieces.values())


def _pieces(raw: str) -> list[str]:
    return [piece.strip() for piece in raw.split(";") if piece.strip()]


def _key(piece: str) -> str:
    return piece.rsplit("×", 1)[-1].removeprefix("nice:").strip().casefold()
