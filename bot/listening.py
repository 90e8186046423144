"""While a form is open: what answers the question, what changes the draft, and what is something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto

from bot.commands import Command, Param, Reading
from bot.conversation import SKIP, read_answer
from bot.domain.conversation import Filling
from bot.errors import InvalidInput
from bot.ports import Intent
from bot.understanding import asides
from bot.understanding.languages import detect_language

THINGS = frozenset({"deliverables", "skills"})  # what goes when something else is wanted instead
_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBERS, _COUNTED = re.compile(r"\d+"), re.compile(r"(\d+) ×")
FEW_WORDS = 5  # an answer of fewer words says nothing about anything else
SHORT = 80  # characters; an answer to a question about one thing is not longer


class Heard(Enum):
    """How a message stands to the form that is open."""

    ENOUGH = auto()  # no more questions, get on with it
    WHY = auto()  # why, or what, is asked here?
    USUAL = auto()  # what do others answer?
    OTHERWISE = auto()  # for the understander


def hear(text: str, asked: Param | None, reading: Reading) -> Heard:
    """What a message says about the form itself."""
    if asides.is_enough(text) and (asked is None or (not asked.required and _is_about_something(asked))):
        return Heard.ENOUGH
    if asked is not None and (asked.usual or asked.usual_from) and asides.asks_usual(text):
        return Heard.USUAL
    if asides.asks_why(text):
        return Heard.WHY
    return Heard.OTHERWISE


def answered(asked: Param | None, text: str, reading: Reading) -> bool:
    """Whether a message can be read as the answer to the question being asked.

    A free-text question takes anything; where it is the description of everything (`tells_all`), questions are no
    descriptions.
    """
    if asked is None or (_is_question(text, asked) and _is_about_something(asked)):
        return False
    try:
        read_answer(asked, text, reading)
    except InvalidInput:
        return False
    return True


def _is_question(text: str, asked: Param | None) -> bool:
    """Whether a message asks something; "is 200 ok?" is an answer where one value is wanted."""
    carries = asked is None or not (asked.tells_all or asked.many)
    return asides.is_question(text) and not (carries and asides.is_tentative(text))


def _is_about_something(asked: Param) -> bool:
    """Whether the question wants a certain kind of answer, so that a question is none: not a note or a message."""
    return asked.tells_all or asked.find is not None or bool(asked.choices)


def meant(text: str, form: Command, filling: Filling, intent: Intent | None, reading: Reading) -> dict[str, str] | None:
    """The raw values that a message gives the open form, or None where it gives none and is a question or noise."""
    asked = form.param(filling.asked)
    if intent is not None and is_edit(intent):
        return dict(intent.values)
    if asked is not None and asides.is_shrug(text) and not (asked.choices and answered(asked, text, reading)):
        return None if asked.required else {asked.name: SKIP}
    certain_kind = asked is None or _is_about_something(asked)
    if certain_kind and _is_question(text, asked):
        return None
    if asked is not None and asked.tells_all and not _WORD.search(text):
        return None
    told = _told_again(text, form, filling, intent, reading)
    if told and asked is not None and _answers_another(text, asked, told, reading):
        return told
    if asked is not None and (answered(asked, text, reading) or asked.name in told):
        found = intent.values.get(asked.name) if intent else None
        return {**told, asked.name: told.get(asked.name) or found or text}
    told = told or _corrected(text, form, filling, reading)
    if told or asked is None or (certain_kind and detect_language(text) != "en"):
        return told or None
    return {asked.name: text}  # its parser says in a sentence what it can read


def told_more(text: str, form: Command, filling: Filling) -> dict[str, str]:
    """A statement that changes no line of a finished draft, added to its words: "it's for my bakery". Empty for what
    is no statement."""
    tells = next((param for param in form.params if param.tells_all), None)
    before = filling.answers.get(tells.name, "") if tells else ""
    says = len(_WORD.findall(text)) >= FEW_WORDS - 2 and not asides.is_question(text) and detect_language(text) == "en"
    return {tells.name: f"{before}\n{text}"[: tells.max_length]} if tells and before and says else {}


def is_of_the_form(text: str, form: Command, filling: Filling, reading: Reading) -> bool:
    """Whether a message that sounds like something else belongs to the form: "I don't need the logo, I need a website",
    "no wait, 500", or a thing that is named where everything is asked for."""
    asked = form.param(filling.asked)
    if _corrected(text, form, filling, reading) and asides.corrected(text) != text:
        return True
    everything = asked is not None and asked.tells_all and not asides.is_question(text)
    if not asides.is_instead(text) and not everything:
        return False
    rest = asides.without_denied(text)
    return any(param.many and param.find and param.find(rest, reading) for param in form.params)


def is_edit(intent: Intent) -> bool:
    """Whether the understander read a change of the draft: its values are what stands there from now on."""
    return any(fired.startswith("edit") for fired in intent.fired)


def _told_again(text: str, form: Command, filling: Filling, intent: Intent | None, reading: Reading) -> dict[str, str]:
    """What a message says about the draft beyond the question being asked."""
    asked = form.param(filling.asked)
    few = len(text.split()) < FEW_WORDS
    if asked is not None and few and not _takes_anything(asked) and answered(asked, text, reading):
        return {}
    said = asides.without_denied(text)
    found = beside_the_question(said, form, asked, reading)
    if intent is not None and said == text:
        own = {
            param.name for param in form.params if param.many and param.name in found
        }  # without what is there already
        found |= {name: raw for name, raw in intent.values.items() if name != filling.asked and name not in own}
    things = any(param.many and found.get(param.name) for param in form.params)
    if things and any(param.tells_all and filling.answers.get(param.name) for param in form.params):
        return retold(form, filling, text, found, reading)
    return {name: raw for name, raw in found.items() if name not in ("title", "headline")}


def _takes_anything(asked: Param) -> bool:
    """Whether a list is asked for that people may put into words of their own, so that any words would be an answer."""
    return asked.many and asked.find is not None


def _answers_another(text: str, asked: Param, told: Mapping[str, str], reading: Reading) -> bool:
    """Whether words that could be read as the answer say something else: "next friday" is no skill, and the number in "10
    reels" counts reels, whatever amount was asked for."""
    if asked.find is None or asked.find(text, reading):
        return False
    few = len(text.split()) < FEW_WORDS
    if few and {"pay", "rate", "deadline"} & told.keys() and _takes_anything(asked):
        return True
    counts = {count for raw in told.values() for count in _COUNTED.findall(raw)}
    return bool(counts) and set(_NUMBERS.findall(text)) <= counts


