"""Forms that start from what is stored already: a profile there is, the gig that is applied for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands import Reading
from bot.conversation import Ask, advance
from bot.domain.conversation import Filling
from bot.messages import CommandCall, Content, Text
from bot.step import Step

if TYPE_CHECKING:
    from bot.turn import Ahead


async def opened(step: Step, ahead: Ahead, before: Filling | None, content: Content, reading: Reading) -> Step:
    """The same step; where it opens a form anew that starts from something, the form as it starts.

    `before` is the form that was open when the message came: one that goes on with answers it had is left alone.
    """
    if step.command is None or step.command.opens_with is None or not isinstance(step.outcome, Ask):
        return step
    state = step.outcome.state
    same = before is not None and before.command == state.command
    if before is not None and same and before.answers and before.answers.keys() <= state.answers.keys():
        return step
    opening = await step.command.opens_with(ahead, reading, state.answers, _words(content))
    if opening is None:
        return step
    if opening.answers is None:
        return Step(says=opening.says, filling=before)
    start = Filling(command=state.command, parked=state.parked)
    outcome = advance(step.command, start, opening.answers, reading)
    return replace(step, outcome=outcome, says=(*step.says, *opening.says))


def _words(content: Content) -> str:
    match content:
        case Text(text=text):
            return text
        case CommandCall(rest=rest):
            return rest
        case _:
            return ""
