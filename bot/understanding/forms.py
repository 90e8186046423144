"""What a message means while a form is open: an edit, an answer, or something else in the middle."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.commands import Command, Param, Reading
from bot.domain.conversation import Filling
from bot.errors import InvalidInput
from bot.ports import Intent
from bot.understanding import edits
from bot.understanding.answers import is_skip
from bot.understanding.texts import clean

WHOLE = (
    "wanted",
    "about",
    "title",
    "headline",
)  # parameters whose finders take any text: never read from a later message
ELSEWHERE = 0.65  # certainty from which a message that could be an answer is taken for another request
QUESTION = 0.55  # the same for a message with a question mark
SAME_SUBJECT = frozenset({"out_of_scope", "smalltalk", "change_job", "change_profile", "find_people", "start", "job"})


def found_values(text: str, command: Command, reading: Reading, but: Collection[str] = ()) -> dict[str, str]:
    """What each parameter's finder sees in a text, as raw values."""
    found: dict[str, str] = {}
    for param in command.params:
        if param.find is not None and param.name not in but:
            raw = param.find(text, reading)
            if raw and len(raw) <= param.max_length:
                found[param.name] = raw
    return found


def _found(param: Param, text: str, reading: Reading) -> str | None:
    return param.find(text, reading) if param.find is not None else None


def reads(param: Param, text: str, reading: Reading) -> bool:
    """Whether an answer can be read as this parameter."""
    try:
        param.parse(text.strip(), reading)
    except InvalidInput:
        return False
    return True


def within(text: str, form: Command, filling: Filling, reading: Reading, told: Intent | None) -> Intent | None:
    """The meaning of a message inside a form; `told` is what it would mean outside of it.

    Edits come first, then requests that are plainly something else, then answers: whatever is left is handed to the
    question being asked, whose parser says in a sentence what it can read.
    """
    plain = clean(text)
    if told is not None and told.certain >= 1.0 and told.command != form.name:
        return told  # "help", "cancel": said in so many words
    change = edits.read(plain, form, filling, reading)
    if change is not None:
        return Intent(form.name, change.values, 0.95, change.fired)
    asked = form.param(filling.asked)
    if told is not None and _elsewhere(plain, form, asked, reading, told):
        return told
    if asked is None:
        values = {
            name: _merged(name, raw, filling) for name, raw in found_values(text, form, reading, but=WHOLE).items()
        }
        return Intent(form.name, values, 0.7, ("found in words",)) if values else _outside(told, form)
    return Intent(form.name, _answer(text, plain, form, asked, reading), 0.8, (f"answer:{asked.name}",))


def _merged(name: str, raw: str, filling: Filling) -> str:
    """A list that grows by what is said later: "5 banners too" keeps the logo; a new count takes the place of the old."""
    if name not in ("deliverables", "skills", "soft_skills"):
        return raw
    new = [piece.strip() for piece in raw.split(";")]
    things = {piece.split("×")[-1].strip().lower() for piece in new}
    old = (piece.strip() for piece in filling.answers.get(name, "").split(";"))
    return "; ".join([*(piece for piece in old if piece and piece.split("×")[-1].strip().lower() not in things), *new])


def _outside(told: Intent | None, form: Command) -> Intent | None:
    return told if told is not None and told.command != form.name else None


def _elsewhere(plain: str, form: Command, asked: Param | None, reading: Reading, told: Intent) -> bool:
    if told.command == form.name or told.command in SAME_SUBJECT:
        return False
    question = "?" in plain
    is_answer = (
        asked is not None and asked.find is not None and asked.name not in WHOLE and len(plain) <= 80 and not question
    )
    if is_answer and asked is not None and (_found(asked, plain, reading) or reads(asked, plain, reading)):
        return False
    wish = form.param("rights")
    if told.command == "rights" and not question and wish is not None and _found(wish, plain, reading):
        return False  # "I want to own everything" is a wish for this brief
    if told.command in ("hire", "offer", "gigs"):  # "I need it by Friday" is no second job
        return told.certain >= 0.9 and len(plain) > 40 and not found_values(plain, form, reading, but=WHOLE)
    return told.certain >= (QUESTION if question else ELSEWHERE)


def _answer(text: str, plain: str, form: Command, asked: Param, reading: Reading) -> dict[str, str]:
    if not asked.required and (
        is_skip(plain) or re.fullmatch(rf"\W*no\s+(?:\w+\s+)?{asked.name.rstrip('s')}s?\W*", plain, re.I)
    ):
        return {asked.name: ""}
    found = asked.find(text, reading) if asked.find is not None and asked.name not in WHOLE else None
    others = found_values(text, form, reading, but=(*WHOLE, asked.name)) if len(plain.split()) > 4 else {}
    if found:
        return {**others, asked.name: found}
    if others and not reads(asked, text, reading):
        return others  # an answer to another question than the one asked
    return {**others, asked.name: text.strip()}
