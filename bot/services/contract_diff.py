"""How two versions of a contract differ, in the words of the contract."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from bot.domain.contract import Clause, ContractText

PARTIES = "• Parties"
SHORT = 3  # sentences of a clause that are shown before and after
ALIKE = 0.35  # share of equal sentences below which a clause counts as replaced
LONGEST = 700  # characters of a replaced clause that are shown; the rest stands in the file


def diff(before: ContractText, after: ContractText) -> tuple[str, ...]:
    """Clause by clause: what is out and what is in. A clause that is new altogether is shown once, as it reads now."""
    old = {clause.key: clause for clause in before.clauses}
    new = {clause.key for clause in after.clauses}
    rows = list(_between(PARTIES.removeprefix("• "), before.parties[1:], after.parties[1:]))
    for number, clause in enumerate(after.clauses, 1):
        rows += _of_clause(f"Clause {number}, {clause.title}", old.get(clause.key), clause)
    rows += [f"• Gone: {clause.title}" for clause in before.clauses if clause.key not in new]
    return tuple(rows)


def _of_clause(title: str, old: Clause | None, new: Clause) -> Iterator[str]:
    after = _words(new)
    if old is None:
        yield f"• {title}, new: “{_cut(after)}”"
        return
    before = _words(old)
    if before == after:
        return
    renamed = "" if old.title == new.title else f", instead of “{old.title}”"
    if difflib.SequenceMatcher(None, before, after, autojunk=False).ratio() < ALIKE and len(before) > SHORT:
        yield f"• {title}{renamed}, reads now: “{_cut(after)}”"
    else:
        yield from _between(f"{title}{renamed}", before, after)


def _cut(sentences: tuple[str, ...]) -> str:
    words = " ".join(sentences)
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} … (all of it is in the file)"


def _words(clause: Clause) -> tuple[str, ...]:
    return tuple(sentence for words in clause.paragraphs for sentence in re.split(r"(?<=[.:;]) (?=[A-Z(])", words))


def _between(title: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        out, in_ = " ".join(old[a:b]), " ".join(new[c:d])
        if out and in_:
            yield f"• {title}: “{out}” becomes “{in_}”"
        else:
            yield f"• {title}: new “{in_}”" if in_ else f"• {title}: gone “{out}”"
