"""Clauses of a contract that words name: asked about, or to be changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Reading, Router
from bot.errors import InvalidInput, NotFound
from bot.features import contract_forms as forms
from bot.features.contract_lookup import found_contract
from bot.messages import Action, Button, Reply, short
from bot.services.contract_changes import (
    NoClauseNamed,
    about_clause,
    asks,
    asks_what,
    clause_explained,
    clause_meant,
    read_change,
)

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()
_TOLD = re.compile(
    r"\b(?:says?|said|tells?|told|claims?|thinks?|believes?|because)\b", re.IGNORECASE
)  # a story, no wish
SHORT = 8  # words; a brief is longer
_NEW_JOB = re.compile(
    r"^\W*(?:(?:hi|hello|hey)\W+)*(?:i|we)(?:\s+also)?\s+(?:need|am\s+looking|are\s+looking|want\s+to\s+hire|search)\b|^\W*looking\s+for\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^\W*(?:show\s+(?:me\s+)?|read\s+(?:me\s+)?|explain\s+)?(?:clause|section|paragraph|article)\s*#?\s*\d{1,2}\W*$",
    re.IGNORECASE,
)


def asks_about_clause(text: str, reading: Reading) -> bool:
    """Whether words ask what one clause says, and change nothing: "what does clause 11 mean?", "what is a kill fee?"."""
    if clause_meant(text) is not None:
        return asks(text) or bool(_BARE.match(text))
    return asks_what(text)


def names_a_clause(text: str, reading: Reading) -> bool:
    """Whether words name a clause and what it should say, or a clause that is fixed (which has its own answer). What one
    wants to know changes nothing, and neither does a new job that somebody tells of."""
    if asks(text) or _TOLD.search(text) or (len(text.split()) > SHORT and _NEW_JOB.search(text)):
        return False
    if clause_meant(text) is not None:
        return True
    try:
        read_change(text, {}, reading.now)
    except NoClauseNamed:
        return False
    except InvalidInput:
        return True
    return True


def parse_clause(raw: str, reading: Reading) -> str:
    """A clause by its number, or the question that it answers: "11", "what does clause 11 mean?", "what is a kill fee?".

    Raises:
        InvalidInput: neither.
    """
    number = clause_meant(raw)
    if number is not None:
        return str(number)
    if raw.strip().isdecimal() or asks_what(raw):
        return raw.strip()
    raise InvalidInput("Which clause? Please give its number, for example 11.")


async def clause(turn: Turn, *, contract: UUID | int | None, number: str) -> list[Reply]:
    """What one clause says and means, and what may be changed in it."""
    found = await found_contract(turn, contract)
    version = await turn.uow.contracts.version(found.id, found.current)
    clauses = version.text.clauses
    meant = int(number[:4]) if number.isdecimal() else clause_explained(number, clauses)
    if meant is None:
        raise NotFound(
            "Your contract has no clause on that. For anything else press Change a clause and write add: and the words."
        )
    words = about_clause(meant, clauses)
    lines = [*version.summary.lines, *version.summary.more]
    means = [line.sentence for line in lines if re.search(rf"Clause {meant}(?!\d)", line.clause)]
    if means:
        words += "\n\nIn plain words: " + " ".join(dict.fromkeys(means[:3])) + f" {version.summary.disclaimer}"
    change = Button("Change a clause", Action("change_contract", (short(found.id),)))
    return [Reply(words, buttons=(change,), private=True)]


router.add(
    Command(
        "clause",
        "What a clause of your contract says and means",
        clause,
        params=(
            forms.contract_param(),
            Param(
                "number",
                "The number of the clause",
                parse_clause,
                question="Which clause? Please give its number, for example 11.",
                max_length=200,
            ),
        ),
        hears=asks_about_clause,
        phrases=("what does clause {number} mean", "explain clause {number}", "clause {number}"),
        examples=("What does clause 12 of the contract mean?", "Explain section 5 to me"),
        menu=False,
    )
)
