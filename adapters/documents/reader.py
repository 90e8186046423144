"""Uploaded documents to text with places: the DocumentReader port, every file in a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import structlog
from pydantic import BaseModel

from bot.domain.clauses import DocumentText, Paragraph
from bot.errors import InvalidInput

log = structlog.get_logger("documents")

ROOT = Path(__file__).resolve().parent.parent.parent
RUN = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from adapters.parsing.run import main; main()"
MAX_BYTES = 10_000_000  # Telegram's bots get up to 20 MB, Discord sends up to 10 MB
SECONDS = 20.0  # by the clock; a file of 100 pages takes about one
AT_ONCE = 2  # files read at the same time, each up to 1 GB of address space

TROUBLE = {
    "empty": "This file has no words in it. Please send the contract as PDF, DOCX or TXT.",
    "scanned": "This PDF is a scan: it holds pictures of pages and no text, so I cannot read it. Please send a version "
    "with text, for example the Word file, or run it through text recognition (OCR) first.",
    "encrypted": "This file is locked with a password. Please remove the password, or paste the text here.",
    "corrupt": "This file is damaged and I cannot open it. Please save it again as PDF, DOCX or TXT and send it once more.",
    "macro": "This Word file contains macros, small programs that a contract does not need. Please save it as a plain "
    "DOCX or PDF and send it again.",
    "hostile": "This file tries to load things from elsewhere, which a contract never does, so I did not open it. Please "
    "save it again as PDF or DOCX.",
    "bomb": "This file unpacks to far more than a contract can be, so I stopped. Please send it as PDF, DOCX or TXT.",
    "archive": "This is an archive or another kind of Office file, not a contract I can read. Please send PDF, DOCX or TXT.",
    "old_word": "This is an old Word file (.doc). Please save it as DOCX or PDF and send it again.",
    "rtf": "I cannot read RTF. Please save it as DOCX, PDF or TXT and send it again.",
    "picture": "This is a picture, and I cannot read pictures. Please send the contract as PDF with text, DOCX or TXT.",
    "unknown": "I do not know this kind of file. Please send the contract as PDF, DOCX or TXT.",
    "too_many_pages": "This file has {number:,} pages; I read up to 100. Please send the part that matters.",
    "too_long": "This text is longer than 100 pages. Please send the part that matters.",
    "too_big_inside": "This file needs more time or memory to open than a contract should, so I stopped. Please save it "
    "again as PDF, DOCX or TXT.",
    "too_big": "This file is larger than 10 MB. Please send a smaller one, or only the part that matters.",
}


class _Parsed(BaseModel):
    """What the other process writes."""

    pages: int | None = None
    unread: list[int] = []
    paragraphs: list[tuple[int | None, str, str]] = []
    refused: str = ""
    number: int = 0


class Reader:
    """Reads PDF, DOCX and TXT. What a file is, its bytes say, never its name."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def read(self, content: bytes) -> DocumentText:
        """The text of a file.

        Raises:
            InvalidInput: it cannot be read; the sentence says why and what to send instead.
        """
        if len(content) > MAX_BYTES:
            raise InvalidInput(TROUBLE["too_big"])
        async with self._turn:
            parsed = await _parse(content)
        if parsed.refused:
            raise InvalidInput(TROUBLE.get(parsed.refused, TROUBLE["unknown"]).format(number=parsed.number))
        paragraphs = (
            Paragraph(number=n, page=page, text=text, clause=clause)
            for n, (page, text, clause) in enumerate(parsed.paragraphs, 1)
        )
        return DocumentText(paragraphs=tuple(paragraphs), pages=parsed.pages, unread_pages=tuple(parsed.unread))


async def _parse(content: bytes) -> _Parsed:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-c",
        RUN,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # a parser's complaints may quote the contract
        env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},  # Windows cannot start without
    )
    try:
        async with asyncio.timeout(SECONDS):
            written, _ = await process.communicate(content)
    except TimeoutError:
        written = b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode not in (0, 3) or not written:
        log.warning("document gave up", status=process.returncode, bytes=len(content))
        return _Parsed(refused="too_big_inside")
    return _Parsed.model_validate(json.loads(written))
