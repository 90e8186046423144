"""What a question on rights is about: places, kind of work, topics, sums and spans of time."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
AT_A_WORD = r"(?<![a-z])(?:un|dis|ghost|audio)?"  # "theirs" holds no heirs, and "whatever" no hate
OF_RIGHTS = re.compile(
    r"\b(?:own\w*|copyright\w*|rights?|belongs?|licen[cs]e\w*|assign\w*|ai|portfolio|credit\w*|infring\w*|waive\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: how one asks for it and how a statement about it reads. `only`: statements on it are shown to nobody
    who did not ask for it. `apart`: also not to who asked for something else that they are on."""

    name: str
    asks: re.Pattern[str]
    tells: re.Pattern[str]
    only: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class NotHeld:
    """A subject that the base holds nothing on. `instead`: topics that are no question beside it."""

    what: str
    asks: str
    instead: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """A question as far as it is understood. `places` in the order they stand in it; `unknown` names a place that nothing
    explains; `subjects` are the topics that it is after, the first first; `days` are spans of time in it, `years`
    calendar years, `money` the largest sum; `not_held` what the base holds nothing on."""

    text: str
    places: tuple[str, ...]
    kind: str
    topics: frozenset[str]
    subjects: tuple[str, ...]
    days: tuple[int, ...]
    years: tuple[int, ...]
    money: Sum | None
    on_pay: bool
    on_contract: bool
    unknown: str = ""
    not_held: NotHeld | None = None

    @property
    def names_a_subject(self) -> bool:
        """Whether anything in it is of the kind that the fact base speaks of."""
        return bool(self.topics or self.kind or self.on_pay or self.on_contract or OF_RIGHTS.search(self.text))


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
            re.compile(rf"{AT_A_WORD}(?:{row['asks']})", re.IGNORECASE),
            re.compile(row["tells"], re.IGNORECASE),
            row.get("only", False),
            row.get("apart", False),
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
    told = [place_named(one.strip()) for place in places for one in place.split("/") if one.strip()]
    named = finest([*told, *places_in(plain)])
    pay = table("pay")
    asked = {topic.name: match for topic in topics() if (match := topic.asks.search(lower))}
    return Question(
        text=plain,
        places=tuple(named),
        kind=_kind(lower),
        topics=frozenset(asked),
        subjects=_subjects(lower, {name: match.start() for name, match in asked.items()}),
        days=spans_named(plain),
        years=years_named(plain),
        money=sum_named(plain),
        on_pay=re.search(str(pay["asks"]), lower) is not None,
        on_contract=re.search(str(pay["contract"]), lower) is not None,
        unknown="" if named else unknown_place(plain),
        not_held=next((one for one in _all_not_held() if re.search(one.asks, lower)), None),
    )


def _subjects(lower: str, asked: Mapping[str, int]) -> tuple[str, ...]:
    """What a question is after, in the order of its words: not the kind of work, nor how the question came up.

    Who owns is a subject where it is asked in so many words, and the last one where it is asked of something that has a
    rule of its own: "who owns the unused sketches" asks for the sketches.
    """
    rules = table("subjects")
    after = {name: at for name, at in asked.items() if name not in rules["only_say_how"] and name != "owner"}
    ends = [match.start() for match in re.finditer(str(rules["parts"]), lower)]
    owner = re.search(str(rules["owner"]), lower)
    if owner is not None:
        part = sum(end < owner.start() for end in ends)
        own_rule = {
            name for name in after if name in rules["own_rule"] and sum(end < after[name] for end in ends) == part
        }
        after["owner"] = len(lower) if own_rule else owner.start()
    first = rules["lead"]
    return tuple(sorted(after, key=lambda name: (first.index(name) if name in first else len(first), after[name])))


@cache
def _all_not_held() -> tuple[NotHeld, ...]:
    rows = asking()["not_held"]
    assert isinstance(rows, list)
    return tuple(NotHeld(row["what"], row["asks"], frozenset(row.get("instead", ()))) for row in rows)


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
