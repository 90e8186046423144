"""Contracts in words: drafted on a button, read, changed, accepted by both sides, paid."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Router
from bot.domain.agreement import MODE_OF_WISH, show_fee
from bot.domain.brief import RightsWish
from bot.domain.contract import Contract, RightsMode
from bot.domain.money import Pay, PayUnit
from bot.domain.proposal import Proposal, ProposalStatus, Side
from bot.errors import NotFound
from bot.features import contract_forms as forms
from bot.features.contract_words import contract_reply, more_text, words_shown
from bot.features.params import id_param, parse_number, text_param
from bot.messages import Action, Button, File, Reply, Style, short
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.services import contract_records, contracts
from bot.services.contract_changes import Change, diff, read_change
from bot.services.contracts import Plan, Printed
from bot.understanding import dates, money

if TYPE_CHECKING:
    from bot.app import Ahead, Turn

router = Router()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A planned version and its files, made before the transaction of the turn."""

    plan: Plan
    printed: Printed
    change: Change | None = None


async def draft_contract(turn: Turn, *, proposal: UUID | None) -> list[Reply]:
    """Begin a contract on an agreement, or show the one there is."""
    found = await _agreement(turn, proposal)
    contract = await turn.uow.contracts.of_proposal(found.id)
    if contract is not None:
        return [await _shown(turn, contract)]
    job = await turn.uow.jobs.get(found.job_id)
    fee, delivery = found.terms.pay or job.brief.pay, found.terms.deadline or job.brief.deadline
    answers = {"proposal": short(found.id)}
    if fee and fee.low == fee.high:
        answers["fee"] = money.show_pay(fee.model_copy(update={"about": False}))
        if fee.unit is not PayUnit.TOTAL and delivery is None:
            answers["delivery"] = ""
    if delivery is not None and delivery >= turn.reading.local_now.date():
        answers["delivery"] = dates.show_date(delivery)
    if job.brief.rights and job.brief.rights is not RightsWish.UNDECIDED:
        answers["mode"] = MODE_OF_WISH[job.brief.rights].value
    turn.ask("write_contract", answers)
    return [
        Reply(
            "I draft it from the brief and the agreed terms. I need a few things that I never guess.",
            private=True,
        )
    ]


async def _agreement(turn: Turn, proposal: UUID | None) -> Proposal:
    """The agreement behind the button, or the latest one of this person."""
    if proposal is not None:
        found = await turn.uow.proposals.find(proposal)
        if found is None or turn.person.id not in (found.client_id, found.freelancer_id):
            raise NotFound("I cannot find that agreement among yours.")
        return found
    mine = await turn.uow.proposals.of_freelancer(turn.person.id)
    for job in await turn.uow.jobs.of_client(turn.person.id):
        mine += await turn.uow.proposals.of_job(job.id)
    agreed = [one for one in mine if one.status is ProposalStatus.AGREED]
    if not agreed:
        raise NotFound(
            "There is no agreement to draft a contract from yet. /jobs and /offers_mine show where you stand."
        )
    return max(agreed, key=lambda one: one.created_at)


async def _plan_first(
    ahead: Ahead,
    *,
    proposal: UUID,
    fee: Pay,
    delivery: date | None,
    mode: RightsMode,
    name: str,
    address: str,
    place: str,
    law: str | None,
    contact: str | None,
) -> Prepared:
    settings = {"mode": mode.value, "law": law or _country(place), "fee": show_fee(fee)}
    if delivery:
        settings["delivery"] = delivery.isoformat()
    return await _plan(ahead, proposal, settings, _details(name, address, place, contact))


def _country(place: str) -> str:
    """The law of a place: California's own where it has one in the base, else the country's."""
    return "US-CA" if place.startswith("US-CA") else place.split("-")[0] if place.startswith("US-") else place


def _details(name: str, address: str, place: str, contact: str | None) -> dict[str, str]:
    return {"name": name, "address": address, "place": place, "contact": contact or ""}


