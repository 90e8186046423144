"""What is written down after a contract is accepted: payments, the rights that passed, and proofs for files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.agreement import Choices, Due, choices_of, payments
from bot.domain.brief import Brief
from bot.domain.contract import Acceptance, Clause, Contract, ContractStatus, ContractText, ContractVersion, RightsMode
from bot.domain.job import JobStatus
from bot.domain.people import Person
from bot.domain.profile import PastJob
from bot.domain.proposal import Side, Terms
from bot.domain.rights import DISCLAIMER
from bot.errors import Conflict
from bot.ports import UnitOfWork
from bot.services.contract_standing import in_force, other_side
from bot.services.contracts import contract_of, sha256, tell
from bot.services.drafting_words import LIFELONG, day, home, needs_ink, one_line, years


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that is, byte for byte, one version of a contract. `accepted`: by whom and when, with their names."""

    contract: Contract
    version: ContractVersion
    format: str  # "PDF", "DOCX" or "text"
    accepted: tuple[tuple[Acceptance, str], ...]
    holds: int | None  # the number of the version that binds both sides

    @property
    def is_current(self) -> bool:
        return self.version.number == self.contract.current


async def verify_file(uow: UnitOfWork, *, content: bytes) -> list[Proof]:
    """Which version of which contract these exact bytes are. Empty: none, so at least one byte differs."""
    digest = sha256(content)
    found = []
    for version in await uow.contracts.versions_with_hash(digest):
        formats = {version.pdf_sha256: "PDF", version.docx_sha256: "DOCX", version.text_sha256: "text"}
        accepted = []
        for acceptance in await uow.contracts.acceptances(version.id):
            person = await uow.people.find(acceptance.person_id)
            accepted.append((acceptance, _name(person)))
        contract = await uow.contracts.get(version.contract_id)
        holds = await in_force(uow, contract)
        found.append(Proof(contract, version, formats[digest], tuple(accepted), holds.number if holds else None))
    return found


async def record_payment(
    uow: UnitOfWork, *, contract_id: UUID, person_id: UUID, part: int | None, now: datetime
) -> Contract:
    """Write down that a part of the fee (numbered from 1; None: all of it) has arrived. Twice is once.

    Only the freelancer can: whoever receives money knows that it is there. A client who says so makes the bot ask the
    freelancer. When everything is paid, the job is done and becomes a past job of the freelancer.

    Raises:
        NotFound: not a contract of this person.
        Conflict: the contract is not accepted by both, or has no such part.
    """
    contract, side = await contract_of(uow, contract_id=contract_id, person_id=person_id)
    if contract.status is ContractStatus.PAID:
        return contract
    holds = await in_force(uow, contract)
    if holds is None or contract.status not in (ContractStatus.ACCEPTED, ContractStatus.DRAFT):
        raise Conflict(f"Contract {contract.number} is not accepted by both sides, so there is nothing to pay yet.")
    parts = parts_of(holds)
    if part is not None and not 1 <= part <= max(len(parts), 1):
        raise Conflict(f"Contract {contract.number} has {max(len(parts), 1)} payments.")
    if side is Side.CLIENT:
        await tell(uow, contract, part or 0, "payment_reported", to=contract.freelancer_id, now=now)
        return contract
    everything = range(1, max(len(parts), 1) + 1)
    paid = set(everything) if part is None else {*contract.paid_parts, part}
    complete = paid.issuperset(everything)
    changes: dict[str, object] = {"paid_parts": tuple(sorted(paid)), "paid_at": now}
    if complete:
        changes |= {"status": ContractStatus.PAID, "current": holds.number}
        await _finish_job(uow, contract, holds, now)
    saved = await uow.contracts.save(contract.model_copy(update=changes))
    await tell(uow, saved, len(paid), "rights_record", to=other_side(saved, person_id), now=now)
    return saved


def parts_of(version: ContractVersion) -> tuple[Due, ...]:
    """The payments of a version; empty for work paid by time or piece."""
    return payments(choices_of(version.settings, Brief(), Terms()))


