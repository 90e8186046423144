"""Contracts in words: read, accepted by both sides, paid."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Router
from bot.features import contract_clauses, contract_details, contract_drafting, contract_sample
from bot.features import contract_forms as forms
from bot.features.contract_letters import NOTICES
from bot.features.contract_lookup import found_contract, print_record, record_reply, shown
from bot.features.contract_words import more_text, words_shown
from bot.features.params import parse_number
from bot.messages import Reply, short
from bot.services import contract_records, contract_standing, contracts

if TYPE_CHECKING:
    from bot.turn import Turn

__all__ = ["NOTICES", "router"]

router = Router().include(
    [contract_clauses.router, contract_drafting.router, contract_details.router, contract_sample.router]
)


async def show_contract(turn: Turn, *, contract: UUID | int | None) -> list[Reply]:
    """The current version of a contract."""
    return [await shown(turn, await found_contract(turn, contract))]


async def contract_text(turn: Turn, *, contract: UUID | int | None) -> list[Reply]:
    """The whole text in the chat."""
    found = await found_contract(turn, contract)
    version = await turn.uow.contracts.version(found.id, found.current)
    return [Reply(version.text.plain.strip(), private=True, as_is=True)]


async def contract_more(turn: Turn, *, contract: UUID | int | None) -> list[Reply]:
    """What the law says beside the contract."""
    found = await found_contract(turn, contract)
    version = await turn.uow.contracts.version(found.id, found.current)
    return [Reply(more_text(version.summary), private=True)]


async def accept_contract(turn: Turn, *, contract: UUID | int, version: int) -> list[Reply]:
    """Accept this version, or first ask for the legal name that it still needs."""
    found = await found_contract(turn, contract)
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
    return [await shown(turn, accepted)]


async def keep_version(turn: Turn, *, contract: UUID | int, version: int) -> list[Reply]:
    """Drop a proposed change: what both accepted holds as it is."""
    found = await found_contract(turn, contract)
    proposed = found.current
    kept = await contract_standing.keep_version(turn.uow, contract=found, number=version)
    await contracts.tell(
        turn.uow,
        kept,
        kept.current,
        "contract_kept",
        to=contract_standing.other_side(kept, turn.person.id),
        now=turn.now,
        about=proposed,
    )
    return [Reply(f"Version {proposed} is dropped."), await shown(turn, kept)]


async def paid(turn: Turn, *, contract: UUID | int | None, part: int | None) -> list[Reply]:
    """Write down that money arrived; a client's word makes me ask the freelancer."""
    found = await found_contract(turn, contract)
    saved = await contract_records.record_payment(
        turn.uow, contract_id=found.id, person_id=turn.person.id, part=part, now=turn.now
    )
    if saved.paid_at is None or (turn.person.id == saved.client_id and saved.paid_at == found.paid_at):
        return [Reply("Thank you. I ask the freelancer to confirm that it arrived; the rights pass with that.")]
    return [await record_reply(turn, saved)]


async def rights_record(turn: Turn, *, contract: UUID | int | None) -> list[Reply]:
    """What passed, when, under which clause."""
    return [await record_reply(turn, await found_contract(turn, contract))]


_VERSION = Param("version", "Which version", parse_number, question="Which version? Please use a button.")

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
        "keep_version",
        "Drop a change of an accepted contract",
        keep_version,
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
        phrases=(
            "it is paid",
            "contract {contract} is paid",
            "the money arrived",
            "i was paid",
            "i have paid",
            "paid",
            "i paid",
            "got paid",
        ),
        examples=("The client has paid me", "I paid the freelancer for the contract"),
    )
)
router.add(
    Command(
        "rights_record",
        "Which rights have passed under a contract",
        rights_record,
        params=(forms.contract_param(),),
        prepare=print_record,
        phrases=("rights record", "give me the rights record"),
        examples=("Which rights have passed to me now that it is paid?",),
    )
)
