"""Declaring a group for the audit, seeing it and taking it back, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.commands import Command, Param, Reading, Router
from bot.errors import InvalidInput
from bot.messages import Action, Button, Card, Field, Reply
from bot.services import declarations
from bot.services.audit_groups import SMALLEST_CELL
from bot.services.declarations import DIMENSIONS

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

WORD_LENGTH = 40
CONSENT = (
    "This is only for checking that matching is fair. It is kept sealed and apart from your profile, no client, "
    "freelancer or moderator sees it, and it changes no score, place or alert. The audit counts groups of "
    f"{SMALLEST_CELL} people or more. You can take it back at any time: /declared."
)


async def declare(turn: Turn, *, dimension: str, word: str) -> list[Reply]:
    """Kept for the audit alone, after consent."""
    await declarations.declare(turn.uow, person_id=turn.person.id, dimension=dimension, word=word, now=turn.now)
    return [Reply("Thank you. It is kept for the audit alone.", buttons=(_withdraw_button(dimension),), private=True)]


async def declared(turn: Turn) -> list[Reply]:
    """One's own declarations, each with a way back."""
    mine = await declarations.declared_by(turn.uow, person_id=turn.person.id)
    if not mine:
        words = "You have declared nothing, and you need not. /declare helps to check that matching is fair."
        return [Reply(words, private=True)]
    return [
        Reply(f"{one.dimension.capitalize()}: {one.word}.", buttons=(_withdraw_button(one.dimension),), private=True)
        for one in mine
    ]


async def withdraw(turn: Turn, *, dimension: str) -> list[Reply]:
    """Take a declaration back."""
    await declarations.withdraw(turn.uow, person_id=turn.person.id, dimension=dimension)
    return [Reply("Taken back and deleted.", private=True, replaces_pressed=True)]


def _withdraw_button(dimension: str) -> Button:
    return Button("Take it back", Action("withdraw", (dimension,)))


async def _consent(turn: Turn, **values: Any) -> str:
    return CONSENT


def _preview(values: Mapping[str, Any]) -> Card:
    fields = [Field(str(values.get("dimension") or "").capitalize(), str(values.get("word") or ""))]
    return Card("For the audit alone", tuple(field for field in fields if field.name and field.value))


def _parse_dimension(raw: str, reading: Reading) -> str:
    said = raw.strip().casefold()
    if said not in DIMENSIONS:
        raise InvalidInput("Please name one of: " + ", ".join(DIMENSIONS) + ".")
    return said


def _parse_word(raw: str, reading: Reading) -> str:
    said = " ".join(raw.split())
    if not said or len(said) > WORD_LENGTH:
        raise InvalidInput(f"A word or two, please, at most {WORD_LENGTH} characters.")
    return said


_DIMENSION = Param(
    "dimension",
    "What it is about",
    _parse_dimension,
    question="What is it about? You choose, and you need not tell anything.",
    choices=tuple((name.capitalize(), name) for name in DIMENSIONS),
)
_WORD = Param(
    "word",
    "Your own word for it",
    _parse_word,
    question="Which word is yours? Any word will do.",
    why=CONSENT,
    private=True,
)

router.add(
    Command(
        "declare",
        "Say something of yourself, only to check that matching is fair",
        declare,
        params=(_DIMENSION, _WORD),
        phrases=("declare my group",),
        examples=("I want to declare my gender for the fairness audit",),
        confirm="I agree",
        preview=_preview,
        remark=_consent,
        alone=True,
    )
)
router.add(
    Command(
        "declared",
        "What you declared for the audit, and a way to take it back",
        declared,
        phrases=("what did i declare", "withdraw my declaration"),
    )
)
router.add(
    Command(
        "withdraw",
        "Take back what you declared",
        withdraw,
        params=(Param("dimension", "What it was about", _parse_dimension, by_button=True),),
        menu=False,
    )
)