async def rights_record(uow: UnitOfWork, *, contract_id: UUID, person_id: UUID) -> ContractText:
    """What passed, when and under which clause, as a document to keep.

    Raises:
        NotFound: not a contract of this person.
        Conflict: no payment has been recorded, so nothing has passed.
    """
    contract, _ = await contract_of(uow, contract_id=contract_id, person_id=person_id)
    if contract.paid_at is None:
        raise Conflict(f"No payment is recorded for contract {contract.number} yet, so no rights have passed.")
    version = await in_force(uow, contract)
    assert version is not None  # nothing is paid under a contract that binds nobody
    choices = choices_of(version.settings, Brief(), Terms())
    numbers = {clause.key: number for number, clause in enumerate(version.text.clauses, 1)}
    return ContractText(
        title=f"Rights record for contract {contract.number}",
        parties=(
            f"{version.text.title}. Version {version.number}, accepted by {choices.client.name} (client) and "
            f"{choices.freelancer.name} (freelancer).",
            f"SHA-256 of the accepted text: {version.text_sha256}",
        ),
        clauses=(
            Clause(key="passed", title="What has passed", paragraphs=_passed(contract, choices, numbers)),
            Clause(key="stays", title="What stays with the freelancer", paragraphs=_stays(contract, choices, numbers)),
        ),
        closing=DISCLAIMER,
    )


def _passed(contract: Contract, choices: Choices, numbers: dict[str, int]) -> tuple[str, ...]:
    assert contract.paid_at is not None
    act = {
        RightsMode.LICENCE: "The client holds a non-exclusive licence",
        RightsMode.EXCLUSIVE_LICENCE: "The client holds an exclusive licence",
        RightsMode.ASSIGNMENT: "The client owns the rights",
        RightsMode.WORK_FOR_HIRE: "The client owns the rights",
    }[choices.mode]
    if home(choices.law) == "DE" and choices.mode is not RightsMode.LICENCE:
        act = "The client holds exclusive rights of use"
    extent = _extent(choices, numbers)
    if contract.status is ContractStatus.PAID:
        whole = f"{act} in the whole work since {day(contract.paid_at.date())}, by payment, under clause {numbers['rights']}."
        return (whole, *extent)
    dues = payments(choices)
    paid = [dues[number - 1] for number in contract.paid_parts if number <= len(dues)]
    latest = "" if len(paid) == 1 else "at the latest "  # the day of the last payment is kept, not of each
    since = f"{latest}since {day(contract.paid_at.date())}"
    passed = [
        f"{act} in “{one.what}” ({one.amount}) {since}, by payment, under clause {numbers['rights']}."
        for one in paid
        if one.on is not None
    ]
    on_account = [
        f"“{one.what}” ({one.amount}) is paid on account: it counts towards the whole fee and moves no rights by itself "
        f"(clause {numbers['part']})."
        for one in paid
        if one.on is None
    ]
    return (*passed, *(extent if passed else ()), *on_account)


def _extent(choices: Choices, numbers: dict[str, int]) -> tuple[str, ...]:
    """Where, how long and for what; and the signature without which it did not happen."""
    purpose = f" Purpose: {one_line(choices.purpose)}." if choices.purpose else ""
    rows = [
        f"Place: {one_line(choices.territory)}. Duration: {years(choices.years) if choices.years else LIFELONG}.{purpose}"
    ]
    if needs_ink(choices):
        rows.append(
            f"This holds only if both sides signed as clause {numbers['signatures']} asks: a click is not enough."
        )
    return tuple(rows)


def _stays(contract: Contract, choices: Choices, numbers: dict[str, int]) -> tuple[str, ...]:
    words = [
        f"Tools and earlier material (clause {numbers['background']}), drafts and unused concepts "
        f"(clause {numbers['unused']}), moral rights (clause {numbers['moral']})."
    ]
    if choices.portfolio:
        words.append(f"The freelancer may show the work in a portfolio (clause {numbers['portfolio']}).")
    if contract.status is not ContractStatus.PAID:
        words.append(f"All rights in the parts that are not paid for yet (clause {numbers['part']}).")
    return tuple(words)


async def _finish_job(uow: UnitOfWork, contract: Contract, version: ContractVersion, now: datetime) -> None:
    job = await uow.jobs.get(contract.job_id)
    if job.status is not JobStatus.AWARDED:
        return
    choices = choices_of(version.settings, job.brief, Terms())
    await uow.jobs.save(job.model_copy(update={"status": JobStatus.DONE}))
    await uow.profiles.add_past_job(
        PastJob(
            freelancer_id=contract.freelancer_id,
            community_id=job.community_id,
            job_id=job.id,
            title=job.title,
            description=job.brief.description,
            skills=tuple(skill.name for skill in job.brief.skills),
            finished_on=now.date(),
            on_time=now.date() <= choices.delivery if choices.delivery else None,
            created_at=now,
        )
    )


def _name(person: Person | None) -> str:
    return person.name if person and person.erased_at is None else "somebody who has left"
