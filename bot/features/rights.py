"""Rights in words: who owns what, and whether a file is what was accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import Command, Param, Router
from bot.domain.contract import Contract
from bot.features import contract_forms as forms
from bot.features.contract_lookup import record_reply
from bot.features.contract_words import summary_card
from bot.features.params import parse_text, whole_text
from bot.messages import Action, Button, Reply, short
from bot.services.contract_records import Proof, verify_file
from bot.services.rights import answer_question

if TYPE_CHECKING:
    from bot.app import Turn

router = Router()


async def rights(turn: Turn, *, question: str | None, place: str | None, client_place: str | None) -> list[Reply]:
    """Who owns what, from the fact base alone. Without a question: the rights under one's own contract."""
    if question is None:
        return await _under_contract(turn)
    answer = answer_question(question, freelancer_place=place or "", client_place=client_place or "")
    contract = await _newest(turn)
    if answer.asks and answer.known and contract is not None:
        return [await _answer_with(turn, contract, question)]
    return [Reply("\n".join(filter(None, (answer.text, answer.asks))))]


async def _newest(turn: Turn) -> Contract | None:
    """The contract spoken of, else the newest of this person."""
    spoken = turn.conversation.contract_id
    found = await turn.uow.contracts.find(spoken) if spoken else None
    if found is not None and turn.person.id in (found.client_id, found.freelancer_id):
        return found
    return next(iter(await turn.uow.contracts.of_person(turn.person.id, limit=1)), None)


async def _under_contract(turn: Turn) -> list[Reply]:
    """The rights record once something is paid, the plain summary before, a question where there is no contract."""
    contract = await _newest(turn)
    if contract is None:
        turn.ask("ask_rights")
        return []
    if contract.paid_at is not None:
        return [await record_reply(turn, contract)]
    version = await turn.uow.contracts.version(contract.id, contract.current)
    more = Button("More about the rights", Action("contract_more", (short(contract.id),)))
    words = (
        "Nothing is paid yet, so no rights have passed. You can also ask me anything about rights in your own words."
    )
    return [Reply(words, card=summary_card(contract, version.summary), buttons=(more,), private=True)]


async def _answer_with(turn: Turn, contract: Contract, question: str) -> Reply:
    """A question without a place, from somebody with a contract: what the contract says, and the law of its places."""
    version = await turn.uow.contracts.version(contract.id, contract.current)
    settings = version.settings
    answer = answer_question(
        question,
        freelancer_place=settings.get("freelancer_place", ""),
        client_place=settings.get("client_place", ""),
    )
    lines = [f"• {line.sentence} ({line.clause})" for line in version.summary.lines[:2]]
    return Reply("\n".join([f"Your contract {contract.number} says:", *lines, answer.text]), private=True)


async def ask_rights(turn: Turn, *, question: str) -> list[Reply]:
    """The same, after asking for the question."""
    return await rights(turn, question=question, place=None, client_place=None)


async def verify(turn: Turn, *, document: str) -> list[Reply]:
    """Whether an uploaded file is, byte for byte, a version of a contract."""
    replies = []
    for file in turn.files:
        proofs = await verify_file(turn.uow, content=file.content or b"")
        replies.append(Reply(f"{file.name}: {_verdict(proofs)}", private=True))
    return replies or [Reply("Send the file itself: the PDF or the DOCX that I gave you.", private=True)]


def _verdict(proofs: list[Proof]) -> str:
    if not proofs:
        return (
            "this is not a file that I handed out, or it was changed since: at least one byte differs. "
            "Compare it with /contract."
        )
    return "\n".join(_proof(proof) for proof in proofs)


def _proof(proof: Proof) -> str:
    contract, version = proof.contract, proof.version
    words = f"this is exactly the {proof.format} of contract {contract.number}, version {version.number}."
    if not proof.accepted:
        return f"{words} Nobody has accepted this version."
    rows = [
        f"• {name} ({one.side.value}) accepted it on {one.created_at:%-d %B %Y at %H:%M} UTC."
        for one, name in proof.accepted
    ]
    tail = (
        []
        if proof.is_current
        else [f"Version {contract.current} has replaced it, so these acceptances no longer count."]
    )
    return "\n".join([words, *rows, *tail])


router.add(
    Command(
        "rights",
        "Who owns the work? Ask in your own words",
        rights,
        params=(
            Param(
                "question",
                "Your question, with the countries of both sides",
                parse_text,
                find=whole_text,
                required=False,
                max_length=2000,
                long=True,
            ),
            Param("place", "Where the freelancer is", forms.parse_place, required=False, max_length=60),
            Param("client_place", "Where the client is", forms.parse_place, required=False, max_length=60),
        ),
        phrases=("who owns {question}", "rights"),
        examples=(
            "Who owns the logo if I never signed anything? I'm in Spain, the client in Texas.",
            "Does the client own my code when they have paid?",
            "Is work made for hire valid in Germany?",
            "Can I show the work in my portfolio by law?",
        ),
    )
)
router.add(
    Command(
        "ask_rights",
        "Your question on rights",
        ask_rights,
        params=(
            Param(
                "question",
                "Your question, with the countries of both sides",
                parse_text,
                question="What do you want to know? Name both countries, for example: I'm in Spain, the client in Texas.",
                max_length=2000,
                long=True,
            ),
        ),
        menu=False,
    )
)
router.add(
    Command(
        "verify",
        "Check whether a file is the contract that was accepted",
        verify,
        params=(
            Param(
                "document",
                "The PDF or DOCX of the contract",
                parse_text,
                question="Send me the file, and I tell you whether it is exactly what was accepted, by whom and when.",
                is_file=True,
            ),
        ),
        phrases=("verify", "verify the contract", "is this the contract we signed"),
        examples=("Check whether this file is the contract we accepted", "Was this PDF changed?"),
    )
)
