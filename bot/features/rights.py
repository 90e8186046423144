"""Rights in words: who owns what, and whether a file is what was accepted."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING

from bot.commands import Command, Param, Reading, Router, Subject
from bot.domain.contract import Contract
from bot.domain.rights import DISCLAIMER, RightsAnswer
from bot.errors import Conflict
from bot.features import contract_forms as forms
from bot.features.contract_lookup import record_reply
from bot.features.contract_words import summary_card
from bot.features.params import parse_text, whole_text
from bot.features.talk import not_my_language
from bot.messages import Action, Button, Reply, short
from bot.services.contract_records import Proof, verify_file
from bot.services.facts import fact_base
from bot.services.law_cues import asks_on_law
from bot.services.law_talk import Asked, asked, goes_on, gone_on, in_another_language
from bot.services.questions import read_question
from bot.services.rights import answer_question
from bot.understanding.fact_meanings import meanings_of
from bot.understanding.languages import unread

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()


async def rights(turn: Turn, *, question: str | None, place: str | None, client_place: str | None) -> list[Reply]:
    """Who owns what, from the fact base alone. Without a question: the rights under one's own contract."""
    if question is None:
        return await _under_contract(turn)
    return await _answered(turn, asked(question, place or "", client_place or ""))


async def rights_on(turn: Turn, *, question: str) -> list[Reply]:
    """A question that goes on from the one before: another place, another subject."""
    before = turn.conversation.law
    if before is None:
        return await _answered(turn, asked(question))
    return await _answered(turn, gone_on(Asked(before.question, before.places), question))


async def rights_more(turn: Turn, *, question: str) -> list[Reply]:
    """What stands behind the last answer, in the words of the fact base."""
    law = turn.conversation.recent.law if turn.conversation.recent else None
    if law is None or _mark(Asked(law.question, law.places)) != question:
        raise Conflict("That was an earlier question. Ask it again, then press More.")
    answer = await _answer(turn, Asked(law.question, law.places))
    lines = [f"• {line}" for line in answer.more]
    turn.asked_on_law(law.question, law.places)
    title = f"My notes on it, as of {fact_base().as_of:%-d %B %Y}, closer to the words of the law:"
    return [Reply("\n".join([title, *lines, DISCLAIMER]), private=True)]


async def _answered(turn: Turn, asking: Asked) -> list[Reply]:
    """The answer with the way to read on; without a place, somebody with a contract means its places."""
    foreign = unread(asking.question)
    if foreign is not None:
        return [not_my_language(foreign.sentence)]
    answer, said = await _answer(turn, asking), ""
    contract = await _newest(turn)
    if not answer.asks or not answer.known:
        contract = None  # the question says where, so it is about no contract in particular
    if contract is not None:
        version = await turn.uow.contracts.version(contract.id, contract.current)
        settings = version.settings
        homes = (settings.get("freelancer_place", ""), settings.get("client_place", ""))
        asking = asked(asking.question, *homes)
        answer = await _answer(turn, asking)
        if "owner" in (read_question(asking.question).subjects or ("owner",)):
            lines = [f"• {line.sentence} ({line.clause})" for line in version.summary.lines[:2]]
            said = "\n".join([f"Your contract {contract.number} says:", *lines])
    turn.asked_on_law(asking.question, asking.places)
    more = (Button("More", Action("rights_more", (_mark(asking),))),) if answer.more else ()
    text = "\n".join(filter(None, (said, answer.text, answer.asks)))
    return [Reply(text, buttons=more, private=contract is not None)]


async def _answer(turn: Turn, asking: Asked) -> RightsAnswer:
    embedder = turn.services.bundled
    nearness = meanings_of(embedder) if embedder is not None else None
    return await asyncio.to_thread(answer_question, asking.question, places=asking.places, nearness=nearness)


def _mark(asking: Asked) -> str:
    """Few letters that tell whether a button belongs to the question that was asked last."""
    return hashlib.sha256(f"{asking.question}|{asking.places}".encode()).hexdigest()[:8]


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
    tail = []
    if version.number == proof.holds and not proof.is_current:
        tail.append(f"It holds. Version {contract.current} is proposed and counts once both have accepted it.")
    elif version.number != proof.holds and not proof.is_current:
        tail.append(
            f"Version {proof.holds or contract.current} has replaced it, so what was accepted here no longer counts."
        )
    return "\n".join([words, *rows, *tail])


def _is_on_law(text: str, reading: Reading) -> bool:
    return asks_on_law(text) or (in_another_language(text) and unread(text) is not None)


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
        hears=_is_on_law,
        subject=Subject.ANYTHING,
        examples=(
            "Who owns the logo if I never signed anything? I'm in Spain, the client in Texas.",
            "Does the client own my code when they have paid?",
            "Is work made for hire valid in Germany?",
            "Can I show the work in my portfolio by law?",
            "My client in Illinois wants to pay net 60, is that legal?",
            "Client hasn't paid for 3 months, what are my rights in Germany?",
            "Can I post the wedding photos I took in Sydney?",
            "Is a logo made with AI protected?",
            "Do I need a written contract by law for a job in New York?",
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
        "rights_on",
        "The same question for another place or subject",
        rights_on,
        params=(
            Param(
                "question",
                "What else you want to know",
                parse_text,
                question="What else do you want to know? Name another place or subject.",
                max_length=500,
            ),
        ),
        menu=False,
        hears=lambda text, reading: goes_on(text),
        subject=Subject.LAW,
    )
)
router.add(
    Command(
        "rights_more",
        "The law behind the last answer",
        rights_more,
        params=(Param("question", "Which answer", parse_text, by_button=True),),
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
