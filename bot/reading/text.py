"""A document as sentences, each with its exact words, its place, and a plain spelling for rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.clauses import DocumentText, Quote

MAX_SENTENCE = 3_000  # characters; beyond it a list was written without stops, and is cut at a space

HEADING = 80  # characters
# A clause number that was typed: "4.2 The Client", "7. Payment", "Section 12". A bare number may be a quantity.
_TYPED = re.compile(
    r"(?:(?:Clause|CLAUSE|Section|SECTION|Article|ARTICLE|Artikel|Ziffer|§)\s*(\d{1,3}(?:\.\d{1,3}){0,3}))\b"
    r"|(\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,2}(?=[.)]))[.)]?\s+(?=[^\W\d])"
)

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe"})
_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u00ad": ""}
)
_STOP = re.compile(
    r"[.!?](?:[\"'”’)\]]{0,2})(?=\s+[\"'“‘(\[]?[A-ZÀ-ÖØ-Þ0-9§(])|(?<=[;:])(?=\s+\(?[a-z0-9ivx]{1,4}[.)]\s)"
)
_SHORT = re.compile(
    r"(?:\b(?:Inc|Ltd|Corp|Co|LLC|No|Nos|Sec|Art|Arts|Mr|Mrs|Ms|Dr|St|vs?|approx|incl|etc|cf|ca|bzw|Abs|Nr|Str|Ziff|"
    r"e\.g|i\.e|z\.B|d\.h|p\.ej|U\.S|U\.K|a\.m|p\.m|al|para|paras|resp|Dept|Univ|Jr|Sr|Bros|Prof|Rev|[A-Z])|"
    r"^\s*\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4}|[A-Z]))\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` stands in the document letter by letter; `plain` is its spelling for rules."""

    text: str
    plain: str
    paragraph: int
    page: int | None
    clause: str = ""

    @property
    def quote(self) -> Quote:
        return Quote(text=self.text, paragraph=self.paragraph, page=self.page, clause=self.clause)


def plain(text: str) -> str:
    """Small letters, no accents, umlauts as two letters, typewriter quotes and dashes, single spaces."""
    folded = text.translate(_SIGNS).casefold().translate(_UMLAUTS)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    return " ".join(bare.split())


def sentences(document: DocumentText) -> list[Sentence]:
    """Every sentence of a document in reading order."""
    return [
        Sentence(words, plain(words), paragraph.number, paragraph.page, clause)
        for paragraph, clause in zip(document.paragraphs, _clauses(document), strict=True)
        for words in _split(paragraph.text)
    ]


def _clauses(document: DocumentText) -> Iterator[str]:
    """The clause that each paragraph belongs to: its own number, or that of the heading above it."""
    heading = ""
    for paragraph in document.paragraphs:
        typed = _TYPED.match(paragraph.text)
        own = paragraph.clause or (typed.group(1) or typed.group(2) if typed else "")
        if own:
            heading = own if len(paragraph.text) < HEADING and not paragraph.text.endswith((".", ";", ",")) else ""
        yield own or heading


def _split(text: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(text):
        if _SHORT.search(text[start : stop.end()]):
            continue
        yield from _cut(text[start : stop.end()].strip())
        start = stop.end()
    yield from _cut(text[start:].strip())


def _cut(words: str) -> Iterator[str]:
    while len(words) > MAX_SENTENCE:
        at = words.rfind(" ", 0, MAX_SENTENCE)
        at = at if at > 0 else MAX_SENTENCE
        yield words[:at].rstrip()
        words = words[at:].lstrip()
    if words:
        yield words
