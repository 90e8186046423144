"""Lines joined to paragraphs, for formats that know only lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

NARROW = 50  # characters; a short text has no usual width of its own

STARTS = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-z]|[ivx]{1,5}|[A-Z])[.)]\s|\d{1,2}(?:\.\d{1,2}){1,4}\s|[•▪●◦*–—-]\s"
    r"|(?:ARTICLE|Article|SECTION|Section|Clause|CLAUSE|EXHIBIT|Exhibit|SCHEDULE|Schedule|§)\s*[\dA-Z])"
)
ENDS = (".", ";", ":", "!", "?", ".”", '."', ".)", ";)")


def paragraphs(pages: list[list[str]]) -> Iterator[tuple[int | None, str]]:
    """Lines joined to paragraphs. A PDF knows only lines, so numbers, short last lines and capitals tell where one ends."""
    wide = sorted(len(line) for lines in pages for line in lines if line)
    usual = max(NARROW, wide[len(wide) * 3 // 4] if wide else 0)
    held, held_page, before = "", 1, ""
    for number, lines in enumerate(pages, 1):
        for line in lines:
            if held and _breaks(before, line, usual):
                yield held_page, held
                held = ""
            if not held:
                held_page = number
            held = _joined(held, line)
            before = line
    if held:
        yield held_page, held


def _breaks(before: str, line: str, usual: int) -> bool:
    if STARTS.match(line):
        return True
    short = len(before) < usual * 0.8
    if before.endswith(ENDS):
        return short
    heading = len(before) < 60 and short and (before.isupper() or STARTS.match(before) is not None)
    return heading and not line[0].islower()


def _joined(held: str, line: str) -> str:
    if not held:
        return line.replace("\ufffe", "-").replace("\x02", "-")
    if held.endswith(("\ufffe", "\x02", "\u00ad")):
        return held[:-1] + line
    if held.endswith("-") and len(held) > 1 and held[-2].isalpha() and line[0].islower():
        return held + line  # "non-" and "exclusive": the hyphen stays, as it may belong there
    return f"{held} {line}"