async def _plan(
    ahead: Ahead, proposal_id: UUID, settings: dict[str, str], details: dict[str, str], change: Change | None = None
) -> Prepared:
    """Assemble in a short transaction, print with none open."""
    async with ahead.storage.begin() as uow:
        proposal = await uow.proposals.find(proposal_id)
        side = Side.CLIENT if proposal and proposal.client_id == ahead.person.id else Side.FREELANCER
        own = {f"{side.value}_{what}": value for what, value in details.items() if value}
        plan = await contracts.plan_contract(
            uow, proposal_id=proposal_id, by=ahead.person.id, settings={**settings, **own}, now=ahead.now
        )
    printed = await asyncio.to_thread(contracts.print_files, ahead.services.documents, plan.draft.text)
    return Prepared(plan, printed, change)


async def write_contract(turn: Turn, **_: object) -> list[Reply]:
    """Store the first version and show it."""
    return [await _stored(turn, "Here is the draft, as PDF and DOCX. Both say the same.")]


async def _stored(turn: Turn, first: str) -> Reply:
    prepared: Prepared = turn.prepared
    version = await contracts.store_version(
        turn.uow, plan=prepared.plan, printed=prepared.printed, by=turn.person.id, now=turn.now
    )
    contract = await turn.uow.contracts.get(version.contract_id)
    turn.speak_of(job_id=contract.job_id, contract_id=contract.id)
    notes = [str(trouble) for trouble in prepared.plan.draft.troubles if not trouble.must]
    _, side = await contracts.contract_of(turn.uow, contract_id=contract.id, person_id=turn.person.id)
    return contract_reply(contract, version, (), side, "\n".join([first, *notes]))


async def show_contract(turn: Turn, *, contract: UUID | int | None) -> list[Reply]:
    """The current version of a contract."""
    return [await _shown(turn, await _found(turn, contract))]


async def _found(turn: Turn, ref: UUID | int | None) -> Contract:
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


async def _shown(turn: Turn, contract: Contract) -> Reply:
    _, side = await contracts.contract_of(turn.uow, contract_id=contract.id, person_id=turn.person.id)
    version = await turn.uow.contracts.version(contract.id, contract.current)
    acceptances = await turn.uow.contracts.acceptances(version.id)
    turn.speak_of(job_id=contract.job_id, contract_id=contract.id)
    return contract_reply(contract, version, acceptances, side)


async def contract_text(turn: Turn, *, contract: UUID | int | None) -> list[Reply]:
    """The whole text in the chat."""
    found = await _found(turn, contract)
    version = await turn.uow.contracts.version(found.id, found.current)
    return [Reply(version.text.plain.strip(), private=True)]


async def contract_more(turn: Turn, *, contract: UUID | int | None) -> list[Reply]:
    """What the law says beside the contract."""
    found = await _found(turn, contract)
    version = await turn.uow.contracts.version(found.id, found.current)
    return [Reply(more_text(version.summary), private=True)]


async def accept_contract(turn: Turn, *, contract: UUID | int, version: int) -> list[Reply]:
    """Accept this version, or first ask for the legal name that it still needs."""
    found = await _found(turn, contract)
    _, side = await contracts.contract_of(turn.uow, contract_id=found.id, person_id=turn.person.id)
    current = await turn.uow.contracts.version(found.id, found.current)
    if version == found.current and not current.settings.get(f"{side.value}_name"):
        turn.ask("complete_contract", {"contract": short(found.id)})
        return [Reply("Before you accept, the contract needs your details.", private=True)]
    accepted = await contracts.accept_contract(
        turn.uow,
        contract_id=found.id,
        number=version,
        person_id=turn.person.id,
        account=turn.inbound.sender.key,
        words=words_shown(found, current),
        now=turn.now,
    )
    return [await _shown(turn, accepted)]


