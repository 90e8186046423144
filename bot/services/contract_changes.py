"""Clauses changed in words: which settings are meant, what they mean, and what cannot be changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pydantic import BaseModel, ConfigDict

import prompts
from bot.domain.answering import Reading
from bot.domain.contract import Clause
from bot.errors import InvalidInput
from bot.services.change_amounts import amounts, counts, days
from bot.services.change_language import understood
from bot.services.change_rights import rights, where
from bot.services.change_terms import free_text, money_terms, switches
from bot.services.clause_library import clause_of


@dataclass(frozen=True, slots=True)
class Change:
    """Settings that the words ask for, and a sentence on what each means."""

    settings: Mapping[str, str]
    consequences: tuple[str, ...]


class NoClauseNamed(InvalidInput):
    """The words name no clause of the contract."""


class _Row(BaseModel):
    """Words that are no setting: a wish that is refused, or that stands in a clause already, or that a clause is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str
    why: str = ""
    clause: str = ""
    about: str = ""  # the clause that explains it, where `why` says why it cannot be changed


Read = Callable[[str, Mapping[str, str], Reading], Iterator[tuple[str, str]]]
AS_TYPED: tuple[Read, ...] = (free_text, where)  # read the words themselves
READERS: tuple[Read, ...] = (rights, amounts, counts, switches, days, money_terms)
NO_LICENCE = frozenset({"out_of_scope", "expenses"})  # "not included: licence fees" is about none
_QUESTION = re.compile(
    r"^\W*(?:(?:and|so|but|hey|ok|okay|hi)\W+)*(?:what|why|who|whom|whose|how|when|where|which|is|are|was|were|does|do|did|"
    r"has|have|am|should)\b.*\?\s*$|^\W*(?:what|why|how)\s+(?:is|are|does|do|if|about|happens|can't|cannot)\b"
    r"|^\W*(?:what'?s\s+an?|how\s+\w+\s+should)\b"
)
_WHAT = re.compile(r"^\W*(?:what(?:'s|s|\s+is|\s+are|\s+does|\s+do)|explain|tell\s+me\s+about)\b(?!\s+(?:my|your)\b)")
EXPLAINED = frozenset({"end", "revisions", "fee", "payment", "portfolio", "secrecy", "liability", "access"})
_CLAUSE = re.compile(r"\b(?:clause|section|paragraph|article|§|klausel|ziffer)\s*#?\s*(\d{1,2})\b")


def read_change(text: str, settings: Mapping[str, str], now: datetime, clauses: Sequence[Clause] = ()) -> Change:
    """What a change in words means for the settings. `clauses`: of the contract as it stands, for "clause 12".

    Raises:
        InvalidInput: the clause is fixed, with the reason, two things are asked for at once, or no setting is meant.
    """
    plain = understood(text)
    for row in _rows("refused"):
        if re.search(row.pattern, plain):
            raise InvalidInput(row.why)
    reading = Reading(now, currency=settings.get("fee", "0 USD total").split(" ")[1])
    found = _found(text, plain, settings, reading)
    if not found:
        raise _why_not(plain, clauses)
    change = {name: values[0] for name, values in found.items()}
    return Change(change, tuple(filter(None, (_means(name, value) for name, value in change.items()))))


def asks(text: str) -> bool:
    """Whether words want to know something, and change nothing: "is 14 days normal?"."""
    return _QUESTION.search(text.casefold()) is not None


def about_clause(number: int, clauses: Sequence[Clause]) -> str:
    """What a clause says, and what may be changed in it. Raises InvalidInput: there is no such clause."""
    if not 1 <= number <= len(clauses):
        raise InvalidInput(f"The contract has clauses 1 to {len(clauses)}.")
    clause = clauses[number - 1]
    words = "\n".join([f"{number}. {clause.title}", *clause.paragraphs])
    return f"{words}\n\n{_can_change(clause.key, clause.fixed)}"


