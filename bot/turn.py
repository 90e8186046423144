"""What handlers are given: the turn they answer, and what is there ahead of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.commands import Reading, Router
from bot.domain.conversation import Act, Conversation, Filling, LawQuestion, Recent
from bot.domain.people import Community, Person
from bot.messages import CommandCall, File, Inbound, Upload
from bot.ports import Services, Storage, UnitOfWork

REMEMBERED = 6  # acts that can be taken back one after the other


@dataclass(frozen=True, slots=True)
class Ahead:
    """What `Command.prepare` may use: no transaction is open, short ones may be."""

    storage: Storage
    services: Services
    person: Person
    community: Community
    now: datetime
    conversation: Conversation
    files: tuple[File, ...] = ()


@dataclass(slots=True)
class Turn:
    """What a handler may use. It returns replies and never sends."""

    inbound: Inbound
    person: Person
    community: Community
    moderates: bool
    uow: UnitOfWork
    services: Services
    conversation: Conversation
    now: datetime
    reading: Reading
    commands: Router
    prepared: Any = None
    next_form: Filling | None = None

    @property
    def files(self) -> tuple[File, ...]:
        """What was uploaded with this message."""
        return files_of(self.inbound)

    def ask(
        self,
        command: str,
        answers: Mapping[str, str] | None = None,
        offered: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Open a form after this handler's replies: the first question follows them. `offered`: likely answers by
        parameter, shown as buttons."""
        self.next_form = Filling(command=command, answers=dict(answers or {}), proposals=dict(offered or {}))

    def look_at(self, place: int | None) -> None:
        """Remember whom of the list "her" means in the next message."""
        self._remember(place=place)

    def did(self, *acts: Act) -> None:
        """Remember what was done, so that "undo" takes it back."""
        before = self.conversation.recent.acts if self.conversation.recent else ()
        self._remember(acts=(*before, *acts)[-REMEMBERED:])

    def asked_on_law(self, question: str, places: tuple[str, ...]) -> None:
        """Remember a question on rights, so that "and in Austria?" goes on from it."""
        self._remember(law=LawQuestion(question=question, places=places, version=self.conversation.version))

    def _remember(self, **changes: object) -> None:
        recent = (self.conversation.recent or Recent()).model_copy(update=changes)
        self.conversation = self.conversation.model_copy(update={"recent": recent})

    def answer_in(self, language: str) -> None:
        """Answer in this language from now on, an ISO 639-1 code; empty for the one that is written."""
        self.conversation = self.conversation.model_copy(update={"answers_in": language or None})

    def speak_of(self, *, job_id: UUID | None = None, contract_id: UUID | None = None) -> None:
        """Remember what "it" means in the next message."""
        changes = {
            "job_id": job_id or self.conversation.job_id,
            "contract_id": contract_id or self.conversation.contract_id,
        }
        self.conversation = self.conversation.model_copy(update=changes)


def files_of(inbound: Inbound) -> tuple[File, ...]:
    """What was uploaded with a message or a command."""
    return inbound.content.files if isinstance(inbound.content, Upload | CommandCall) else ()
