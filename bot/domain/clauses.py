"""A contract that somebody else wrote: its words with their places, and what was found in them."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field

from bot.domain.entity import Entity


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Paragraph(_Value):
    """Words in one piece as they stand in the document. `number` counts from 1; `page` where the format has pages; `clause`:
    the number that Word adds to it, such as 4.2."""

    number: int
    text: str
    page: int | None = None
    clause: str = ""


class DocumentText(_Value):
    """What could be read of a file. `unread_pages`: pages without any text, most likely pictures."""

    paragraphs: tuple[Paragraph, ...]
    pages: int | None = None
    unread_pages: tuple[int, ...] = ()

    @property
    def plain(self) -> str:
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)


class Quote(_Value):
    """Words taken from a document letter by letter, with their place. `clause`: its number, empty where there is none."""

    text: str
    paragraph: int
    page: int | None = None
    clause: str = ""


class Topic(StrEnum):
    """What every agreement on commissioned work should settle."""

    OWNERSHIP = "ownership"
    LICENCE = "licence"
    MORAL_RIGHTS = "moral_rights"
    WORK_FOR_HIRE = "work_for_hire"
    BACKGROUND = "background"
    PORTFOLIO = "portfolio"
    AI = "ai"
    CONFIDENTIALITY = "confidentiality"
    PAYMENT = "payment"
    EXCLUSIVITY = "exclusivity"
    NON_COMPETE = "non_compete"
    INDEMNITY = "indemnity"
    LIABILITY = "liability"
    TERMINATION = "termination"
    LAW = "law"


class Severity(StrEnum):
    """How much a red flag can cost."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Kind(StrEnum):
    """What a contract does with the rights in the work."""

    ASSIGNMENT = "assignment"
    PROMISE = "promise_to_assign"
    HIRE = "wfh"
    LICENCE = "licence"
    INFORMAL = "informal"  # said, but not in the form that the law asks for
    VOID = "void_assignment"
    NONE = "none"


class Ownership(_Value):
    """Who owns the work by this text and the law of the place, from when, and whether the client alone may use it.

    `owner` and `when` are short plain words. `exclusive` None: the text leaves it open. `quotes`: what it rests on.
    """

    owner: str
    when: str
    exclusive: bool | None
    kind: Kind
    why: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    citations: tuple[str, ...] = ()


class ClauseFound(_Value):
    """One topic that the document speaks of."""

    topic: Topic
    quotes: tuple[Quote, ...]


class FlagWords(_Value):
    """What a red flag means for each side."""

    freelancer: str
    client: str


class RedFlag(_Value):
    """A term that a person should know of before signing. `id` names its entry in `prompts/reading/flags.toml`.

    `defined`: where a term of the quote is given the meaning that makes it one. `words`: what it means in this contract,
    where a language model said it and was believed; None: the plain wording.
    """

    id: str
    severity: Severity
    quote: Quote
    defined: Quote | None = None
    words: FlagWords | None = None


class Contradiction(_Value):
    """Two sentences that cannot both hold."""

    subject: str
    first: Quote
    second: Quote


class Analysis(_Value):
    """All that was found in one document. `place`: code of the law it names, empty where it names none."""

    place: str
    language: str
    ownership: Ownership
    clauses: tuple[ClauseFound, ...]
    missing: tuple[Topic, ...]
    flags: tuple[RedFlag, ...]
    contradictions: tuple[Contradiction, ...] = ()
    instructions: tuple[Quote, ...] = ()  # words to a machine or against checking, which change nothing
    pages: int | None = None
    unread_pages: tuple[int, ...] = ()


class ContractReading(Entity):
    """What was found in a document that somebody sent, kept for a while so that they can go on reading. The document
    itself is not kept; `name` is what its file was called."""

    person_id: UUID = Field(index=True)
    name: str
    analysis: Analysis
