"""Commands of every kind, and a core that knows them, for tests of the Discord adapter."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands import Command, Param, Reading, Router, Who
from bot.messages import Reply
from tests.adapters.scripted_door import ScriptedDoor


def as_it_is(raw: str, _: Reading) -> str:
    return raw


async def nobody(*_: object, **__: object) -> list[Reply]:
    return []


async def suggest(*_: object) -> list[tuple[str, str]]:
    return []


SKILL = Param("skill", "One skill", as_it_is, "Which skill?", suggest=suggest)
FROM = Param("from", "The first day", as_it_is, required=False)
CURRENCY = Param("currency", "Which money", as_it_is, "Which currency?", choices=(("Euro", "EUR"), ("Dollar", "USD")))
WORK = Param("work", "A piece of work", as_it_is, required=False, is_file=True)
STORY = Param("story", "About you", as_it_is, "Tell me about yourself", long=True, max_length=3000)
NOTE = Param("note", "Anything else", as_it_is, "Anything to add?", required=False, asked=True)

POST = Command("post", "Post a job", nobody, (SKILL, FROM, CURRENCY, WORK))
QUEUE = Command("queue", "Jobs to approve", nobody, who=Who.MODERATOR)
PROFILE = Command("profile", "Your profile", nobody, (STORY, CURRENCY, NOTE), form=True)
COUNTER = Command(
    "counter", "Another price", nobody, (Param("id", "Which", as_it_is, "Which?"), NOTE), menu=False, form=True
)
ALL = (POST, QUEUE, PROFILE, COUNTER)


def door(*replies: Reply | str, commands: Sequence[Command] = ALL) -> ScriptedDoor:
    made = ScriptedDoor(commands=Router({command.name: command for command in commands}))
    made.says(*(Reply(reply) if isinstance(reply, str) else reply for reply in replies or ("Done.",)))
    return made
