"""Lists that complete while typing, and what the log says of a turn."""

from __future__ import annotations

import json
from pathlib import Path

from bot import logs
from bot.messages import Address
from tests.dialogs.test_hiring import NEED
from tests.world import Speaker, World

ANN = Address("terminal", "ann", "ann")


async def test_skills_complete_while_typing_also_behind_others(world: World, ann: Speaker):
    await ann.say("hello")
    names = [label for label, _ in await world.house.app.suggest(ANN, "hire", "skills", "logo d")]
    assert names[0] == "Logo Design" and len(names) <= 25
    names = [label for label, _ in await world.house.app.suggest(ANN, "offer", "skills", "Figma; logo d")]
    assert names[0] == "Figma; Logo Design"


async def test_open_gigs_complete_by_number_and_title(world: World, ann: Speaker):
    await ann.say(NEED)
    await ann.press("Find people")
    assert [raw for _, raw in await world.house.app.suggest(ANN, "why", "number", "bakery")] == ["1"]
    assert await world.house.app.suggest(ANN, "why", "number", "zzz") == []


async def test_nobody_unknown_and_nothing_unknown_is_completed(world: World):
    assert await world.house.app.suggest(ANN, "hire", "skills", "logo") == []
    assert await world.house.app.suggest(ANN, "nonsense", "skills", "logo") == []


async def test_a_turn_is_one_log_line_without_a_word_of_what_was_said(ann: Speaker, tmp_path: Path):
    logs.set_up("INFO", tmp_path / "turns.log")
    try:
        await ann.say("my secret budget is 800 USD for a logo")
    finally:
        logs.set_up("WARNING")
    [line] = (tmp_path / "turns.log").read_text(encoding="utf-8").splitlines()
    assert set(json.loads(line)) == {"event", "level", "timestamp", "inbound", "command", "ms"}
    assert "secret" not in line