def _corrected(text: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str]:
    """A bare value that only one of the answers given so far can be: "no wait, 500"."""
    bare = asides.corrected(text)
    could = [
        param.name
        for param in form.params
        if param.asked
        and not param.many
        and not param.choices
        and filling.answers.get(param.name)
        and answered(param, bare, reading)
    ]
    return {could[0]: bare} if len(could) == 1 and len(bare) < SHORT else {}


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


def is_worth_keeping(form: Command, filling: Filling) -> bool:
    """Whether an open form is asked again after something else was done: a draft, or one with an answer in it. A lone
    question ("Which gig?") that somebody walked away from is dropped, and so is a proposal made in passing."""
    return bool(form.confirm or filling.answers) and not form.passing


def skipping_the_rest(form: Command, filling: Filling) -> dict[str, str]:
    """Every question that may be skipped, skipped."""
    return {
        param.name: SKIP
        for param in form.params
        if param.asked and not param.required and param.name not in filling.answers
    }


def retold(form: Command, filling: Filling, text: str, found: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """The draft after its subject was told anew in the middle of the form: "I need a website" behind "I need help".

    A draft that names no thing yet takes the new words as its own. "I don't need the logo" takes that away, "instead"
    alone takes everything away; otherwise what is new is added.
    """
    tells = next(param for param in form.params if param.tells_all)
    before = filling.answers.get(tells.name, "")
    lists = [param for param in form.params if param.many]
    if not any(filling.answers.get(param.name) for param in lists):
        return {**found, tells.name: text}
    gone = asides.denied(text)
    changed = {name: raw for name, raw in found.items() if name not in ("title", "headline")}
    if gone or asides.is_instead(text):
        changed |= {name: "" for name in ("title", "headline") if filling.answers.get(name)}
    for param in lists:
        kept = filling.answers.get(param.name, "")
        if gone:
            kept = _without(kept, (param.find(gone, reading) or "") if param.find else "")
        elif asides.is_instead(text) and (param.name in found or (param.name in THINGS and found.keys() & THINGS)):
            kept = ""
        if kept != filling.answers.get(param.name, "") or param.name in found:
            changed[param.name] = joined(kept, found.get(param.name, ""))
    return {**changed, tells.name: f"{before}\n{text}"[: tells.max_length]}


def _without(before: str, gone: str) -> str:
    keys = {_key(piece) for piece in _pieces(gone)}
    return "; ".join(piece for piece in _pieces(before) if _key(piece) not in keys)


def joined(before: str, after: str) -> str:
    """Two lists as one, in the spelling of the parsers; the later word on the same thing counts."""
    pieces = {_key(piece): piece for piece in (*_pieces(before), *_pieces(after))}
    return "; ".join(pieces.values())


def _pieces(raw: str) -> list[str]:
    return [piece.strip() for piece in raw.split(";") if piece.strip()]


def _key(piece: str) -> str:
    return piece.rsplit("×", 1)[-1].removeprefix("nice:").strip().casefold()
