"""Blocking somebody and lifting it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Router
from bot.features.params import id_param
from bot.messages import Action, Button, Reply, short
from bot.services import blocks
from bot.services.blocks import Blocked

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

SHOWN = 10  # one message each: more would flood a chat


async def block(turn: Turn, *, proposal: UUID) -> list[Reply]:
    """From an offer: neither hears of the other again."""
    made = await blocks.block(turn.uow, proposal_id=proposal, person_id=turn.person.id, now=turn.now)
    words = (
        "Blocked. Neither of you is suggested to the other again, open offers between you are declined, and they are "
        "not told. What you both agreed before still stands. /blocked lists your blocks."
    )
    return [Reply(words, buttons=(_lift_button(made.id),), private=True, replaces_pressed=True)]


async def blocked(turn: Turn) -> list[Reply]:
    """One's own blocks, each with a way back."""
    mine = await blocks.blocked_by(turn.uow, person_id=turn.person.id)
    if not mine:
        return [Reply("You have blocked nobody. /offers has a Block button on offers that are over.", private=True)]
    replies = [
        Reply(_line(one), buttons=(_lift_button(one.block.id),), private=True, names=(one.name or "",))
        for one in mine[:SHOWN]
    ]
    if len(mine) > SHOWN:
        replies.append(Reply(f"And {len(mine) - SHOWN} earlier ones. Lift some to see those.", private=True))
    return replies


async def unblock(turn: Turn, *, which: UUID) -> list[Reply]:
    """Lift a block."""
    await blocks.lift(turn.uow, block_id=which, person_id=turn.person.id)
    return [Reply("Lifted. You can be suggested to each other again.", private=True, replaces_pressed=True)]


def _line(one: Blocked) -> str:
    who = one.name or "Somebody"
    over = f"job {one.job.number}" + (f", {one.job.title}" if one.job.title else "")
    return f"{who}, whom you met over {over}. Blocked on {one.block.created_at:%-d %B %Y}."


def _lift_button(block_id: UUID) -> Button:
    return Button("Lift the block", Action("unblock", (short(block_id),)))


router.add(Command("block", "Block somebody", block, params=(id_param("proposal", "The offer"),), menu=False))
router.add(
    Command(
        "blocked",
        "Whom you blocked, and a way to lift it",
        blocked,
        phrases=("who did i block", "my blocks", "show my blocks"),
        examples=("Whom have I blocked?", "I want to unblock somebody"),
    )
)
router.add(Command("unblock", "Lift a block", unblock, params=(id_param("which", "The block"),), menu=False))
