"""What a question on rights is about: places, kind of work, topics, sums and spans of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import prompts
from bot.services.question_figures import Sum, spans_named, sum_named, years_named
from bot.services.question_places import AMBIGUOUS, finest, place_named, places_in, unknown_place

__all__ = [
    "AMBIGUOUS",
    "ASKING",
    "Question",
    "Topic",
    "asking",
    "places_in",
    "read_question",
    "table",
    "told_by",
    "topics",
]

ASKING = "rights/general/asking"


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: how one asks for it and how a statement about it reads. `only`: statements on it are shown to nobody
    who did not ask for it."""

    name: str
    asks: re.Pattern[str]
    tells: re.Pattern[str]
    only: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question as far as it is understood. `places` in the order they stand in it; `unknown` names a place that nothing
    explains; `days` are spans of time in it, `years` calendar years, `money` the largest sum."""

    text: str
    places: tuple[str, ...]
    kind: str
    topics: frozenset[str]
    days: tuple[int, ...]
    years: tuple[int, ...]
    money: Sum | None
    on_pay: bool
    on_contract: bool
    unknown: str = ""


@cache
def asking() -> dict[str, object]:
    """The file on how questions sound, read once."""
    return dict(prompts.data(ASKING))


@cache
def topics() -> tuple[Topic, ...]:
    rows = asking()["topics"]
    assert isinstance(rows, list)
    return tuple(
        Topic(
            row["name"],
            re.compile(row["asks"], re.IGNORECASE),
            re.compile(row["tells"], re.IGNORECASE),
            row.get("only", False),
        )
        for row in rows
    )


@cache
def told_by(statement: str) -> frozenset[str]:
    """The topics that a statement is about."""
    return frozenset(topic.name for topic in topics() if topic.tells.search(statement))


def table(name: str) -> dict[str, list[str]]:
    """A table of the file: which kinds of work belong to the client where."""
    rows = asking()[name]
    assert isinstance(rows, dict)
    return rows


def read_question(text: str, *, places: tuple[str, ...] = ()) -> Question:
    """Understand a question. `places` are told beside it and come first."""
    plain = " ".join(text.replace("’", "'").split())
    lower = plain.casefold()
    told = [place_named(place) for place in places if place]
    named = finest([*told, *places_in(plain)])
    pay = table("pay")
    return Question(
        text=plain,
        places=tuple(named),
        kind=_kind(lower),
        topics=frozenset(topic.name for topic in topics() if topic.asks.search(lower)),
        days=spans_named(plain),
        years=years_named(plain),
        money=sum_named(plain),
        on_pay=re.search(str(pay["asks"]), lower) is not None,
        on_contract=re.search(str(pay["contract"]), lower) is not None,
        unknown="" if named else unknown_place(plain),
    )


def _kind(lower: str) -> str:
    rows = asking()["kinds"]
    assert isinstance(rows, list)
    return next((row["name"] for row in rows if re.search(row["asks"], lower)), "")


def without_kind(text: str) -> str:
    """The text without the words for the kind of work, so that another kind can be put in."""
    rows = asking()["kinds"]
    assert isinstance(rows, list)
    for row in rows:
        text = re.sub(row["asks"], "it", text, flags=re.IGNORECASE)
    return text
