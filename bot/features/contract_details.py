"""Who is bound by a contract: a side's legal name and address, given and corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Router
from bot.domain.contract import ContractStatus
from bot.errors import Conflict
from bot.features import contract_forms as forms
from bot.features.contract_drafting import Prepared, details_of, lawful_version, proposal_of, stored
from bot.features.contract_lookup import found_contract
from bot.features.contract_words import STATUS_WORDS
from bot.messages import Reply, short
from bot.services.contract_diff import PARTIES, diff

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()


async def _plan_details(
    ahead: Ahead, *, contract: UUID | int, name: str, address: str, place: str, contact: str | None
) -> Prepared:
    return await lawful_version(ahead, await proposal_of(ahead, contract), details_of(name, address, place, contact))


async def my_details(turn: Turn, *, contract: UUID | int | None) -> list[Reply]:
    """Ask for this side's name and address again, after a mistake in them."""
    found = await found_contract(turn, contract)
    if found.status is not ContractStatus.DRAFT:
        raise Conflict(f"Contract {found.number} is {STATUS_WORDS[found.status]}, so names stay as they are.")
    turn.ask("complete_contract", {"contract": short(found.id)})
    return [
        Reply("Let us write your details anew. That makes a new version, so it has to be accepted again.", private=True)
    ]


async def complete_contract(turn: Turn, **_: object) -> list[Reply]:
    """A side's details make a new version; where they live can bring another law into it, which is shown."""
    prepared: Prepared = turn.prepared
    before = prepared.plan.before
    rows = diff(before.text, prepared.plan.draft.text) if before else ()
    others = [row for row in rows if not row.startswith(PARTIES)]
    first = "Your details are in. This is the version to accept; nothing else has changed."
    if others:
        first = "\n".join(["Your details are in. Because of where you live, this is different too:", *others])
    return [await stored(turn, first)]


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
        "my_details",
        "Correct your name and address in a contract",
        my_details,
        params=(forms.contract_param(),),
        phrases=("change my name in the contract", "my address is wrong", "my name is wrong", "correct my details"),
        examples=("I made a mistake in my legal name", "The address in the contract is not right"),
        menu=False,
    )
)
