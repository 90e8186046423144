"""The text of a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.parsing.limits import MAX_PAGES, Found, Paragraphs, refuse
from adapters.parsing.lines import paragraphs as joined


def read(content: bytes) -> Found:
    words = _decoded(content)
    if "\x00" in words or sum(letter < " " and letter not in "\t\n\r\f" for letter in words) > len(words) / 100:
        refuse("unknown")
    if words.count("\f") >= MAX_PAGES:
        refuse("too_many_pages", words.count("\f") + 1)
    paged = "\f" in words
    paragraphs: Paragraphs = []
    for number, page in enumerate(words.replace("\r\n", "\n").replace("\r", "\n").split("\f"), 1):
        paragraphs += [(number if paged else None, block, "") for block in _blocks(page)]
    return words.count("\f") + 1 if paged else None, [], paragraphs


def _blocks(page: str) -> Iterator[str]:
    """Paragraphs of plain text: blank lines part them; hard-wrapped lines between two blank lines are joined."""
    for block in re.split(r"\n[ \t]*\n", page):
        lines = [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        yield from (words for _, words in joined([lines]))


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