async def _plan_details(
    ahead: Ahead, *, contract: UUID | int, name: str, address: str, place: str, contact: str | None
) -> Prepared:
    return await _plan(ahead, await _proposal_of(ahead, contract), {}, _details(name, address, place, contact))


async def _proposal_of(ahead: Ahead, ref: UUID | int | None) -> UUID:
    async with ahead.storage.begin() as uow:
        if isinstance(ref, int):
            found = await uow.contracts.by_number(ref)
        elif ref is not None:
            found = await uow.contracts.find(ref)
        else:
            found = next(iter(await uow.contracts.of_person(ahead.person.id, limit=1)), None)
        if found is None or ahead.person.id not in (found.client_id, found.freelancer_id):
            raise NotFound("I cannot find a contract of yours.")
        return found.proposal_id


async def complete_contract(turn: Turn, **_: object) -> list[Reply]:
    """A side's details make a new version."""
    return [await _stored(turn, "Your details are in. This is the version to accept; nothing else has changed.")]


async def _plan_change(ahead: Ahead, *, contract: UUID | int | None, change: str) -> Prepared:
    proposal_id = await _proposal_of(ahead, contract)
    async with ahead.storage.begin() as uow:
        found = await uow.contracts.of_proposal(proposal_id)
        assert found is not None
        current = await uow.contracts.version(found.id, found.current)
    read = read_change(change, current.settings, ahead.now)
    return await _plan(ahead, proposal_id, dict(read.settings), {}, read)


async def change_contract(turn: Turn, *, contract: UUID | int | None, change: str) -> list[Reply]:
    """A clause changed in words: a new version, what is different, and what it means."""
    prepared: Prepared = turn.prepared
    before = prepared.plan.before
    assert before is not None and prepared.change is not None
    changed = diff(before.text, prepared.plan.draft.text)
    if not changed:
        return [Reply("The contract says that already, so nothing has changed.", private=True)]
    shown = await _stored(
        turn, "\n".join([f"Version {prepared.plan.number}.", *changed, *prepared.change.consequences])
    )
    return [shown]


async def paid(turn: Turn, *, contract: UUID | int | None, part: int | None) -> list[Reply]:
    """Write down that money arrived; a client's word makes me ask the freelancer."""
    found = await _found(turn, contract)
    saved = await contract_records.record_payment(
        turn.uow, contract_id=found.id, person_id=turn.person.id, part=part, now=turn.now
    )
    if saved.paid_at is None or (turn.person.id == saved.client_id and saved.paid_at == found.paid_at):
        return [Reply("Thank you. I ask the freelancer to confirm that it arrived; the rights pass with that.")]
    return [await _record(turn, saved)]


async def rights_record(turn: Turn, *, contract: UUID | int | None) -> list[Reply]:
    """What passed, when, under which clause."""
    return [await _record(turn, await _found(turn, contract))]


async def _record(turn: Turn, contract: Contract) -> Reply:
    text = await contract_records.rights_record(turn.uow, contract_id=contract.id, person_id=turn.person.id)
    content = text.plain.encode()
    file = File(f"rights-record-{contract.number}.txt", content, "text/plain", len(content))
    words = "\n".join(paragraph for clause in text.clauses for paragraph in clause.paragraphs)
    return Reply(f"{text.title}\n{words}\n{text.closing}", files=(file,), private=True)


# --- letters to the other side ------------------------------------------------------------------------------------------


async def _version_letter(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, first: str) -> Reply | None:
    contract = await uow.contracts.find(UUID(ids["contract"]))
    if contract is None or str(contract.current) != ids["version"]:
        return None
    _, side = await contracts.contract_of(uow, contract_id=contract.id, person_id=to)
    version = await uow.contracts.version(contract.id, contract.current)
    return contract_reply(contract, version, await uow.contracts.acceptances(version.id), side, first)


