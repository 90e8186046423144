"""What a command is given: the values in its prose, behind a button, in the names of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import listening
from bot.commands import Command, Param, Reading
from bot.messages import File

MOST = 20_000  # characters of prose; beyond it a person has pasted something that is not a message


def told_by_the_way(
    command: Command, given: Mapping[str, str], answers: Mapping[str, str], reading: Reading
) -> dict[str, str]:
    """What is given, with what an answer in prose says about the other parameters, where nothing more direct was said
    of them."""
    prose = next((given[param.name] for param in command.params if param.tells_all and given.get(param.name)), "")
    found = from_prose(command, prose[:MOST], reading) if prose else {}
    return {**{name: raw for name, raw in found.items() if name not in answers}, **given}


def from_prose(command: Command, prose: str, reading: Reading) -> dict[str, str]:
    """Values for a command from what was typed behind its name."""
    found = {param.name: raw for param in command.params if param.find and (raw := param.find(prose, reading))}
    first = next((param for param in command.params if not param.is_file), None)
    if first is None or first.name in found:
        return found
    if first.find is None or listening.answered(first, prose, reading):
        found[first.name] = prose
    return found


def by_place(command: Command, args: Sequence[str]) -> dict[str, str]:
    """Values in the order of the parameters, as a button carries them."""
    return {param.name: arg for param, arg in zip(command.params, args, strict=False)}


def file_names(files: Sequence[File], param: Param) -> str:
    """The answer that stands for uploaded files: the handler finds their contents in the turn."""
    return ", ".join(file.name for file in files)[: param.max_length]
