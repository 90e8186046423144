"""Reads a file from standard input and writes what it says as JSON.

Nothing of the project beside this package is imported and no environment is passed, so a file that takes this process
over finds no secret here. Exit status 0: `{"pages": n, "unread": [...], "paragraphs": [[page or null, "text", "number"], ...]}`;
3: `{"refused": "kind of trouble", "number": n}`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from adapters.parsing import pdf, plain, word
from adapters.parsing.limits import MAX_CHARACTERS, Found, end_here, refuse

PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
)


def main() -> None:
    """The whole life of the process."""
    end_here()
    try:
        _read(sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        refuse("too_big_inside")


def _read(content: bytes) -> None:
    pages, unread, paragraphs = _reader(content)(content)
    if sum(len(words) for _, words, _ in paragraphs) > MAX_CHARACTERS:
        refuse("too_long")
    if not any(any(map(str.isalpha, words)) for _, words, _ in paragraphs):
        refuse("scanned" if unread else "empty")
    json.dump({"pages": pages, "unread": unread, "paragraphs": paragraphs}, sys.stdout)


def _reader(content: bytes) -> Callable[[bytes], Found]:
    """What the bytes are. The file's name says nothing: anybody can name a picture contract.pdf."""
    start = content[:1024]
    if not content.strip(b"\x00\t\n\r "):
        refuse("empty")
    if b"%PDF-" in start:
        return pdf.read
    if start.startswith(b"PK"):
        return word.read
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        refuse("encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "old_word")
    if start.startswith(b"{\\rtf"):
        refuse("rtf")
    if start.startswith(PICTURES) or start[4:8] == b"ftyp":  # HEIC, as telephones take them
        refuse("picture")
    return plain.read
