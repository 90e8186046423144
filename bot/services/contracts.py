"""Contracts: drafted, changed, accepted by both sides."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.agreement import PartOfPay, show_fee
from bot.domain.contract import Acceptance, Contract, ContractStatus, ContractText, ContractVersion
from bot.domain.drafting import Draft, Matter
from bot.domain.job import Job, JobStatus
from bot.domain.proposal import Proposal, ProposalStatus, Side
from bot.errors import Conflict, NotFound
from bot.ports import Documents, UnitOfWork
from bot.services.contract_standing import WRITTEN_BY, next_number, other_side, require_paid_parts_kept
from bot.services.drafting import assemble, matter_of
from bot.services.drafting_checks import QUESTIONS


@dataclass(frozen=True, slots=True)
class Plan:
    """A version that is ready to be printed and stored. `contract` is None for the first version."""

    job: Job
    proposal: Proposal
    contract: Contract | None
    before: ContractVersion | None
    settings: dict[str, str]
    draft: Draft
    number: int


@dataclass(frozen=True, slots=True)
class Printed:
    """The two files of a version, and the characters that the PDF has to show as boxes."""

    docx: bytes
    pdf: bytes
    not_in_pdf: str


async def plan_contract(
    uow: UnitOfWork, *, proposal_id: UUID, by: UUID, settings: Mapping[str, str], now: datetime
) -> Plan:
    """Assemble the next version of the contract on an agreed proposal; `settings` change the current ones.

    Raises:
        NotFound: not a proposal of this person.
        Conflict: the two have not agreed yet, or the contract is paid or void.
        InvalidInput: a setting cannot be read.
    """
    proposal = await uow.proposals.find(proposal_id)
    if proposal is None or by not in (proposal.client_id, proposal.freelancer_id):
        raise NotFound("I cannot find that agreement among yours.")
    if proposal.status is not ProposalStatus.AGREED:
        raise Conflict("Agree on the terms first; the contract is made from them.")
    job = await uow.jobs.get(proposal.job_id)
    contract = await uow.contracts.of_proposal(proposal_id)
    before = await uow.contracts.version(contract.id, contract.current) if contract else None
    if contract is not None and contract.status not in (ContractStatus.DRAFT, ContractStatus.ACCEPTED):
        raise Conflict(f"Contract {contract.number} is {contract.status.value}, so it cannot be changed any more.")
    number = await next_number(uow, contract)
    wanted = {**(before.settings if before else {}), **settings}
    matter = matter_of(job.brief, proposal.terms, wanted, today=now.date(), version=number)
    await require_paid_parts_kept(uow, contract, matter.choices)
    side = Side.CLIENT if by == proposal.client_id else Side.FREELANCER
    kept = {**wanted, **_settled(matter), WRITTEN_BY: side.value}
    return Plan(job, proposal, contract, before, kept, assemble(matter), number)


def print_files(documents: Documents, text: ContractText) -> Printed:
    """The DOCX and the PDF. Blocking, about 0.3 s: call it off the event loop and outside any transaction."""
    return Printed(documents.docx(text), documents.pdf(text), documents.not_in_pdf(text))


async def store_version(uow: UnitOfWork, *, plan: Plan, printed: Printed, by: UUID, now: datetime) -> ContractVersion:
    """Keep a printed version as the current one and tell the other side. Acceptances of earlier versions no longer count.

    Raises:
        Conflict: the contract has a newer version than the plan was made from.
        UserError: the draft breaks a written-contract law; the sentence is the rule and the mend.
    """
    if plan.draft.refused:
        raise Conflict("\n".join(str(trouble) for trouble in plan.draft.refused))
    contract = await uow.contracts.of_proposal(plan.proposal.id)
    if (contract.current if contract else 0) != (plan.contract.current if plan.contract else 0):
        raise Conflict("The contract has a newer version by now. Please look at that one first.")
    contract = await _put(uow, plan, contract, now)
    version = await uow.contracts.add_version(_version(plan, printed, contract.id, now))
    kind = "contract_drafted" if plan.number == 1 else "contract_changed"
    await tell(uow, contract, plan.number, kind, to=other_side(contract, by), now=now)
    return version


async def draft_contract(
    uow: UnitOfWork, *, proposal_id: UUID, by: UUID, settings: Mapping[str, str], documents: Documents, now: datetime
) -> ContractVersion:
    """Plan, print and store in one go, for callers without a chance to print outside the transaction."""
    plan = await plan_contract(uow, proposal_id=proposal_id, by=by, settings=settings, now=now)
    printed = await asyncio.to_thread(print_files, documents, plan.draft.text)
    return await store_version(uow, plan=plan, printed=printed, by=by, now=now)


async def accept_contract(
    uow: UnitOfWork, *, contract_id: UUID, number: int, person_id: UUID, account: str, words: str, now: datetime
) -> Contract:
    """Accept one version. When the second side accepts the same version, the contract is complete. Twice is once.

    Raises:
        NotFound: not a contract of this person.
        Conflict: it has a newer version, something is still to be told, or it is over.
    """
    contract, side = await contract_of(uow, contract_id=contract_id, person_id=person_id)
    if contract.current != number:
        raise Conflict(
            f"Contract {contract.number} has a newer version ({contract.current}). Please read and accept that one."
        )
    version = await uow.contracts.version(contract.id, number)
    accepted = {one.side for one in await uow.contracts.acceptances(version.id)}
    if side in accepted:
        return contract
    if contract.status is not ContractStatus.DRAFT:
        raise Conflict(f"Contract {contract.number} is {contract.status.value}.")
    await _require_complete(uow, contract, version, side)
    await uow.contracts.add_acceptance(
        Acceptance(
            version_id=version.id,
            person_id=person_id,
            side=side,
            account=account,
            words=words,
            text_sha256=version.text_sha256,
            created_at=now,
        )
    )
    if side.other not in accepted:
        await tell(uow, contract, number, "contract_accepted", to=other_side(contract, person_id), now=now)
        return contract
    complete = await uow.contracts.save(contract.model_copy(update={"status": ContractStatus.ACCEPTED}))
    for person in (contract.client_id, contract.freelancer_id):
        if person != person_id:
            await tell(uow, complete, number, "contract_complete", to=person, now=now)
    return complete


async def contract_of(uow: UnitOfWork, *, contract_id: UUID, person_id: UUID) -> tuple[Contract, Side]:
    """A contract and which side this person is on. Raises NotFound for everybody else, as if there were none."""
    contract = await uow.contracts.find(contract_id)
    if contract is not None and contract.client_id == person_id:
        return contract, Side.CLIENT
    if contract is not None and contract.freelancer_id == person_id:
        return contract, Side.FREELANCER
    raise NotFound("I cannot find that contract among yours. /contract lists them.")


async def tell(
    uow: UnitOfWork, contract: Contract, number: int, kind: str, *, to: UUID, now: datetime, about: int | None = None
) -> None:
    """One letter an event and person. `about`: what tells two events with one number apart."""
    ids = {"contract": str(contract.id), "version": str(number)}
    event = f"{number}:{about}" if about else f"{number}"
    await uow.outbox.put(kind, ids, to=to, key=f"{kind}:{contract.id}:{event}:{to}", now=now)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def _require_complete(uow: UnitOfWork, contract: Contract, version: ContractVersion, side: Side) -> None:
    """The job stands, nothing is missing and no law is broken, on the day of drafting."""
    job = await uow.jobs.get(contract.job_id)
    if job.status is JobStatus.CANCELLED:
        raise Conflict(f"Job {job.number} was called off, so its contract cannot be accepted any more.")
    proposal = await uow.proposals.get(contract.proposal_id)
    matter = matter_of(job.brief, proposal.terms, version.settings, today=version.created_at.date())
    draft = assemble(matter)
    needed = ", ".join(QUESTIONS[name] for name in draft.missing)
    if draft.missing and all(name.startswith(f"{side.other.value}_") for name in draft.missing):
        raise Conflict(
            f"The other side still has to give {needed}. They are asked when they press Accept; I will tell you."
        )
    if draft.missing:
        raise Conflict(
            f"Before anybody can accept, I need {needed}. Use /change_contract, for example: deliver by 20 December."
        )
    if draft.refused:
        raise Conflict("\n".join(str(trouble) for trouble in draft.refused))


async def _put(uow: UnitOfWork, plan: Plan, contract: Contract | None, now: datetime) -> Contract:
    if contract is not None:
        changes = {"current": plan.number, "status": ContractStatus.DRAFT}
        return await uow.contracts.save(contract.model_copy(update=changes))
    return await uow.contracts.add(
        Contract(
            job_id=plan.job.id,
            proposal_id=plan.proposal.id,
            client_id=plan.proposal.client_id,
            freelancer_id=plan.proposal.freelancer_id,
            created_at=now,
        )
    )


def _version(plan: Plan, printed: Printed, contract_id: UUID, now: datetime) -> ContractVersion:
    return ContractVersion(
        contract_id=contract_id,
        number=plan.number,
        settings=plan.settings,
        text=plan.draft.text,
        summary=plan.draft.summary,
        docx=printed.docx,
        pdf=printed.pdf,
        text_sha256=sha256(plan.draft.text.plain.encode()),
        docx_sha256=sha256(printed.docx),
        pdf_sha256=sha256(printed.pdf),
        created_at=now,
    )


def _settled(matter: Matter) -> dict[str, str]:
    """What was taken from brief and terms, written down: a later change of the brief does not change the contract."""
    choices = matter.choices
    found = {
        "law": choices.law,
        "mode": choices.mode.value,
        "portfolio": "yes" if choices.portfolio else "no",
        "ai": choices.ai.value,
        "secrecy_years": str(choices.secrecy_years),
        "purpose": choices.purpose,
    }
    if choices.fee:
        found["fee"] = show_fee(choices.fee)
    if choices.delivery:
        found["delivery"] = choices.delivery.isoformat()
    if choices.parts:
        found["parts"] = ";".join(PartOfPay.show(part) for part in choices.parts)
    return found
