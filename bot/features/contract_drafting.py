"""Contracts drafted and changed in words: planned and printed before the transaction, stored in it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Router
from bot.domain.agreement import MODE_OF_WISH, show_fee
from bot.domain.brief import RightsWish
from bot.domain.contract import RightsMode
from bot.domain.money import Pay, PayUnit
from bot.domain.proposal import Proposal, ProposalStatus, Side
from bot.errors import NotFound
from bot.features import contract_forms as forms
from bot.features.contract_clauses import names_a_clause
from bot.features.contract_lookup import holds, meant, shown
from bot.features.contract_words import PHRASED, boxes_in_pdf, contract_reply, stands_as
from bot.features.params import id_param, text_param
from bot.messages import Reply, short
from bot.services import contracts
from bot.services.contract_changes import Change, read_change
from bot.services.contract_diff import diff
from bot.services.contract_places import governing
from bot.services.contracts import Plan, Printed
from bot.understanding import dates, money

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A planned version and its files, made before the transaction of the turn."""

    plan: Plan
    printed: Printed
    change: Change | None = None
    mended: tuple[str, ...] = ()  # what a law asked for and is in the draft now


async def draft_contract(turn: Turn, *, proposal: UUID | None) -> list[Reply]:
    """Begin a contract on an agreement, or show the one there is."""
    found = await _agreement(turn, proposal)
    contract = await turn.uow.contracts.of_proposal(found.id)
    if contract is not None:
        return [await shown(turn, contract)]
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
    settings = {"mode": mode.value, "law": governing(law or place), "fee": show_fee(fee)}
    if delivery:
        settings["delivery"] = delivery.isoformat()
    details = details_of(name, address, place, contact)
    plan, mended = await _lawful(ahead, proposal, settings, details)
    scope = await _phrased(ahead, plan, name, address)
    if scope:
        plan, mended = await _lawful(ahead, proposal, {**settings, "scope": scope, PHRASED: scope}, details)
    return await _printed(ahead, plan, mended=mended)


async def lawful_version(ahead: Ahead, proposal_id: UUID, details: dict[str, str]) -> Prepared:
    """The next version with a side's details, as the law of its place asks."""
    plan, mended = await _lawful(ahead, proposal_id, {}, details)
    return await _printed(ahead, plan, mended=mended)


async def _lawful(
    ahead: Ahead, proposal_id: UUID, settings: dict[str, str], details: dict[str, str]
) -> tuple[Plan, tuple[str, ...]]:
    """A plan in which the mends of broken rules are made, and what was mended and why: nobody is sent back to the first
    question because a law of their place wants another number."""
    plan, mended = await _planned(ahead, proposal_id, settings, details), list[str]()
    mends = {trouble.setting[0]: trouble.setting[1] for trouble in plan.draft.refused if trouble.setting}
    if mends:
        mended = [f"{trouble} I did so in this draft." for trouble in plan.draft.refused]
        plan = await _planned(ahead, proposal_id, {**settings, **mends}, details)
    return plan, tuple(mended)


async def _phrased(ahead: Ahead, plan: Plan, name: str, address: str) -> str | None:
    """The scope in a model's words, where one is configured and says nothing beyond the brief."""
    brief, scopes = plan.job.brief, ahead.services.scopes
    if scopes is None or plan.contract is not None or address.casefold() in brief.description.casefold():
        return None
    async with ahead.storage.begin() as uow:
        both = await uow.people.many([plan.proposal.client_id, plan.proposal.freelancer_id])
    names = (name, *(person.name for person in both))
    return await scopes.phrase(
        brief, plan.proposal.terms, person_id=ahead.person.id, names=names, today=ahead.now.date()
    )


def details_of(name: str, address: str, place: str, contact: str | None) -> dict[str, str]:
    return {"name": name, "address": address, "place": place, "contact": contact or ""}


async def _planned(ahead: Ahead, proposal_id: UUID, settings: dict[str, str], details: dict[str, str]) -> Plan:
    async with ahead.storage.begin() as uow:
        proposal = await uow.proposals.find(proposal_id)
        side = Side.CLIENT if proposal and proposal.client_id == ahead.person.id else Side.FREELANCER
        own = {f"{side.value}_{what}": value for what, value in details.items() if value}
        return await contracts.plan_contract(
            uow, proposal_id=proposal_id, by=ahead.person.id, settings={**settings, **own}, now=ahead.now
        )


async def _printed(ahead: Ahead, plan: Plan, change: Change | None = None, mended: tuple[str, ...] = ()) -> Prepared:
    printed = await asyncio.to_thread(contracts.print_files, ahead.services.documents, plan.draft.text)
    return Prepared(plan, printed, change, mended)


async def write_contract(turn: Turn, **_: object) -> list[Reply]:
    """Store the first version and show it."""
    first = "Here is the draft, as PDF and DOCX. Both say the same."
    if turn.services.scopes is not None and PHRASED not in turn.prepared.plan.settings:
        first += " “What it is about” is the brief in its own words."
    return [await stored(turn, first)]


async def stored(turn: Turn, first: str) -> Reply:
    prepared: Prepared = turn.prepared
    version = await contracts.store_version(
        turn.uow, plan=prepared.plan, printed=prepared.printed, by=turn.person.id, now=turn.now
    )
    contract = await turn.uow.contracts.get(version.contract_id)
    turn.speak_of(job_id=contract.job_id, contract_id=contract.id)
    notes = [*prepared.mended, *(str(trouble) for trouble in prepared.plan.draft.troubles if not trouble.must)]
    if missing := prepared.printed.not_in_pdf:
        notes.append(boxes_in_pdf(missing))
    _, side = await contracts.contract_of(turn.uow, contract_id=contract.id, person_id=turn.person.id)
    notes.append(stands_as(version, side))
    bound = await holds(turn.uow, contract)
    return contract_reply(contract, version, (), side, "\n".join([first, *notes]), holds=bound)


async def proposal_of(ahead: Ahead, ref: UUID | int | None) -> UUID:
    async with ahead.storage.begin() as uow:
        return (await meant(uow, ahead.person.id, ref, ahead.conversation)).proposal_id


async def _plan_change(ahead: Ahead, *, contract: UUID | int | None, change: str) -> Prepared:
    proposal_id = await proposal_of(ahead, contract)
    async with ahead.storage.begin() as uow:
        found = await uow.contracts.of_proposal(proposal_id)
        assert found is not None
        current = await uow.contracts.version(found.id, found.current)
    read = read_change(change, current.settings, ahead.now, current.text.clauses)
    return await _printed(ahead, await _planned(ahead, proposal_id, dict(read.settings), {}), read)


async def change_contract(turn: Turn, *, contract: UUID | int | None, change: str) -> list[Reply]:
    """A clause changed in words: a new version, what is different, and what it means."""
    prepared: Prepared = turn.prepared
    before = prepared.plan.before
    assert before is not None and prepared.change is not None
    changed = diff(before.text, prepared.plan.draft.text)
    if not changed:
        return [Reply("The contract says that already, so nothing has changed.", private=True)]
    reply = await stored(turn, "\n".join([f"Version {prepared.plan.number}.", *changed, *prepared.change.consequences]))
    return [reply]


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
            id_param("proposal", "The agreement"),
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
        hears=names_a_clause,
        phrases=("change the contract: {change}", "change contract {change}", "in the contract, {change}"),
        examples=("Change the contract to two revisions", "I want a licence instead of a transfer in the contract"),
        prepare=_plan_change,
    )
)
