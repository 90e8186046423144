"""The database: transactions and leases."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from bot.ports.offers import Offers, SkillHolders
from bot.ports.repositories import Communities, Contracts, Decisions, Jobs, People, Profiles, Proposals, Readings
from bot.ports.traffic import Conversations, Inbounds, Outbox, Tokens


class UnitOfWork(Protocol):
    """One transaction: everything commits together at the end of `Storage.begin()`, or nothing does."""

    @property
    def people(self) -> People: ...
    @property
    def communities(self) -> Communities: ...
    @property
    def profiles(self) -> Profiles: ...
    @property
    def offers(self) -> Offers: ...
    @property
    def skill_holders(self) -> SkillHolders: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def proposals(self) -> Proposals: ...
    @property
    def contracts(self) -> Contracts: ...
    @property
    def decisions(self) -> Decisions: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def inbounds(self) -> Inbounds: ...
    @property
    def readings(self) -> Readings: ...
    @property
    def tokens(self) -> Tokens: ...


class Storage(Protocol):
    """The database."""

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]: ...
    def lease(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Whether this process holds the named lease for the length of the block (advisory lock; always on SQLite)."""

    async def migrate(self) -> str:
        """Bring the schema up to date and return its revision."""

    async def check(self) -> Sequence[Finding]: ...
    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `doctor`: what was looked at, whether it is well, what was seen, what to do about it."""

    subject: str
    ok: bool
    seen: str
    mend: str = ""
