"""Whole conversations as tables: what is said, and what must or must not be in the answer."""

from __future__ import annotations

from tests.world import Speaker

PRESS, COMMAND, NOT = "> ", "/", "not: "


async def hold(speaker: Speaker, *dialog: tuple[str, ...]) -> str:
    """Say each first part ("> label" presses, "/name rest" is a command); the others are in the answer, or, behind
    "not: ", are not. Returns the last answer."""
    answer = ""
    for said, *expected in dialog:
        if said.startswith(PRESS):
            answer = await speaker.press(said.removeprefix(PRESS))
        elif said.startswith(COMMAND):
            name, _, rest = said.removeprefix(COMMAND).partition(" ")
            answer = await speaker.command(name, rest)
        else:
            answer = await speaker.say(said)
        assert "went wrong" not in answer, f"{speaker.name}: {said}\n{answer}"
        for part in expected:
            if part.startswith(NOT):
                assert part.removeprefix(NOT) not in answer, f"{speaker.name}: {said}\n{answer}"
            else:
                assert part in answer, f"{speaker.name}: {said}\nexpected: {part}\n{answer}"
    return answer
