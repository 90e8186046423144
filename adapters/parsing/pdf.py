"""The text of a PDF, page by page, with PDFium."""

from __future__ import annotations

import re
from collections import Counter

from adapters.parsing.limits import MAX_CHARACTERS, MAX_PAGES, Found, refuse
from adapters.parsing.lines import STARTS, paragraphs


def read(content: bytes) -> Found:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        refuse("encrypted" if "assword" in str(error) else "corrupt")
    count = len(document)
    if count > MAX_PAGES:
        refuse("too_many_pages", count)
    pages: list[list[str]] = []
    size = 0
    for number in range(count):
        try:
            page = document[number]
            words = page.get_textpage().get_text_bounded()
            page.close()
        except pdfium.PdfiumError:
            words = ""
        size += len(words)
        if size > MAX_CHARACTERS:
            refuse("too_long")
        pages.append([" ".join(line.split()) for line in words.splitlines()])
    unread = [number for number, lines in enumerate(pages, 1) if sum(map(len, lines)) < 20]
    return count, unread, [(page, words, "") for page, words in paragraphs(_without_margins(pages))]


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the lines that stand on most of them: running heads, page numbers."""
    filled = [[line for line in lines if line] for lines in pages]
    outer = Counter(kind for lines in filled for kind in {_kind(line) for line in lines[:1] + lines[-1:]})
    often = {kind for kind, times in outer.items() if times > max(2, len(pages) * 0.6) and len(kind) < 90}
    often = {kind for kind in often if not STARTS.match(kind.replace("#", "1"))} | NUMBERS
    kept = []
    for lines in filled:
        first = 1 if lines and _kind(lines[0]) in often else 0
        last = len(lines) - 1 if lines and _kind(lines[-1]) in often else len(lines)
        kept.append(lines[first:last])
    return kept


NUMBERS = {"#", "- # -", "page #", "page # of #", "# / #", "#/#", "# of #"}  # of pages, with every number as "#"


def _kind(line: str) -> str:
    return re.sub(r"\d+", "#", line).casefold().strip()
