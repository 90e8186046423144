"""Red flags: terms that a person should know of before signing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.clauses import Kind, Ownership, Quote, RedFlag, Severity
from bot.domain.rights import FactBase, Stated
from bot.ports import Embedder
from bot.reading.definitions import ReadWith, read_with_definitions
from bot.reading.learned_flags import learned_flags
from bot.reading.movements import words
from bot.reading.patterns import FlagRule, flags, small_rules
from bot.reading.text import Sentence

ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
COMPANY = re.compile(
    r"FREELANCER,? (?:an? )?(?:\w+ )?(?:llc|inc|corporation|corp|ltd|limited liability|company)\b|\bloan-?out"
)
# What makes a reading of the whole text, rather than one sentence, decide.
MOVES_ALL = (Kind.ASSIGNMENT, Kind.VOID, Kind.LICENCE, Kind.PROMISE, Kind.INFORMAL)


def red_flags(
    document: Sequence[Sentence], place: str, owned: Ownership, embedder: Embedder | None = None
) -> tuple[RedFlag, ...]:
    """One flag a kind with a sentence that shows it; the costly ones first. Rules where they see one, else the classifier."""
    text = " ".join(sentence.plain for sentence in document)
    learned = learned_flags(document, embedder)
    defined = read_with_definitions(document)
    found = []
    for rule in flags():
        if not rule.holds_at(place) or not _matters(rule.id, text, place, owned):
            continue
        shown = next((sentence for sentence in document if shows(rule, sentence.plain)), learned.get(rule.id))
        if shown is None and rule.id == "no_written_uses" and owned.kind is Kind.VOID:
            shown = next((sentence for sentence in document if sentence.quote in owned.quotes), None)
        if shown is not None:
            found.append(
                RedFlag(id=rule.id, severity=rule.severity, quote=shown.quote, defined=_meaning(shown, defined))
            )
        elif both := next((one for one in defined if shows(rule, one.read.plain)), None):
            quotes = both.clause.quote, both.definition.quote
            found.append(RedFlag(id=rule.id, severity=rule.severity, quote=quotes[0], defined=quotes[1]))
    return tuple(sorted(found, key=lambda flag: ORDER.index(flag.severity)))


def _meaning(shown: Sentence, defined: Sequence[ReadWith]) -> Quote | None:
    """The other half of a flag: what a clause's term means, or the clause that moves what is defined."""
    for one in defined:
        if one.clause.quote == shown.quote:
            return one.definition.quote
        if one.definition.quote == shown.quote:
            return one.clause.quote
    return None


def shows(rule: FlagRule, plain: str) -> bool:
    """Whether a sentence shows this flag."""
    if not any(pattern.search(plain) for pattern in rule.patterns):
        return False
    return rule.always.search(plain) is not None or rule.never.search(plain) is None


def _matters(id: str, text: str, place: str, owned: Ownership) -> bool:
    """What one sentence cannot tell."""
    if id == "no_written_uses":
        needs_all = place.partition("-")[0] in ("FR", "PL")  # elsewhere the law adds how long and where
        named = not needs_all and small_rules().named_uses.search(text) is not None
        return owned.kind in MOVES_ALL and not named and not small_rules().lists_uses(text)
    if id == "wfh_outside_nine":
        form = words().form
        inside = form["nine"].search(text) and not form["outside_nine"].search(text)
        return place.partition("-")[0] not in ("", "US") or not inside
    if id == "all_work_during_term":
        return owned.kind is not Kind.VOID  # where the law voids it, the verdict says so
    if id == "ca_wfh_employer_trap":
        return COMPANY.search(text) is None
    return True


def law_on(rule: FlagRule, place: str, base: FactBase) -> tuple[str, str] | None:
    """What the law of a place says of a flag, and its citation; None where the fact base says nothing of it."""
    while place:
        if place in rule.law:
            return _stated(rule.law[place], place, base)
        place = place.rpartition("-")[0]
    return None


def _stated(where: str, place: str, base: FactBase) -> tuple[str, str]:
    kind, _, id = where.partition(":")
    if kind == "pay":
        pay = next(one for one in base.pay_laws if one.id == id)
        return _worded(pay.deadline, pay.verified), pay.citation
    law = base.of(place)
    assert law is not None
    stated: Stated = law.moral if kind == "moral" else law.transfer if kind == "transfer" else law.rule(id)
    return _worded(stated.statement, stated.verified), stated.citation


def _worded(statement: str, verified: bool) -> str:
    """What was not seen in a source is said to be uncertain, as in `bot.services.facts.worded`."""
    sentence = statement[:1].upper() + statement[1:]
    return sentence if verified else f"usually (not confirmed; check with a lawyer there): {sentence}"
