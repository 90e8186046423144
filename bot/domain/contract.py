"""A contract: versions of one text, and who accepted which."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field

from bot.domain.entity import Entity
from bot.domain.proposal import Side


class RightsMode(StrEnum):
    """How rights in the work pass (or do not)."""

    ASSIGNMENT = "assignment"  # on full payment
    EXCLUSIVE_LICENCE = "exclusive_licence"
    LICENCE = "licence"
    WORK_FOR_HIRE = "work_for_hire"  # United States only, nine categories


class ContractStatus(StrEnum):
    """DRAFT -> ACCEPTED (both sides, same version) -> PAID -> DONE; VOID when the job is cancelled."""

    DRAFT = "draft"
    ACCEPTED = "accepted"
    PAID = "paid"
    DONE = "done"
    VOID = "void"


class Clause(BaseModel):
    """One numbered clause of an assembled contract, text without markup. `key` names it in the clause library."""

    model_config = ConfigDict(frozen=True)

    key: str
    title: str
    paragraphs: tuple[str, ...]
    fixed: str = ""  # why nobody may change it; empty: it can be changed


class ContractText(BaseModel):
    """The assembled contract: what the preview, the DOCX and the PDF all say."""

    model_config = ConfigDict(frozen=True)

    title: str
    parties: tuple[str, ...]
    clauses: tuple[Clause, ...]
    closing: str = ""  # "not legal advice" and how acceptance works
    language: str = "en"

    @property
    def plain(self) -> str:
        """The whole text, the same in all three outputs; its SHA-256 is what is accepted."""
        parts = [self.title, *self.parties]
        for number, clause in enumerate(self.clauses, 1):
            parts.append(f"{number}. {clause.title}")
            parts.extend(clause.paragraphs)
        return "\n\n".join([*parts, *([self.closing] if self.closing else [])]) + "\n"


class SummaryLine(BaseModel):
    """One plain sentence about rights, the clause it speaks of, and the law it rests on."""

    model_config = ConfigDict(frozen=True)

    topic: str
    sentence: str
    clause: str = ""  # "Clause 5"
    citation: str = ""


class RightsSummary(BaseModel):
    """Who owns what, from when, what stays, what is not settled. `more` is for those who ask."""

    model_config = ConfigDict(frozen=True)

    lines: tuple[SummaryLine, ...]
    more: tuple[SummaryLine, ...] = ()
    disclaimer: str


class Contract(Entity):
    """The agreement on one proposal. The current text is the `ContractVersion` numbered `current`."""

    number: int = Field(default=0, index=True)
    job_id: UUID = Field(index=True)
    proposal_id: UUID = Field(unique=True, index=True)
    client_id: UUID = Field(index=True)
    freelancer_id: UUID = Field(index=True)
    status: ContractStatus = ContractStatus.DRAFT
    current: int = 1
    paid_at: datetime | None = None  # of the latest payment that was recorded
    paid_parts: tuple[int, ...] = ()  # numbers of the payments that arrived, from 1


class ContractVersion(Entity):
    """One text of a contract, never changed after it is stored. Hashes are SHA-256 of the exact bytes handed out."""

    contract_id: UUID = Field(index=True)
    number: int
    settings: dict[str, str] = {}  # what the text was made from beside job and terms: law, mode, names …, raw strings
    text: ContractText
    summary: RightsSummary
    docx: bytes = b""
    pdf: bytes = b""
    text_sha256: str
    docx_sha256: str
    pdf_sha256: str


class Acceptance(Entity):
    """Who accepted which version, when, from which account, shown which words. One row a version and side."""

    version_id: UUID = Field(index=True)
    person_id: UUID = Field(index=True)
    side: Side
    account: str  # the Address key that pressed
    words: str  # what the button and the text above it said
    text_sha256: str
