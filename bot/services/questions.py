"""What a question on rights is about: places, kind of work, topics, numbers of days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache

import prompts
from bot.domain.rights import FactBase

ASKING = "rights/general/asking"
FREELANCER = (
    r"(?:freelancer|designer|developer|writer|illustrator|photographer|artist|author|i'?m|i am|i live|i work|me|my)"
)
NO_PLACES = frozenset([*calendar.month_name, "The", "My", "English", "French", "German", "Spanish"])
AMBIGUOUS = frozenset({"us", "rome", "kiwi", "columbus", "europe", "european", "america", "american"})


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: how one asks for it and how a statement about it reads."""

    name: str
    asks: re.Pattern[str]
    tells: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as far as it is understood. `places` in the order they stand in it; `unknown` names a place that the
    fact base does not hold; `days` are payment terms named in it."""

    text: str
    places: tuple[str, ...]
    kind: str
    topics: frozenset[str]
    days: tuple[int, ...]
    on_pay: bool
    on_contract: bool
    unknown: str = ""


@cache
def topics() -> tuple[Topic, ...]:
    rows = prompts.data(ASKING)["topics"]
    assert isinstance(rows, list)
    return tuple(
        Topic(row["name"], re.compile(row["asks"], re.IGNORECASE), re.compile(row["tells"], re.IGNORECASE))
        for row in rows
    )


def table(name: str) -> dict[str, list[str]]:
    """A table of the file: which kinds of work belong to the client where."""
    rows = prompts.data(ASKING)[name]
    assert isinstance(rows, dict)
    return rows


def read_question(text: str, base: FactBase, *, places: tuple[str, ...] = ()) -> Question:
    """Understand a question. `places` are told beside it and come first."""
    plain = " ".join(text.replace("’", "'").split())
    lower = plain.casefold()
    named = places_in(plain, base)
    pay = table("pay")
    return Question(
        text=plain,
        places=tuple(dict.fromkeys((*filter(None, places), *named))),
        kind=_kind(lower),
        topics=frozenset(topic.name for topic in topics() if topic.asks.search(lower)),
        days=tuple(int(days) for days in re.findall(r"(?:\bnet[- ]?|\b)(\d{2,3})(?=[\s-]*days?\b)|", lower) if days)
        or tuple(int(days) for days in re.findall(r"\bnet[- ]?(\d{2,3})\b", lower)),
        on_pay=re.search(str(pay["asks"]), lower) is not None,
        on_contract=re.search(str(pay["contract"]), lower) is not None,
        unknown="" if named or any(places) else _unknown_place(plain),
    )


def places_in(text: str, base: FactBase) -> list[str]:
    """The codes of the places a text names, in its order, each at its finest: New York City rather than the US."""
    lower = text.casefold()
    found: list[tuple[int, int, str]] = []
    for place in base.places:
        for words in place.words:
            pattern = rf"(?<![\w-]){re.escape(words)}(?:'s)?(?!\w)"
            subject = text if words == "us" else lower
            if words == "us":
                pattern = r"(?<![\w.])(?:US|U\.S\.|USA)(?!\w)"
            elif words in AMBIGUOUS and words not in ("america", "american", "europe", "european"):
                continue
            found += [(match.start(), -len(words), place.code) for match in re.finditer(pattern, subject)]
    codes: list[str] = []
    end = -1
    for start, length, code in sorted(found):
        if start >= end:
            codes.append(code)
            end = start - length
    return [
        code
        for code in dict.fromkeys(codes)
        if not any(other != code and other.startswith(f"{code}-") for other in codes)
    ]


def _kind(lower: str) -> str:
    rows = prompts.data(ASKING)["kinds"]
    assert isinstance(rows, list)
    return next((row["name"] for row in rows if re.search(row["asks"], lower)), "")


def _unknown_place(text: str) -> str:
    """A capitalised word after "in" that no place of the base explains."""
    for match in re.finditer(r"\b(?:in|from|law of|based in)\s+((?:the\s+)?[A-Z][a-z]{2,}(?:\s+[A-Z][a-z]+)?)", text):
        if match[1] not in NO_PLACES:
            return match[1]
    return ""
