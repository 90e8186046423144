"""Sentences of one document that cannot both hold, and words that try to steer whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from bot.domain.clauses import Contradiction, Quote
from bot.domain.rights import FactBase
from bot.reading.movements import Does, Matter, Movement
from bot.reading.patterns import small_rules
from bot.reading.places import places_named
from bot.reading.text import Sentence

_DAYS = re.compile(r"\b(?:within|net|in|after)[ -]*(?:\w+ ?\()?(\d{1,3})\)?[ -](?:\w+ )?days?\b|\bnet[- ]?(\d{2,3})\b")
_INVOICE = re.compile(r"\b(?:invoices?|fees?|payments?|payable|pays?)\b")
_NOT_PAYMENT = re.compile(r"terminat|notice|warrant|accept|cure|confiden|interest|late|overdue|dispute|deposit")
_ROUNDS = re.compile(r"\b(one|two|three|four|five|\d+)(?: \(\d+\))? (?:\w+ )?(?:rounds?|revisions?)\b")
_ENDLESS = re.compile(r"\bunlimited (?:\w+ )?(?:revisions?|changes|rounds)|until .{0,30}(?:satisf|happy)")
_SHOW = re.compile(r"\bportfolio\b")
_FORBIDS = re.compile(r"\b(?:not|never|no|prohibited|forbidden)\b")
_COPIES = re.compile(r"\b(?:governed by|law of|laws of|jurisdiction)\b")


def contradictions(spoken: Sequence[Sentence], moved: Sequence[Movement], base: FactBase) -> tuple[Contradiction, ...]:
    """Pairs that cannot both hold, at most one a subject. `moved`: from `movements`."""
    found = [
        _owners(moved),
        _moments(moved),
        _exclusive(moved),
        _differ("how long the client may take to pay", _paying(spoken)),
        _differ("which law applies", ((sentence, _law(sentence, base)) for sentence in spoken)),
        _differ("how many changes are included", ((sentence, _changes(sentence.plain)) for sentence in spoken)),
        _differ(
            "whether the work may be shown in a portfolio", ((sentence, _shown(sentence.plain)) for sentence in spoken)
        ),
    ]
    return tuple(one for one in found if one is not None)


def instructions(spoken: Sequence[Sentence]) -> tuple[Quote, ...]:
    """Sentences addressed to a machine, or against looking closely."""
    return tuple(sentence.quote for sentence in spoken if steers(sentence.plain))


def steers(plain: str) -> bool:
    """Whether a sentence speaks to whoever checks the contract, rather than of the deal."""
    return small_rules().instructions.search(plain) is not None


def _owners(moved: Sequence[Movement]) -> Contradiction | None:
    given = [one for one in moved if one.does is Does.ASSIGN and one.matter is Matter.WORK]
    kept = [one for one in moved if one.does is Does.KEEP and one.matter is Matter.WORK and not one.until]
    return _pair("who owns the work", given, kept, lambda one, other: one.sentence != other.sentence)


def _moments(moved: Sequence[Movement]) -> Contradiction | None:
    given = [one for one in moved if one.does is Does.ASSIGN and one.matter is Matter.WORK]
    early = [one for one in given if one.when.startswith(("on creation", "on delivery"))]
    late = [one for one in given if one.when == "on full payment"]
    return _pair("when the rights pass", early, late, lambda one, other: one.sentence != other.sentence)


def _exclusive(moved: Sequence[Movement]) -> Contradiction | None:
    granted = [one for one in moved if one.does is Does.LICENCE and one.matter is Matter.WORK]
    only = [one for one in granted if one.exclusive is True]
    open_ = [one for one in granted if one.exclusive is False]
    return _pair(
        "whether only the client may use the work", only, open_, lambda one, other: one.sentence != other.sentence
    )


def _pair(
    subject: str, some: Sequence[Movement], others: Sequence[Movement], apart: Callable[[Movement, Movement], bool]
) -> Contradiction | None:
    for one in some:
        for other in others:
            if apart(one, other):
                return Contradiction(subject=subject, first=one.sentence.quote, second=other.sentence.quote)
    return None


def _differ(subject: str, said: Iterable[tuple[Sentence, str]]) -> Contradiction | None:
    """The first two sentences that say different things of one subject; empty: a sentence says nothing of it."""
    telling = [(sentence, value) for sentence, value in said if value]
    for (one, first), (other, second) in combinations(telling[:50], 2):
        if first != second:
            return Contradiction(subject=subject, first=one.quote, second=other.quote)
    return None


def _paying(spoken: Sequence[Sentence]) -> Iterable[tuple[Sentence, str]]:
    for sentence in spoken:
        days = _DAYS.search(sentence.plain)
        if days and _INVOICE.search(sentence.plain) and not _NOT_PAYMENT.search(sentence.plain):
            yield sentence, days.group(1) or days.group(2)


def _law(sentence: Sentence, base: FactBase) -> str:
    if (
        not _COPIES.search(sentence.plain)
        or not small_rules().governs.search(sentence.plain)
        or "govern" not in sentence.plain
    ):
        return ""
    named = places_named(sentence.text, base)
    return named[0].partition("-")[0] if len(named) == 1 else ""


def _changes(plain: str) -> str:
    if _ENDLESS.search(plain):
        return "unlimited"
    rounds = _ROUNDS.search(plain)
    return rounds.group(1) if rounds and "further" not in plain[: rounds.start()] else ""


def _shown(plain: str) -> str:
    if not _SHOW.search(plain) or "until" in plain or "after" in plain:
        return ""
    return "no" if _FORBIDS.search(plain) else "yes"
