"""Questions that come with likely answers as buttons: found before the transaction of the turn opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands import Reading
from bot.conversation import Ask, parsed, proposing
from bot.step import Step

if TYPE_CHECKING:
    from bot.turn import Ahead


async def with_proposals(step: Step, ahead: Ahead, reading: Reading) -> Step:
    """The same step; where it asks for something that can be proposed for this draft, with the proposals."""
    if step.command is None or not isinstance(step.outcome, Ask):
        return step
    param = step.command.param(step.outcome.state.asked)
    if param is None or param.propose is None:
        return step
    values = parsed(step.command, step.outcome.state.answers, reading)
    return replace(step, outcome=proposing(step.command, step.outcome, await param.propose(ahead, **values)))
