"""Terms that a document defines, and its clauses read with what their terms mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.reading.movements import QUICK
from bot.reading.text import Sentence

MOST_TERMS = 60
LONGEST = 600  # characters of a definition that are read into a clause
# "Work Product" means …; Deliverables shall include …; „Werke“ sind …; « Œuvre » désigne …
DEFINES = re.compile(
    r"[\"“„«]\s*([^\"”“»]{3,50}?)\s*[\"”“»](?: and [\"“][^\"”]{3,50}[\"”])?,?\s+"
    r"(?:shall |will |also |further |collectively |as used .{0,40}? )*"
    r"(?:means?|includes?|comprises?|refers? to|is defined as|are defined as|designates?|bedeutet|bezeichnet|umfasst|sind|"
    r"d[ée]signe|comprend|significa|designa|comprende|incluye|omvat|oznacza)\b"
)
BARE = re.compile(
    r"^(?:\S{1,8} )?((?:[A-Z][a-z]+ ?){1,3})(?:shall )?(?:means?|includes?|is defined as|are defined as)\b"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term in plain spelling, and the sentence that says what it means."""

    term: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ReadWith:
    """A clause whose plain spelling says what its term means, and the definition it took that from."""

    clause: Sentence
    read: Sentence
    definition: Sentence


def definitions(document: Sequence[Sentence]) -> list[Definition]:
    """The terms that a document defines in a sentence of their own, in reading order."""
    found: list[Definition] = []
    for sentence in document:
        hit = DEFINES.search(sentence.text) or BARE.match(sentence.text)
        if hit and len(found) < MOST_TERMS:
            found.append(Definition(" ".join(hit.group(1).casefold().split()), sentence))
    return found


def read_with_definitions(document: Sequence[Sentence]) -> list[ReadWith]:
    """Clauses on rights that use a term defined elsewhere, with the definition put in behind the term."""
    known = definitions(document)
    own = {id(definition.sentence) for definition in known}
    found: list[ReadWith] = []
    for definition in known:
        term = re.compile(rf"(?<!\w){re.escape(definition.term)}(?!\w)")
        meaning = definition.sentence.plain[:LONGEST]
        for clause in document:
            if id(clause) in own or not QUICK.search(clause.plain):
                continue
            if hit := term.search(clause.plain):
                plain = f"{clause.plain[: hit.end()]} ({meaning}){clause.plain[hit.end() :]}"
                found.append(ReadWith(clause, replace(clause, plain=plain), definition.sentence))
                break  # the first clause on rights shows it
    return found
