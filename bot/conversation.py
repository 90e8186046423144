"""The one dialog state machine: it asks for a command's parameters, one at a time, and is pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.commands import Command, Param, Reading
from bot.domain.conversation import Filling
from bot.errors import InvalidInput
from bot.messages import MAX_LABEL, Action, Button, Reply, Style
from bot.understanding.answers import is_no, is_skip

CONFIRM = "confirm"  # `Filling.asked` while the last button is awaited
IS_IT = "Is it one of these?"
SKIP = ""  # the stored answer to a question that was skipped
CANCEL_WORDS = frozenset({"cancel", "stop", "abort", "quit", "exit", "never mind", "nevermind", "forget it"})
YES_WORDS = frozenset(
    {"yes", "y", "ok", "okay", "yes please", "go", "go ahead", "confirm", "looks good", "perfect", "do it"}
)


@dataclass(frozen=True, slots=True)
class Ask:
    """Something is missing: say this, remember that."""

    reply: Reply
    state: Filling


@dataclass(frozen=True, slots=True)
class Ready:
    """All that is needed is there, parsed; None for what was skipped or never given."""

    values: dict[str, Any]


def advance(
    command: Command, state: Filling, given: Mapping[str, str], reading: Reading, *, confirmed: bool = False
) -> Ask | Ready:
    """Take in raw answers and say what comes next.

    An answer that cannot be read is not stored: its sentence is said and the question comes again. Good answers given
    beside it are kept. `confirmed`: the confirm button was pressed.
    """
    answers = dict(state.answers)
    trouble, troubled = "", None
    for name, raw in given.items():
        param = command.param(name)
        if param is None:
            continue
        try:
            answers[name] = read_answer(param, raw, reading)
        except InvalidInput as error:
            if not trouble:
                trouble, troubled = str(error), param
    state = state.model_copy(update={"answers": answers})
    missing = next_missing(command, answers)
    if troubled is not None and troubled.question and troubled.name not in answers:
        missing = troubled  # what could not be read is asked again before anything else
    if trouble or missing is not None:
        return _ask(command, state, missing, reading, trouble)
    if command.confirm and not confirmed:
        return _ask(command, state, None, reading, trouble)
    return Ready(parsed(command, answers, reading))


def read_answer(param: Param, raw: str, reading: Reading) -> str:
    """The stored spelling of an answer. Raises InvalidInput with a sentence for the person."""
    raw = raw.strip()
    if not param.required and (not raw or is_skip(raw)):
        return SKIP
    if not raw:
        raise InvalidInput("I need an answer to go on.")
    if len(raw) > param.max_length:
        raise InvalidInput(
            f"That is too long for me here: {len(raw):,} characters. Please keep it under {param.max_length:,}."
        )
    try:
        return param.show(param.parse(raw, reading))
    except InvalidInput:
        if not param.required and is_no(raw):
            return SKIP  # "Is there work to look at?" "No."
        raise


def next_missing(command: Command, answers: Mapping[str, str]) -> Param | None:
    """The first parameter that has to be asked for."""
    return next(
        (
            param
            for param in command.params
            if (param.required or param.asked)
            and param.name not in answers
            and not any(answers.get(other) for other in param.settled_by)
        ),
        None,
    )


def parsed(command: Command, answers: Mapping[str, str], reading: Reading) -> dict[str, Any]:
    """Stored answers as values, None where there is none. An answer that no longer reads (a deadline that has passed
    since) counts as missing."""
    values: dict[str, Any] = {}
    for param in command.params:
        raw = answers.get(param.name, SKIP)
        try:
            values[param.name] = param.parse(raw, reading) if raw else None
        except InvalidInput:
            values[param.name] = None
    return values


def digest(state: Filling) -> str:
    """Six characters that change with the answers: a confirm button speaks of exactly one draft."""
    return hashlib.sha256(json.dumps([state.command, sorted(state.answers.items())]).encode()).hexdigest()[:6]


def choice(param: Param, index: str, state: Filling) -> str | None:
    """The raw value behind a pressed choice, None when there is no such choice (any more).

    A proposal to a question that takes a list is added to what stands there: two can be pressed.
    """
    if index == "skip":
        return SKIP if not param.required else None
    offered = {_mark(raw): raw for raw in state.proposals.get(param.name, ())}
    if index in offered:
        before = state.answers.get(param.name, SKIP) if param.many else SKIP
        return "; ".join(filter(None, (before, offered[index])))
    return param.choices[int(index)][1] if index.isdecimal() and int(index) < len(param.choices) else None


def proposing(command: Command, ask: Ask, proposals: Sequence[str]) -> Ask:
    """The same question with answers that were found for this draft, as buttons before the one that skips it. They
    take the place of what was offered before."""
    param = command.param(ask.state.asked)
    if param is None:
        return ask
    labels = tuple(dict.fromkeys(raw for raw in proposals if len(raw) <= MAX_LABEL))
    before = {_mark(raw) for raw in ask.state.proposals.get(param.name, ())}
    kept = [button for button in ask.reply.buttons if button.action.args[-1] not in before]
    last = [kept.pop()] if not param.required else []
    kept += [Button(raw, Action("answer", (command.name, param.name, _mark(raw)))) for raw in labels]
    words = (ask.reply.text.removesuffix(IS_IT).rstrip(), IS_IT if labels else "")
    reply = replace(ask.reply, text="\n".join(filter(None, words)), buttons=(*kept, *last))
    return Ask(reply, ask.state.model_copy(update={"proposals": {**ask.state.proposals, param.name: labels}}))


def _mark(raw: str) -> str:
    """What a button says of a proposal: it fits into 64 bytes with any names, and never means another one later."""
    return "p" + hashlib.sha256(raw.encode()).hexdigest()[:8]


def _ask(command: Command, state: Filling, param: Param | None, reading: Reading, trouble: str) -> Ask:
    card = command.preview(parsed(command, state.answers, reading)) if command.preview else None
    if param is None and command.confirm:
        last = (
            Button(command.confirm, Action("confirm", (command.name, digest(state))), Style.MAIN),
            command.refuse or Button("Cancel", Action("cancel"), Style.PLAIN),
        )
        words = command.confirm_words or f"Press {command.confirm} when it is right, or tell me what to change."
        return Ask(
            Reply("\n".join(filter(None, (trouble, words))), card=card, buttons=last),
            state.model_copy(update={"asked": CONFIRM}),
        )
    if param is None:  # nothing is missing, but an answer could not be read
        return Ask(Reply(trouble, card=card), state)
    buttons = tuple(
        Button(label, Action("answer", (command.name, param.name, str(index))))
        for index, (label, _) in enumerate(param.choices)
    )
    if not param.required:
        buttons += (Button("Skip", Action("answer", (command.name, param.name, "skip"))),)
    text = "\n".join(filter(None, (trouble, param.question)))
    ask = Ask(Reply(text, card=card, buttons=buttons), state.model_copy(update={"asked": param.name}))
    offered = state.proposals.get(param.name)
    return proposing(command, ask, offered) if offered else ask
