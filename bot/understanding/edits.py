"""Changes to an open draft in words: "make it 900", "actually in euros", "drop the brand kit", "two weeks later"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.commands import Command, Param, Reading
from bot.domain.conversation import Filling
from bot.domain.money import PayUnit
from bot.errors import InvalidInput
from bot.understanding import calendar_units, money, profile_edits
from bot.understanding.currencies import AFTER, BEFORE, currency_of
from bot.understanding.spoken import is_languages, parse_languages, show_languages

_MAKE = re.compile(
    r"^\W*(?:please\s+|actually\W+|no\W+|ok\W+|wait\W+|sorry\W+|can\s+you\s+)*(?:make|"
    r"set|change|raise|lower|increase|reduce|put)\s+(?:it|that|the\s+\w+|my\s+\w+|"
    r"budget|pay|price|deadline)?\s*(?:to|at|be|into|up\s+to|down\s+to)?\s*(?P<what>.+)$",
    re.I,
)
_CURRENCY = re.compile(
    rf"^\W*(?:(?:actually|no|sorry|wait|i\s+meant?|make\s+(?:it|that)|that'?s|"
    rf"it'?s|please|but)\W+)*(?:in\s+)?(?P<sign>{AFTER}|{BEFORE})\W*(?:please|"
    rf"not\s+\w+)?\W*$",
    re.I,
)
_DROP = re.compile(
    r"^\W*(?:please\s+|actually\W+|ok\W+)*(?:drop|remove|without|delete|forget|"
    r"skip|no\s+need\s+for|leave\s+out|scratch|minus|cut)\s+(?:the\s+|any\s+)?(?P<what>[^.!?]{2,60}?)\W*"
    r"$",
    re.I,
)
_ADD = re.compile(
    r"^\W*(?:please\s+|actually\W+|and\s+|also\s+|ok\W+)*(?:add|plus|include|"
    r"also\s+need)\s+(?:the\s+|an?\s+)?(?P<what>[^!?]{1,80}?)\W*$",
    re.I,
)
_SHIFT = re.compile(
    rf"\b{calendar_units.COUNT}\s*-?{calendar_units.SPAN}\s+(?P<way>later|earlier|"
    rf"sooner|more|longer)\b",
    re.I,
)
_NOT_URGENT = re.compile(
    r"\b(?:not?\s+(?:that\s+|so\s+)?urgent|no\s+(?:rush|hurry|deadline)|take\s+your\s+time)\b", re.I
)
_NOT_BUT = re.compile(r"\bnot\s+[^,.;]{1,20}?,?\s+(?:but|rather)\s+(?P<what>)", re.IGNORECASE)
_BY = re.compile(
    r"\b(?P<way>raise|increase|lower|reduce|cut)\s+(?:it|that|(?:the|my)\s+(?:budget|pay|price|rate))\s+by\s+(?P<what>.{1,30}?)"
    r"(?P<percent>\s*(?:%|percent))?\W*$|\b(?P<times>double|halve)\s+(?:it|that|(?:the|my)\s+(?:budget|pay|price|rate))\W*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"^\W*(?:(?:no|actually|sorry|rather|let'?s\s+say|make\s+(?:it|that)|better)\W+)*"
    r"(?:up\s+to|around|about|max(?:imum)?|at\s+(?:most|least)|from|between|\$|€|£)\s*\d[^a-z]{0,12}(?:k|and\s+\d+|[a-z]{3,7})?\W*$",
    re.IGNORECASE,
)
_LISTS = ("deliverables", "skills", "soft_skills", "languages")


@dataclass(frozen=True, slots=True)
class Change:
    """New raw values by parameter, and what made them."""

    values: Mapping[str, str]
    fired: tuple[str, ...] = field(default=())


def answers(text: str, asked: Param | None, reading: Reading) -> bool:
    """Whether a message is an answer that the question being asked can read, and not a sentence of another kind."""
    if asked is None or text.rstrip().endswith("?"):
        return False
    if asked.find is None:
        return len(text) < 60
    try:
        asked.parse(text, reading)
    except InvalidInput:
        return False
    return len(text) < 80


def read(text: str, form: Command, filling: Filling, reading: Reading) -> Change | None:
    """The change to the draft that a message asks for, or None where it is none."""
    text = _NOT_BUT.sub(lambda match: match["what"], text)
    for rule in (_of_a_profile, _currency, _shift, _by, _drop, _add, _make, _amount):
        values = rule(text, form, filling, reading)
        if values:
            return Change(values, (f"edit:{rule.__name__.strip('_')}",))
    if (
        _NOT_URGENT.search(text)
        and form.param("deadline")
        and len(text) < 60
        and not filling.answers.get("deadline")
        and filling.asked == "deadline"
    ):
        return Change({"deadline": ""}, ("edit:not urgent",))
    return None


def _of_a_profile(text: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str] | None:
    """A finished profile is changed as it is when nothing is open: "my rate is 60", "booked until March"."""
    if form.param("floor") is None or form.param(filling.asked) is not None:
        return None
    return profile_edits.read(text, filling.answers, reading)


def _currency(text: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str] | None:
    match = _CURRENCY.match(text)
    name = "pay" if form.param("pay") else "rate"
    old = filling.answers.get(name)
    if not match or not old:
        return None
    code = currency_of(match["sign"], reading.currency)
    if code is None:
        return None
    return {name: money.show_pay(money.parse_pay(old, reading).model_copy(update={"currency": code}))}


def _shift(text: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str] | None:
    match, old = _SHIFT.search(text), filling.answers.get("deadline")
    if not match or not old or len(text) > 80:
        return None
    count = calendar_units.counted(match)
    if count is None:
        return None
    sign = -1 if match["way"].lower() in ("earlier", "sooner") else 1
    day = calendar_units.later(date.fromisoformat(old), sign * count, match["u"])
    return {"deadline": day.isoformat()} if day else None


def _by(text: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str] | None:
    """ "raise the budget by 100", "lower it by 10 %", "double it"."""
    match, name = _BY.search(text), "pay" if form.param("pay") else "rate"
    old = filling.answers.get(name)
    if not match or not old:
        return None
    before = money.parse_pay(old, reading)
    if match["times"]:
        times, more = (2.0 if match["times"].lower() == "double" else 0.5), 0
    elif match["percent"]:
        share = re.sub(r"\D", "", match["what"])[:3]
        times, more = 1 + int(share or 0) / 100 * (1 if match["way"].lower() in ("raise", "increase") else -1), 0
    else:
        try:
            more = money.parse_pay(f"{match['what']} {before.currency}", reading).most.minor
        except InvalidInput:
            return None
        times, more = 1.0, more if match["way"].lower() in ("raise", "increase") else -more
    ends = [None if end is None else round(end * times) + more for end in (before.low, before.high)]
    if any(end is not None and end <= 0 for end in ends):
        return None
    return {name: money.show_pay(before.model_copy(update={"low": ends[0], "high": ends[1]}))}


def _amount(text: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str] | None:
    """An amount that is the whole message, while another question is open: "up to 1000"."""
    name = "pay" if form.param("pay") else "rate"
    if filling.asked in (name, "hours", "duration", "floor", "years") or not _AMOUNT.match(text):
        return None
    return _value_for(name, text, form, filling, reading)


def _pieces(filling: Filling, name: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[;,]", filling.answers.get(name, "")) if piece.strip()]


def _drop(text: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str] | None:
    match = _DROP.match(text)
    if not match:
        return None
    what = match["what"].lower().strip()
    for name in _LISTS:
        pieces = _pieces(filling, name)
        left = [piece for piece in pieces if what not in piece.lower() and what.rstrip("s") not in piece.lower()]
        if form.param(name) and len(left) < len(pieces):
            return {name: "; ".join(left)}
    alike = {"budget": "pay", "price": "pay", "date": "deadline", "language": "languages"}
    name = alike.get(what, what.replace(" ", "_"))
    return {name: ""} if filling.answers.get(name) and form.param(name) else None


def _add(text: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str] | None:
    match = _ADD.match(text)
    if not match:
        return None
    if form.param("languages") and is_languages(match["what"]):
        codes = parse_languages("; ".join([*_pieces(filling, "languages"), match["what"]]), reading)
        return {"languages": show_languages(codes)}
    for name in ("skills", "soft_skills", "languages", "deliverables"):
        param = form.param(name)
        found = param.find(match["what"], reading) if param and param.find else None
        if found or (name == "deliverables" and param):
            return {name: "; ".join([*_pieces(filling, name), found or match["what"]])}
    return None


def _make(text: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str] | None:
    match = _MAKE.match(text)
    if not match:
        return None
    return _value_for("pay" if form.param("pay") else "rate", match["what"], form, filling, reading) or _value_for(
        "deadline", match["what"], form, filling, reading
    )


def _value_for(name: str, what: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str] | None:
    param = form.param(name)
    if param is None:
        return None
    try:
        value = param.parse(what, reading)
    except InvalidInput:
        return None
    old = filling.answers.get(name)
    if name in ("pay", "rate") and old and not any(mention.sign for mention in money.mentions(what)):
        before = money.parse_pay(old, reading)
        kept = {"unit": before.unit, "per": before.per} if value.unit is PayUnit.TOTAL else {}
        value = value.model_copy(update={"currency": before.currency, **kept})
    return {name: param.show(value)}
