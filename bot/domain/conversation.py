"""What the bot remembers of a conversation between two messages."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field

from bot.domain.entity import Entity


class Filling(BaseModel):
    """A command whose parameters are being asked for: all the dialog state there is.

    `answers` are raw strings in the parser's own spelling (so that "in three weeks" keeps meaning the same day); an
    empty string is a question that was skipped. `asked` is the parameter asked last, `parked` the form that goes on
    when this one is done.
    """

    model_config = ConfigDict(frozen=True)

    command: str
    answers: dict[str, str] = {}
    asked: str = ""
    parked: Filling | None = None
    later: tuple[str, ...] = ()  # other jobs of the same message, in its words; the first begins when this form is done
    remarked: bool = False  # the one remark on this draft was said
    proposals: dict[str, tuple[str, ...]] = {}  # parameter -> answers that were offered as buttons, as raw values


class Deed(StrEnum):
    """What somebody did that they may take back."""

    INVITED = "invited"
    POSTED = "posted"
    CHANGED = "changed"  # a posted job
    OFFERED = "offered"  # other terms
    APPLIED = "applied"
    DECLINED = "declined"
    PROFILE = "profile"  # changed
    TILTED = "tilted"  # what counts for a job


class Act(BaseModel):
    """Something done, and what is needed to take it back: the rows, the version it left, what stood there before."""

    model_config = ConfigDict(frozen=True)

    deed: Deed
    ids: tuple[UUID, ...]
    version: int = 0
    before: str = ""  # JSON of the brief, the profile or the tilts as they were


class LawQuestion(BaseModel):
    """A question on rights that was just answered, with the codes of its places: what "and in Austria?" goes on from.

    `version` is that of the conversation when it was asked.
    """

    model_config = ConfigDict(frozen=True)

    question: str
    places: tuple[str, ...] = ()
    version: int = 0


class Recent(BaseModel):
    """What was just spoken of and done: what "her", "undo" and "and in Austria?" mean. `place`: in the list of the job
    spoken of."""

    model_config = ConfigDict(frozen=True)

    place: int | None = None
    acts: tuple[Act, ...] = ()  # oldest first
    law: LawQuestion | None = None


class Conversation(Entity):
    """One row an address. `version` goes up by one a turn: a process that read an older one starts its turn again."""

    key: str = Field(unique=True, index=True)  # Address.key
    person_id: UUID = Field(index=True)
    filling: Filling | None = None
    job_id: UUID | None = None  # what "it" means: the job spoken of last
    contract_id: UUID | None = None  # and the contract
    recent: Recent | None = None
    greeted: bool = False
    language: str | None = None  # ISO 639-1, of what this person wrote last; None: cannot be told
    answers_in: str | None = None  # the language they chose to be answered in; None: the one they write
    version: int = 0

    @property
    def law(self) -> LawQuestion | None:
        """The question on rights that was answered in the turn before this one, or the one before that."""
        law = self.recent.law if self.recent else None
        return law if law is not None and self.version - law.version <= 2 else None
