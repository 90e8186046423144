"""One uploaded file to text, in a process of its own: run as a script, reads standard input, writes JSON.

It imports nothing of this project and gets no environment, so a file that takes it over finds no secret here.
Exit status 0: `{"pages": n, "unread": [...], "hidden": bool, "paragraphs": [[page or null, "text"], ...]}`;
3: `{"refused": "kind of trouble", "number": n}`.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NoReturn
from xml.parsers import expat
from zlib import error as zlib_error

MAX_PAGES = 100
MAX_CHARACTERS = 600_000  # 100 dense pages
MAX_XML = 60_000_000  # bytes unpacked; 100 pages of Word are some 5 MB
NARROW = 50  # characters; a short text has no usual width of its own
MEMORY = 1_000_000_000  # bytes of address space; Python and PDFium map some 200 MB
SECONDS = 12  # of processor time

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"  # says what Choice has said already
PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"\x00\x00\x00\x1cftyp",
    b"\x00\x00\x00\x18ftyp",
)

Paragraphs = list[tuple[int | None, str]]
Found = tuple[int | None, list[int], Paragraphs]  # pages, pages without text, paragraphs


def refuse(why: str, number: int = 0) -> NoReturn:
    """Say what is wrong with the file and end."""
    print(json.dumps({"refused": why, "number": number}))
    sys.exit(3)


def main() -> None:
    _limit()
    content = sys.stdin.buffer.read()
    pages, unread, paragraphs = _reader(content)(content)
    if sum(len(words) for _, words in paragraphs) > MAX_CHARACTERS:
        refuse("too_long")
    if not any(any(map(str.isalpha, words)) for _, words in paragraphs):
        refuse("scanned" if unread else "empty")
    json.dump({"pages": pages, "unread": unread, "paragraphs": paragraphs}, sys.stdout)


def _limit() -> None:
    """Memory and processor time end here, whatever the file asks for. Windows has no such limits: the parent's clock holds."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _reader(content: bytes) -> Callable[[bytes], Found]:
    """What the bytes are. The file's name says nothing: anybody can name a picture contract.pdf."""
    start = content[:1024]
    if not content.strip(b"\x00\t\n\r "):
        refuse("empty")
    if b"%PDF-" in start:
        return _pdf
    if start.startswith(b"PK"):
        return _docx
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        refuse("encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "old_word")
    if start.startswith(b"{\\rtf"):
        refuse("rtf")
    if start.startswith(PICTURES):
        refuse("picture")
    return _txt


# --- PDF ---------------------------------------------------------------------------------------------------------------


def _pdf(content: bytes) -> Found:
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
    return count, unread, list(_paragraphs(_without_margins(pages)))


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


STARTS = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-z]|[ivx]{1,5}|[A-Z])[.)]\s|\d{1,2}(?:\.\d{1,2}){1,4}\s|[•▪●◦*–—-]\s"
    r"|(?:ARTICLE|Article|SECTION|Section|Clause|CLAUSE|EXHIBIT|Exhibit|SCHEDULE|Schedule|§)\s*[\dA-Z])"
)
ENDS = (".", ";", ":", "!", "?", ".”", '."', ".)", ";)")


def _paragraphs(pages: list[list[str]]) -> Iterator[tuple[int | None, str]]:
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


# --- Word --------------------------------------------------------------------------------------------------------------


def _docx(content: bytes) -> Found:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        refuse("corrupt")
    if any(name.endswith("vbaProject.bin") for name in names):
        refuse("macro")
    if "word/document.xml" not in names:
        refuse("archive")
    paragraphs: Paragraphs = []
    for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if part in names:
            paragraphs += _word_part(archive, part)
    last = max((page for page, _ in paragraphs if page), default=0)
    if last > MAX_PAGES:
        refuse("too_many_pages", last)
    paged = last > 1
    return last if paged else None, [], [(page if paged else None, words) for page, words in paragraphs]


def _word_part(archive: zipfile.ZipFile, name: str) -> Paragraphs:
    if archive.getinfo(name).file_size > MAX_XML:
        refuse("bomb")  # as it says itself; one that lies is counted below
    reading = WordParagraphs(paged=name == "word/document.xml")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = lambda *_: refuse("hostile")  # Word writes none: entities only come with an attack
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
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
    return reading.paragraphs


class WordParagraphs:
    """Hears the elements of a WordprocessingML part and keeps its paragraphs. Deleted and moved-away words are left out."""

    def __init__(self, *, paged: bool) -> None:
        self.paragraphs: Paragraphs = []
        self._page = 1 if paged else None
        self._open: list[tuple[int | None, list[str]]] = []
        self._depth_left_out = 0
        self._in_text = False
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth_left_out or name in (f"{W}del", f"{W}moveFrom", FALLBACK):
            self._depth_left_out += 1
            return
        match name.removeprefix(W):
            case "p":
                self._open.append((self._page, []))
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
            for line in "".join(pieces).split("\n"):
                if words := " ".join(line.split()):
                    self.paragraphs.append((page, words))

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


# --- plain text --------------------------------------------------------------------------------------------------------


def _txt(content: bytes) -> Found:
    words = _decoded(content)
    if "\x00" in words or sum(letter < " " and letter not in "\t\n\r\f" for letter in words) > len(words) / 100:
        refuse("unknown")
    if words.count("\f") >= MAX_PAGES:
        refuse("too_many_pages", words.count("\f") + 1)
    paged = "\f" in words
    paragraphs: Paragraphs = []
    for number, page in enumerate(words.replace("\r\n", "\n").replace("\r", "\n").split("\f"), 1):
        paragraphs += [(number if paged else None, block) for block in _blocks(page)]
    return words.count("\f") + 1 if paged else None, [], paragraphs


def _blocks(page: str) -> Iterator[str]:
    """Paragraphs of plain text: blank lines part them; hard-wrapped lines between two blank lines are joined."""
    for block in re.split(r"\n[ \t]*\n", page):
        lines = [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        yield from (words for _, words in _paragraphs([lines]))


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


if __name__ == "__main__":
    try:
        main()
    except (MemoryError, RecursionError):
        refuse("too_big_inside")
