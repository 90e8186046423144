"""Contracts, their versions and who accepted which."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, or_, select

from bot.domain.contract import Acceptance, Contract, ContractVersion
from bot.errors import NotFound
from storage.repositories.entity_table import EntityTable, next_number
from storage.repositories.repository import Repository
from storage.tables import AcceptanceRow, ContractRow, ContractVersionRow
from storage.work import Work

CONTRACTS = EntityTable(Contract, ContractRow, "contract")
VERSIONS = EntityTable(ContractVersion, ContractVersionRow, "version of this contract")
ACCEPTANCES = EntityTable(Acceptance, AcceptanceRow, "acceptance")


class Contracts(Repository[Contract]):
    """`bot.ports.Contracts`."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, CONTRACTS)

    async def add(self, entity: Contract) -> Contract:
        def job(connection: Connection) -> Contract:
            numbered = entity.model_copy(update={"number": next_number(connection, "contract")})
            return CONTRACTS.add(connection, numbered)

        return await self._work.run(job)

    async def by_number(self, number: int) -> Contract | None:
        statement = select(CONTRACTS.table).where(CONTRACTS.c.number == number)
        return await self._work.run(lambda connection: CONTRACTS.first(connection, statement))

    async def of_proposal(self, proposal_id: UUID) -> Contract | None:
        statement = select(CONTRACTS.table).where(CONTRACTS.c.proposal_id == proposal_id)
        return await self._work.run(lambda connection: CONTRACTS.first(connection, statement))

    async def of_person(self, person_id: UUID, limit: int = 20) -> list[Contract]:
        c = CONTRACTS.c
        statement = select(CONTRACTS.table).where(or_(c.client_id == person_id, c.freelancer_id == person_id))
        newest = statement.order_by(c.number.desc()).limit(limit)
        return await self._work.run(lambda connection: CONTRACTS.all(connection, newest))

    async def add_version(self, version: ContractVersion) -> ContractVersion:
        return await self._work.run(lambda connection: VERSIONS.add(connection, version))

    async def version(self, contract_id: UUID, number: int) -> ContractVersion:
        c = VERSIONS.c
        statement = select(VERSIONS.table).where(c.contract_id == contract_id, c.number == number)
        found = await self._work.run(lambda connection: VERSIONS.first(connection, statement))
        if found is None:
            raise NotFound(f"There is no version {number} of this contract.")
        return found

    async def versions(self, contract_id: UUID) -> list[ContractVersion]:
        """In their order."""
        c = VERSIONS.c
        statement = select(VERSIONS.table).where(c.contract_id == contract_id).order_by(c.number)
        return await self._work.run(lambda connection: VERSIONS.all(connection, statement))

    async def get_version(self, version_id: UUID) -> ContractVersion:
        return await self._work.run(lambda connection: VERSIONS.get(connection, version_id))

    async def versions_with_hash(self, sha256: str) -> list[ContractVersion]:
        c = VERSIONS.c
        one_of_three = or_(c.text_sha256 == sha256, c.docx_sha256 == sha256, c.pdf_sha256 == sha256)
        statement = select(VERSIONS.table).where(one_of_three).order_by(c.created_at, c.number, c.id)
        return await self._work.run(lambda connection: VERSIONS.all(connection, statement))

    async def add_acceptance(self, acceptance: Acceptance) -> Acceptance:
        return await self._work.run(lambda connection: ACCEPTANCES.add(connection, acceptance))

    async def acceptances(self, version_id: UUID) -> list[Acceptance]:
        """Oldest first."""
        c = ACCEPTANCES.c
        statement = select(ACCEPTANCES.table).where(c.version_id == version_id).order_by(c.created_at, c.id)
        return await self._work.run(lambda connection: ACCEPTANCES.all(connection, statement))
