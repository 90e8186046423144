"""Which version of a contract binds both sides, and what may still be changed beside it."""

from __future__ import annotations

from uuid import UUID

from bot.domain.agreement import Choices, choices_of, payments
from bot.domain.brief import Brief
from bot.domain.contract import Contract, ContractStatus, ContractVersion
from bot.domain.proposal import Side, Terms
from bot.errors import Conflict, NotFound
from bot.ports import UnitOfWork

WRITTEN_BY = "written_by"  # the setting with the side that asked for a version


async def in_force(uow: UnitOfWork, contract: Contract) -> ContractVersion | None:
    """The latest version that both sides accepted: it holds until both accept a newer one. None: nothing binds yet."""
    for number in range(contract.current, 0, -1):
        version = await uow.contracts.version(contract.id, number)
        if len({one.side for one in await uow.contracts.acceptances(version.id)}) == len(Side):
            return version
    return None


async def known_to(uow: UnitOfWork, contract: Contract, side: Side) -> ContractVersion:
    """The latest version before the current one that a side wrote or accepted; the first where there is none."""
    for number in range(contract.current - 1, 1, -1):
        version = await uow.contracts.version(contract.id, number)
        if version.settings.get(WRITTEN_BY) == side.value:
            return version
        if any(one.side is side for one in await uow.contracts.acceptances(version.id)):
            return version
    return await uow.contracts.version(contract.id, 1)


async def next_number(uow: UnitOfWork, contract: Contract | None) -> int:
    """The number of the version after all there are, also those that were proposed and not taken."""
    number = contract.current + 1 if contract else 1
    while contract is not None:
        try:
            await uow.contracts.version(contract.id, number)
        except NotFound:
            break
        number += 1
    return number


async def keep_version(uow: UnitOfWork, *, contract: Contract, number: int) -> Contract:
    """Drop a proposed version: the one that both accepted is the current one again. Either side may.

    Raises:
        Conflict: no version is proposed beside this one.
    """
    holds = await in_force(uow, contract)
    if holds is None or contract.status is not ContractStatus.DRAFT or holds.number != number:
        raise Conflict(f"There is no change of contract {contract.number} to drop.")
    changes = {"current": holds.number, "status": ContractStatus.ACCEPTED}
    return await uow.contracts.save(contract.model_copy(update=changes))


async def require_paid_parts_kept(uow: UnitOfWork, contract: Contract | None, wanted: Choices) -> None:
    """Parts that are paid stay as they are: their rights have passed.

    Raises:
        Conflict: the change would move one of them.
    """
    if contract is None or not contract.paid_parts:
        return
    version = await in_force(uow, contract) or await uow.contracts.version(contract.id, contract.current)
    before, after = payments(choices_of(version.settings, Brief(), Terms())), payments(wanted)
    for number in contract.paid_parts:
        old, new = before[number - 1 : number], after[number - 1 : number]
        if [(due.what, due.minor, due.currency) for due in old] != [(due.what, due.minor, due.currency) for due in new]:
            raise Conflict(f"Payment {number} has arrived already, so the parts up to it and the fee stay as they are.")


def other_side(contract: Contract, person_id: UUID) -> UUID:
    return contract.freelancer_id if person_id == contract.client_id else contract.client_id
