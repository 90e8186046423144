"""Words that mean a command because of what is being spoken of: "two revisions" of a contract, "invite 2" of a list."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands import Command, Reading, Subject
from bot.domain.conversation import Conversation

FEW_WORDS = 14  # a change of a clause is short; whoever says more says what they mean


def heard(
    text: str, conversation: Conversation, commands: Iterable[Command], reading: Reading
) -> tuple[Command, dict[str, str]] | None:
    """The command that these words mean here and now, and what they tell it; a contract's before a job's."""
    spoken_of = {Subject.ANYTHING, Subject.NO_FORM}
    if conversation.law is not None:
        spoken_of.add(Subject.LAW)
    if conversation.contract_id is not None and len(text.split()) <= FEW_WORDS:
        spoken_of.add(Subject.CONTRACT)
    if conversation.job_id is not None:
        spoken_of.add(Subject.JOB)
    listening = [one for one in commands if one.hears is not None and one.subject in spoken_of]
    listening.sort(key=lambda one: list(Subject).index(one.subject))
    for command in listening:
        if command.hears is not None and command.hears(text, reading):
            return command, _told(command, text, reading)
    return None


def heard_anywhere(text: str, commands: Iterable[Command], reading: Reading) -> tuple[Command, dict[str, str]] | None:
    """The command that these words mean wherever they are said, also in the middle of a form: "apply for gig 14"."""
    for command in commands:
        if command.subject is Subject.ANYTHING and command.hears is not None and command.hears(text, reading):
            return command, _told(command, text, reading)
    return None


def _told(command: Command, text: str, reading: Reading) -> dict[str, str]:
    """What each finder of the command sees in the words; where none does, all of them are for its last parameter."""
    found = {param.name: raw for param in command.params if param.find and (raw := param.find(text, reading))}
    return found or {param.name: text for param in command.params[-1:] if param.find is None}
