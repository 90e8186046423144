"""What handlers may use beside the database."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ports.documents import DocumentReader, Documents, FindingWords
from bot.ports.matching import Embedder, Index, Matcher
from bot.ports.understanding import ScopePhraser, SkillMeanings, Translator, Understander


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers may use beside the database."""

    understander: Understander
    matcher: Matcher
    index: Index
    documents: Documents
    reader: DocumentReader
    meanings: SkillMeanings
    scopes: ScopePhraser | None = None  # only with a language model
    translator: Translator | None = None  # only with a language model
    finding_words: FindingWords | None = None  # only with a language model
    bundled: Embedder | None = (
        None  # the bundled embedding model, whatever others are set: classifiers know its vectors
    )
