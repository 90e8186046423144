"""Reading contracts that somebody else wrote: upload or paste, then screen by screen."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Reading, Router
from bot.domain.clauses import Analysis, ContractReading, DocumentText
from bot.domain.proposal import Side
from bot.errors import InvalidInput
from bot.features import rights
from bot.features.params import id_param, parse_text, whole_text
from bot.features.reading_words import screens, unreadable, usual_words
from bot.messages import Action, Button, Reply, short
from bot.services.clauses import analyse, kept_reading, pasted, store_reading
from bot.services.contract_records import verify_file

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()

FEW_WORDS = 5  # below it nobody has pasted a contract
ASK = "Send me the contract as PDF, DOCX or TXT (up to 10 MB and 100 pages), or paste its text."
_CLIENT = re.compile(r"\b(?:client|customer|buyer|i (?:hire|pay|commission)|my freelancer|as the company)\b")
_FREELANCER = re.compile(
    r"\b(?:freelancer|contractor|designer|developer|maker|i (?:work|was hired|am hired)|my client)\b"
)


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a file before the turn's transaction. `analysis` None: it is a file of ours, or in no language read."""

    name: str
    analysis: Analysis | None
    ours: bool = False


# --- before the transaction ------------------------------------------------------------------------------------------------


async def _read_upload(ahead: Ahead, **values: object) -> Read:
    """The first file: ours by its hash, or read and analysed. Parsing is another process, analysing another thread."""
    file = ahead.files[0]
    async with ahead.storage.begin() as uow:
        if await verify_file(uow, content=file.content or b""):
            return Read(file.name, None, ours=True)
    document = await ahead.services.reader.read(file.content or b"")
    return Read(file.name, await _analysed(ahead, document))


async def _analysed(ahead: Ahead, document: DocumentText) -> Analysis:
    """What the contract says; with a language model, also what its red flags mean in it."""
    services = ahead.services
    found = await asyncio.to_thread(analyse, document, embedder=services.bundled)
    if services.finding_words is None or not found.flags:
        return found
    plain = [usual_words(flag) for flag in found.flags]
    worded = await services.finding_words.worded(
        found.flags,
        plain,
        document,
        person_id=ahead.person.id,
        names=(ahead.person.name,),
        today=ahead.now.date(),
    )
    told = (
        flag if words == usual else flag.model_copy(update={"words": words})
        for flag, words, usual in zip(found.flags, worded, plain, strict=True)
    )
    return found.model_copy(update={"flags": tuple(told)})


async def _read(ahead: Ahead, *, document: str, side: Side | None) -> Read:
    if ahead.files:
        return await _read_upload(ahead)
    if len(document.split()) < FEW_WORDS:
        raise InvalidInput(ASK)
    return Read("your text", await _analysed(ahead, pasted(document)))


# --- the turn ----------------------------------------------------------------------------------------------------------------


async def read_contract(turn: Turn, *, document: str, side: Side | None) -> list[Reply]:
    """The first screen on a file or a pasted text."""
    return await _answer(turn, side)


async def file(turn: Turn, *, caption: str | None) -> list[Reply]:
    """A file that came without a question: a contract of ours is recognised, any other is read."""
    return await _answer(turn, find_side(caption or ""))


async def _answer(turn: Turn, side: Side | None) -> list[Reply]:
    read: Read = turn.prepared
    if read.ours:
        return await rights.verify(turn, document=read.name)
    assert read.analysis is not None
    if sentence := unreadable(read.analysis.language):
        return [Reply(sentence, private=True)]
    reading = await store_reading(
        turn.uow, person_id=turn.person.id, name=read.name, analysis=read.analysis, now=turn.now
    )
    replies = [_screen(reading, side or await _usual_side(turn), 0)]
    if len(turn.files) > 1:
        replies.append(
            Reply("I read one file at a time. Send me the next one when you are done with this.", private=True)
        )
    return replies


async def reading(turn: Turn, *, reading: UUID, side: Side, screen: int) -> list[Reply]:
    """Another screen of what was read, or the same for the other side."""
    return [_screen(await kept_reading(turn.uow, reading_id=reading, person_id=turn.person.id), side, screen)]


async def _usual_side(turn: Turn) -> Side:
    """Who has no profile but has asked for work is a client; a button reads it for the other side."""
    if await turn.uow.profiles.of(turn.person.id) is None and await turn.uow.jobs.of_client(turn.person.id, limit=1):
        return Side.CLIENT
    return Side.FREELANCER


def _screen(reading: ContractReading, side: Side, number: int) -> Reply:
    told = screens(reading.name, reading.analysis, side)
    number = min(number, len(told) - 1)
    buttons = []
    if number + 1 < len(told):
        left = f"More ({number + 1} of {len(told) - 1})" if number else "More"
        buttons.append(Button(left, Action("reading", (short(reading.id), side.value, str(number + 1)))))
    if number == 0:
        other = side.other
        buttons.append(Button(f"I am the {other.value}", Action("reading", (short(reading.id), other.value, "0"))))
    return Reply(told[number], buttons=tuple(buttons), private=True)


# --- answers -----------------------------------------------------------------------------------------------------------------


def find_side(words: str) -> Side | None:
    """Which side somebody says they are on; None where they do not say, or name both."""
    said = words.casefold()
    client, freelancer = _CLIENT.search(said), _FREELANCER.search(said)
    if bool(client) == bool(freelancer):
        return None
    return Side.CLIENT if client else Side.FREELANCER


def _find_side(text: str, reading: Reading) -> str | None:
    side = find_side(text[:300])
    return side.value if side else None


def _parse_side(raw: str, reading: Reading) -> Side:
    side = find_side(raw)
    if side is None:
        raise InvalidInput("Please say freelancer or client.")
    return side


def _parse_screen(raw: str, reading: Reading) -> int:
    return int(raw[:4]) if raw.isdecimal() else 0


_SIDES = (("Freelancer", "freelancer"), ("Client", "client"))

router.add(
    Command(
        "readcontract",
        "Read a contract somebody sent you: who owns what, red flags",
        read_contract,
        params=(
            Param(
                "document",
                "The contract as PDF, DOCX or TXT, or its text",
                parse_text,
                question=ASK,
                max_length=20_000,
                long=True,
                is_file=True,
                private=True,  # somebody else's contract: no language model is told it
            ),
            Param(
                "side", "Which side you are on", _parse_side, show=str, find=_find_side, required=False, choices=_SIDES
            ),
        ),
        phrases=(
            "read this contract",
            "check this contract",
            "check a contract",
            "read my contract",
            "review this contract",
        ),
        examples=(
            "Can you read a contract that my client sent me?",
            "What does this contract mean for me?",
            "Are there red flags in this agreement?",
            "Check the agreement before I sign it",
        ),
        prepare=_read,
    )
)
router.add(
    Command(
        "file",
        "A file that was sent without a question",
        file,
        params=(
            Param(
                "caption", "What was written beside it", parse_text, find=whole_text, required=False, max_length=4_000
            ),
        ),
        prepare=_read_upload,
        menu=False,
    )
)
router.add(
    Command(
        "reading",
        "More of a contract that was read",
        reading,
        params=(
            id_param("reading", "The contract that was read"),
            Param("side", "Which side you are on", _parse_side, show=str, by_button=True),
            Param("screen", "Which part", _parse_screen, by_button=True),
        ),
        menu=False,
    )
)
