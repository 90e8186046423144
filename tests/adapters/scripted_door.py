"""A stand-in for the core: answers as the test says and remembers what it heard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.commands import Command, Param, Router, Who
from bot.messages import Address, Inbound, Reply

Script = Callable[[Inbound], Sequence[Reply] | Awaitable[Sequence[Reply]]]


async def never_run(turn: Any, **values: Any) -> list[Reply]:
    """The handler of a command whose answers the script gives."""
    return []


def command(name: str, *params: Param, who: Who = Who.EVERYBODY, menu: bool = True, form: bool = False) -> Command:
    return Command(name, f"What {name} does", never_run, params, who=who, menu=menu, form=form)


def silent(inbound: Inbound) -> Sequence[Reply]:
    return []


@dataclass
class ScriptedDoor:
    """Implements `bot.ports.Door`. `script` gives the replies; `suggestions` those of autocompletion."""

    script: Script = silent
    commands: Router = field(default_factory=Router)
    heard: list[Inbound] = field(default_factory=list)
    suggestions: list[tuple[str, str]] = field(default_factory=list)

    def says(self, *replies: Reply) -> None:
        """Answer everything with these."""
        self.script = lambda inbound: replies

    async def handle(self, inbound: Inbound) -> list[Reply]:
        self.heard.append(inbound)
        replies = self.script(inbound)
        return list(replies if isinstance(replies, Sequence) else await replies)

    async def suggest(self, sender: Address, command: str, param: str, typed: str) -> list[tuple[str, str]]:
        return self.suggestions
