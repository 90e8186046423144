"""The text of a Word file, straight from its XML."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.parsers import expat
from zlib import error as zlib_error

from adapters.parsing.limits import MAX_CHARACTERS, MAX_PAGES, MAX_XML, Found, Paragraphs, refuse
from adapters.parsing.numbering import Numbering, W

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"  # says what Choice has said already


def read(content: bytes) -> Found:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        refuse("corrupt")
    if any(name.endswith("vbaProject.bin") for name in names):
        refuse("macro")
    if "word/document.xml" not in names:
        refuse("archive")
    numbering = Numbering()
    for part in ("word/numbering.xml", "word/styles.xml"):
        if part in names:
            _heard(archive, part, numbering)
    paragraphs: Paragraphs = []
    for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if part in names:
            reading = WordParagraphs(numbering, paged=part == "word/document.xml")
            _heard(archive, part, reading)
            paragraphs += reading.paragraphs
    last = max((page for page, _, _ in paragraphs if page), default=0)
    if last > MAX_PAGES:
        refuse("too_many_pages", last)
    paged = last > 1
    return last if paged else None, [], [(page if paged else None, words, number) for page, words, number in paragraphs]


def _heard(archive: zipfile.ZipFile, name: str, listener: WordParagraphs | Numbering) -> None:
    """Read one part of the file aloud."""
    if archive.getinfo(name).file_size > MAX_XML:
        refuse("bomb")  # as it says itself; one that lies is counted below
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = lambda *_: refuse("hostile")  # Word writes none: entities only come with an attack
    parser.StartElementHandler = lambda name, values: listener.start(
        _usual(name), {_usual(key): value for key, value in values.items()}
    )
    parser.EndElementHandler = lambda name: listener.end(_usual(name))
    parser.CharacterDataHandler = listener.text
    read = 0
    try:
        with archive.open(name) as source:
            while chunk := source.read(1 << 16):
                read += len(chunk)
                if read > MAX_XML:
                    refuse("bomb")
                parser.Parse(chunk)
        parser.Parse(b"", True)
    except RuntimeError:
        refuse("encrypted")  # zipfile's error for an entry with a password
    except (
        expat.ExpatError,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        OSError,
        NotImplementedError,
        zlib_error,
    ):
        refuse("corrupt")


def _usual(name: str) -> str:
    """A name of "Strict Open XML", which Word can save too, as the usual one."""
    return f"{W}{name.removeprefix(STRICT)}" if name.startswith(STRICT) else name


@dataclass(slots=True)
class _Marks:
    """What a paragraph says of its number."""

    style: str = ""
    number: str = ""
    level: int | None = None

    def set(self, mark: str, value: str) -> None:
        if mark == "pStyle":
            self.style = value
        elif mark == "numId":
            self.number = value
        else:
            self.level = int(value) if value.isascii() and value.isdecimal() else None


class WordParagraphs:
    """Hears the elements of a WordprocessingML part and keeps its paragraphs. Deleted and moved-away words are left out."""

    def __init__(self, numbering: Numbering, *, paged: bool) -> None:
        self.paragraphs: Paragraphs = []
        self._numbering = numbering
        self._marks: list[_Marks] = []
        self._page = 1 if paged else None
        self._open: list[tuple[int | None, list[str]]] = []
        self._depth_left_out = 0
        self._in_text = False
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth_left_out or name in (f"{W}del", f"{W}moveFrom", f"{W}pPrChange", FALLBACK):
            self._depth_left_out += 1
            return
        match name.removeprefix(W):
            case "p":
                self._open.append((self._page, []))
                self._marks.append(_Marks())
            case "pStyle" | "numId" | "ilvl" as mark if self._marks:
                self._marks[-1].set(mark, attributes.get(f"{W}val", ""))
            case "t":
                self._in_text = True
            case "tab":
                self._add(" ")
            case "noBreakHyphen":
                self._add("-")
            case "lastRenderedPageBreak":
                self._turn_page()
            case "br" | "cr":
                self._add("\n")

    def end(self, name: str) -> None:
        if self._depth_left_out:
            self._depth_left_out -= 1
        elif name == f"{W}t":
            self._in_text = False
        elif name == f"{W}p" and self._open:
            page, pieces = self._open.pop()
            marks = self._marks.pop()
            number = self._numbering.count(marks.style, marks.number, marks.level)
            for line in "".join(pieces).split("\n"):
                if words := " ".join(line.split()):
                    self.paragraphs.append((page, words, number))

    def text(self, words: str) -> None:
        if self._in_text and not self._depth_left_out:
            self._size += len(words)
            if self._size > MAX_CHARACTERS:
                refuse("too_long")
            self._add(words)

    def _add(self, words: str) -> None:
        if self._open:
            self._open[-1][1].append(words)

    def _turn_page(self) -> None:
        if self._page is not None:
            self._page += 1
