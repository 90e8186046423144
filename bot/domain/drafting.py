"""What drafting works with and gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.domain.agreement import Choices
from bot.domain.brief import Brief
from bot.domain.contract import ContractText, RightsMode, RightsSummary

NINE_CATEGORIES = (
    "a contribution to a collective work",
    "a part of a motion picture or other audiovisual work",
    "a translation",
    "a supplementary work",
    "a compilation",
    "an instructional text",
    "a test",
    "answer material for a test",
    "an atlas",
)  # 17 USC 101


class WhoMayChange(StrEnum):
    """Whose wish changes a clause; the other side still has to accept the new version."""

    BOTH = "both"
    NOBODY = "nobody"


class ClauseFile(BaseModel):
    """One file of the clause library. `when` and `unless` are tags that all, or none, must hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    key: str
    title: str
    who: WhoMayChange
    fixed: str = ""
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def fits(self, tags: frozenset[str]) -> bool:
        return tags.issuperset(self.when) and tags.isdisjoint(self.unless)


class LawSentence(BaseModel):
    """A sentence that one law needs in the clause on rights."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str
    of: str  # "law" or "anyone"
    modes: tuple[RightsMode, ...]
    text: str
    citation: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What a contract is drafted from. `today` is the day it is drafted."""

    brief: Brief
    choices: Choices
    today: date
    version: int = 1


@dataclass(frozen=True, slots=True)
class Trouble:
    """A rule that a draft breaks (`must`), or a point worth knowing; with the mend, a setting that mends it, and the law."""

    rule: str
    mend: str
    citation: str = ""
    must: bool = True
    setting: tuple[str, str] | None = None

    def __str__(self) -> str:
        cite = f" ({self.citation})" if self.citation else ""
        return f"{self.rule}{cite} {self.mend}"


@dataclass(frozen=True, slots=True)
class Draft:
    """An assembled contract, its rights in plain words, and what still stands in the way of accepting it."""

    text: ContractText
    summary: RightsSummary
    troubles: tuple[Trouble, ...]
    missing: tuple[str, ...]  # what has to be told before anybody can accept
    needs_ink: bool  # a click is not a valid signature for this transfer

    @property
    def refused(self) -> tuple[Trouble, ...]:
        return tuple(trouble for trouble in self.troubles if trouble.must)
