"""Which contract is meant, and how it is shown."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.contract import Contract
from bot.domain.conversation import Conversation
from bot.errors import NotFound
from bot.features.contract_words import DOCX, contract_reply
from bot.messages import Action, Button, File, Reply, Style, short
from bot.ports import UnitOfWork
from bot.services import contract_records, contracts
from bot.services.contract_standing import in_force

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn


async def found_contract(turn: Turn, ref: UUID | int | None) -> Contract:
    """The contract that is meant: named, spoken of last, or the newest."""
    found = await meant(turn.uow, turn.person.id, ref, turn.conversation)
    turn.speak_of(job_id=found.job_id, contract_id=found.id)
    return found


async def meant(uow: UnitOfWork, me: UUID, ref: UUID | int | None, conversation: Conversation) -> Contract:
    """The same where no turn is open yet. Raises NotFound: none, or somebody else's."""
    if isinstance(ref, int):
        found = await uow.contracts.by_number(ref)
    elif ref is not None:
        found = await uow.contracts.find(ref)
    else:
        found = await uow.contracts.find(conversation.contract_id) if conversation.contract_id else None
        found = found or next(iter(await uow.contracts.of_person(me, limit=1)), None)
    if found is None or me not in (found.client_id, found.freelancer_id):
        raise NotFound("I cannot find a contract of yours. It begins when you and the other side agree on terms.")
    return found


async def shown(turn: Turn, contract: Contract) -> Reply:
    _, side = await contracts.contract_of(turn.uow, contract_id=contract.id, person_id=turn.person.id)
    version = await turn.uow.contracts.version(contract.id, contract.current)
    acceptances = await turn.uow.contracts.acceptances(version.id)
    turn.speak_of(job_id=contract.job_id, contract_id=contract.id)
    return contract_reply(contract, version, acceptances, side, holds=await holds(turn.uow, contract))


async def holds(uow: UnitOfWork, contract: Contract) -> int | None:
    """The number of the version that both accepted, where another is proposed."""
    bound = await in_force(uow, contract)
    return bound.number if bound and bound.number != contract.current else None


@dataclass(frozen=True, slots=True)
class Record:
    """A rights record printed before the transaction of the turn."""

    contract_id: UUID
    files: tuple[File, ...]


async def print_record(ahead: Ahead, *, contract: UUID | int | None) -> Record:
    """The record as PDF and DOCX. Raises Conflict: nothing is paid."""
    async with ahead.storage.begin() as uow:
        found = await meant(uow, ahead.person.id, contract, ahead.conversation)
        text = await contract_records.rights_record(uow, contract_id=found.id, person_id=ahead.person.id)
    documents, name = ahead.services.documents, f"rights-record-{found.number}"
    pdf, docx = await asyncio.gather(asyncio.to_thread(documents.pdf, text), asyncio.to_thread(documents.docx, text))
    return Record(
        found.id, (File(f"{name}.pdf", pdf, "application/pdf", len(pdf)), File(f"{name}.docx", docx, DOCX, len(docx)))
    )


async def record_reply(turn: Turn, contract: Contract) -> Reply:
    """What passed, when, under which clause; with the files to keep where they are printed, else a button for them."""
    text = await contract_records.rights_record(turn.uow, contract_id=contract.id, person_id=turn.person.id)
    words = "\n".join(paragraph for clause in text.clauses for paragraph in clause.paragraphs)
    printed: Record | None = turn.prepared if isinstance(turn.prepared, Record) else None
    files = printed.files if printed and printed.contract_id == contract.id else ()
    button = Button("As PDF and DOCX", Action("rights_record", (short(contract.id),)), Style.MAIN)
    return Reply(
        f"{text.title}\n{words}\n{text.closing}",
        files=files,
        buttons=() if files else (button,),
        private=True,
        as_is=True,
    )
