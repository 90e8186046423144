"""The conversations in the README and the docs happen as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.seed import seed
from tests.world import World, open_world

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```conversation(?: as (?P<who>\w+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def conversations() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """For each page: who says which blocks, in order."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        blocks = [(found["who"] or "ann", found["body"]) for found in BLOCK.finditer(page.read_text(encoding="utf-8"))]
        if blocks:
            yield page.name, blocks


async def happens(world: World, who: str, body: str) -> None:
    """Lines behind `> ` are said, `[Label]` is pressed, `…` stands for anything, every other line is said by the bot."""
    person = world.somebody(who)
    answer = await person.letters()
    position = 0
    for line in filter(None, (line.strip() for line in body.splitlines())):
        if line.startswith("> "):
            said = line.removeprefix("> ")
            answer = await (person.press(said[1:-1]) if said.startswith("[") else person.say(said))
            position = 0
            continue
        for part in filter(None, (part.strip() for part in line.split("…"))):
            found = answer.find(part, position)
            assert found >= 0, f"{who} does not read {part!r} in:\n{answer}"
            position = found + len(part)


@pytest.mark.parametrize(("page", "blocks"), list(conversations()))
async def test_conversations_happen_as_written(tmp_path: Path, page: str, blocks: list[tuple[str, str]]):
    async with open_world(tmp_path) as world:
        await seed(world.house.storage, world.house.index, now=world.clock.now())
        for who, body in blocks:
            await happens(world, who, body)


def test_every_setting_is_in_the_readme_and_every_name_in_the_readme_is_a_setting():
    from bot.config import Settings

    names = {str(alias) for field in Settings.model_fields.values() for alias in field.validation_alias.choices[:1]}  # type: ignore[union-attr]
    table = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert names == table
