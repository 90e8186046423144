"""The one check behind every quotation: shown words stand in the document."""

from __future__ import annotations

from bot.domain.clauses import Analysis, DocumentText, Quote


class NotInDocument(ValueError):
    """A quote was about to be shown that the document does not contain. Always a bug, of ours or of a model."""


def stands_in(quote: Quote, document: DocumentText) -> bool:
    """Whether these words stand, letter by letter, in the paragraph that the quote names."""
    if not quote.text or not 1 <= quote.paragraph <= len(document.paragraphs):
        return False
    paragraph = document.paragraphs[quote.paragraph - 1]
    return quote.text in paragraph.text and quote.page == paragraph.page


def all_quotes(analysis: Analysis) -> list[Quote]:
    """Everything in an analysis that claims to be the document's own words."""
    found = [*analysis.ownership.quotes, *analysis.instructions]
    found += [quote for clause in analysis.clauses for quote in clause.quotes]
    found += [quote for flag in analysis.flags for quote in (flag.quote, flag.defined) if quote is not None]
    return found + [quote for pair in analysis.contradictions for quote in (pair.first, pair.second)]


def checked(analysis: Analysis, document: DocumentText) -> Analysis:
    """The same analysis.

    Raises:
        NotInDocument: one of its quotes does not stand in the document.
    """
    for quote in all_quotes(analysis):
        if not stands_in(quote, document):
            raise NotInDocument(f"paragraph {quote.paragraph}")
    return analysis
