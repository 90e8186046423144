"""Words that change something finished, such as a posted job: what stands there is read as a draft and changed."""

from __future__ import annotations

import re

from bot import listening
from bot.commands import Command, Reading
from bot.domain.conversation import Filling
from bot.domain.money import Pay
from bot.errors import InvalidInput
from bot.understanding import forms, money

_CLAUSES = re.compile(r"\s+(?:and|but|also)\s+(?:also\s+)?|[,;]\s+(?:and\s+)?", re.IGNORECASE)
_SPARE = re.compile(
    r"\b(?:another|one\s+more|an?\s+extra|some\s+more)\s+(?P<unit>day|week|month)s?\b|"
    r"\b(?P<count>\d+|two|three|four)\s+(?:more|extra|additional)\s+(?P<units>day|week|month)s?\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:make\s+(?:it|that)|(?:change|set)\s+(?:it|that)\s+to|only|just)?\s*(?P<count>\d{1,4})\s+(?P<what>[a-z][\w-]+)\b(?:\s+instead)?(?:\s+of\s+\d+)?\W*$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:change|set|make)\s+(?:the\s+)?title\s+(?:to\s+|into\s+)?[\"“']?(?P<title>.{3,120}?)[\"”']?\W*$",
    re.IGNORECASE,
)
PAYS = ("pay", "rate")


def changed(text: str, form: Command, filling: Filling, reading: Reading) -> dict[str, str]:
    """The raw values that words change, clause by clause where one message holds several: "make it 500 and give them
    till Monday". What changes no line is added to the person's own words; empty where it says nothing."""
    if (title := _TITLE.search(text)) is not None and form.param("title"):
        return {"title": title["title"]}
    found: dict[str, str] = {}
    for clause in (text, *_CLAUSES.split(text)):
        stand = filling.model_copy(update={"answers": {**filling.answers, **found}})
        given = _counted(clause, stand) or _read(_SPARE.sub(_later, clause), form, stand, reading)
        found |= {name: raw for name, raw in given.items() if name not in found and form.param(name)}
    lines = {name: raw for name, raw in found.items() if not _is_told(name, form)}
    return lines or listening.told_more(text, form, filling)


def _read(clause: str, form: Command, stand: Filling, reading: Reading) -> dict[str, str]:
    intent = forms.within(clause, form, stand, reading, None)
    given = listening.meant(clause, form, stand, intent, reading) or {}
    return {
        name: _like_before(raw, clause, stand.answers.get(name, ""), reading) if name in PAYS else raw
        for name, raw in given.items()
    }


def _like_before(raw: str, clause: str, before: str, reading: Reading) -> str:
    """An amount named without a currency is in the one that stands there."""
    try:
        now, then = money.parse_pay(raw, reading), money.parse_pay(before, reading)
    except InvalidInput:
        return raw
    if not re.search(r"\d", clause) or any(mention.sign for mention in money.mentions(clause)):
        return raw
    same: Pay = now.model_copy(update={"currency": then.currency})
    return money.show_pay(same)


def _counted(clause: str, stand: Filling) -> dict[str, str]:
    """ "make it 12 reels": another number of something that is handed over already."""
    said = _COUNT.search(clause)
    things = [piece.strip() for piece in stand.answers.get("deliverables", "").split(";") if piece.strip()]
    if said is None or not things:
        return {}
    stem = said["what"].casefold().removesuffix("s")
    names = [thing.rsplit("×", 1)[-1].strip() for thing in things]
    if not any(stem in name.casefold() for name in names):
        return {}
    counted = [
        f"{said['count']} × {name}" if stem in name.casefold() else thing
        for thing, name in zip(things, names, strict=True)
    ]
    return {"deliverables": "; ".join(counted)}


def _later(found: re.Match[str]) -> str:
    """ "another week" as the edits of a draft know it."""
    return (
        f"{found['count'] or 'one'} {found['unit'] or found['units']}s later"
        if found["count"]
        else f"one {found['unit']} later"
    )


def _is_told(name: str, form: Command) -> bool:
    param = form.param(name)
    return param is not None and param.tells_all
