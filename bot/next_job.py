"""Two jobs in one message: the second waits beside the draft of the first, and begins when that is posted or given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.commands import Command, Reading
from bot.conversation import Ask, advance
from bot.domain.conversation import Filling
from bot.features import talk
from bot.messages import Action, Button, Reply
from bot.understanding import forms

DROP = "drop_next"  # the button's action; a change of the open form, so no command of its own
FORM = "hire"
FINISHING = frozenset({FORM, "cancel"})  # what ends the draft of the first job


def beside(ask: Ask, jobs: Sequence[str]) -> tuple[Ask, Reply]:
    """The question on the first job with the others kept beside it, and what is said of them."""
    said = Reply(talk.one_job_at_a_time(jobs[0]), buttons=(Button("Drop the other job", Action(DROP)),))
    return replace(ask, state=ask.state.model_copy(update={"later": tuple(jobs)})), said


def without_others(filling: Filling | None) -> Filling | None:
    """The open form without the jobs that wait; None where none waits."""
    return filling.model_copy(update={"later": ()}) if filling is not None and filling.later else None


def begun(hire: Command, before: Filling | None, done: str, parked: Filling | None, reading: Reading) -> Ask | None:
    """The first question on the next job, after the command `done` has ended the draft `before`; None where none waits."""
    if before is None or not before.later or before.command != FORM or done not in FINISHING:
        return None
    wanted, *rest = before.later
    given = {**forms.found_values(wanted, hire, reading), "wanted": wanted}
    asked = advance(hire, Filling(command=FORM, parked=parked, later=tuple(rest)), given, reading)
    if not isinstance(asked, Ask):
        return None  # a brief is never posted without its last button
    drop = Button("Drop this job", Action("cancel"))
    buttons = asked.reply.buttons if any(one.action == drop.action for one in asked.reply.buttons) else ()
    reply = replace(
        asked.reply,
        text=f"{talk.next_job(wanted)}\n{asked.reply.text}",
        buttons=buttons or (*asked.reply.buttons, drop),
    )
    return replace(asked, reply=reply)
