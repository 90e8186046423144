"""Lists of skills as people paste them into a brief: "Skills: Python, Excel" or a heading with bullets under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_HEADING = re.compile(
    r"^[\s*#_>•·-]*"
    r"(?:(?:required|key|main|relevant|technical|desired|needed|preferred|must[- ]have|nice[- ]to[- ]have|top|core)\s+)?"
    r"(?:skills?(?:\s*(?:set|and (?:expertise|tools|technologies|experience)))?"
    r"|tech(?:nology)? stack|technologies|stack|tools|software|expertise|tags)"
    r"(?:\s+(?:required|needed|used|wanted|i (?:need|want)|we (?:need|use)))?[\s*_]*[:–-][ \t\xa0*_]*",
    re.IGNORECASE | re.MULTILINE,
)
_BULLET = re.compile(r"^[ \t\xa0]*(?:[-*•·▪+]|\d{1,2}[.)])[ \t\xa0]*")
_SEPARATOR = re.compile(r"\s*[,;|•·]\s*|\s{3,}|\s+/\s+")
_NO_NAME = re.compile(
    r"[.!?:]|\b(?:you|your|we|our|i|must|should|will|is|are|have|has|be|able|need|with|who|that|this|please|etc)\b",
    re.IGNORECASE,
)
_BEFORE, _AFTER = " \t\xa0-–—*_•·", " \t\xa0-–—*_.•·"  # ".NET" keeps its dot
LONGEST = 5  # words of an item that is a name rather than a sentence


@dataclass(frozen=True, slots=True)
class ListedSkill:
    """One item of a list of skills, in the writer's words. `inline`: of a line with commas, as tags are written."""

    text: str
    start: int
    end: int
    inline: bool = True


def listed_skills(text: str) -> list[ListedSkill]:
    """The items that a text lists as skills, each once, in order; sentences among them are left out."""
    found: dict[str, ListedSkill] = {}
    for heading in _HEADING.finditer(text):
        for item in _items(text, heading.end()):
            found.setdefault(item.text.casefold(), item)
    return list(found.values())


def _items(text: str, start: int) -> Iterator[ListedSkill]:
    """The rest of the heading's line, or the bullets below when that is empty."""
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if text[start:line_end].strip(_AFTER):
        names = list(_named(text[start:line_end], start))
        if len(names) > 1 or (names and line_end - start < 40):
            yield from names
        return
    for line in _bullets(text, line_end):
        yield from (replace(item, inline=False) for item in _named(line.text, line.start))


def _bullets(text: str, start: int) -> Iterator[ListedSkill]:
    """The bullet lines that follow, empty lines between them allowed."""
    place = start
    for line in text[start:].splitlines(keepends=True):
        bullet = _BULLET.match(line)
        if bullet:
            yield ListedSkill(line[bullet.end() :].rstrip("\n"), place + bullet.end(), place + len(line))
        elif line.strip():
            return
        place += len(line)


def _named(line: str, start: int) -> Iterator[ListedSkill]:
    place = 0
    for piece in [*_SEPARATOR.finditer(line), None]:
        end = piece.start() if piece else len(line)
        raw = line[place:end]
        name = raw.lstrip(_BEFORE).rstrip(_AFTER)
        if 1 < len(name) <= 60 or name.casefold() in {"c", "r"}:
            offset = start + place + raw.index(name)
            if len(name.split()) <= LONGEST and not _NO_NAME.search(name.replace(".NET", "").replace(".js", "")):
                yield ListedSkill(name, offset, offset + len(name))
        place = piece.end() if piece else end
