"""Which contract is meant, and how it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.contract import Contract
from bot.errors import NotFound
from bot.features.contract_words import contract_reply
from bot.messages import File, Reply
from bot.ports import UnitOfWork
from bot.services import contract_records, contracts
from bot.services.contract_standing import in_force

if TYPE_CHECKING:
    from bot.turn import Turn


async def found_contract(turn: Turn, ref: UUID | int | None) -> Contract:
    """The contract that is meant: named, spoken of last, or the newest."""
    uow, me = turn.uow, turn.person.id
    if isinstance(ref, int):
        found = await uow.contracts.by_number(ref)
    elif ref is not None:
        found = await uow.contracts.find(ref)
    else:
        spoken = turn.conversation.contract_id
        found = await uow.contracts.find(spoken) if spoken else None
        found = found or next(iter(await uow.contracts.of_person(me, limit=1)), None)
    if found is None or me not in (found.client_id, found.freelancer_id):
        raise NotFound("I cannot find a contract of yours. It begins when you and the other side agree on terms.")
    turn.speak_of(job_id=found.job_id, contract_id=found.id)
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


async def record_reply(turn: Turn, contract: Contract) -> Reply:
    """What passed, when, under which clause, with a file to keep."""
    text = await contract_records.rights_record(turn.uow, contract_id=contract.id, person_id=turn.person.id)
    content = text.plain.encode()
    file = File(f"rights-record-{contract.number}.txt", content, "text/plain", len(content))
    words = "\n".join(paragraph for clause in text.clauses for paragraph in clause.paragraphs)
    return Reply(f"{text.title}\n{words}\n{text.closing}", files=(file,), private=True, as_is=True)
