"""Files that people sign and send, and the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from bot.domain.clauses import DocumentText, FlagWords, RedFlag
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


class FindingWords(Protocol):
    """Says what a red flag means in the contract at hand, where the plain wording is general."""

    async def worded(
        self,
        flags: Sequence[RedFlag],
        plain: Sequence[FlagWords],
        document: DocumentText,
        *,
        person_id: UUID,
        names: Sequence[str],
        today: date,
    ) -> list[FlagWords]:
        """One wording a flag, the plain one wherever a better one cannot be trusted. Takes some seconds, never fails."""


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime: ...
    def today(self, timezone: str) -> date: ...
