"""Files that people sign and send, and the time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from bot.domain.clauses import DocumentText
from bot.domain.contract import ContractText


class Documents(Protocol):
    """File formats people sign, and read. Blocking: call it off the event loop."""

    def docx(self, text: ContractText) -> bytes: ...
    def pdf(self, text: ContractText) -> bytes: ...
    def not_in_pdf(self, text: ContractText) -> str:
        """The characters that the PDF shows as boxes, because no font here has them; the DOCX has them all."""


class DocumentReader(Protocol):
    """Opens files that people upload. They are hostile until shown otherwise."""

    async def read(self, content: bytes) -> DocumentText:
        """Raises InvalidInput: it cannot be read, is too large or too long; the sentence says what to send instead."""


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime: ...
    def today(self, timezone: str) -> date: ...
