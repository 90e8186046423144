"""What the two sides of a contract hear by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from bot.features.contract_lookup import holds
from bot.features.contract_words import contract_reply
from bot.messages import Action, Button, Reply, Style, short
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.services import contracts
from bot.services.contract_diff import diff
from bot.services.contract_standing import known_to


async def _version_letter(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, first: str) -> Reply | None:
    contract = await uow.contracts.find(UUID(ids["contract"]))
    if contract is None or str(contract.current) != ids["version"]:
        return None
    _, side = await contracts.contract_of(uow, contract_id=contract.id, person_id=to)
    version = await uow.contracts.version(contract.id, contract.current)
    acceptances = await uow.contracts.acceptances(version.id)
    return contract_reply(contract, version, acceptances, side, first, holds=await holds(uow, contract))


async def _drafted(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    return await _version_letter(
        uow, ids, to, "The other side had the contract drafted. Read it, then accept or change it."
    )


async def _changed(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    """All that is different from the version that this side wrote or accepted last, so that nothing comes in unseen when
    several changes were made before a letter went out."""
    contract = await uow.contracts.find(UUID(ids["contract"]))
    if contract is None or str(contract.current) != ids["version"]:
        return None
    _, side = await contracts.contract_of(uow, contract_id=contract.id, person_id=to)
    before = await known_to(uow, contract, side)
    after = await uow.contracts.version(contract.id, contract.current)
    changes = "\n".join(diff(before.text, after.text))
    first = (
        f"The other side changed contract {contract.number}. Earlier acceptances no longer count for it. "
        f"What is different from version {before.number}:\n{changes}"
    )
    return await _version_letter(uow, ids, to, first)


async def _accepted(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    return await _version_letter(
        uow, ids, to, "The other side accepted the contract. Read it, then accept or change it."
    )


async def _complete(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    return await _version_letter(
        uow, ids, to, "You both accepted the same version. The contract holds, and work can start."
    )


async def _kept(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    contract = await uow.contracts.find(UUID(ids["contract"]))
    if contract is None or str(contract.current) != ids["version"]:
        return None
    return Reply(
        f"The other side did not take the change. Version {contract.current} of contract {contract.number}, which you both "
        "accepted, holds as it is. You can talk it over and change it again.",
        buttons=(Button("Show the contract", Action("contract", (short(contract.id),)), Style.MAIN),),
        private=True,
    )


async def _reported(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    contract = await uow.contracts.find(UUID(ids["contract"]))
    if contract is None or contract.paid_parts:
        return None
    part = () if ids["version"] == "0" else (ids["version"],)
    yes = Button("Yes, it arrived", Action("paid", (short(contract.id), *part)), Style.MAIN)
    return Reply(f"The client says that contract {contract.number} is paid. Has the money arrived?", buttons=(yes,))


async def _recorded(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    contract = await uow.contracts.find(UUID(ids["contract"]))
    if contract is None or contract.paid_at is None:
        return None
    record = Button("Rights record", Action("rights_record", (short(contract.id),)), Style.MAIN)
    return Reply(
        f"A payment for contract {contract.number} is recorded. See which rights have passed.", buttons=(record,)
    )


NOTICES = (
    Notice("contract_drafted", _drafted),
    Notice("contract_changed", _changed),
    Notice("contract_accepted", _accepted),
    Notice("contract_complete", _complete),
    Notice("contract_kept", _kept),
    Notice("payment_reported", _reported),
    Notice("rights_record", _recorded),
)