def clause_meant(text: str) -> int | None:
    """The number of the clause that words name."""
    match = _CLAUSE.search(text.casefold())
    return int(match[1]) if match else None


def clause_explained(text: str, clauses: Sequence[Clause]) -> int | None:
    """The number of the clause that answers a question like "what is a kill fee?"; None: no clause of these."""
    plain = understood(text)
    if not _WHAT.search(plain):
        return None
    keys = [row.clause or row.about for row in _rows("topic") if re.search(row.pattern, plain)]
    return next((number for number, clause in enumerate(clauses, 1) if clause.key in keys[:1]), None)


def asks_what(text: str) -> bool:
    """Whether a question is about something that a clause of every contract explains."""
    plain = understood(text)
    rows = [row for row in _rows("topic") if re.search(row.pattern, plain)]
    return bool(_WHAT.search(plain) and rows and (rows[0].clause or rows[0].about) in EXPLAINED)


def _found(text: str, plain: str, settings: Mapping[str, str], reading: Reading) -> dict[str, list[str]]:
    """Every setting that the words ask for. Raises InvalidInput where they ask for two values of one."""
    found: dict[str, list[str]] = defaultdict(list)
    for read in AS_TYPED:
        for name, value in read(text, settings, reading):
            found[name].append(value)
    if not {"special", "scope"} & found.keys():
        for read in READERS:
            for name, value in read(plain, settings, reading):
                if not (name == "pay_by" and "parts" in found) and not (NO_LICENCE & found.keys() and name == "mode"):
                    found[name].append(value)
    for name, values in found.items():
        if len(set(values)) > 1:
            both = " and ".join(f"“{value.replace('_', ' ')}”" for value in dict.fromkeys(values))
            raise InvalidInput(
                f"I read two things for {name.replace('_', ' ')}: {both}. Which one counts? Say only that."
            )
    return found


def _why_not(plain: str, clauses: Sequence[Clause]) -> InvalidInput:
    """Why nothing can be changed by these words, as kindly as it can be said."""
    number = clause_meant(plain)
    if number is not None and clauses:
        return InvalidInput(about_clause(number, clauses))
    by_key = {clause.key: (place, clause) for place, clause in enumerate(clauses, 1)}
    for row in _rows("already"):
        if re.search(row.pattern, plain) and row.clause in by_key:
            place, clause = by_key[row.clause]
            return InvalidInput(f"The contract says that already, in clause {place}: “{' '.join(clause.paragraphs)}”")
    for row in _rows("topic"):
        if re.search(row.pattern, plain):
            known = row.clause in by_key or not by_key
            return InvalidInput(_can_change(row.clause, "") if row.clause and known else f"{row.why} {ADD}".strip())
    return NoClauseNamed(
        "I cannot find a clause in that. Try: two revisions, kill fee 25 %, licence instead of transfer, "
        f"pay within 30 days, 50/50 payments, no portfolio, law of Spain, only for the website. {ADD}"
    )


ADD = "For anything else write add: and the sentence; it stands in the contract word for word."


def _can_change(key: str, fixed: str) -> str:
    """What can be said to change a clause, or why nobody can."""
    file = clause_of(key)
    why = fixed or (file.fixed if file else "")
    if why:
        return f"This clause is fixed: {why[:1].lower()}{why[1:]}"
    said = prompts.data("contracts/consequences")["say"]
    assert isinstance(said, dict)
    examples = said.get(key)
    return (
        f"To change it, say for example: {examples}."
        if examples
        else f"Its words are the same in every contract. {ADD}"
    )


@cache
def _rows(name: str) -> tuple[_Row, ...]:
    rows = prompts.data("contracts/consequences")[name]
    assert isinstance(rows, list)
    return tuple(_Row.model_validate(row) for row in rows)


def _means(name: str, value: str) -> str:
    words = prompts.data("contracts/consequences")["means"]
    assert isinstance(words, dict)
    return str(words.get(f"{name}.{value}", words.get(name, "")))