async def _drafted(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    return await _version_letter(
        uow, ids, to, "The other side had the contract drafted. Read it, then accept or change it."
    )


async def _changed(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    contract = await uow.contracts.find(UUID(ids["contract"]))
    if contract is None or str(contract.current) != ids["version"]:
        return None
    before = await uow.contracts.version(contract.id, contract.current - 1)
    after = await uow.contracts.version(contract.id, contract.current)
    changes = "\n".join(diff(before.text, after.text))
    first = f"The other side changed contract {contract.number}. Earlier acceptances no longer count.\n{changes}"
    return await _version_letter(uow, ids, to, first)


async def _accepted(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    return await _version_letter(
        uow, ids, to, "The other side accepted the contract. Read it, then accept or change it."
    )


async def _complete(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    return await _version_letter(
        uow, ids, to, "You both accepted the same version. The contract holds, and work can start."
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
    Notice("payment_reported", _reported),
    Notice("rights_record", _recorded),
)

_VERSION = Param("version", "Which version", parse_number, question="Which version? Please use a button.")
_PROPOSAL = id_param("proposal", "The agreement")

router.add(
    Command(
        "draft_contract",
        "Draft the contract for an agreement",
        draft_contract,
        params=(forms.PROPOSAL,),
        phrases=("draft contract", "draft the contract", "write the contract", "make a contract"),
        examples=("Please draft the contract for the job we agreed on", "We agreed, now I need a contract"),
    )
)
router.add(
    Command(
        "write_contract",
        "The details of a contract",
        write_contract,
        params=(
            _PROPOSAL,
            forms.FEE,
            forms.DELIVERY,
            forms.MODE,
            forms.PLACE,
            forms.LAW,
            forms.NAME,
            forms.ADDRESS,
            forms.CONTACT,
        ),
        prepare=_plan_first,
        menu=False,
    )
)
router.add(
    Command(
        "complete_contract",
        "Your legal name and address for a contract",
        complete_contract,
        params=(forms.contract_param(required=True), forms.PLACE, forms.NAME, forms.ADDRESS, forms.CONTACT),
        prepare=_plan_details,
        menu=False,
    )
)
router.add(
    Command(
        "accept_contract",
        "Accept a version of a contract",
        accept_contract,
        params=(forms.contract_param(required=True), _VERSION),
        menu=False,
    )
)
router.add(
    Command(
        "contract",
        "Your contract: read it, change it, accept it",
        show_contract,
        params=(forms.contract_param(),),
        phrases=("my contract", "show the contract", "contract {contract}", "my contracts"),
        examples=("Where is my contract?", "Show me the contract again"),
    )
)
router.add(
    Command(
        "change_contract",
        "Change a clause of a contract in your own words",
        change_contract,
        params=(
            forms.contract_param(),
            text_param(
                "change",
                "What to change, for example: kill fee 25 %",
                "What shall I change? For example: two revisions, licence instead of transfer, kill fee 50 %.",
                max_length=500,
                long=True,
            ),
        ),
        phrases=("change the contract: {change}", "change contract {change}", "in the contract, {change}"),
        examples=("Change the contract to two revisions", "I want a licence instead of a transfer in the contract"),
        prepare=_plan_change,
    )
)
router.add(
    Command("contract_text", "The text of a contract", contract_text, params=(forms.contract_param(),), menu=False)
)
router.add(
    Command("contract_more", "The law beside a contract", contract_more, params=(forms.contract_param(),), menu=False)
)
router.add(
    Command(
        "paid",
        "Say that a contract is paid",
        paid,
        params=(
            forms.contract_param(),
            Param("part", "The number of the payment; without it, everything", parse_number, required=False),
        ),
        phrases=("it is paid", "contract {contract} is paid", "the money arrived", "i was paid", "i have paid"),
        examples=("The client has paid me", "I paid the freelancer for the contract"),
    )
)
router.add(
    Command(
        "rights_record",
        "Which rights have passed under a contract",
        rights_record,
        params=(forms.contract_param(),),
        phrases=("rights record", "give me the rights record"),
        examples=("Which rights have passed to me now that it is paid?",),
    )
)
